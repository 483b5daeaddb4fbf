"""From where a family walks, and how far each place is from there.

Minutes are not given across the river: a straight line knows of no bridge.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .walking import PACES, Point, River, metres_between, walking_minutes

FEET = ("child",)
"""What ``feet`` may be in an address; without it one walks as a grown-up does."""
_SAME_SIDE, _ACROSS, _WITHOUT_POINT = range(3)


@dataclass(frozen=True, slots=True)
class Origin:
    """A school or a station, by the key that stands in an address (``near=es5``)."""

    key: str
    name: str
    sort: str
    """``school`` or ``station``."""
    point: Point


@dataclass(frozen=True, slots=True)
class Walk:
    """The way to a place: ``minutes`` on foot, or only ``metres`` in a straight line where the
    river lies between; neither where the place has no point."""

    minutes: int | None = None
    metres: int | None = None

    @property
    def turn(self) -> tuple[int, int]:
        """Its place in the order: nearest first, then what lies across the river, then the rest."""
        if self.minutes is not None:
            return _SAME_SIDE, self.minutes
        return (_WITHOUT_POINT, 0) if self.metres is None else (_ACROSS, self.metres)


@dataclass(frozen=True, slots=True)
class Start:
    """Where the way begins, and whose feet go: a pace of :data:`~.walking.PACES`."""

    origin: Origin
    pace: str = "grown_up"

    def walk(self, point: Point | None, river: River) -> Walk:
        """The way to a point; to none there is no way."""
        if point is None:
            return Walk()
        here, there = rounded(self.origin.point), rounded(point)
        metres = metres_between(here, there)
        if river.parts(here, there):
            return Walk(metres=max(1, round(metres / 100)) * 100)
        return Walk(minutes=walking_minutes(metres, self.pace))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """From where one may walk in this city, and the river that parts it."""

    origins: Mapping[str, Origin] = field(default_factory=dict)
    river: River = field(default_factory=River)

    @classmethod
    def of(cls, origins: Iterable[Origin], river: River) -> "Surroundings":
        return cls({one.key: one for one in origins}, river)

    def start(self, near: str, feet: str = "") -> Start | None:
        """Where the way begins that an address asks for; None when it asks for none."""
        origin = self.origins.get(near)
        return Start(origin, feet if feet in PACES else "grown_up") if origin else None


def rounded(point: Point) -> Point:
    """A point to a metre, as the page knows it: so both say the same minutes."""
    return round(point[0] * 1e5) / 1e5, round(point[1] * 1e5) / 1e5
