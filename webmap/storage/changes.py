"""Changes kept: each in the history, and in the record as it stands; all in one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ..places.changes import Change, Stale, apply
from ..places.days import read_day
from ..places.fields import read_value, write_value
from ..places.place import RECORDS
from ..places.record import Record, Said, Statement
from .database import Database

_COLUMNS = ("note", "source", "day", "confirmed", "visibility")


def keep_changes(db: Database, changes: Iterable[Change]) -> int:
    """Applies the changes in order, all or none, and returns how many there were.

    Raises:
        Stale: a change does not start from what is stored; nothing is kept.
    """
    count = 0
    with db.atomic():
        for change in changes:
            _keep(db, change)
            count += 1
    return count


def history(db: Database, of: str, key: str) -> Iterator[Change]:
    """Every change of one record, oldest first."""
    rows = db.execute(
        "SELECT field, old, new, kept, who FROM change WHERE of = ? AND key = ? ORDER BY number",
        [of, key],
    )
    for field, old, new, kept, who in rows:
        before, after = _read_state(of, field, old), _read_state(of, field, new)
        yield Change(of, key, field, before, after, datetime.fromisoformat(kept), who)


def read_record(db: Database, of: str, key: str) -> Record | None:
    """One record as it stands, or None."""
    row = db.execute("SELECT said FROM record WHERE of = ? AND key = ?", [of, key]).fetchone()
    return RECORDS[of](key, read_said(of, row[0])) if row else None


def read_said(of: str, text: str) -> Said:
    """What is said about a record, from its stored text."""
    return {field: _read_statement(of, field, cells) for field, cells in json.loads(text).items()}


def write_said(said: Said) -> str:
    """What is said about a record, as it is stored; the inverse of :func:`read_said`."""
    return _json({field: _write_statement(statement) for field, statement in said.items()})


def _keep(db: Database, change: Change) -> None:
    stored = None if _is_new(change) else read_record(db, change.of, change.key)
    record = apply(stored, change)
    if record is None:
        db.execute("DELETE FROM record WHERE of = ? AND key = ?", [change.of, change.key])
    else:
        verb = "INSERT" if stored is None else "REPLACE"
        try:
            db.execute(
                f"{verb} INTO record (of, key, said) VALUES (?, ?, ?)",
                [change.of, change.key, write_said(record.said)],
            )
        except sqlite3.IntegrityError as error:
            raise Stale(f"{change.of} {change.key} is there already") from error
    db.execute(
        "INSERT INTO change (of, key, field, old, new, kept, who) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            change.of,
            change.key,
            change.field,
            _write_state(change.old),
            _write_state(change.new),
            change.kept.isoformat(),
            change.who,
        ],
    )


def _is_new(change: Change) -> bool:
    return not change.field and change.old is None


def _write_state(state: Statement | Said | None) -> str | None:
    if state is None:
        return None
    return _json(_write_statement(state)) if isinstance(state, Statement) else write_said(state)


def _read_state(of: str, field: str, text: str | None) -> Statement | Said | None:
    if text is None:
        return None
    return _read_statement(of, field, json.loads(text)) if field else read_said(of, text)


def _write_statement(statement: Statement) -> dict[str, str]:
    cells = write_value(statement.value)
    texts = (statement.note, *statement.provenance)
    cells |= {f"_{column}": text for column, text in zip(_COLUMNS, texts, strict=True)}
    return {column: text for column, text in cells.items() if text}


def _read_statement(of: str, field: str, cells: Mapping[str, str]) -> Statement:
    value = read_value(of, field, {k: text for k, text in cells.items() if not k.startswith("_")})
    note, source, day, confirmed, visibility = (cells.get(f"_{name}", "") for name in _COLUMNS)
    return Statement(value, note, source, read_day(day), read_day(confirmed), visibility)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
