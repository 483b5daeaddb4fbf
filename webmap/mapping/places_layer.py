"""The places on the map: one Folium layer, which loads the compact JSON of the places by URL."""

from collections.abc import Mapping

from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template


class PlacesLayer(JSCSSMixin, Layer):
    """Draws the places of a JSON file: what is in view, clustered by grid.

    Parameters
    ----------
    url : str
        Where the places are, as :class:`~webmap.mapping.places_json.PlacesJson` writes them.
    sprite : str
        Where the signs of the categories are, an SVG with one symbol for each key.
    labels : mapping of category key to its name, for screen readers
    words : mapping of what the layer says of a marker: group, site, paused, unknown, about
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.placesLayer(
            {{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )
    default_js: list[tuple[str, str]] = []

    def __init__(
        self, url: str, sprite: str, labels: Mapping[str, str], words: Mapping[str, str]
    ) -> None:
        super().__init__(name="places", overlay=True, control=False)
        self._name, self._id = "places", "layer"
        self.url = url
        self.options = {"sprite": sprite, "labels": dict(labels), "words": dict(words)}
