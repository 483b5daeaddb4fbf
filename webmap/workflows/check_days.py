"""Which listed places say no dates, so that the office knows whom to ask what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..places.dated import undated_rules
from ..places.place import Place
from ..places.schedule import Rule
from ..places.vocabulary import CATEGORIES


@dataclass(frozen=True, slots=True)
class Undated:
    """A place with opening rules that say no dates, each with the words beside it; without any
    opening rule nothing is known of when it is open."""

    place: Place
    rules: tuple[tuple[Rule, str], ...]


def undated_places(places: Iterable[Place]) -> list[Undated]:
    """The listed places of which a rule says no dates, or nothing is known, by category and name."""
    found = [one for place in places if place.standing == "listed" for one in _undated(place)]
    return sorted(found, key=lambda one: (_rank(one.place), one.place.name, one.place.key))


def _undated(place: Place) -> Iterator[Undated]:
    """What the public reads of its openings; rules for the staff give no dates."""
    said = [(rule, one.note) for rule, one in place.rules() if one.visibility == "public"]
    undated = undated_rules(said)
    if undated is not None:
        yield Undated(place, undated)


def _rank(place: Place) -> int:
    return list(CATEGORIES).index(place.categories[0])
