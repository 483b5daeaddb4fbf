"""Another content takes the place of the database, under the eyes of a running server.

Where SQLite can still write the file, the new content is one transaction of it: who reads sees all
of the old or all of the new, a process that is killed leaves the old, and open connections go on.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from .backups import copy_pages, drafting, push_to_disk
from .database import connect, is_of_another


def replace(live: Path, draft: Path, aside: Path) -> None:
    """Gives the live file the content of a draft, and keeps under ``aside`` what it held till then.

    Nobody can write between the two. Of a file that SQLite cannot read any more the bytes are kept.

    Raises:
        StorageError: it cannot be written; the live file is as it was.
        OSError: the same.
    """
    if _is_writable(live):
        _overwrite(live, draft, aside)
    else:
        _exchange(live, draft, aside)


def is_of_another_program(live: Path) -> bool:
    """Whether the file is a database, but none of ours."""
    try:
        with closing(connect(live)) as db:
            return is_of_another(db)
    except sqlite3.DatabaseError as error:
        if _is_beyond_repair(error):
            return False
        raise


def _is_writable(live: Path) -> bool:
    """Whether SQLite itself can still make a transaction in it."""
    if not live.exists():
        return False
    try:
        with closing(connect(live)) as db:
            return bool(db.execute("PRAGMA journal_mode = WAL").fetchone())
    except sqlite3.DatabaseError as error:
        if _is_beyond_repair(error):
            return False
        raise


def _is_beyond_repair(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _overwrite(live: Path, draft: Path, aside: Path) -> None:
    kept = False

    def keep_the_old(status: int, _: int, __: int) -> None:
        """After the first page: from now on nobody else writes, and all still read the old."""
        nonlocal kept
        if status == sqlite3.SQLITE_OK and not kept:
            _keep(live, aside)
            kept = True

    with closing(connect(draft)) as new, closing(connect(live)) as old:
        new.conn.backup(old.conn, pages=1, progress=keep_the_old)
        old.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _keep(live: Path, aside: Path) -> None:
    with drafting(aside) as copy, closing(connect(live)) as db:
        copy_pages(db, copy)
        copy.rename(aside)
    push_to_disk(aside.parent)


def _exchange(live: Path, draft: Path, aside: Path) -> None:
    """Renames; what SQLite has left beside the old file belongs to that one alone."""
    for end in ("", "-wal"):
        if Path(f"{live}{end}").exists():
            _keep_bytes(Path(f"{live}{end}"), Path(f"{aside}{end}"))
    if live.exists():
        _give_to_the_same(live, draft)
    for end in ("-wal", "-shm"):
        Path(f"{live}{end}").unlink(missing_ok=True)
    push_to_disk(draft)
    draft.replace(live)
    push_to_disk(live.parent)


def _keep_bytes(path: Path, aside: Path) -> None:
    with drafting(aside) as copy:
        shutil.copyfile(path, copy)
        push_to_disk(copy)
        copy.rename(aside)


def _give_to_the_same(old: Path, new: Path) -> None:
    """Whoever could open the old file can open the new one, though an administrator restores it."""
    shutil.copymode(old, new)
    with suppress(OSError, AttributeError):  # not ours to give, or a system without owners
        said = old.stat()
        os.chown(new, said.st_uid, said.st_gid)
