"""Whole copies of the database, made while others write: one file each, proven before it is named.

Which copies were made is noted in the database, so that those that hold what was blanked since
can be named.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ..places.errors import ForPeople
from .database import Database, StorageError, connect

_BESIDE = ("", "-journal", "-wal", "-shm")
"""The files of one database."""
_DRAFT = ".draft"
_DRAFTS_LIVE_FOR = timedelta(days=1)
_OVERLAP = timedelta(minutes=1)
"""So long may it take to blank a value; a copy that began meanwhile may still hold it."""


class Damaged(ForPeople):
    """A file is no whole database."""


class Counts(NamedTuple):
    """How many records a database holds, and how many changes made them."""

    records: int
    changes: int


class KnownCopy(NamedTuple):
    """A copy that was made: where, its SHA-256 (empty for what a restoring put aside), and when."""

    path: str
    digest: str
    kept: datetime


# -- copying


@contextmanager
def drafting(path: Path) -> Iterator[Path]:
    """A new file beside a path, for its owner only, to be filled and renamed; else it goes again."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_DRAFT}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        for end in _BESIDE:
            Path(f"{draft}{end}").unlink(missing_ok=True)


def clear_drafts(folder: Path, now: datetime) -> None:
    """Deletes the drafts that processes have left which were killed, a day ago or longer."""
    dead = (now - _DRAFTS_LIVE_FOR).timestamp()
    for end in _BESIDE:
        for path in folder.glob(f".*{_DRAFT}{end}"):
            if path.stat().st_mtime < dead:
                path.unlink(missing_ok=True)


def copy_database(db: Database, draft: Path) -> Counts:
    """Copies all that is committed at one moment, whoever writes meanwhile; returns what it holds.

    Raises:
        Damaged: the copy is not whole, or holds something else than that moment did.
        StorageError: it cannot be read, or not be written.
    """
    with _one_moment(db):
        counts = count(db)
        copy_pages(db, draft)
    if prove(draft) != counts:
        raise Damaged(f"{draft.name}: 写しの 数が もとと ちがいます。")
    return counts


def copy_pages(db: Database, draft: Path) -> None:
    """Copies the pages as they are, whole or not, into one file that needs no other beside it."""
    with closing(connect(draft)) as copy:
        db.conn.backup(copy.conn)
        copy.execute("PRAGMA journal_mode = DELETE")
    push_to_disk(draft)


def prove(path: Path, called: str = "") -> Counts:
    """Opens a file anew, reads every page and index of it, and counts; in words it is ``called`` so.

    Raises:
        Damaged: it is no database, or not whole.
    """
    called = called or path.name
    try:
        with closing(connect(path)) as db:
            said = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if said != "ok":
                raise Damaged(f"{called} は こわれています: {said}")
            return count(db)
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{called} は この地図の データベースとして 読めません: {error}") from error


def count(db: Database) -> Counts:
    """What it holds."""
    row = db.execute("SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM change)")
    return Counts(*row.fetchone())


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def push_to_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, would outlast a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # folders cannot be opened there
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _one_moment(db: Database) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


# -- which copies there are


def note_copy(db: Database, copy: KnownCopy) -> None:
    """Notes that a copy is made."""
    db.execute(
        "INSERT INTO backup (path, digest, kept) VALUES (?, ?, ?)",
        [copy.path, copy.digest, copy.kept.isoformat()],
    )


def forget_copy(db: Database, path: str) -> None:
    """Notes that there is no copy at a path any more."""
    db.execute("DELETE FROM backup WHERE path = ?", [path])


def known_copies(db: Database) -> list[KnownCopy]:
    """Every copy that was made and, as far as it is known, is still there; oldest first."""
    rows = db.execute("SELECT path, digest, kept FROM backup ORDER BY kept, number")
    return [KnownCopy(path, digest, datetime.fromisoformat(kept)) for path, digest, kept in rows]


def backups_before(db: Database, moment: datetime) -> list[KnownCopy]:
    """The copies that may hold what was blanked at a moment; oldest first."""
    return [copy for copy in known_copies(db) if copy.kept <= moment + _OVERLAP]


def notes_of(path: Path) -> list[KnownCopy]:
    """The copies that a file knows of; none when it cannot be read any more."""
    if not path.exists():
        return []
    try:
        with closing(connect(path)) as db:
            return known_copies(db)
    except StorageError:
        return []
