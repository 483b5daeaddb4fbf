"""The towns that are known, and which of them an address means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..places.city import PREFECTURES
from .address import (
    Numbers,
    after,
    read_numbers,
    take_bare_prefecture,
    take_district,
    take_large_village,
    take_prefecture,
)
from .spelling import end_as_written, plain

_NUMERALS = ("", *"一二三四五六七八九")
_NAMES = ("", "十", "二十", "三十")
_CHOMES = {
    f"{_NAMES[number // 10]}{_NUMERALS[number % 10]}丁目": str(number) for number in range(1, 40)
}
_LARGE_VILLAGE = "大字"
_DISTRICTS_OF_CITIES = "多摩郡"
"""国立市 was 北多摩郡国立町, 日野市 南多摩郡日野町. Elsewhere a 町 of this name is another one
(安芸郡府中町)."""


@dataclass(frozen=True, slots=True)
class Town:
    """A row of ``towns.csv``: a 町, one of its 丁目, or a 小字.

    ``point`` is latitude and longitude in degrees (WGS 84), or None where only addresses in it are
    known; ``radius_m`` the metres around it that hold half of its buildings, or None.
    """

    code: str
    name: str
    point: tuple[float, float] | None
    radius_m: int | None = None


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


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of an address, from the municipality down.

    ``within`` is the 大字 of a 小字; ``town`` is None when no town, or not its 丁目, is known,
    ``named`` how the text calls it then. ``bare`` says that nothing follows the municipality,
    ``assumed`` that the text names none, so that it was taken for the home municipality.
    """

    municipality: Municipality
    town: Town | None = None
    within: Town | None = None
    ban: str = ""
    go: str = ""
    named: str = ""
    bare: bool = False
    assumed: bool = False

    @property
    def town_name(self) -> str:
        """The town without prefecture and city: 谷保, 富士見台三丁目, 谷保字一本松."""
        if not self.town:
            return self.named
        return f"{self.within.name}字{self.town.name}" if self.within else self.town.name

    @property
    def whole_town(self) -> str:
        return self.municipality.whole_name + self.town_name

    @property
    def whole_ban(self) -> str:
        """東京都国立市富士見台二丁目47番; the 番 belongs to the 大字, not to the 小字."""
        name = self.within.name if self.within else self.town_name
        return f"{self.municipality.whole_name}{name}{self.ban}番"


class Towns:
    """Every known town, found by the beginning of an address."""

    def __init__(self, names: Mapping[str, str], towns: Iterable[Town], home: str = "") -> None:
        """``names`` are municipalities by six-digit code, with prefecture: 東京都国立市. ``home``
        is the code of the one that an address without a municipality may be in."""
        self._municipalities = {code: _municipality(code, name) for code, name in names.items()}
        self.names, self.towns = names, [*towns]
        for town in self.towns:
            _add(self._municipalities[town.code], town)
        self._by_name = {plain(one.name): one for one in self._municipalities.values() if one.name}
        self._longest_name = max(map(len, self._by_name), default=0)
        self._home = self._municipalities.get(home)
        self._own = _unique(self._home, self._municipalities.values())

    def understand(self, address: str) -> Understood | None:
        """What an address means, or None when no municipality that is known is among it."""
        prefecture, rest = take_prefecture(plain(address))
        municipality, rest = self._take_municipality(prefecture, rest)
        if not municipality:
            return self._without_municipality(prefecture, rest)
        if not rest:
            return Understood(municipality, bare=True)
        return _in_municipality(municipality, rest) or Understood(municipality)

    def spelled_out(self, address: str) -> str:
        """The address as it is written, after its municipality in the usual spelling: 國立市東1-1
        and 東1-1 become 東京都国立市東1-1. Unchanged when no municipality is understood."""
        understood = self.understand(address)
        if not understood:
            return address
        prefecture, rest = take_prefecture(plain(address))
        named, inner = self._take_municipality(prefecture, rest)
        return understood.municipality.whole_name + end_as_written(
            address, inner if named else rest
        )

    def _take_municipality(self, prefecture: str, text: str) -> tuple[Municipality | None, str]:
        ways = [(prefecture, text)] if prefecture else [("", text), take_bare_prefecture(text)]
        for region, rest in ways:
            district, inner = take_district(rest)
            for name in (rest, inner) if district else (rest,):
                once = name is not rest and _DISTRICTS_OF_CITIES in district
                found = self._starts(name, once=once)
                if found and region in ("", found[0].prefecture):
                    return found
        return None, text

    def _starts(self, text: str, *, once: bool) -> tuple[Municipality, str] | None:
        """The municipality at the beginning; ``once`` it may have been a 町 or 村 (国立町)."""
        for length in range(min(self._longest_name, len(text)), 1, -1):
            name = text[:length]
            if once and name[-1] in "町村":
                name = name if name in self._by_name else f"{name[:-1]}市"
            if name in self._by_name:
                return self._by_name[name], after(name, text)
        return None

    def _without_municipality(self, prefecture: str, text: str) -> Understood | None:
        """A town of the home municipality that no other known one has."""
        home = self._home
        if not home or prefecture not in ("", home.prefecture):
            return None
        rest = take_large_village(text)[1]
        for name in home.starts(rest):
            if name in self._own and _is_sure(home.families[name], rest[len(name) :]):
                found = _in_municipality(home, text)
                return replace(found, assumed=True) if found else None
        return None


def _is_sure(family: Family, text: str) -> bool:
    """Whether what follows a name fits the town without a doubt: its number, or nothing. 東 and 中
    alone are words, and where a town has only 丁目, 泉52番地 is somewhere else."""
    numbers = read_numbers(text)
    if numbers and numbers.parts:
        return bool(family.itself) or numbers.ban != 0
    return not text and len(family.name) > 1


def _in_municipality(municipality: Municipality, text: str) -> Understood | None:
    marked, rest = take_large_village(text)
    for name in municipality.starts(rest):
        family, tail = municipality.families[name], rest[len(name) :]
        if tail and (small := _small_village(municipality, family, tail)):
            return small
        numbers = read_numbers(tail)
        if numbers:
            return _choose(municipality, family, numbers, marked=marked)
    return None


def _small_village(municipality: Municipality, family: Family, text: str) -> Understood | None:
    """A 小字 after its 大字; of one that is not known, the 大字."""
    if not family.itself:
        return None
    rest = text.removeprefix("小字").removeprefix("字").lstrip(" ")
    for name in municipality.starts(rest):
        inner, numbers = municipality.families[name], read_numbers(rest[len(name) :])
        if numbers and inner.itself and not inner.chomes and not numbers.chome:
            ban, go = _ban_and_go(numbers.parts)
            return Understood(municipality, inner.itself, family.itself, ban, go)
    if rest != text.lstrip(" "):
        return Understood(municipality, family.itself)
    return None


def _choose(
    municipality: Municipality, family: Family, numbers: Numbers, *, marked: bool
) -> Understood:
    """Which of a family an address means; ``marked`` says that 大字 stands before the name."""
    first, parts = _meaning_of_first(family, numbers, marked=marked), numbers.parts
    if first == "chome":
        chome = family.chomes.get(parts[0])
        if not chome:
            return Understood(municipality, named=family.name)
        return Understood(municipality, chome, None, *_ban_and_go(parts[1:]))
    if first == "ban" and family.itself:
        return Understood(municipality, family.itself, None, *_ban_and_go(parts))
    return Understood(municipality, family.whole())


def _meaning_of_first(family: Family, numbers: Numbers, *, marked: bool) -> str:
    """Whether the first number is a 丁目 (``chome``), a 番 (``ban``), or may be either (empty).

    谷保7-10 may be 7番10 of 谷保 or 10番 of 谷保七丁目. Nothing is guessed then: it is understood
    as somewhere in 谷保. With a third number (谷保7-10-2), or 番 after the second, it is a 丁目.
    """
    parts = numbers.parts
    if numbers.chome:
        return "chome"
    if not parts or numbers.ban == 0:
        return "ban"
    if not family.itself:
        return "chome"
    if marked or parts[0] not in family.chomes:
        return "ban"
    return "chome" if len(parts) > 2 or numbers.ban == 1 else ""


def _ban_and_go(parts: tuple[str, ...]) -> tuple[str, str]:
    ban, go, *_ = (*parts, "", "")
    return ban, go


def middle(points: Iterable[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The mean of points of one town or city, to six decimals (0.1 metres), or None of none."""
    known = [point for point in points if point]
    if not known:
        return None
    lats, lons = zip(*known, strict=True)
    return round(sum(lats) / len(lats), 6), round(sum(lons) / len(lons), 6)


def _municipality(code: str, whole_name: str) -> Municipality:
    prefecture = next((one for one in PREFECTURES if whole_name.startswith(one)), "")
    return Municipality(code, prefecture, whole_name.removeprefix(prefecture))


def _add(municipality: Municipality, town: Town) -> None:
    head, chome = split_chome(town.name.removeprefix(_LARGE_VILLAGE))
    key = plain(head)
    family = municipality.families.setdefault(key, Family(head))
    municipality.longest = max(municipality.longest, len(key))
    if chome:
        family.chomes.setdefault(chome, town)
    elif not family.itself:
        family.itself = town


def split_chome(name: str) -> tuple[str, str]:
    """富士見台二丁目 → 富士見台 and 2; other names with an empty second."""
    for length in (5, 4, 3):
        if chome := _CHOMES.get(name[-length:]):
            return name[:-length], chome
    return name, ""


def _unique(home: Municipality | None, all_of_them: Iterable[Municipality]) -> frozenset[str]:
    """The names of the towns of one municipality that no other has.

    A name of which no 丁目 and no extent is known is a 小字 (栗原, 一本松): there are too many.
    """
    own = home.families.items() if home else ()
    towns = {name for name, one in own if one.chomes or (one.itself and one.itself.radius_m)}
    others = [one.families.keys() for one in all_of_them if one is not home]
    return frozenset(towns).difference(*others)
