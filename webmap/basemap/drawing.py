"""The file that the drawing is: JSON with whole numbers, small enough for a phone.

A point is (longitude, latitude) in steps of 1/100,000 degree (about a metre) from ``origin``. A
line, or a ring (not closed again at its end), is a flat list of numbers; every number is the
difference to the last one of its kind in the layer. A layer of ``lines`` is a list of these, a layer
of ``areas`` a list of areas, each a list of its outer ring and its holes, and a layer of ``dots`` one
such list. Names stand on their own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from .geodata import Plane
from .names import Name

STEP = 1e-5
Coordinates = list[tuple[int, int]]


@dataclass(slots=True)
class Drawing:
    """The layers of a city's drawing by name, all in metres, and its names in their order."""

    areas: dict[str, list[Polygon]] = field(default_factory=dict)
    lines: dict[str, list[LineString]] = field(default_factory=dict)
    dots: dict[str, list[Point]] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@dataclass(slots=True)
class Pen:
    """Writes a drawing in degrees around an origin (longitude, latitude in steps)."""

    plane: Plane
    origin: tuple[int, int]

    def text(self, drawing: Drawing) -> str:
        """The file's text; the same drawing gives the same."""
        whole = {
            "origin": self.origin,
            "step": STEP,
            "areas": {name: self._areas(areas) for name, areas in drawing.areas.items()},
            "lines": {name: self._lines(lines) for name, lines in drawing.lines.items()},
            "dots": {name: self._dots(dots) for name, dots in drawing.dots.items()},
            "names": [self._name(name) for name in drawing.names],
        }
        return _by_lines(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))

    def _areas(self, areas: Iterable[Polygon]) -> list[list[list[int]]]:
        return _differences([ring for ring in self._rings(area) if len(ring) > 2] for area in areas)

    def _rings(self, area: Polygon) -> Iterator[Coordinates]:
        for ring in (area.exterior, *area.interiors):
            yield self._steps(LineString(ring.coords))[:-1]

    def _lines(self, lines: Iterable[LineString]) -> list[list[int]]:
        steps = ([self._steps(line)] for line in lines)
        return [line for (line,) in _differences(one for one in steps if len(one[0]) > 1)]

    def _dots(self, dots: Iterable[Point]) -> list[int]:
        points = [self._steps(dot)[0] for dot in dots]
        return _differences([[points]])[0][0] if points else []

    def _name(self, name: Name) -> dict[str, object]:
        written: dict[str, object] = {
            "category": name.category,
            "text": [[text, read] if read else text for text, read in name.text],
            "zooms": name.zooms,
        }
        if name.point:
            written["at"] = self._steps(name.point)[0]
        if name.along:
            written["along"] = [
                [one.zoom, *self._steps(one.middle)[0], one.angle] for one in name.along
            ]
        return written

    def _steps(self, geometry: BaseGeometry) -> Coordinates:
        """Its coordinates in steps; neighbours that are the same step are one."""
        x0, y0 = self.origin
        found: Coordinates = []
        for lon, lat, *_ in self.plane.degrees(geometry).coords:
            point = round(lon / STEP) - x0, round(lat / STEP) - y0
            if not found or found[-1] != point:
                found.append(point)
        return found


def _differences(parts: Iterable[list[Coordinates]]) -> list[list[list[int]]]:
    """Flat lists of differences: neighbours in the list lie near to one another, so they are small."""
    written: list[list[list[int]]] = []
    last = (0, 0)
    for part in sorted(filter(None, parts), key=lambda several: _along_a_curve(several[0][0])):
        written.append([])
        for points in part:
            flat: list[int] = []
            for point in points:
                flat += (point[0] - last[0], point[1] - last[1])
                last = point
            written[-1].append(flat)
    return written


def _along_a_curve(point: tuple[int, int]) -> int:
    """Its place on Morton's curve, which keeps near what is near."""
    x, y = (value + (1 << 20) for value in point)
    return sum((x >> bit & 1) << 2 * bit | (y >> bit & 1) << 2 * bit + 1 for bit in range(22))


def _by_lines(text: str) -> str:
    """A line for each list, so that versions of the file can be compared."""
    return text.replace("],[", "],\n[").replace('],"', '],\n"') + "\n"
