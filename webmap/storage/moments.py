"""When a record last changed, and how often its days did: what a calendar file tells of its age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .database import Database

_PUBLIC = (
    "(new IS NOT NULL AND json_extract(new, '$._visibility') IS NULL"
    " OR old IS NOT NULL AND json_extract(old, '$._visibility') IS NULL)"
)
"""What only the staff may see leaves no trace: a new record, or a statement that was or is public."""
_OF_DAYS = "(field GLOB 'schedule.*' OR field GLOB 'exception.*' OR field = 'standing')"


@dataclass(frozen=True, slots=True)
class Changed:
    """The moment of the last change of a record, and how many changes its opening days had."""

    kept: datetime
    days: int


Moments = Mapping[tuple[str, str], Changed]
"""By sort and key of the record."""


def all_moments(db: Database) -> Moments:
    """Those of every record."""
    return _moments(db, "", [])


def moments(db: Database, *records: tuple[str, str]) -> Moments:
    """Those of some records, each named by sort and key."""
    where = " OR ".join("(of = ? AND key = ?)" for _ in records)
    return _moments(db, f"AND ({where})", [part for record in records for part in record])


def _moments(db: Database, where: str, parameters: list[str]) -> Moments:
    # SQLite gives the other columns of the row in which it found the maximum
    rows = db.execute(
        f"SELECT of, key, sum{_OF_DAYS}, kept, max(number) FROM change"
        f" WHERE {_PUBLIC} {where} GROUP BY of, key",
        parameters,
    )
    return {
        (of, key): Changed(datetime.fromisoformat(kept), days) for of, key, days, kept, _ in rows
    }
