"""How far it is on foot, as well as a straight line can tell.

80 metres a minute, fractions rounded up, is how 不動産の表示に関する公正競争規約施行規則 counts a walk;
that ways are 1.3 times the straight line, and 60 metres a minute for a child's feet, are our own
assumptions, said on the page about the data. Level crossings and underpasses are not considered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

DETOUR = 1.3
PACES = {"grown_up": 80, "child": 60}
"""Metres a minute."""
_EARTH = 6_371_008.8
"""Metres: the mean radius of the Earth (IUGG)."""


def metres_between(one: Point, other: Point) -> float:
    """The straight line between two points, in metres (haversine)."""
    lat, other_lat = radians(one[0]), radians(other[0])
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


def walking_minutes(metres: float, pace: str = "grown_up") -> int:
    """Whole minutes on foot for a straight line of so many metres; at least 1."""
    return max(1, ceil(metres * DETOUR / PACES[pace]))


@dataclass(frozen=True, slots=True)
class River:
    """A line along a river's middle, from one end of the map to the other."""

    line: Sequence[Point] = ()

    def parts(self, one: Point, other: Point) -> bool:
        """Whether the straight line between two points crosses it an odd number of times."""
        legs = zip(self.line, self.line[1:], strict=False)
        return sum(_cross(one, other, a, b) for a, b in legs) % 2 == 1


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines cross; an end that lies on the other line belongs to its left side."""
    return _is_left(a, c, d) != _is_left(b, c, d) and _is_left(c, a, b) != _is_left(d, a, b)


def _is_left(point: Point, begin: Point, end: Point) -> bool:
    along, across = end[0] - begin[0], end[1] - begin[1]
    return along * (point[1] - begin[1]) >= across * (point[0] - begin[0])
