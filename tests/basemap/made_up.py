"""Open geodata of a made-up city: one square kilometre around a point, in metres from its middle."""

import gzip
import json
from math import cos, radians
from pathlib import Path

from webmap.places.city import City

LAT, LON = 35.69, 139.44
CITY = City("132152", "テスト市", (LAT, LON), 14, avenue="なみき通り", river="テスト川")
_METRES = 111_000.0


def at(x, y):
    """Longitude and latitude of a point in metres east and north of the middle."""
    return [LON + x / _METRES / cos(radians(LAT)), LAT + y / _METRES]


def ring(left, bottom, right, top):
    corners = ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))
    return [at(x, y) for x, y in corners]


def area(left, bottom, right, top, **properties):
    return _feature("Polygon", [ring(left, bottom, right, top)], properties)


def point(x, y, **properties):
    return _feature("Point", at(x, y), properties)


def way(*points, **tags):
    """A way of an Overpass answer (``out geom``); an underscore in a tag stands for a colon."""
    geometry = [dict(zip(("lon", "lat"), at(x, y), strict=True)) for x, y in points]
    return {"type": "way", "geometry": geometry, "tags": tags}


def put(folder: Path, name: str, *features):
    """Writes GeoJSON, gzipped when its name ends so; or an Overpass answer of ways."""
    folder.mkdir(parents=True, exist_ok=True)
    ways = bool(features) and features[0].get("type") == "way"
    document = (
        {"osm3s": {"timestamp_osm_base": "2026-06-25T00:00:00Z"}, "elements": features}
        if ways
        else {"type": "FeatureCollection", "features": features}
    )
    text = json.dumps(document, ensure_ascii=False).encode()
    (folder / name).write_bytes(gzip.compress(text) if name.endswith(".gz") else text)


def put_city(folder: Path):
    """The city's shape between two neighbours."""
    put(
        folder,
        "made_up_n03.geojson",
        area(-500, -500, 500, 500, code="13215", name="テスト市"),
        area(-4000, -4000, -500, 4000, code="13201", name="にし市"),
        area(500, -4000, 4000, 4000, code="13202", name="ひがし市"),
    )


def _feature(sort, coordinates, properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": sort, "coordinates": coordinates},
    }
