"""Stock Folium pages of the same places: what we are measured beside."""

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import folium
from folium.plugins import FastMarkerCluster

from .crowd import Spot

MIDDLE, ZOOM = (35.69, 139.44), 14
_MARKER_OF_ROW = """function (row) {
    return L.marker(new L.LatLng(row[0], row[1])).bindPopup(row[2]);
}"""


def markers(features: Iterable[Mapping[str, Any]]) -> str:
    """The page of a map with a marker, popup and tooltip for each place (GeoJSON features)."""
    city = folium.Map(location=MIDDLE, zoom_start=ZOOM)
    for feature in features:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            name = html.escape(str(feature["properties"]["name"]))
            folium.Marker((lat, lon), popup=name, tooltip=name).add_to(city)
    return str(city.get_root().render())


# -- with a layer for each category, which the layer control hides and shows


def marker_and_popup(spots: list[Spot]) -> str:
    def layer(category: str, some: list[Spot]) -> folium.FeatureGroup:
        group = folium.FeatureGroup(category)
        for spot in some:
            folium.Marker((spot.lat, spot.lon), popup=_words(spot)).add_to(group)
        return group

    return _page(spots, layer)


def fast_marker_cluster(spots: list[Spot]) -> str:
    def layer(category: str, some: list[Spot]) -> FastMarkerCluster:
        rows = [[spot.lat, spot.lon, _words(spot)] for spot in some]
        return FastMarkerCluster(  # type: ignore[no-untyped-call]
            rows, callback=_MARKER_OF_ROW, name=category
        )

    return _page(spots, layer)


def geojson(spots: list[Spot]) -> str:
    def layer(category: str, some: list[Spot]) -> folium.GeoJson:
        popup = folium.GeoJsonPopup(["name", "words"], labels=False)
        return folium.GeoJson(_features(some), name=category, popup=popup)

    return _page(spots, layer)


KINDS: dict[str, Callable[[list[Spot]], str]] = {
    "Folium Marker + Popup": marker_and_popup,
    "Folium FastMarkerCluster": fast_marker_cluster,
    "Folium GeoJson": geojson,
}


def _page(spots: list[Spot], layer: Callable[[str, list[Spot]], folium.map.Layer]) -> str:
    city = folium.Map(location=MIDDLE, zoom_start=ZOOM)
    for category, some in _by_category(spots):
        layer(category, some).add_to(city)
    folium.LayerControl(collapsed=False).add_to(city)
    return str(city.get_root().render())


def _by_category(spots: list[Spot]) -> Iterator[tuple[str, list[Spot]]]:
    for category in dict.fromkeys(spot.category for spot in spots):
        yield category, [spot for spot in spots if spot.category == category]


def _words(spot: Spot) -> str:
    return f"<b>{html.escape(spot.name)}</b><br>{html.escape(spot.words)}"


def _features(spots: list[Spot]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
            "properties": {"name": spot.name, "words": spot.words},
        }
        for spot in spots
    ]
    return {"type": "FeatureCollection", "features": features}
