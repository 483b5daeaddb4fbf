"""What changed in a week: act by act, who did it, which records, which fields; and the counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..settings import TOKYO
from ..storage.acts import (
    Act,
    RecordName,
    acts_between,
    count_by_author,
    count_by_record,
    touched,
)
from ..storage.database import Database
from ..storage.places import labels
from .history import Labels, author_source

MANY = 40
"""Changes; a larger act, as of a file, is told in one line."""
ACTS = 150
"""So many on a page."""
_MOST_RECORDS = 10


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that an act changed, with the fields; "" is the whole record."""

    of: str
    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekAct:
    """An act; ``records`` is empty where it changed too much to be told."""

    act: Act
    records: tuple[ChangedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday: its acts, newest first, how many changes by whom and of what.

    ``older`` is how many acts were before those, 0 for the last page.
    """

    monday: date
    acts: tuple[WeekAct, ...]
    older: int
    authors: tuple[tuple[str, int], ...]
    records: tuple[tuple[RecordName, int], ...]
    names: Labels


def read_week(db: Database, day: date, skip: int = 0) -> Week:
    """The week of a day, from Monday to Sunday; ``skip`` leaves out so many of its newest acts."""
    monday = day - timedelta(days=day.weekday())
    begin = datetime.combine(monday, time(), TOKYO)
    end = begin + timedelta(days=7)
    found = acts_between(db, begin, end)[skip:]
    acts, older = tuple(_told(db, found[:ACTS])), len(found[ACTS:])
    authors, records = (
        count_by_author(db, begin, end),
        count_by_record(db, begin, end, _MOST_RECORDS),
    )
    names = labels(db, {*_named(acts), *(record for record, _ in records)})
    return Week(monday, acts, older, tuple(authors), tuple(records), names)


def _told(db: Database, acts: Iterable[Act]) -> Iterator[WeekAct]:
    for act in acts:
        small = act.count <= MANY and not act.fills
        yield WeekAct(act, tuple(_records(db, act)) if small else ())


def _records(db: Database, act: Act) -> Iterator[ChangedRecord]:
    fields: dict[RecordName, list[str]] = {}
    for of, key, field in touched(db, act):
        fields.setdefault((of, key), []).append(field)
    for (of, key), several in fields.items():
        yield ChangedRecord(of, key, tuple(dict.fromkeys(several)))


def _named(acts: Iterable[WeekAct]) -> Iterator[RecordName]:
    for told in acts:
        yield from ((one.of, one.key) for one in told.records)
        for who in told.act.authors:
            if source := author_source(who):
                yield "source", source
