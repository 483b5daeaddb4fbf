"""The names on the map: what is called what, where, and from which zoom to which.

Zooms are the web map's. The order is who comes first where two names would meet.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from shapely import line_merge
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .geodata import Feature, Geodata
from .outline import Outline
from .stretches import Stretch, stretches
from .ways import Street, line_parts, named_railways

Segments = Sequence[tuple[str, str]]
"""A text in pieces, each with its reading or without."""
Read = Callable[[str], Segments]

CLOSEST = 18
SCHOOLS = {
    "小学校": "小",
    "中学校": "中",
    "高等学校": "高",
    "中等教育学校": "",
    "特別支援学校": "",
    "短期大学": "",
    "大学": "",
}
"""Sorts of schools (P29) that are drawn, with how their names end where there is little room."""

_SORTS = {
    "16001": "小学校",
    "16002": "中学校",
    "16003": "中等教育学校",
    "16004": "高等学校",
    "16006": "短期大学",
    "16007": "大学",
    "16012": "特別支援学校",
}
"""学校分類コード of P29."""
_NEAR_M, _NEIGHBOUR_M = 350, 1500
_AT_HOME_M, _STATIONS_M, _STATION_M = 300, 2000, 200
_CHOME = re.compile("(.+?)[一二三四五六七八九十]+丁目")
_STREETS_FROM = {"motorway": 14, "trunk": 14, "secondary": 14, "tertiary": 15, "small": 16}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a point (metres) or, along a street, at several places of each zoom."""

    category: str
    text: Segments
    zooms: tuple[int, int]
    point: Point | None = None
    along: tuple[Stretch, ...] = ()


def station_names(geodata: Geodata, city: BaseGeometry, read: Read) -> Iterator[Name]:
    """Stations, those of the city first; one of several lines has one name."""
    points: dict[str, list[Point]] = defaultdict(list)
    for one in geodata.features("n02"):
        points[one.text("name")].append(one.geometry.centroid)
    placed = {name: MultiPoint(several).centroid for name, several in points.items() if name}
    for name, point in sorted(placed.items(), key=lambda pair: pair[1].distance(city)):
        distance = point.distance(city)
        if distance < _AT_HOME_M:
            yield Name("station", read(f"{name}駅"), (12, CLOSEST), point)
        elif distance < _STATIONS_M:
            yield Name("away", read(f"{name}駅"), (13, CLOSEST), point)


@dataclass(frozen=True, slots=True)
class Town:
    """A 町丁目 and its point in metres; whether its buildings are known, so that it is no mere rest
    of a town that has 丁目 today."""

    name: str
    point: Point
    built: bool


def town_names(towns: Iterable[Town], read: Read) -> Iterator[Name]:
    """Towns: as one name from afar (西), by 丁目 from near."""
    groups: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        groups[_without_chome(town.name)].append(town)
    for name, members in groups.items():
        parts = [one for one in members if one.name != name]
        whole = [one for one in members if one.name == name]
        shown = whole if whole and not any(one.built for one in parts) else parts
        middle = MultiPoint([one.point for one in shown]).centroid
        yield Name("town", read(name), (13, 15), middle)
    for name, members in groups.items():
        chomes = [one for one in members if one.name != name]
        for one in members:
            if one in chomes or one.built or not chomes:
                yield Name("chome", read(one.name), (16, CLOSEST), one.point)


def _without_chome(name: str) -> str:
    found = _CHOME.fullmatch(name)
    return found[1] if found else name


def street_names(streets: Iterable[Street], city: BaseGeometry, lat: float) -> Iterator[Name]:
    """The names of streets as people say them, along straight stretches near the city."""
    near = city.buffer(_NEAR_M)
    for street in streets:
        first = _STREETS_FROM[street.road]
        along = tuple(_along(list(street.within(near)), street.name, first, lat))
        if along:
            yield Name("street", ((street.name, ""),), (first, CLOSEST), along=along)


def school_names(drawn: Iterable[Feature], outline: Outline, read: Read) -> Iterator[Name]:
    """Schools of the city: with a short name from afar, the whole one from near."""
    stem = outline.city.text("name")[:-1]
    for one in drawn:
        ending, name = _sort(one), one.text("name").removeprefix("市立")
        point = one.geometry.centroid
        yield Name("school", read(_short(name, ending, stem)), (15, 16), point)
        yield Name("school", read(name), (17, CLOSEST), point)


def schools(geodata: Geodata, city: BaseGeometry) -> list[Feature]:
    """The schools of the city that are drawn, elementary schools first."""
    order = list(SCHOOLS)
    drawn = [
        one
        for one in geodata.features("p29")
        if _sort(one) in SCHOOLS and one.text("name") and city.contains(one.geometry)
    ]
    return sorted(drawn, key=lambda one: order.index(_sort(one)))


def river_names(
    name: str, rivers: Iterable[BaseGeometry], city: BaseGeometry, read: Read
) -> Iterator[Name]:
    """The river's name where it is widest beside the city."""
    near = [river.intersection(city.buffer(_NEAR_M)) for river in rivers]
    widest = max(near, key=lambda area: area.area, default=None)
    if name and widest and not widest.is_empty:
        yield Name("river", read(name), (13, CLOSEST), widest.representative_point())


def rail_names(geodata: Geodata, city: BaseGeometry, lat: float) -> Iterator[Name]:
    """The railways by the names that stations know them by (N02), else as they are tagged."""
    near = city.buffer(_NEAR_M)
    stations = [
        (str(one.properties.get("line", "")), one.geometry) for one in geodata.features("n02")
    ]
    for tagged, tracks in named_railways(geodata).items():
        track = unary_union(tracks)
        called = [line for line, point in stations if line and point.distance(track) < _STATION_M]
        name = max(called, key=called.count, default=tagged)
        longest = max(line_parts(line_merge(track)), key=lambda line: line.length)
        lines = list(line_parts(longest.intersection(near)))
        along = tuple(_along(lines, name, 14, lat))
        if along:
            yield Name("rail", ((name, ""),), (14, CLOSEST), along=along)


def park_names(parks: Iterable[tuple[str, BaseGeometry]], read: Read) -> Iterator[Name]:
    """Parks, the large ones from further away."""
    for name, area in sorted(parks, key=lambda pair: -pair[1].area):
        first = 15 if area.area > 12_000 else 16 if area.area > 2500 else 17
        yield Name("park", read(name), (first, CLOSEST), area.representative_point())


def neighbour_names(outline: Outline, read: Read) -> Iterator[Name]:
    """The municipalities around, each where it comes near to the city."""
    ring = outline.city.geometry.buffer(_NEIGHBOUR_M) - outline.city.geometry.buffer(_NEAR_M)
    for one in outline.neighbours:
        near = one.geometry.intersection(ring)
        if near.area > 200_000:
            name = one.text("name")
            yield Name("neighbour", read(name), (12, 16), near.representative_point())


def _along(lines: list[LineString], name: str, first: int, lat: float) -> Iterator[Stretch]:
    for zoom in range(first, CLOSEST):
        yield from stretches(lines, len(name), zoom, lat)


def _sort(school: Feature) -> str:
    return _SORTS.get(school.text("type"), school.text("type"))


def _short(name: str, ending: str, stem: str) -> str:
    """国立第一小学校 → 第一小."""
    if re.match(f"{stem}第[一二三四五六七八九十]+{ending}", name):
        name = name.removeprefix(stem)
    short = SCHOOLS[ending]
    return name.removesuffix(ending) + short if short else name
