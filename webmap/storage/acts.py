"""What was kept, newest first, and together with what: all that was kept at one moment is one act.

An act is named by the number of its first change. The first filling of the database is an act of
its own, also on a clock that stands still.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from typing import Any, NamedTuple

from ..places.changes import Change
from .changes import read_state
from .database import Database

RecordName = tuple[str, str]
"""Sort and key of a record."""

_COLUMNS = "number, of, key, field, old, new, kept, who"
_LITTLE = _COLUMNS.replace(
    "new",
    "CASE WHEN field <> '' THEN new WHEN json_extract(new, '$.standing') IS NULL THEN '{}'"
    " ELSE json_object('standing', json_extract(new, '$.standing')) END",
)
"""Of records that were made only how they stood: all that is asked of a whole national file."""
_FIRST = "SELECT kept, who FROM change ORDER BY number LIMIT 1"


class Kept(NamedTuple):
    """A change with its number."""

    number: int
    change: Change


@dataclass(frozen=True, slots=True)
class Act:
    """All that was kept at one moment: the number of its first change, when, how many changes of
    how many places, and everybody who made them. ``fills`` is the first filling."""

    number: int
    kept: datetime
    count: int
    places: int
    authors: tuple[str, ...]
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """By whom and at which moment the database was first filled."""

    kept: str = ""
    who: str = ""

    def made(self, change: Change) -> bool:
        """Whether a change is part of it."""
        return (change.kept.isoformat(), change.who) == (self.kept, self.who)


def first_filling(db: Database) -> Filling:
    """The first filling; of nothing when the database is empty."""
    row = db.execute(_FIRST).fetchone()
    return Filling(*row) if row else Filling()


def later(db: Database, now: datetime) -> datetime:
    """The moment, or the first after all that is kept: what is kept now is an act of its own, also
    when the clock stands still or was set back."""
    row = db.execute("SELECT max(kept) FROM change").fetchone()
    last = datetime.fromisoformat(row[0]) if row[0] else None
    return now if last is None or last < now else last + timedelta(microseconds=1)


def first_number(db: Database, kept: datetime) -> int:
    """The number of the first change that was kept at a moment."""
    row = db.execute("SELECT min(number) FROM change WHERE kept = ?", [kept.isoformat()])
    return int(row.fetchone()[0])


def kept_change(db: Database, number: int) -> Kept | None:
    """One change, or None."""
    row = db.execute(f"SELECT {_COLUMNS} FROM change WHERE number = ?", [number]).fetchone()
    return _read(row) if row else None


def newest_first(
    db: Database, records: Sequence[RecordName], *, field: str = "", before: int = 0
) -> Iterator[Kept]:
    """The changes of some records, read as they are asked for.

    ``field`` leaves those of one field, and those of whole records; ``before`` those with a
    smaller number.
    """
    where = "of = ? AND key = ?"
    where += " AND field IN ('', ?)" if field else ""
    where += " AND number < ?" if before else ""
    query = f"SELECT {_COLUMNS} FROM change WHERE {where} ORDER BY number DESC"
    more = [one for one in (field, before) if one]
    several = (map(_read, db.execute(query, [*record, *more])) for record in records)
    return merge(*several, key=lambda kept: -kept.number)


def changed_fields(db: Database, records: Sequence[RecordName]) -> list[tuple[str, str]]:
    """The fields of some records that ever changed, each with the sort of its record."""
    query = "SELECT DISTINCT field FROM change WHERE of = ? AND key = ? AND field <> '' ORDER BY 1"
    return [
        (of, field) for of, key in records for (field,) in db.execute(query, [of, key]).fetchall()
    ]


# -- acts

_ACT = (
    "SELECT min(number), kept, count(*), count(DISTINCT CASE WHEN of = 'place' THEN key END),"
    " json_group_array(DISTINCT who), kept = :began AND who = :filler FROM change"
)
_GROUPS = " GROUP BY kept, kept = :began AND who = :filler ORDER BY kept DESC, min(number) DESC"


def act_of(db: Database, number: int) -> Act | None:
    """The act of the change with this number, or None."""
    row = db.execute("SELECT kept, who FROM change WHERE number = ?", [number]).fetchone()
    if row is None:
        return None
    filling = first_filling(db)
    fills = row == (filling.kept, filling.who)
    found = _acts(db, "WHERE kept = :kept", filling, kept=row[0])
    return next(act for act in found if act.fills == fills)


def acts_between(db: Database, begin: datetime, end: datetime) -> list[Act]:
    """The acts from one moment until before another, newest first."""
    since, until = begin.isoformat(), end.isoformat()
    where = "WHERE kept >= :since AND kept < :until"
    return _acts(db, where, first_filling(db), since=since, until=until)


def number_of_act(db: Database, change: Change, filling: Filling) -> int:
    """The number of the act that a change is part of."""
    row = db.execute(
        "SELECT min(number) FROM change WHERE kept = :kept"
        " AND (:fills OR kept <> :began OR who <> :filler)",
        {
            "kept": change.kept.isoformat(),
            "fills": filling.made(change),
            "began": filling.kept,
            "filler": filling.who,
        },
    ).fetchone()
    return int(row[0])


def changes_of_moment(db: Database, kept: datetime, most: int) -> int:
    """How many changes were kept at a moment; no more than ``most`` are counted."""
    row = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM change WHERE kept = ? LIMIT ?)",
        [kept.isoformat(), most],
    )
    return int(row.fetchone()[0])


def changes_of(
    db: Database,
    act: Act,
    *,
    oldest_first: bool = False,
    after: int = 0,
    most: int = -1,
    little: bool = False,
) -> Iterator[Kept]:
    """The changes of an act, the newest first, read as they are asked for; of those with a number
    beyond ``after`` no more than ``most``. ``little`` reads of records that were made only how they
    stood, so that a whole national file is read in a moment."""
    columns = _LITTLE if little else _COLUMNS
    order, beyond = ("", ">") if oldest_first else (" DESC", "<")
    rows = db.execute(
        f"SELECT {columns} FROM change WHERE kept = ? AND (kept = ? AND who = ?) = ?"
        f" AND (number {beyond} ? OR ? = 0) ORDER BY number{order} LIMIT ?",
        [*_in_act(db, act), after, after, most],
    )
    return map(_read, rows)


class Touched(NamedTuple):
    """That a field of a record changed."""

    of: str
    key: str
    field: str


def touched(db: Database, act: Act) -> list[Touched]:
    """What an act changed, without the values, oldest first."""
    rows = db.execute(
        "SELECT of, key, field FROM change WHERE kept = ? AND (kept = ? AND who = ?) = ?"
        " ORDER BY number",
        _in_act(db, act),
    )
    return [Touched(*row) for row in rows.fetchall()]


def count_by_author(db: Database, begin: datetime, end: datetime) -> list[tuple[str, int]]:
    """How many changes each author made from one moment until before another, most first; the
    first filling is left out."""
    return [(who, count) for who, count in _counts(db, "who", begin, end)]


def count_by_record(
    db: Database, begin: datetime, end: datetime, most: int
) -> list[tuple[RecordName, int]]:
    """The records that changed most often in that time; the first filling is left out."""
    rows = _counts(db, "of, key", begin, end, most)
    return [((of, key), count) for of, key, count in rows]


def _counts(
    db: Database, columns: str, begin: datetime, end: datetime, most: int = -1
) -> list[tuple[Any, ...]]:
    filling = first_filling(db)
    rows = db.execute(
        f"SELECT {columns}, count(*) FROM change WHERE kept >= ? AND kept < ?"
        " AND NOT (kept = ? AND who = ?)"
        f" GROUP BY {columns} ORDER BY count(*) DESC, {columns} LIMIT ?",
        [begin.isoformat(), end.isoformat(), filling.kept, filling.who, most],
    )
    return [*rows.fetchall()]


def _in_act(db: Database, act: Act) -> list[str | bool]:
    filling = first_filling(db)
    return [act.kept.isoformat(), filling.kept, filling.who, act.fills]


def _acts(db: Database, where: str, filling: Filling, **asked: str) -> list[Act]:
    asked |= {"began": filling.kept, "filler": filling.who}
    rows = db.execute(f"{_ACT} {where}{_GROUPS}", asked).fetchall()
    return [
        Act(
            number, datetime.fromisoformat(kept), count, places, tuple(json.loads(who)), bool(fills)
        )
        for number, kept, count, places, who, fills in rows
    ]


def _read(row: tuple[int, str, str, str, str | None, str | None, str, str]) -> Kept:
    number, of, key, field, old, new, kept, who = row
    states = read_state(of, field, old), read_state(of, field, new)
    return Kept(number, Change(of, key, field, *states, datetime.fromisoformat(kept), who))
