"""Where an address may be, for a person who sets a pin: asked of the gazetteer alone, offline."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..geocoding.answer import Offline, ask_offline
from ..places.location import Answer, Location
from ..places.walking import Point, metres_between

FAR = 30_000
"""Metres from the middle of the city beyond which a point is doubted."""


class Towns(Offline, Protocol):
    """A geocoder that asks nobody and knows which town an address names."""

    def understood_of(self, text: str) -> str:
        """As much as is understood of an address: 東京都国立市谷保, or empty."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that an address may mean, the part of it that was understood, keys of sources."""

    location: Location
    matched: str
    source: str


def find_points(gazetteer: Towns, address: str) -> list[Candidate]:
    """The points for an address, the most exact first: the house or block, then its town."""
    return list(dict.fromkeys(_candidates(gazetteer, address)))


def is_far(point: Point, center: Point) -> bool:
    """Whether a point is so far from the city that a digit of it may be wrong."""
    return metres_between(point, center) > FAR


def _candidates(gazetteer: Towns, address: str) -> Iterator[Candidate]:
    for text in (address, gazetteer.understood_of(address)):
        found = _candidate(ask_offline(gazetteer, text)) if text else None
        if found:
            yield found


def _candidate(answer: Answer) -> Candidate | None:
    if answer.location is None:
        return None
    return Candidate(answer.location, answer.matched, answer.source)
