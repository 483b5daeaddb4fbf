"""Whether the database changed, asked before every answer from cached bytes."""

import os
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from .database import Database, StorageError, edition, open_database

_File = tuple[int, int]
"""Device and number of a file: another file under the same path has others."""


@dataclass(slots=True)
class Watch:
    """The edition of the data at a path, for all threads of a process.

    It keeps one connection that only reads. ``PRAGMA data_version`` tells (within one connection)
    whether anyone committed since; only then the edition is read anew. The connection is opened
    when it is first asked, and again in a forked process or when another file takes the path.
    """

    path: Path
    _db: Database | None = None
    _of: tuple[int, _File] = (0, (0, 0))
    _version: int = -1
    _edition: str = ""
    _lock: Lock = field(default_factory=Lock)

    def edition(self) -> str:
        """The edition of all that is committed by now.

        Raises:
            ForPeople: the file is no database of ours, or cannot be opened.
            StorageError: it cannot be read.
        """
        with self._lock:
            db = self._connected()
            try:
                return self._read(db)
            except StorageError:
                self._db = None  # perhaps a new connection fares better
                raise

    def _read(self, db: Database) -> str:
        version = db.conn.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._edition, self._version = edition(db), version
        return self._edition

    def _connected(self) -> Database:
        if self._db is None or self._of != (os.getpid(), _file(self.path)):
            self._db = None  # whatever happens now, an earlier file or process is not asked again
            open_database(self.path).close()  # makes or migrates the file
            # told apart before it is opened: if it is replaced between, it is opened once more
            file = _file(self.path)
            db = _reading(self.path)
            self._db, self._of, self._version = db, (os.getpid(), file), -1
        return self._db


def _reading(path: Path) -> Database:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return Database(sqlite3.connect(address, uri=True, timeout=10, check_same_thread=False))


def _file(path: Path) -> _File:
    try:
        said = os.stat(path)
    except FileNotFoundError:
        return 0, 0
    return said.st_dev, said.st_ino
