"""The outlines of municipalities, by which a geocoder's answer is checked.

Own small geometry on some hundred corners: shapely is there at build time only. The drawing ends at
a frame, which cuts the neighbours: beyond it nobody can say where they end.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

from ..places.errors import ForPeople

MARGIN_M = {"city": 10.0, "neighbour": 35.0}
"""So far outside the drawn line a point may lie: the city's is simplified by up to 6 m, the
neighbours' by up to 30 m, and corners are rounded to 5 decimals (1 m)."""

_METRES = 111_195.0
"""A degree of latitude on the sphere of 6,371 km; exact to 0.3 %, far below the margin."""

Corner = tuple[float, float]
"""Longitude first, in degrees, as in the file."""
Ring = Sequence[Corner]
Frame = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

INSIDE, OUTSIDE, UNCHECKED = "inside", "outside", "unchecked"
"""What the outlines say of a point; ``unchecked``: they do not reach so far."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The drawn area of a municipality: polygons, each with its outer ring and its holes."""

    polygons: tuple[tuple[Ring, ...], ...]
    margin_m: float

    def corners(self) -> Iterator[Corner]:
        """Every corner of every ring."""
        return (corner for rings in self.polygons for ring in rings for corner in ring)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point (degrees, WGS 84) lies inside, or no farther outside than the margin."""
        if any(_is_inside(rings, lat, lon) for rings in self.polygons):
            return True
        edges = (edge for rings in self.polygons for ring in rings for edge in pairwise(ring))
        return any(_metres_to(edge, lat, lon) <= self.margin_m for edge in edges)


@dataclass(frozen=True, slots=True)
class Borders:
    """Outlines by the name of the municipality, without its prefecture: 国立市."""

    outlines: Mapping[str, Outline] = field(default_factory=dict)
    frame: Frame = (0.0, 0.0, 0.0, 0.0)

    def knows(self, name: str) -> bool:
        """Whether points in the municipality can be checked."""
        return name in self.outlines

    def judge(self, name: str, lat: float, lon: float) -> str:
        """Whether a point lies in the municipality (degrees, WGS 84): one of the three words.

        Without an outline, or beyond the frame that cuts it, nothing could tell a wrong point.
        """
        if not self.knows(name):
            return UNCHECKED
        if self.outlines[name].holds(lat, lon):
            return INSIDE
        is_beyond = not self._is_framed(lon, lat) and any(
            not self._is_framed(*corner, by=1e-9) for corner in self.outlines[name].corners()
        )
        return UNCHECKED if is_beyond else OUTSIDE

    def _is_framed(self, lon: float, lat: float, by: float = 0.0) -> bool:
        """Whether a point lies within the frame, by so many degrees."""
        west, south, east, north = self.frame
        return west + by <= lon <= east - by and south + by <= lat <= north - by


def read_borders(path: Path) -> Borders:
    """The outlines of ``outline.geojson``; none when there is no such file.

    Raises:
        ForPeople: the file is not as ``basemap`` writes it.
    """
    if not path.exists():
        return Borders()
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        outlines = _outlines(features)
        return Borders(outlines, _frame(outlines))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ForPeople(f"{path}: まちの形が 読めません（{error}）") from error


def _frame(outlines: Mapping[str, Outline]) -> Frame:
    corners = [corner for outline in outlines.values() for corner in outline.corners()]
    lons, lats = zip(*corners, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _outlines(features: Iterable[Mapping[str, Mapping[str, object]]]) -> dict[str, Outline]:
    """By name; a municipality may come in several features, one for each of its parts."""
    outlines: dict[str, Outline] = {}
    for feature in features:
        name, found = str(feature["properties"]["name"]), _outline(feature)
        before = outlines.get(name)
        outlines[name] = (
            replace(found, polygons=before.polygons + found.polygons) if before else found
        )
    return outlines


def _outline(feature: Mapping[str, Mapping[str, object]]) -> Outline:
    geometry = feature["geometry"]
    parts = geometry["coordinates"]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    return Outline(tuple(_polygons(polygons)), MARGIN_M[str(feature["properties"]["part"])])


def _polygons(polygons: object) -> Iterator[tuple[Ring, ...]]:
    if not isinstance(polygons, list):
        raise TypeError("coordinates")
    for rings in polygons:
        yield tuple([(float(lon), float(lat)) for lon, lat in ring] for ring in rings)


def _is_inside(rings: Sequence[Ring], lat: float, lon: float) -> bool:
    """Ray casting, eastward: each ring that is crossed an odd number of times turns the answer."""
    crossings = (
        _is_crossed(edge, lat, lon) for ring in rings for edge in pairwise([*ring, ring[0]])
    )
    return sum(crossings) % 2 == 1


def _is_crossed(edge: tuple[Corner, Corner], lat: float, lon: float) -> bool:
    (lon1, lat1), (lon2, lat2) = edge
    if (lat1 > lat) == (lat2 > lat):
        return False
    return lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1)


def _metres_to(edge: tuple[Corner, Corner], lat: float, lon: float) -> float:
    """How far a point is from a piece of the line, on a plane that touches the earth there."""
    east = _METRES * cos(radians(lat))
    (ax, ay), (bx, by) = (((x - lon) * east, (y - lat) * _METRES) for x, y in edge)
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return hypot(ax + along * dx, ay + along * dy)
