"""The bytes of photographs. Whose they are, and who may see them, is said by the places' records."""

from collections.abc import Iterable
from typing import NamedTuple

from .database import Database


class Side(NamedTuple):
    """One width of a picture with its height, in pixels."""

    width: int
    height: int


def keep_photo(db: Database, file: str, sizes: Iterable[tuple[int, int, bytes]]) -> None:
    """Keeps a picture in its widths (width, height, WebP); one that is there already stays."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO photo (file, width, height, bytes) VALUES (?, ?, ?, ?)",
        [(file, *size) for size in sizes],
    )


def photo(db: Database, file: str, width: int) -> bytes | None:
    """The WebP of a picture in one width, or None."""
    row = db.execute(
        "SELECT bytes FROM photo WHERE file = ? AND width = ?", [file, width]
    ).fetchone()
    return bytes(row[0]) if row else None


def sides(db: Database, file: str) -> tuple[Side, ...]:
    """The widths in which a picture is there, the narrowest first."""
    rows = db.execute("SELECT width, height FROM photo WHERE file = ? ORDER BY width", [file])
    return tuple(Side(*row) for row in rows.fetchall())


def sizes(db: Database, file: str) -> list[tuple[int, int, bytes]]:
    """A picture in all its widths: width, height, WebP."""
    rows = db.execute(
        "SELECT width, height, bytes FROM photo WHERE file = ? ORDER BY width", [file]
    )
    return [(width, height, bytes(webp)) for width, height, webp in rows.fetchall()]


def drop_photo(db: Database, file: str) -> None:
    """Takes the bytes of a picture away for good: only where it must not be kept any more."""
    db.execute("DELETE FROM photo WHERE file = ?", [file])
