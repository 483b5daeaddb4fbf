"""Roads and railways: centre lines by class, merged where they go on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shapely import line_merge, simplify
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .geodata import Geodata

Lines = dict[str, list[LineString]]

ROADS = {
    "motorway": "motorway",
    "trunk": "trunk",
    "primary": "secondary",
    "secondary": "secondary",
    "tertiary": "tertiary",
    "motorway_link": "small",
    "trunk_link": "small",
    "primary_link": "small",
    "secondary_link": "small",
    "unclassified": "small",
    "residential": "small",
    "living_street": "small",
}
"""OpenStreetMap's ``highway`` and the width in which it is drawn. Others are not roads to drive."""

_WIDTHS = tuple(dict.fromkeys(ROADS.values()))
_STREET = re.compile("[^0-9]+(通り|街道|バイパス|自動車道|道路)")
_TOLERANCE_M = 2.5
_JOINED_M = 12
_BESIDE_M, _BESIDE_SHARE = 40, 0.8
"""A railway line of which so much lies so near to a longer one is another track of it."""


def ways(geodata: Geodata) -> Iterator[tuple[dict[str, str], LineString]]:
    """The lines of OpenStreetMap in metres, each with its tags."""
    for element in geodata.elements:
        for line in element.lines:
            yield element.tags, line


def roads(geodata: Geodata, near: BaseGeometry, city: BaseGeometry) -> Lines:
    """The roads within ``near`` by class, as far as they lead to the city."""
    found: dict[str, list[LineString]] = defaultdict(list)
    for tags, line in ways(geodata):
        if tags.get("highway") in ROADS:
            found[ROADS[tags["highway"]]].append(line)
    drawn = {road: _tidy(lines, near) for road, lines in found.items()}
    return _joined_to(city, drawn)


def _joined_to(city: BaseGeometry, drawn: Lines) -> Lines:
    """Without the pieces that join nothing: of a source that has named roads only, they lie about."""
    web = unary_union([line for lines in drawn.values() for line in lines]).buffer(_JOINED_M)
    home = city.buffer(_JOINED_M)
    nets = [net for net in getattr(web, "geoms", [web]) if net.intersects(home)]
    joined = unary_union(nets)
    return {
        road: [line for line in lines if line.intersects(joined)] for road, lines in drawn.items()
    }


@dataclass(frozen=True, slots=True)
class Street:
    """A road with the name that people call it by; ``road`` is the widest class it has."""

    name: str
    road: str
    lines: tuple[LineString, ...]

    def within(self, area: BaseGeometry) -> Iterator[LineString]:
        """Its lines as far as they lie in an area."""
        for line in self.lines:
            yield from line_parts(line.intersection(area))


def streets(geodata: Geodata) -> list[Street]:
    """The streets whose names people say, the wide ones first; 立川国分寺線 is a name for offices."""
    found: dict[str, list[LineString]] = defaultdict(list)
    road_of: dict[str, str] = {}
    for tags, line in ways(geodata):
        road = ROADS.get(tags.get("highway", ""))
        if road is None:
            continue
        for name in _said(tags.get("name", "")):
            found[name].append(line)
            road_of[name] = min(road, road_of.get(name, road), key=_WIDTHS.index)
    named = [Street(name, road_of[name], tuple(lines)) for name, lines in found.items()]
    return sorted(named, key=lambda street: (_WIDTHS.index(street.road), street.name))


def _said(name: str) -> Iterator[str]:
    """The names in a tag that are a street's: without brackets, each of several."""
    for part in re.sub(r"\s*[(（].*?[)）]", "", name).split(";"):
        if _STREET.fullmatch(part.strip()):
            yield part.strip()


def railways(geodata: Geodata, near: BaseGeometry) -> list[LineString]:
    """One centre line for each railway within ``near``; sidings, crossovers, tunnels are not drawn."""
    tracks = [line for tags, line in ways(geodata) if _is_railway(tags)]
    kept: list[LineString] = []
    for line in sorted(_tidy(tracks, near), key=lambda one: -one.length):
        beside = unary_union(kept).buffer(_BESIDE_M) if kept else None
        if beside is None or line.intersection(beside).length < _BESIDE_SHARE * line.length:
            kept.append(line)
    return kept


def named_railways(geodata: Geodata) -> dict[str, list[LineString]]:
    """By name as tagged, the tracks of each railway that has a name."""
    found: dict[str, list[LineString]] = defaultdict(list)
    for tags, line in ways(geodata):
        if _is_railway(tags) and tags.get("name"):
            found[tags["name"]].append(line)
    return found


def _is_railway(tags: dict[str, str]) -> bool:
    return (
        tags.get("railway") == "rail"
        and not tags.get("service")
        and not tags.get("tunnel")
        and tags.get("usage", "main") in ("main", "branch")
    )


def _tidy(lines: Iterable[LineString], near: BaseGeometry) -> list[LineString]:
    merged = line_merge(MultiLineString(list(lines))).intersection(near)
    return [one for one in line_parts(simplify(merged, _TOLERANCE_M)) if one.length > 12]


def line_parts(geometry: BaseGeometry) -> Iterator[LineString]:
    """The lines that a geometry is made of."""
    if isinstance(geometry, LineString):
        if not geometry.is_empty:
            yield geometry
    else:
        for part in getattr(geometry, "geoms", ()):
            yield from line_parts(part)
