"""Whose row it is: which stored place, group or site a row of a file speaks of.

A place is recognised by its outside identifier, else by what the source called it before, else by
name and address; 法人番号 belongs to the group and never recognises a place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from types import MappingProxyType

from .agreement import fold_address
from .days import Day, is_later
from .draft import Identity
from .errors import BadCell
from .fields import key_text
from .folding import fold

_MUNICIPAL = re.compile(r"(\d{6}:[^-]+)(?:-(\d+))?")
"""``132152:7``, and ``132152:7-2`` for a further venue; an ID itself has no hyphen."""
_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Listed:
    """A stored place in short: what it is recognised by, and who named it on which day."""

    key: str
    name: str
    address: str = ""
    identifier: str = ""
    city: str = ""
    site: str = ""
    group: str = ""
    standing: str = ""
    source: str = ""
    day: Day = Day()


@dataclass(frozen=True, slots=True)
class Others:
    """The other rows of a file: their identifiers, and the places that they have been so far."""

    identifiers: Container[str] = frozenset()
    seen: Container[str] = frozenset()


_NO_OTHERS = Others()


@dataclass(slots=True)
class Roll:
    """The stored places with their identifiers of one scheme. New ones are entered as they come."""

    scheme: str
    places: dict[str, Listed] = field(default_factory=dict)
    _by_identifier: dict[str, str] = field(default_factory=dict)
    _by_number: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, place: Listed) -> None:
        """Takes a place into the roll."""
        self.places[place.key] = place
        self._by_name[fold(place.name)].append(place.key)
        if place.identifier:
            self._by_identifier.setdefault(place.identifier, place.key)
            self._by_number[_number(place.identifier)].append(place.key)

    def find(
        self,
        who: Identity,
        *,
        alone: bool,
        called: Iterable[str] = (),
        others: Others = _NO_OTHERS,
    ) -> str:
        """The key of the stored place that a row is, or empty: it is new.

        ``alone`` says that no other row of the file has the same number. ``called`` are the places
        that its source called so before, whatever a person has made of their names since.
        """
        if who.identifier in self._by_identifier:
            return self._by_identifier[who.identifier]
        before = self._one_of(who, called, others)
        if before or who.further_venue:
            return before or next((key for key in self._venues(who) if self._is_at(key, who)), "")
        found = self._by_office(who, alone=alone)
        return found or self._one_of(who, self.namesakes(who), others)

    def identify(self, key: str, identifier: str) -> None:
        """Notes that a stored place has an identifier from now on."""
        self.places[key] = replace(self.places[key], identifier=identifier)
        self._by_identifier.setdefault(identifier, key)
        self._by_number[_number(identifier)].append(key)

    def _one_of(self, who: Identity, keys: Iterable[str], others: Others) -> str:
        """The place that a row without a known identifier can be: none that has another one, or
        whose own row stands elsewhere in the file.

        Of several one that no row has been yet, then one that has no identifier, is likelier.
        """
        possible = [
            key
            for key in sorted({*keys})
            if self.can_be(who, key) and self.places[key].identifier not in others.identifiers
        ]
        unseen = [key for key in possible if key not in others.seen] or possible
        free = [key for key in unseen if self._is_free(key)]
        return next(iter((*free, *unseen)), "")

    def knows(self, identifier: str) -> bool:
        """Whether a stored place has the identifier."""
        return identifier in self._by_identifier

    def can_be(self, who: Identity, key: str) -> bool:
        """Whether a row without a stored identifier can be the place: it has no other one."""
        return key in self.places and (not who.identifier or self._is_free(key))

    def _is_free(self, key: str) -> bool:
        return not self.places[key].identifier

    def main(self, who: Identity) -> str:
        """The main venue of a further one: the place that has the ID itself."""
        return self._by_identifier.get(who.number, "")

    def same_number(self, who: Identity) -> list[str]:
        """Stored places that know the row's number and no more, so that it may be theirs."""
        if who.further_venue or who.number == who.identifier:
            return []
        known = self._by_number.get(who.number, [])
        return [key for key in known if self.places[key].identifier == who.number]

    def namesakes(self, who: Identity) -> list[str]:
        """Places of the same name at the same address, whatever their identifiers.

        Of a name without address (on both sides) the municipality must be the same.
        """
        named = self._by_name.get(fold(who.name), []) if who.name else []
        return [key for key in named if self._is_at(key, who) and self._is_in(key, who)]

    def new_identifier(self, who: Identity) -> str:
        """The identifier of a new place; a further venue gets the next suffix, for ever."""
        if not who.further_venue:
            return who.identifier
        taken = [int(_suffix(self.places[key].identifier)) for key in self._venues(who)]
        return f"{who.number}-{max(taken, default=1) + 1}"

    def new_key(self, who: Identity, identifier: str, *, alone: bool) -> str:
        """A key that no place has: of the identifier, else of the name, never of the address.

        A key is public for ever, and so few addresses are possible that one could try them all.
        """
        for key in self._keys(who, identifier, alone=alone):
            if key not in self.places and _is_key(key):
                return key
        raise AssertionError("the keys never end")

    def gone(
        self,
        source: str,
        day: Day,
        seen: Container[str],
        spoken: Mapping[str, Day] = MappingProxyType({}),
        *,
        further: bool = False,
    ) -> Iterator[Listed]:
        """Places of which the source last spoke up to this day, and that were not seen in its file.

        ``spoken`` are the days of its files by place; of others the day of the name tells.
        ``further`` asks for the further venues, which stand in a file of their own.
        """
        for key, place in sorted(self.places.items()):
            named = source in place.source.split(";") and place.identifier != ""
            last = spoken.get(key, place.day if named else None)
            if last is None or is_later(last, day) or key in seen:
                continue
            if further == _is_venue(place.identifier) and place.standing != "ended":
                yield place

    def _venues(self, who: Identity) -> list[str]:
        start = f"{who.number}-"
        return [
            key
            for key in self._by_number.get(who.number, [])
            if self.places[key].identifier.startswith(start)
        ]

    def _is_at(self, key: str, who: Identity) -> bool:
        return fold_address(self.places[key].address) == fold_address(who.address)

    def _by_office(self, who: Identity, *, alone: bool) -> str:
        keys = self.same_number(who)
        if not (alone and len(keys) == 1):
            keys = [key for key in keys if fold(self.places[key].name) == fold(who.name)]
        return keys[0] if len(keys) == 1 else ""

    def _is_in(self, key: str, who: Identity) -> bool:
        city = self.places[key].city
        return who.city == city if who.city and city else bool(who.address)

    def _keys(self, who: Identity, identifier: str, *, alone: bool) -> Iterator[str]:
        number = who.number.rpartition(":")[2].replace("_", "-")
        if who.further_venue:
            yield _join(who.prefix, number, _suffix(identifier))
        elif identifier and alone:
            yield _join(who.prefix, number)
        if identifier and who.number != who.identifier and not who.further_venue:
            yield _join(who.prefix, number, who.suffix)
        named = _join(who.prefix, _short(f"{fold(who.name)}\n{who.city}"))
        yield from _numbered(named)


@dataclass(slots=True)
class Groups:
    """The stored groups by 法人番号, and by name within a scope (a municipality)."""

    keys: set[str] = field(default_factory=set)
    by_number: dict[str, str] = field(default_factory=dict)
    by_name: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(self, number: str, scope: str, name: str) -> str:
        """The key of the group, or empty: it is new."""
        if number:
            return self.by_number.get(number, "")
        return self.by_name.get((scope, fold(name)), "")

    def enter(self, key: str, number: str, scope: str, name: str) -> None:
        """Takes a group into the index."""
        self.keys.add(key)
        if number:
            self.by_number.setdefault(number, key)
        if scope:
            self.by_name.setdefault((scope, fold(name)), key)


@dataclass(slots=True)
class Sites:
    """The stored sites by address, and how many places each has."""

    keys: set[str] = field(default_factory=set)
    users: Counter[str] = field(default_factory=Counter)
    _by_address: dict[str, str] = field(default_factory=dict)

    def find(self, address: str) -> str:
        """The key of the site at an address that names a building, or empty."""
        return self._by_address.get(fold_address(address), "")

    def move(self, key: str, old: str, new: str) -> None:
        """Takes note that a site has another address from now on."""
        if self._by_address.get(fold_address(old)) == key:
            del self._by_address[fold_address(old)]
        self.enter(key, new)

    def enter(self, key: str, address: str) -> None:
        """Takes a site with its address into the index; one without a number is no building."""
        self.keys.add(key)
        folded = fold_address(address)
        if _NUMBERED.search(folded):
            self._by_address.setdefault(folded, key)


def called(who: Identity) -> str:
    """What a source calls a row, apart from its identifier: name, address and city, folded."""
    number = who.number if who.further_venue else ""
    return "\n".join((number, fold(who.name), fold_address(who.address), who.city))


def free_key(key: str, taken: Container[str]) -> str:
    """The key, or with the next number when another record has it."""
    return next(one for one in _numbered(key) if one not in taken)


def site_key(address: str) -> str:
    """The key of a site, made of its address alone: no byte for the public may hold it where the
    address is not public."""
    return _join("site", _short(fold_address(address)))


def _numbered(key: str) -> Iterator[str]:
    return (f"{key}-{number}" if number > 1 else key for number in range(1, 10_000))


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()


def _number(identifier: str) -> str:
    """What several rows may share: ``1353400045`` of ``1353400045:A0000012345``, and
    ``132152:7`` of ``132152:7-2``."""
    match = _MUNICIPAL.fullmatch(identifier)
    return match[1] if match else identifier.partition(":")[0]


def _is_venue(identifier: str) -> bool:
    return _suffix(identifier) != "1"


def _suffix(identifier: str) -> str:
    match = _MUNICIPAL.fullmatch(identifier)
    return (match and match[2]) or "1"


def _join(*parts: str) -> str:
    return "-".join(part.strip("-") for part in parts if part.strip("-")).casefold()


def _is_key(text: str) -> bool:
    try:
        key_text(text)
    except BadCell:
        return False
    return True
