"""One SQLite file: opened once per request, migrated forward only.

``record`` holds each record as it stands, ``change`` all that ever changed; a trigger keeps the
second append-only.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from ..places.errors import ForPeople

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

migrations = Migrations("webmap")


@migrations()
def records_and_changes(db: Database) -> None:
    """Records as JSON documents, and the changes that made them."""
    for statement in (
        """CREATE TABLE record (
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            said TEXT NOT NULL,
            PRIMARY KEY (of, key)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE change (
            number INTEGER PRIMARY KEY,
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            field TEXT NOT NULL,
            old TEXT,
            new TEXT,
            kept TEXT NOT NULL,
            who TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX change_of_record ON change (of, key, number)",
        """CREATE TRIGGER change_is_never_altered BEFORE UPDATE ON change
           BEGIN SELECT RAISE(ABORT, 'changes are kept for ever'); END""",
        """CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
           BEGIN SELECT RAISE(ABORT, 'changes are kept for ever'); END""",
    ):
        db.execute(statement)


@migrations()
def files_as_they_came(db: Database) -> None:
    """The rows of files that were added, as they stood, with the record that each became."""
    for statement in (
        """CREATE TABLE file (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            day TEXT NOT NULL,
            layout TEXT NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            encoding TEXT NOT NULL,
            boms INTEGER NOT NULL,
            delimiter TEXT NOT NULL,
            newline TEXT NOT NULL,
            final_newline INTEGER NOT NULL,
            kept TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE file_row (
            file INTEGER NOT NULL REFERENCES file (number),
            line INTEGER NOT NULL,
            raw BLOB NOT NULL,
            digest BLOB NOT NULL,
            called BLOB NOT NULL,
            outcome TEXT NOT NULL,
            place TEXT NOT NULL,
            PRIMARY KEY (file, line)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX file_row_called ON file_row (called)",
    ):
        db.execute(statement)


@migrations()
def records_in_rows(db: Database) -> None:
    """Documents are too large for a table without row numbers: a fourth less of space and time."""
    for statement in (
        "ALTER TABLE record RENAME TO record_before",
        """CREATE TABLE record (
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            said TEXT NOT NULL,
            PRIMARY KEY (of, key)
        ) STRICT""",
        "INSERT INTO record SELECT of, key, said FROM record_before ORDER BY of, key",
        "DROP TABLE record_before",
    ):
        db.execute(statement)


@migrations()
def answers_of_geocoders(db: Database) -> None:
    """What online geocoders answered, with the day; without a level it is "not found"."""
    db.execute(
        """CREATE TABLE geocoder_answer (
            geocoder TEXT NOT NULL,
            address TEXT NOT NULL,
            lat TEXT NOT NULL,
            lon TEXT NOT NULL,
            level TEXT NOT NULL,
            radius_m TEXT NOT NULL,
            source TEXT NOT NULL,
            matched TEXT NOT NULL,
            day TEXT NOT NULL,
            PRIMARY KEY (geocoder, address)
        ) STRICT, WITHOUT ROWID"""
    )


@migrations()
def what_families_say_back(db: Database) -> None:
    """Counts of what families wish to know, who wished what today, and reports of what is wrong.

    A number of a report is never given twice, so that nobody settles another than the one he read.
    """
    for statement in (
        """CREATE TABLE wish (
            place TEXT NOT NULL,
            what TEXT NOT NULL,
            month TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (place, what, month)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE wish_today (
            day TEXT NOT NULL,
            browser TEXT NOT NULL,
            place TEXT NOT NULL,
            what TEXT NOT NULL,
            PRIMARY KEY (day, browser, place, what)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE report (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            place TEXT NOT NULL,
            wrongs TEXT NOT NULL,
            text TEXT NOT NULL,
            kept TEXT NOT NULL,
            settled TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX report_kept ON report (kept)",
    ):
        db.execute(statement)


def open_database(path: Path) -> Database:
    """The database at a path, made when it is new and brought to today's schema.

    It belongs to the thread that opens it. Writes wait up to ten seconds for another writer.

    Raises:
        ForPeople: the file is no database of ours, or cannot be opened or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_private(path)
        connection = sqlite3.connect(path, timeout=10)
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
def writing(db: Database) -> Iterator[None]:
    """A transaction that writes from its beginning: what is read in it is not changed by another
    before it ends. All of it is kept, or nothing."""
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
