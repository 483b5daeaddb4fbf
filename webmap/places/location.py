"""Where a site is, with its honesty: a point is only as good as its level says."""

import re
from dataclasses import dataclass

from .days import Day
from .errors import BadCell
from .vocabulary import LEVELS

GAZETTEER = "gazetteer"
"""The source of points that the tables of towns and known addresses give."""
ONLINE = {"gsi": "gsi-address", "nominatim": "nominatim"}
"""The geocoders that a server is asked for, by name, with the keys of their sources."""
GEOCODERS = (GAZETTEER, *ONLINE.values())
"""Sources that work a point out of an address, in the order in which they are asked."""

WIDEST_DISC = 300
"""Metres: the widest radius that a map draws as a disc. A wider one reads as a walking distance."""

_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Location:
    """A point in WGS 84, latitude first.

    ``lat`` and ``lon`` keep the digits as published. ``level`` is how exact the point is
    (building, block, town, city); ``radius_m`` the metres that hold half of the buildings it may
    mean, or empty when no source gives one.
    """

    lat: str
    lon: str
    level: str
    radius_m: str = ""

    def __post_init__(self) -> None:
        _require_degrees("lat", self.lat, 90)
        _require_degrees("lon", self.lon, 180)
        if self.level not in LEVELS:
            raise BadCell(self.level, "・".join(LEVELS) + " のどれか", "level")
        if self.radius_m and not (self.radius_m.isdecimal() and self.radius_m.isascii()):
            raise BadCell(self.radius_m, "半径（メートル、整数）または空", "radius_m")

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return float(self.lat), float(self.lon)

    @property
    def shown(self) -> str:
        """How a map shows it: ``pin``, ``disc``, ``tray`` or ``city``.

        A building or a block is a pin; a town whose radius is known and small a disc of that
        radius; another town a tray that lies on it with its name. The point of a city is on no
        map: in its middle it would read as a town.
        """
        if self.exact:
            return "pin"
        if self.level == "city":
            return "city"
        return "disc" if self.radius_m and int(self.radius_m) <= WIDEST_DISC else "tray"

    @property
    def exact(self) -> bool:
        """Whether a pin may be drawn: building or block. Below that it is an area."""
        return self.level in ("building", "block")

    def is_finer_than(self, other: "Location") -> bool:
        """Whether its level says more: a building more than a block, a block more than a town."""
        return LEVELS.index(self.level) < LEVELS.index(other.level)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a geocoder said of an address: a point, or None for "not found".

    ``source`` holds keys of sources joined with ``;``, the geocoder's own first; ``matched`` is the
    part of the address that it understood, ``day`` the day on which it said so (unknown when it
    does not depend on the day of asking).
    """

    location: Location | None
    source: str
    matched: str = ""
    day: Day = Day()


def _require_degrees(column: str, text: str, limit: float) -> None:
    if not _DEGREES.fullmatch(text) or abs(float(text)) > limit:
        raise BadCell(text, f"-{limit} から {limit} までの数（度）", column)
