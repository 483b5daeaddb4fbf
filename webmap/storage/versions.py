"""The versions of a record: each is the number of its last change. A form holds the one that it was
made of, so that what somebody else kept since is seen."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ..places.changes import Change, apply
from ..places.record import Record
from .changes import numbered_history, read_record
from .database import Database


class Author(NamedTuple):
    """Who wrote something last, and when."""

    who: str
    kept: datetime


def version(db: Database, of: str, key: str) -> int:
    """The number of a record's last change; 0 when there was none."""
    row = db.execute("SELECT max(number) FROM change WHERE of = ? AND key = ?", [of, key])
    return int(row.fetchone()[0] or 0)


def record_of_version(db: Database, of: str, key: str, number: int) -> Record | None:
    """The record as it stood after its changes up to this number; None of a number that there never
    was."""
    newest = version(db, of, key)
    if number == newest:
        return read_record(db, of, key)
    if number > newest:
        return None
    return apply(None, (one for at, one in numbered_history(db, of, key) if at <= number))


def changes_since(db: Database, of: str, key: str, number: int) -> Iterator[Change]:
    """What was kept of a record after this number, oldest first."""
    return (one for at, one in numbered_history(db, of, key) if at > number)


def authors(db: Database, of: str, key: str) -> dict[str, Author]:
    """Who wrote each field last, by field; under the empty field, the record as a whole."""
    rows = db.execute(
        "SELECT field, who, kept, max(number) FROM change WHERE of = ? AND key = ? GROUP BY field",
        [of, key],
    ).fetchall()
    whole = max((row[3] for row in rows if not row[0]), default=0)
    return {
        field: Author(who, datetime.fromisoformat(kept))
        for field, who, kept, number in rows
        if number >= whole
    }
