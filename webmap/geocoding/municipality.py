"""The towns of a municipality, as they stand in ``towns.csv``, by their names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from geopy.distance import great_circle

from ..places.city import PREFECTURES
from .spelling import plain

_NUMERALS = ("", *"一二三四五六七八九")
_NAMES = ("", "十", "二十", "三十")
_CHOMES = {
    f"{_NAMES[number // 10]}{_NUMERALS[number % 10]}丁目": str(number) for number in range(1, 40)
}
LARGE_VILLAGE = "大字"


@dataclass(frozen=True, slots=True)
class Town:
    """A row of ``towns.csv``: a 町, one of its 丁目, or a 小字.

    ``point`` is latitude and longitude in degrees (WGS 84), or None where only addresses in it are
    known; ``radius_m`` the metres around it that hold half of its buildings, ``reach_m`` those that
    hold all of them, or None.
    """

    code: str
    name: str
    point: tuple[float, float] | None
    radius_m: int | None = None
    reach_m: int | None = None


@dataclass(slots=True)
class Family:
    """A name with what bears it: 谷保 itself, 谷保六丁目, 谷保七丁目."""

    name: str
    itself: Town | None = None
    chomes: dict[str, Town] = field(default_factory=dict)

    def whole(self) -> Town:
        """The town without 丁目; where there are only 丁目, the middle of them."""
        if self.itself:
            return self.itself
        towns = [*self.chomes.values()]
        return Town(towns[0].code, self.name, middle(town.point for town in towns))


@dataclass(slots=True)
class Municipality:
    """A municipality with its towns, by their names in plain spelling."""

    code: str
    prefecture: str
    name: str
    families: dict[str, Family] = field(default_factory=dict)
    longest: int = 0

    @property
    def whole_name(self) -> str:
        return self.prefecture + self.name

    def starts(self, text: str) -> Iterable[str]:
        """The names of towns that a text begins with, the longest first."""
        for length in range(min(self.longest, len(text)), 0, -1):
            if text[:length] in self.families:
                yield text[:length]

    def add(self, town: Town) -> None:
        """Takes in a town; of two with one name the first stands."""
        head, chome = split_chome(town.name.removeprefix(LARGE_VILLAGE))
        key = plain(head)
        family = self.families.setdefault(key, Family(head))
        self.longest = max(self.longest, len(key))
        if chome:
            family.chomes.setdefault(chome, town)
        elif not family.itself:
            family.itself = town

    def find_small_village(self, large: Town, name: str) -> Town | None:
        """The 小字 with this name (in plain spelling), when it can be one of the 大字.

        No table says to which 大字 a 小字 belongs. A town whose extent is known, or that has 丁目,
        is none; and it must lie where the buildings of this 大字 do, deeper than in any other.
        Where the extent of the 大字 is not known, none is sure.
        """
        family = self.families[name]
        small = family.itself
        if not small or family.chomes or small.radius_m or small.name.startswith(LARGE_VILLAGE):
            return None
        depths = {one: _depth(one, small) for one in self._large_villages()}
        deepest = min(depths.values(), default=inf)
        return small if depths.get(large, inf) == deepest <= 1 else None

    def _large_villages(self) -> Iterable[Town]:
        return (one.itself for one in self.families.values() if one.itself and one.itself.reach_m)


def middle(points: Iterable[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The mean of points of one town or city, to six decimals (0.1 metres), or None of none."""
    known = [point for point in points if point]
    if not known:
        return None
    lats, lons = zip(*known, strict=True)
    return round(sum(lats) / len(lats), 6), round(sum(lons) / len(lons), 6)


def open_municipality(code: str, whole_name: str) -> Municipality:
    prefecture = next((one for one in PREFECTURES if whole_name.startswith(one)), "")
    return Municipality(code, prefecture, whole_name.removeprefix(prefecture))


def split_chome(name: str) -> tuple[str, str]:
    """富士見台二丁目 → 富士見台 and 2; other names with an empty second."""
    for length in (5, 4, 3):
        if chome := _CHOMES.get(name[-length:]):
            return name[:-length], chome
    return name, ""


def _depth(large: Town, small: Town) -> float:
    """How far from the middle of a 大字 a 小字 lies: 0 there, 1 where its last building is."""
    if not (large.reach_m and large.point and small.point):
        return inf
    return metres(large.point, small.point) / large.reach_m


def metres(one: object, other: object) -> float:
    """The distance of two points (latitude, longitude); within 0.1 % at the size of a city."""
    return float(great_circle(one, other).m)
