"""The gazetteer: towns and known addresses, found without any network.

A geocoder of geopy's kind, so that it stands in a row with those that ask a server.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NoReturn, overload

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from ..places.location import GAZETTEER
from .municipality import Town, metres, middle
from .towns import Towns, Understood

_TOWNS = "abr-town"
"""The source of the towns' points, in ``data/sources.csv``."""
_ONE_BUILDING_M = 50
"""Points of one address that lie farther apart are several buildings: then it is a block."""
_AT_THE_DOOR_M = 50
_IN_TOWN_M = 1_500
"""How far from a point reverse looks for a known address, and for the middle of a town. The widest
town of 国立市 (谷保) has its last building at 1,525 m."""


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """A row of ``addresses.csv``: an address whose point (latitude, longitude; WGS 84) is known."""

    code: str
    town: str
    ban: str
    go: str
    point: tuple[float, float]
    source: str


class Gazetteer(Geocoder):
    """Finds addresses among the towns and addresses that are handed in.

    A location's ``raw`` is a dict of ``level`` (building, block, town, city), ``radius_m`` (int or
    None), ``source`` (keys of ``sources.csv`` joined with ``;``, the first ``gazetteer``) and
    ``matched``: the part of the address that the point stands for, in one spelling
    (東京都国立市富士見台二丁目47番1).
    """

    def __init__(
        self,
        municipalities: Mapping[str, str],
        towns: Iterable[Town],
        addresses: Iterable[KnownAddress] = (),
        *,
        home: str = "",
    ) -> None:
        """``municipalities`` are names with prefecture (東京都国立市) by six-digit code; ``home``
        the code of the one whose towns may be named without it."""
        super().__init__(adapter_factory=_NoNetwork)
        self._addresses = _by_town(addresses)
        rows = [*towns]
        named = {(town.code, town.name) for town in rows}
        rows += [
            Town(code, name, None)
            for code, name in self._addresses
            if (code, name) not in named and code in municipalities
        ]
        self._towns = Towns(municipalities, rows, home)

    @overload
    def geocode(
        self, query: str, *, exactly_one: Literal[True] = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | None: ...
    @overload
    def geocode(
        self, query: str, *, exactly_one: Literal[False], timeout: object = DEFAULT_SENTINEL
    ) -> list[Location] | None: ...
    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The point of an address, or None when it is not found. Nothing is raised, ever.

        ``timeout`` is there for geopy and means nothing: no one is asked.
        """
        understood = self._towns.understand(query)
        found = self._locate(understood) if understood else None
        return found if exactly_one or not found else [found]

    @overload
    def reverse(
        self,
        query: object,
        *,
        exactly_one: Literal[True] = True,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | None: ...
    @overload
    def reverse(
        self, query: object, *, exactly_one: Literal[False], timeout: object = DEFAULT_SENTINEL
    ) -> list[Location] | None: ...
    def reverse(
        self, query: object, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The known address at a point, else the town whose middle is nearest, else None.

        ``query`` is whatever geopy takes for a point, latitude first. The location's own point is
        that of the address or the town.

        Raises:
            ValueError: what was asked with is no point.
        """
        lat, lon, _ = Point(query)
        found = self._nearest_address((lat, lon)) or self._nearest_town((lat, lon))
        return found if exactly_one or not found else [found]

    def town_of(self, text: str) -> str:
        """The town that an address names, without prefecture and city: 谷保, 富士見台三丁目.

        Empty when none is understood.
        """
        understood = self._towns.understand(text)
        return understood.town_name if understood and understood.town else ""

    def municipality_of(self, text: str) -> str:
        """The six-digit code of the municipality that an address names, or empty."""
        understood = self._towns.understand(text)
        return understood.municipality.code if understood else ""

    def assumes_home(self, text: str) -> bool:
        """Whether an address names no municipality and is understood as one of the home's."""
        understood = self._towns.understand(text)
        return understood is not None and understood.assumed

    def spelled_out(self, text: str) -> str:
        """The address as it is written, with prefecture and municipality in the usual spelling, as
        far as they are understood: a geocoder elsewhere guesses neither."""
        return self._towns.spelled_out(text)

    def understood_of(self, text: str) -> str:
        """As much as is understood of an address that may not be found: 東京都国立市, or empty."""
        understood = self._towns.understand(text)
        return understood.whole_town if understood else ""

    def _locate(self, understood: Understood) -> Location | None:
        if understood.bare:
            return self._at_municipality(understood)
        if not understood.town:
            return None
        return (understood.ban and self._at_ban(understood)) or self._at_town(understood)

    def _at_municipality(self, understood: Understood) -> Location | None:
        municipality = understood.municipality
        towns = [
            town
            for family in municipality.families.values()
            for town in (family.itself, *family.chomes.values())
            if town
        ]
        point = middle(town.point for town in towns)
        return _location(municipality.whole_name, point, "city") if point else None

    def _at_town(self, understood: Understood) -> Location | None:
        town = understood.town
        if not (town and town.point):
            return None
        return _location(understood.whole_town, town.point, "town", town.radius_m)

    def _at_ban(self, understood: Understood) -> Location | None:
        """Known addresses with the same number, or at least the same 番."""
        for town in (understood.within, understood.town):
            there = self._known(town).get(understood.ban) if town else None
            if there:
                exact = [one for one in there if one.go == understood.go]
                building = bool(exact) and _is_one_building(exact)
                matched = understood.whole_ban + (understood.go if exact else "")
                return _location_of(exact or there, matched, "building" if building else "block")
        return None

    def _known(self, town: Town) -> Mapping[str, list[KnownAddress]]:
        return self._addresses.get((town.code, town.name), {})

    def _nearest_address(self, point: tuple[float, float]) -> Location | None:
        known = (
            one for bans in self._addresses.values() for there in bans.values() for one in there
        )
        near = min(known, key=lambda one: metres(one.point, point), default=None)
        if not near or metres(near.point, point) > _AT_THE_DOOR_M:
            return None
        name = self._towns.names.get(near.code, "")
        return _location_of([near], f"{name}{near.town}{near.ban}番{near.go}", "building")

    def _nearest_town(self, point: tuple[float, float]) -> Location | None:
        towns = [town for town in self._towns.towns if town.point]
        near = min(towns, key=lambda town: metres(town.point, point), default=None)
        if not near or metres(near.point, point) > _IN_TOWN_M:
            return None
        name = self._towns.names[near.code] + near.name
        return _location(name, near.point, "town", near.radius_m)


class _NoNetwork(BaseSyncAdapter):
    """Refuses to ask anyone."""

    def get_text(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        raise GeocoderUnavailable("the gazetteer never asks the network")

    get_json = get_text


def _by_town(
    addresses: Iterable[KnownAddress],
) -> dict[tuple[str, str], dict[str, list[KnownAddress]]]:
    found: dict[tuple[str, str], dict[str, list[KnownAddress]]] = {}
    for one in addresses:
        found.setdefault((one.code, one.town), {}).setdefault(one.ban, []).append(one)
    return found


def _is_one_building(addresses: list[KnownAddress]) -> bool:
    return all(
        metres(one.point, other.point) <= _ONE_BUILDING_M
        for one, other in combinations(addresses, 2)
    )


def _location_of(addresses: list[KnownAddress], matched: str, level: str) -> Location:
    point = middle(one.point for one in addresses)
    return _location(matched, point, level, sources=sorted({one.source for one in addresses}))


def _location(
    matched: str,
    point: tuple[float, float] | None,
    level: str,
    radius_m: int | None = None,
    sources: Iterable[str] = (_TOWNS,),
) -> Location:
    raw = {
        "level": level,
        "radius_m": radius_m,
        "source": ";".join((GAZETTEER, *sources)),
        "matched": matched,
    }
    return Location(matched, point, raw)
