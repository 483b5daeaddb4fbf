"""Changes kept: each in the history, and in the record as it stands; all in one transaction."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from ..places.changes import FILE, GEOCODER, TABLES, Change, Stale, apply, is_person
from ..places.days import read_day
from ..places.fields import read_value, write_value
from ..places.place import RECORDS
from ..places.record import Record, Said, Statement
from ..places.redacted import BLANKED, REDACTED, Redacted
from .database import Database

_COLUMNS = ("_note", "_source", "_day", "_confirmed", "_visibility")
_GONE = "_redacted"
"""Says of a statement that it was blanked (``all``), or its note (``note``)."""
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def keep_changes(db: Database, changes: Iterable[Change]) -> int:
    """Applies the changes in order, all or none, and returns how many there were.

    They may be made while they are kept: only those of one record, one after the other, are in
    memory, and whoever makes them reads what was kept before. Within a transaction of the caller
    all or none is the caller's: a savepoint for each row of a long file costs a tenth of its time.

    Raises:
        Stale: a change does not start from what is stored; nothing is kept.
    """
    count = 0
    with nullcontext() if db.conn.in_transaction else db.atomic():
        for (of, key), several in groupby(changes, key=lambda change: (change.of, change.key)):
            count += _keep(db, of, key, list(several))
    return count


def history(db: Database, of: str, key: str) -> Iterator[Change]:
    """Every change of one record, oldest first."""
    return (change for _, change in numbered_history(db, of, key))


def numbered_history(db: Database, of: str, key: str) -> Iterator[tuple[int, Change]]:
    """Every change of one record with its number, oldest first."""
    rows = db.execute(
        "SELECT number, field, old, new, kept, who FROM change"
        " WHERE of = ? AND key = ? ORDER BY number",
        [of, key],
    )
    for number, field, old, new, kept, who in rows:
        before, after = read_state(of, field, old), read_state(of, field, new)
        yield number, Change(of, key, field, before, after, datetime.fromisoformat(kept), who)


def newest_changes(db: Database, *fields: str) -> Iterator[tuple[int, Change]]:
    """Changes of places with their numbers, newest first, without those that first filled the
    database; of records as a whole, and of fields like these (``exception.*``)."""
    like = " OR ".join("field GLOB ?" for _ in ("", *fields))
    rows = db.execute(
        "SELECT number, key, field, old, new, kept, who FROM change,"
        " (SELECT kept AS began, who AS filler FROM change ORDER BY number LIMIT 1)"
        f" WHERE of = 'place' AND ({like}) AND NOT (kept = began AND who = filler)"
        " ORDER BY number DESC",
        ["", *fields],
    )
    for number, key, field, old, new, kept, who in rows:
        before, after = read_state("place", field, old), read_state("place", field, new)
        moment = datetime.fromisoformat(kept)
        yield number, Change("place", key, field, before, after, moment, who)


def edited_fields(db: Database) -> dict[tuple[str, str], frozenset[str]]:
    """By record, the fields that a person wrote or emptied."""
    rows = db.execute(
        "SELECT of, key, field, coalesce(new, old), who FROM change"
        " WHERE who <> ? AND who NOT GLOB ? AND who NOT GLOB ?",
        [TABLES, f"{FILE}*", f"{GEOCODER}*"],
    )
    edited: dict[tuple[str, str], set[str]] = defaultdict(set)
    for of, key, field, said, who in rows:
        if is_person(who):
            edited[of, key] |= {field} if field else set(json.loads(said))
    return {record: frozenset(fields) for record, fields in edited.items()}


def is_edited(db: Database, of: str, key: str, field: str) -> bool:
    """Whether a person ever wrote or emptied a field of one record."""
    return any(
        is_person(change.who) and (change.field == field or field in _named(change))
        for change in history(db, of, key)
    )


def _named(change: Change) -> Said:
    """What a change of a whole record says; nothing for a change of one field."""
    state = change.old if change.new is None else change.new
    return {} if change.field or state is None or isinstance(state, Statement) else state


def read_record(db: Database, of: str, key: str) -> Record | None:
    """One record as it stands, or None."""
    row = db.execute("SELECT said FROM record WHERE of = ? AND key = ?", [of, key]).fetchone()
    return RECORDS[of](key, read_said(of, row[0])) if row else None


def read_fields(db: Database, of: str, key: str, fields: Collection[str]) -> Said:
    """Some fields of a record as they stand; a long file is worked through without reading more."""
    if not fields:
        return {}
    row = db.execute("SELECT said FROM record WHERE of = ? AND key = ?", [of, key]).fetchone()
    cells = json.loads(row[0]) if row else {}
    return {field: _read_statement(of, field, cells[field]) for field in fields if field in cells}


def read_said(of: str, text: str) -> Said:
    """What is said about a record, from its stored text."""
    return {field: _read_statement(of, field, cells) for field, cells in json.loads(text).items()}


def write_said(said: Said) -> str:
    """What is said about a record, as it is stored; the inverse of :func:`read_said`."""
    return _json({field: _write_statement(statement) for field, statement in said.items()})


def _keep(db: Database, of: str, key: str, changes: list[Change]) -> int:
    stored = None if _is_new(changes[0]) else read_record(db, of, key)
    record = apply(stored, changes)
    rows = [_row(change) for change in changes]
    if record is None:
        db.execute("DELETE FROM record WHERE of = ? AND key = ?", [of, key])
    else:
        verb = "INSERT" if stored is None else "REPLACE"
        whole = len(changes) == 1 and not changes[0].field
        text = rows[0][4] if whole else write_said(record.said)
        try:
            db.execute(
                f"{verb} INTO record (of, key, said) VALUES (?, ?, ?)",
                [of, key, text],
            )
        except sqlite3.IntegrityError as error:
            raise Stale(f"{of} {key} is there already") from error
    db.conn.executemany(
        "INSERT INTO change (of, key, field, old, new, kept, who) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return len(changes)


def _row(change: Change) -> tuple[str | None, ...]:
    states = (write_state(change.old), write_state(change.new))
    return (change.of, change.key, change.field, *states, _moment(change.kept), change.who)


@lru_cache(maxsize=1)
def _moment(kept: datetime) -> str:
    return kept.isoformat()


def _is_new(change: Change) -> bool:
    return not change.field and change.old is None


def write_state(state: Statement | Said | None) -> str | None:
    """One side of a change as it is stored; the inverse of :func:`read_state`."""
    if state is None:
        return None
    return _json(_write_statement(state)) if isinstance(state, Statement) else write_said(state)


def read_state(of: str, field: str, text: str | None) -> Statement | Said | None:
    """One side of a change from its stored text: a whole record where no field is named."""
    if text is None:
        return None
    return _read_statement(of, field, json.loads(text)) if field else read_said(of, text)


def _write_statement(statement: Statement) -> dict[str, str]:
    if isinstance(statement.value, Redacted):
        return {_GONE: "all"}
    if statement.note == BLANKED:
        return _write_statement(replace(statement, note="")) | {_GONE: "note"}
    cells = write_value(statement.value)
    if "value" not in cells:
        cells = {part: text for part, text in cells.items() if text}
    source, day, confirmed, visibility = statement.provenance
    shown = "" if visibility == "public" else visibility  # what nearly every statement is
    texts = zip(_COLUMNS, (statement.note, source, day, confirmed, shown), strict=True)
    return cells | {column: text for column, text in texts if text}


def _read_statement(of: str, field: str, cells: Mapping[str, str]) -> Statement:
    gone = cells.get(_GONE, "")
    if gone == "all":
        return Statement(REDACTED)
    value = read_value(of, field, {k: text for k, text in cells.items() if not k.startswith("_")})
    note, source, day, confirmed, visibility = (cells.get(name, "") for name in _COLUMNS)
    note = BLANKED if gone else note
    return Statement(
        value, note, source, read_day(day), read_day(confirmed), visibility or "public"
    )
