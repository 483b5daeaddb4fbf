"""The history of a record: act by act, newest first, or all that was said on one day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from typing import NamedTuple

from ..places.changes import FILE, GEOCODER, as_of
from ..places.place import RECORDS
from ..places.record import Record, Statement
from ..settings import TOKYO
from ..storage.acts import (
    Filling,
    Kept,
    RecordName,
    changed_fields,
    changes_of_moment,
    first_filling,
    newest_first,
    number_of_act,
)
from ..storage.changes import history, read_record
from ..storage.database import Database
from ..storage.places import labels

ACTS = 100
"""So many on a page."""
BESIDE = ("site", "group")
"""What belongs to a place and is told with it."""

Labels = dict[RecordName, str]


@dataclass(frozen=True, slots=True)
class ActOfRecord:
    """What an act changed of a record; ``elsewhere`` says that it changed more than that."""

    number: int
    kept: datetime
    changes: tuple[Kept, ...]
    fills: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page of a record's history. ``older`` is the number before which the next page begins, 0
    for none; ``fields`` are all that ever changed, by sort of record; ``names`` what the staff
    call the records and sources in question."""

    record: Record
    acts: tuple[ActOfRecord, ...]
    older: int
    fields: tuple[tuple[str, str], ...]
    names: Labels


class Field(NamedTuple):
    """One field as it was said on a day, and as it is said now."""

    of: str
    path: str
    then: Statement | None
    now: Statement | None


@dataclass(frozen=True, slots=True)
class AsOf:
    """A record on a day: field by field, what was said then and what is said now.

    ``then`` is None where the record was not there yet.
    """

    record: Record
    then: Record | None
    fields: tuple[Field, ...] = ()
    names: Labels = field(default_factory=dict)


def read_history(
    db: Database, of: str, key: str, *, only: tuple[str, str] = ("", ""), before: int = 0
) -> History | None:
    """A page of the history of a record, and of its site and group; None when there is none.

    ``only`` names a sort of record and a field: then only what became of it is told.
    """
    record = read_record(db, of, key) if of in RECORDS else None
    if record is None:
        return None
    records = [*with_kin(record)]
    sort, path = only
    asked = [one for one in records if sort in ("", one[0])]
    found = newest_first(db, asked, field=path, before=before)
    acts = [*islice(_acts(db, found, path), ACTS + 1)]
    older = acts[ACTS - 1].changes[-1].number if len(acts) > ACTS else 0
    shown = tuple(acts[:ACTS])
    names = labels(db, {*records, *_named_in(one for act in shown for one in act.changes)})
    return History(record, shown, older, tuple(changed_fields(db, records)), names)


def read_as_of(db: Database, of: str, key: str, day: date) -> AsOf | None:
    """A record as it stood at the end of a day; None when there is no such record."""
    record = read_record(db, of, key) if of in RECORDS else None
    if record is None:
        return None
    moment = datetime.combine(day + timedelta(days=1), time(), TOKYO) - timedelta(microseconds=1)
    then = _stood(db, (of, key), moment)
    if then is None:
        return AsOf(record, None)
    before = [then, *(_stood(db, kin, moment) for kin in [*with_kin(then)][1:])]
    now = [record, *(read_record(db, *kin) for kin in [*with_kin(record)][1:])]
    fields = tuple(_side_by_side(_said(before), _said(now)))
    said = [one for pair in fields for one in ((pair.path, pair.then), (pair.path, pair.now))]
    return AsOf(record, then, fields, labels(db, {*_in_statements(said)}))


def with_kin(record: Record) -> Iterator[RecordName]:
    """A record; of a place also its site and its group."""
    yield record.of, record.key
    if record.of == "place":
        yield from ((of, record.text(of)) for of in BESIDE if record.text(of))


def _acts(db: Database, found: Iterator[Kept], path: str) -> Iterator[ActOfRecord]:
    filling = first_filling(db)
    for (kept, fills), several in groupby(found, key=lambda one: _act_key(one, filling)):
        changes = tuple(one for one in several if not path or _speaks_of(one, path))
        if changes:
            number = number_of_act(db, changes[0].change, filling)
            elsewhere = not fills and changes_of_moment(db, kept, len(changes) + 1) > len(changes)
            yield ActOfRecord(number, kept, changes, fills, elsewhere)


def _act_key(one: Kept, filling: Filling) -> tuple[datetime, bool]:
    return one.change.kept, filling.made(one.change)


def _speaks_of(one: Kept, path: str) -> bool:
    state = one.change.new
    return one.change.field == path or (
        not one.change.field and not isinstance(state, Statement | None) and path in state
    )


def _stood(db: Database, record: RecordName, moment: datetime) -> Record | None:
    return as_of(history(db, *record), moment)


def _said(records: Iterable[Record | None]) -> dict[tuple[str, str], Statement]:
    return {
        (one.of, path): statement for one in records if one for path, statement in one.said.items()
    }


def _side_by_side(
    then: dict[tuple[str, str], Statement], now: dict[tuple[str, str], Statement]
) -> Iterator[Field]:
    for of, path in dict.fromkeys((*then, *now)):
        yield Field(of, path, then.get((of, path)), now.get((of, path)))


# -- names


def names_for(db: Database, changes: Iterable[Kept], more: Iterable[RecordName] = ()) -> Labels:
    """What the staff call all records and sources that some changes speak of, and ``more``."""
    several = [*changes]
    own = {(one.change.of, one.change.key) for one in several}
    return labels(db, {*own, *more, *_named_in(several)})


def author_source(who: str) -> str:
    """The key of the source that an author is: a file's, a geocoder's; empty for any other."""
    return next((who[len(head) :] for head in (FILE, GEOCODER) if who.startswith(head)), "")


def _named_in(changes: Iterable[Kept]) -> Iterator[RecordName]:
    for _, change in changes:
        if source := author_source(change.who):
            yield "source", source
        for state in (change.old, change.new):
            if isinstance(state, Statement):
                yield from _in_statements([(change.field, state)])
            elif state is not None:
                yield from _in_statements(state.items())


def _in_statements(said: Iterable[tuple[str, Statement | None]]) -> Iterator[RecordName]:
    """Records that statements name by key: their sources, a group, a site."""
    for path, statement in said:
        if statement is None:
            continue
        yield from (("source", key) for key in statement.sources)
        head = path.partition(".")[0]
        if head in BESIDE and isinstance(statement.value, str):
            yield head, statement.value
