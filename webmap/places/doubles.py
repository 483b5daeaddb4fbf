"""Is it one of these? The stored places that a new one may be, each with what speaks for it.

The same identifier, name, telephone number or address; a name that is spelled a little differently
or holds the other; a house next door. Two letters of a name tell the more the fewer names have
them: 食堂 hardly anything, ぐる much. It is a hint for a person to judge, never a verdict.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log
from typing import NamedTuple

from .agreement import agrees, fold_address, fold_phone
from .folding import fold, fold_name
from .walking import Point, metres_between

IDENTIFIER, NAME, ALIKE, PART = "identifier", "name", "alike", "part"
PHONE, ADDRESS, NEAR = "phone", "address", "near"
"""What speaks for it: the same outside identifier, name, nearly the name, one name within the
other, the telephone number, the address, a point at most :data:`NEXT_DOOR` metres away."""

WEIGHTS = {IDENTIFIER: 9, NAME: 5, ALIKE: 3, PART: 3, PHONE: 3, ADDRESS: 2, NEAR: 1}
"""By their sum doubles are ordered."""
NEXT_DOOR = 60
MOST = 8
"""So many are shown; those behind them are less likely."""

_ALIKE = 0.62
"""Of the weight of two names, the part that both have."""
_SHORTEST_PART = 3
_FEW = 3
"""A part that more names have than this tells nothing: 放課後等デイサービス."""
_NEXT_DOOR_DEGREES = 0.002
"""More than 60 metres in any direction, as long as it is far from the poles."""
_NUMBERS = re.compile("[0-9一二三四五六七八九十]+")
_TOWN_AND_NUMBERS = re.compile(r"([^\d-])(\d+)(?:-(\d+))?")
_KANA_ONLY = re.compile("[ぁ-ゖ-]+")


class Sketch(NamedTuple):
    """A place in short: by what it may be known again.

    ``point`` is that of a house or block; the middle of a town, which many places share, is none.
    ``identifiers`` stand in the order of :data:`~.vocabulary.SCHEMES`, empty where not known.
    """

    key: str = ""
    name: str = ""
    venue: str = ""
    kana: str = ""
    phone: str = ""
    standing: str = ""
    site: str = ""
    address: str = ""
    point: Point | None = None
    identifiers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for it; ``metres`` says how far the two points are apart."""

    why: str
    metres: int = 0


@dataclass(frozen=True, slots=True)
class Double:
    """A stored place that the new one may be."""

    place: Sketch
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason.why] for reason in self.reasons)

    @property
    def is_likely(self) -> bool:
        """Whether more speaks for it than the house, which several places may share."""
        return any(reason.why not in (ADDRESS, NEAR) for reason in self.reasons)


def find_doubles(asked: Sketch, known: Sequence[Sketch], most: int = MOST) -> list[Double]:
    """The stored places that the asked one may be, the likeliest first; ended ones too."""
    names = [fold_name(one.name) for one in known]
    wanted = _Wanted(asked, _Names(names))
    found = (
        Double(one, reasons)
        for one, name in zip(known, names, strict=True)
        if (reasons := tuple(wanted.reasons(one, name)))
    )
    return sorted(found, key=lambda double: _rank(asked, double))[:most]


def signs_of(address: str) -> tuple[str, ...]:
    """What every way to write an address (folded) holds: the town's last letter and a number (丁目
    may be in kanji, so the next one). Without a number it names no building and has none."""
    found = _TOWN_AND_NUMBERS.search(address)
    return (found[1], found[3] or found[2]) if found else ()


def _rank(asked: Sketch, double: Double) -> tuple[int, float, str]:
    """Of equals the nearest first, then those of which it is not known how far they are."""
    one, other = asked.point, double.place.point
    away = metres_between(one, other) if one and other else float("inf")
    return -double.weight, away, double.place.key


@dataclass(frozen=True)
class _Names:
    """The names of all stored places, folded."""

    names: Sequence[str]

    def count(self, part: str) -> int:
        """How many names hold a part."""
        return sum(part in name for name in self.names)

    def weight(self, piece: str) -> float:
        """How much two letters tell."""
        return log((len(self.names) + 1) / max(1, self.count(piece)))

    @cached_property
    def usual(self) -> float:
        """How much two letters tell of which it is not counted who else has them."""
        return log(len(self.names) + 1) / 2

    def tells(self, part: str) -> bool:
        """Whether so few names have a part that it speaks for one of them."""
        return len(part) >= _SHORTEST_PART and self.count(part) <= _FEW


@dataclass(frozen=True)
class _Wanted:
    """The asked place, with all that is compared made ready once."""

    asked: Sketch
    stored: _Names
    _told: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        return fold(self.asked.name)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(filter(None, dict.fromkeys((self.name, fold(self.asked.kana)))))

    @cached_property
    def is_read(self) -> bool:
        """Whether it says how it is read, so that readings can be compared."""
        return any(_KANA_ONLY.fullmatch(name) for name in self.names)

    @cached_property
    def is_numbered(self) -> bool:
        """Whether it says any outside identifier; most do not."""
        return any(self.asked.identifiers)

    @cached_property
    def pieces(self) -> dict[str, float]:
        """Every two letters of the name with what they tell."""
        return {piece: self.stored.weight(piece) for piece in _pieces(self.name)}

    @cached_property
    def weight(self) -> float:
        return sum(self.pieces.values())

    @cached_property
    def phone(self) -> str:
        return fold_phone(self.asked.phone)

    @cached_property
    def address(self) -> str:
        return fold_address(self.asked.address)

    @cached_property
    def signs(self) -> tuple[str, ...]:
        return signs_of(self.address)

    def reasons(self, one: Sketch, name: str) -> Iterator[Reason]:
        """What speaks for a stored place; ``name`` is its name, folded."""
        if self.is_numbered and any(map(_same, self.asked.identifiers, one.identifiers)):
            yield Reason(IDENTIFIER)
        if why := self._name_speaks(name, one.kana):
            yield Reason(why)
        if self.phone and self.phone[-4:] in one.phone and fold_phone(one.phone) == self.phone:
            yield Reason(PHONE)
        if self.signs and self._same_address(one.address):
            yield Reason(ADDRESS)
        if self.asked.point and one.point:
            metres = _near(self.asked.point, one.point)
            if metres <= NEXT_DOOR:
                yield Reason(NEAR, round(metres))

    def _name_speaks(self, name: str, kana: str) -> str:
        own = (name, fold_name(kana)) if kana and self.is_read else (name,)
        if any(wanted in own for wanted in self.names):
            return NAME
        if any(self._is_part(wanted, other) for wanted in self.names for other in own):
            return PART
        return ALIKE if self._is_alike(name) else ""

    def _is_part(self, one: str, other: str) -> bool:
        part, whole = (one, other) if len(one) < len(other) else (other, one)
        if part not in whole:
            return False
        if part not in self._told:
            self._told[part] = self.stored.tells(part)
        return self._told[part]

    def _is_alike(self, name: str) -> bool:
        """第一小学校 and 第二小学校 are spelled nearly the same, and are two."""
        shared = [weight for piece, weight in self.pieces.items() if piece in name]
        if not shared:
            return False
        rest = (len({*_pieces(name)}) - len(shared)) * self.stored.usual
        if 2 * sum(shared) < _ALIKE * (self.weight + sum(shared) + rest):
            return False
        return _NUMBERS.findall(name) == _NUMBERS.findall(self.name)

    def _same_address(self, address: str) -> bool:
        plain = unicodedata.normalize("NFKC", address)
        if not all(sign in plain for sign in self.signs):
            return False  # which is quick, and so of most
        short, whole = sorted((self.address, fold_address(address)), key=len)
        return any(map(str.isdecimal, short)) and agrees("address", whole, short)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _near(one: Point, other: Point) -> float:
    """The metres between two points; infinity where they are clearly apart."""
    if abs(one[0] - other[0]) > _NEXT_DOOR_DEGREES or abs(one[1] - other[1]) > _NEXT_DOOR_DEGREES:
        return float("inf")  # which is quick, and so of most
    return metres_between(one, other)


def _pieces(name: str) -> Iterable[str]:
    """Every two letters in a row."""
    return map("".join, pairwise(name))
