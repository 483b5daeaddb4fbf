"""Where along a street its name may stand: straight stretches, long enough for the text at a zoom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, radians

from shapely import line_merge
from shapely.geometry import LineString, MultiLineString, Point
from shapely.ops import substring

from .ways import line_parts

LETTER_PX = 13.5
"""A letter of a street's name with its tracking."""
_AIR_PX = 10
_BEND_PX = 3
"""How far a street may leave the straight line under its name."""
_APART_PX = 90
_EQUATOR_M = 40_075_016.686
_TILE_PX = 256


@dataclass(frozen=True, slots=True)
class Stretch:
    """The middle of a straight piece of street (metres), and its angle: degrees clockwise from
    east, within -90 and 90, so that no name stands on its head."""

    zoom: int
    middle: Point
    angle: int


def metres_per_pixel(zoom: int, lat: float) -> float:
    """The size of a pixel of the web map (EPSG:3857) at a latitude."""
    return _EQUATOR_M * cos(radians(lat)) / (_TILE_PX << zoom)


def stretches(
    lines: Iterable[LineString], letters: int, zoom: int, lat: float
) -> Iterator[Stretch]:
    """The straight stretches that hold a name of so many letters, some way apart."""
    pixel = metres_per_pixel(zoom, lat)
    length = (letters * LETTER_PX + _AIR_PX) * pixel
    for line in line_parts(line_merge(MultiLineString(list(lines)))):
        count = int((line.length - length) / (length / 2)) + 1 if line.length >= length else 0
        last = -_APART_PX * pixel - length
        for step in range(count):
            begin = step * length / 2
            piece = substring(line, begin, begin + length)
            assert isinstance(piece, LineString)
            if begin - last >= _APART_PX * pixel and _is_straight(piece, _BEND_PX * pixel):
                last = begin
                yield Stretch(zoom, piece.interpolate(0.5, normalized=True), _angle(piece))


def _is_straight(piece: LineString, most: float) -> bool:
    chord = LineString([piece.coords[0], piece.coords[-1]])
    return all(chord.distance(Point(corner)) <= most for corner in piece.coords)


def _angle(piece: LineString) -> int:
    (x0, y0, *_), (x1, y1, *_) = piece.coords[0], piece.coords[-1]
    angle = round(degrees(atan2(y0 - y1, x1 - x0)))
    return angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
