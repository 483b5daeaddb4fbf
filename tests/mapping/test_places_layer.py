"""The layer of places on Folium's map."""

from webmap.mapping.places_layer import PlacesLayer


def test_no_text_of_a_place_passes_through_the_layer():
    layer = PlacesLayer("/x.json", "/signs.svg", {"ibasho": "居場所"}, {"group": "{count}"})
    assert set(layer.options) == {"sprite", "labels", "words"}
    assert (PlacesLayer.default_js, PlacesLayer.__init__.__code__.co_argcount) == ([], 5)
