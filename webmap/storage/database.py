"""One SQLite file: opened once per request, brought to today's :mod:`.schema`."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic, sleep

from sqlite_utils import Database

from ..places.errors import ForPeople
from .schema import migrations

__all__ = [
    "FULL",
    "LOCKED",
    "Database",
    "NotOpened",
    "StorageError",
    "bring_forward",
    "connect",
    "edition",
    "is_empty",
    "is_of_another",
    "migrations",
    "open_database",
    "say_trouble",
    "trouble",
    "writing",
]

StorageError = sqlite3.Error
"""The disk is full, another process holds the file for too long, or the like."""

FULL, LOCKED, BROKEN = "full", "locked", "broken"
"""What a :data:`StorageError` may mean: no room to write, another writes for too long, the rest."""

_MEANINGS = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR_WRITE: FULL,  # a quota, or a limit on the size of files
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
}
_IN_WORDS = {FULL: "ディスクが いっぱいです", LOCKED: "ほかの しごとが 書きこんでいます"}

WAIT_S = 10.0
"""Seconds for which a write waits for another writer."""
_PAUSE_S = 0.02


class NotOpened(ForPeople):
    """The database cannot be used at all."""


def open_database(path: Path) -> Database:
    """The database at a path, made when it is new and brought to today's schema.

    It belongs to the thread that opens it. Writes wait up to :data:`WAIT_S` for another writer.
    What is committed is on the disk and outlasts a power cut: each commit waits for the disk
    (measured: 0.2 ms instead of 0.01), which a save does once, and so does the import of a file.

    Raises:
        NotOpened: the file is no database of ours or of a later schema, or cannot be opened or
            written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_private(path)
        db = connect(path)
        try:
            _write_ahead(db)
            bring_forward(db, path)
        except BaseException:
            db.close()
            raise
    except (sqlite3.Error, OSError) as error:
        raise NotOpened(f"データベース {path} を ひらけません: {say_trouble(error)}") from error
    return db


def connect(path: Path) -> Database:
    """A connection to a file as it is, whatever it holds."""
    connection = sqlite3.connect(path, timeout=WAIT_S)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return Database(connection)


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
        db.commit()
    except BaseException:
        db.rollback()
        raise


def trouble(error: BaseException) -> str:
    """What a :data:`StorageError` means: :data:`FULL`, :data:`LOCKED` or :data:`BROKEN`."""
    code = getattr(error, "sqlite_errorcode", 0)
    return _MEANINGS.get(code) or _MEANINGS.get(code & 0xFF, BROKEN)


def say_trouble(error: BaseException) -> str:
    """The same in words, for whoever commands."""
    return _IN_WORDS.get(trouble(error), str(error))


def bring_forward(db: Database, path: Path) -> None:
    """Applies what is new of the schema: all of it or nothing, and one process after the other.

    Raises:
        NotOpened: it is no database of ours, or of a later schema; it is as it was. Words call it
            by the path.
    """
    if _applied(db) == _known():
        return
    with writing(db):
        applied = _applied(db)
        if applied - _known():
            raise NotOpened(
                f"データベース {path} は、もっと新しい版の この地図の ものです。"
                "新しい版で ひらいてください。何も かえていません。"
            )
        if is_of_another(db):
            raise NotOpened(f"{path} は この地図の データベースでは ありません。")
        migrations.apply(db)


def _write_ahead(db: Database) -> None:
    """A new file is switched by one process at a time, for which SQLite by itself does not wait."""
    end = monotonic() + WAIT_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except StorageError as error:
            if trouble(error) != LOCKED or monotonic() > end:
                raise
        sleep(_PAUSE_S)


def is_of_another(db: Database) -> bool:
    """Whether it holds tables and none of them was made here."""
    return not _applied(db) and bool({*db.table_names()} - {migrations.migrations_table})


def _applied(db: Database) -> set[str]:
    return {one.name for one in migrations.applied(db)}


@cache
def _known() -> set[str]:
    return {one.name for one in migrations.pending(Database(memory=True))}


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
