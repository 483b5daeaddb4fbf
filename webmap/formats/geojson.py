"""GeoJSON (RFC 7946): every public place one Feature, public fields only."""

import json
from collections.abc import Iterable, Iterator

from ..places.fields import write_value
from ..places.location import Location
from ..places.record import Statement
from ..places.visibility import PUBLIC_STANDINGS, View

_TEXTS = (
    "venue",
    "kana",
    "operator",
    "address_note",
    "phone",
    "url",
    "who",
    "ages",
    "booking",
    "capacity",
)
_LISTS = ("stages", "booking_way")


def write_geojson(views: Iterable[View]) -> bytes:
    """The FeatureCollection as UTF-8, one Feature a line.

    ``id`` and ``properties.key`` are the place's key. ``geometry`` is a Point, longitude first, of
    a building or block, else null: whoever draws a Point draws a pin, whatever stands beside it. Of
    a place somewhere in a town ``area_center`` (longitude, latitude; WGS 84, five decimals) and
    ``radius_m`` say where the town is. What is unknown is absent.
    """
    features = ",\n".join(_line(feature) for feature in _features(views))
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'.encode()


def _features(views: Iterable[View]) -> Iterator[dict[str, object]]:
    for view in views:
        if view.place.standing in PUBLIC_STANDINGS:
            yield {
                "type": "Feature",
                "id": view.place.key,
                "geometry": _geometry(view),
                "properties": _properties(view),
            }


def _geometry(view: View) -> dict[str, object] | None:
    if view.location is None or not view.location.exact:
        return None
    lat, lon = view.location.point
    return {"type": "Point", "coordinates": [lon, lat]}


def _area_center(location: Location | None) -> list[float]:
    if location is None or location.level != "town":
        return []
    lat, lon = location.point
    return [round(lon, 5), round(lat, 5)]


def _properties(view: View) -> dict[str, object]:
    place, location = view.place, view.location
    radius = location.radius_m if location else ""
    properties: dict[str, object] = {
        "key": place.key,
        "name": place.name,
        "categories": list(place.categories),
        "level": location.level if location else None,
        "radius_m": int(radius) if radius else None,
        "area_center": _area_center(location),
        "standing": place.standing,
        "drop_in": {"yes": True, "no": False}.get(place.text("drop_in")),
        "city": place.text("city"),
        "group": view.group_name,
        "address": view.address.text if view.address else "",
    }
    properties |= {field: place.text(field) for field in _TEXTS}
    properties |= {field: list(place.words(field)) for field in _LISTS}
    properties |= {
        "activities": [said.text for _, said in place.several("activity")],
        "access": [said.text for _, said in place.several("access")],
        "schedules": [_cells(said) for _, said in place.rules()],
        "exceptions": [{"date": date} | _cells(said) for date, said in place.several("exception")],
        "facts": {fact: _answer(said) for fact, said in place.facts()},
        "fees": [
            {"class": person, "per": per} | _cells(said) for person, per, _, said in place.fees()
        ],
        "identifiers": {scheme: said.text for scheme, said in place.several("identifier")},
        "source": place.said["name"].source,
        "day": place.day.text,
    }
    return {
        name: value
        for name, value in properties.items()
        if value not in ("", [], {}) and (value is not None or name in ("level", "radius_m"))
    }


def _cells(said: Statement) -> dict[str, str]:
    return {name: text for name, text in write_value(said.value).items() if text} | _origin(said)


def _answer(said: Statement) -> dict[str, str]:
    return {"answer": said.text} | _origin(said)


def _origin(said: Statement) -> dict[str, str]:
    origin = {
        "note": said.note,
        "source": said.source,
        "day": said.day.text,
        "confirmed": said.confirmed.text,
    }
    return {name: text for name, text in origin.items() if text}


def _line(feature: dict[str, object]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
