"""Tries to sign in, for as long as they are counted: whose name, from which network, when.

Both come as keyed hashes. What is deleted is overwritten in the file.
"""

from datetime import datetime
from typing import NamedTuple

from .database import Database


class KeptTry(NamedTuple):
    """The keyed hashes of the name that was given and of the network it came from."""

    name: str
    network: str


def keep_try(db: Database, tried: KeptTry, moment: datetime) -> int:
    """Keeps a try and returns its number."""
    kept = db.execute(
        "INSERT INTO sign_in_try (account, address, moment) VALUES (?, ?, ?)",
        [*tried, moment.isoformat()],
    )
    return int(kept.lastrowid or 0)


def nth_latest_for(db: Database, name: str, nth: int) -> datetime | None:
    """When the nth latest try for a name was, counted from 1; None when there were fewer."""
    return _nth_latest(db, "account", name, nth)


def nth_latest_from(db: Database, network: str, nth: int) -> datetime | None:
    """When the nth latest try from a network was, counted from 1; None when there were fewer."""
    return _nth_latest(db, "address", network, nth)


def take_back(db: Database, number: int) -> None:
    """Deletes one try."""
    _delete(db, "number = ?", number)


def forget_name(db: Database, name: str) -> None:
    """Deletes all tries for a name."""
    _delete(db, "account = ?", name)


def forget_before(db: Database, moment: datetime) -> None:
    """Deletes all tries of a moment and earlier."""
    _delete(db, "moment <= ?", moment.isoformat())


def is_any_before(db: Database, moment: datetime) -> bool:
    """Whether there is a try of a moment or earlier."""
    found = db.execute("SELECT 1 FROM sign_in_try WHERE moment <= ? LIMIT 1", [moment.isoformat()])
    return found.fetchone() is not None


def _nth_latest(db: Database, column: str, hashed: str, nth: int) -> datetime | None:
    row = db.execute(
        f"SELECT moment FROM sign_in_try WHERE {column} = ? ORDER BY moment DESC LIMIT 1 OFFSET ?",
        [hashed, nth - 1],
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def _delete(db: Database, which: str, bound: object) -> None:
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"DELETE FROM sign_in_try WHERE {which}", [bound])
