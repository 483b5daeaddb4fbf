"""The towns that are known, and which of them an address means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .address import (
    Numbers,
    after,
    read_numbers,
    says_otherwise,
    take_bare_prefecture,
    take_district,
    take_large_village,
    take_prefecture,
)
from .municipality import Family, Municipality, Town, open_municipality
from .spelling import end_as_written, plain

_DISTRICTS_OF_CITIES = "多摩郡"
"""国立市 was 北多摩郡国立町, 日野市 南多摩郡日野町. Elsewhere a 町 of this name is another one
(安芸郡府中町)."""


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
        self._municipalities = {code: open_municipality(code, name) for code, name in names.items()}
        self.names, self.towns = names, [*towns]
        for town in self.towns:
            self._municipalities[town.code].add(town)
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
        for name in (plain(municipality.whole_name), plain(municipality.name)):
            rest = after(name, rest) if rest.startswith(name) else rest  # written twice
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
        own = plain(home.name), plain(home.prefecture)
        for name in home.starts(rest):
            tail = rest[len(name) :]
            if name in self._own and _is_sure(home.families[name], tail):
                found = None if says_otherwise(tail, own) else _in_municipality(home, text)
                return replace(found, assumed=True) if found else None
        return None


def _is_sure(family: Family, text: str) -> bool:
    """Whether what follows a name fits the town without a doubt: its number, or nothing.

    東 and 中 are words, and 中1 a school year: they need 丁目, 番 and 号, or 番 after the word 丁目.
    Where a town has only 丁目, 泉52番地 is somewhere else, and so is 8-29-12 where 8丁目 is not.
    """
    numbers = read_numbers(text)
    if not numbers or not numbers.parts:
        return not text and len(family.name) > 1
    count = len(numbers.parts)
    if len(family.name) == 1 and count < (2 if numbers.chome else 3):
        return False
    if numbers.ban == 0:
        return bool(family.itself)
    return count < 3 or numbers.parts[0] in family.chomes


def _in_municipality(municipality: Municipality, text: str) -> Understood | None:
    marked, rest = take_large_village(text)
    for name in municipality.starts(rest):
        family, tail = municipality.families[name], rest[len(name) :]
        if tail and family.itself:
            small = _small_village(municipality, family.itself, tail)
            if small:
                return small
        numbers = read_numbers(tail)
        if numbers:
            return _choose(municipality, family, numbers, marked=marked)
    return None


def _small_village(municipality: Municipality, large: Town, text: str) -> Understood | None:
    """A 小字 after its 大字; of one that is not known as one of it, the 大字."""
    rest = text.removeprefix("小字").removeprefix("字").lstrip(" ")
    for name in municipality.starts(rest):
        small = municipality.find_small_village(large, name)
        numbers = read_numbers(rest[len(name) :])
        if small and numbers and not numbers.chome:
            return Understood(municipality, small, large, *_ban_and_go(numbers.parts))
    return Understood(municipality, large) if rest != text.lstrip(" ") else None


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


def _unique(home: Municipality | None, all_of_them: Iterable[Municipality]) -> frozenset[str]:
    """The names of the towns of one municipality that no other has.

    A name of which no 丁目 and no extent is known is a 小字 (栗原, 一本松): there are too many.
    """
    own = home.families.items() if home else ()
    towns = {name for name, one in own if one.chomes or (one.itself and one.itself.radius_m)}
    others = [one.families.keys() for one in all_of_them if one is not home]
    return frozenset(towns).difference(*others)
