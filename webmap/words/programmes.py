"""The page 「市の とりくみ」: programmes by topic, each with its office, its source and its day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..places.freshness import is_old
from ..places.programmes import Programme, Programmes
from ..places.vocabulary import SUPPORT
from .dates import say_day
from .phrases import Phrases
from .readings import Readings, Segment


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    """One programme in words; ``old`` past 18 months."""

    name: tuple[Segment, ...]
    for_whom: str
    what: str
    office: str
    source: str
    day: str
    old: bool


@dataclass(frozen=True, slots=True)
class ProgrammeGroup:
    """Programmes under one title; ``key`` is the anchor: a topic, ``families`` or ``runners``."""

    key: str
    title: str
    several: tuple[ProgrammeWords, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A topic of which there are programmes, and how many in words."""

    topic: str
    words: str
    count: int


def say_programmes(
    programmes: Programmes, say: Phrases, readings: Readings, today: date
) -> list[ProgrammeGroup]:
    """All programmes in their groups: by topic, then for every family, at last for organisations."""

    def group(key: str, title: str, several: Iterable[Programme]) -> ProgrammeGroup:
        said = (say_programme(one, say, readings, today) for one in several)
        return ProgrammeGroup(key, title, tuple(said))

    groups = [
        *(group(topic, say(f"fact.{topic}"), programmes.of_topic(topic)) for topic in SUPPORT),
        group("families", say("programmes.families"), programmes.of_no_topic),
        group("runners", say("programmes.runners"), programmes.for_organisations),
    ]
    return [one for one in groups if one.several]


def say_beside(programmes: Programmes, say: Phrases) -> list[Beside]:
    """What stands beside the topics on other pages: 「発達・しょうがいのこと（7つ）」."""
    return [*_beside(programmes, say)]


def _beside(programmes: Programmes, say: Phrases) -> Iterator[Beside]:
    for topic in SUPPORT:
        count = len(programmes.of_topic(topic))
        if count:
            words = say("programmes.beside", topic=say(f"fact.{topic}"), count=count)
            yield Beside(topic, words, count)


def say_programme(one: Programme, say: Phrases, readings: Readings, today: date) -> ProgrammeWords:
    """One programme as the page shows it."""
    return ProgrammeWords(
        readings.segments(one.name),
        one.for_whom,
        one.what,
        one.office,
        one.source,
        say_day(one.day, say),
        is_old(one.day, today),
    )
