"""One SQLite file: opened once per request, brought to today's :mod:`.schema`."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from ..places.errors import ForPeople
from .schema import migrations

__all__ = [
    "Database",
    "StorageError",
    "edition",
    "is_empty",
    "migrations",
    "open_database",
    "writing",
]

StorageError = sqlite3.Error
"""The disk is full, another process holds the file for too long, or the like."""

WAIT_S = 10.0
"""Seconds for which a write waits for another writer."""


def open_database(path: Path) -> Database:
    """The database at a path, made when it is new and brought to today's schema.

    It belongs to the thread that opens it. Writes wait up to :data:`WAIT_S` for another writer.

    Raises:
        ForPeople: the file is no database of ours, or cannot be opened or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_private(path)
        connection = sqlite3.connect(path, timeout=WAIT_S)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        db = Database(connection)
        if db.table_names() and not db.table("record").exists():
            raise ForPeople(f"{path} は この地図の データベースでは ありません。")
        if migrations.pending(db):
            migrations.apply(db)
    except (sqlite3.Error, OSError) as error:
        raise ForPeople(f"データベース {path} を ひらけません: {error}") from error
    return db


@contextmanager
def writing(db: Database, wait_s: float = WAIT_S) -> Iterator[None]:
    """A transaction that writes from its beginning: what is read in it is not changed by another
    before it ends. All of it is kept, or nothing.

    Raises:
        StorageError: another writes for longer than one waits, the disk is full, or the like.
    """
    db.execute(f"PRAGMA busy_timeout = {int(wait_s * 1000)}")
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


def _make_private(path: Path) -> None:
    """A new file is for its owner only: it holds what only the staff may see."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def is_empty(db: Database) -> bool:
    """Whether nothing was ever kept in it."""
    return not db.execute("SELECT EXISTS (SELECT 1 FROM change)").fetchone()[0]


def edition(db: Database) -> str:
    """A word that differs whenever anything was kept since: the number and moment of the last change.

    Every connection of every process sees it at once, which ``PRAGMA data_version`` (comparable
    within one connection only) does not give when each request has its own.
    """
    row = db.execute("SELECT number, kept FROM change ORDER BY number DESC LIMIT 1").fetchone()
    return f"{row[0]}-{row[1]}" if row else "0"
