"""Files that were added, kept as they came: every row's bytes, in order. For the staff only.

From them a file can be written back byte for byte, and a row that comes again is recognised.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from hashlib import blake2b

from ..places.days import Day, is_later, read_day
from .database import Database

HEAD, TAKEN, REJECTED, BLANK = "head", "taken", "rejected", "blank"
"""What became of a row; ``head`` is the header and what stands before it."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it came: source, the source's own day (EDTF), layout, name, and how it is written.

    ``digest`` tells two files apart; it covers which of its rows were looked at.
    """

    source: str
    day: str
    layout: str
    name: str
    digest: str
    encoding: str
    boms: int
    delimiter: str
    newline: str
    final_newline: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """When a source last spoke of a place, and in which words (their digest)."""

    day: Day
    digest: bytes


def begin_file(db: Database, file: KeptFile, kept: datetime) -> int:
    """Keeps a file and returns its number, under which its rows are kept."""
    values = (*astuple(file), kept.isoformat())
    marks = ",".join("?" * len(values))
    return int(db.execute(f"INSERT INTO file VALUES (NULL,{marks})", values).lastrowid or 0)


def keep_row(db: Database, file: int, line: int, raw: bytes, outcome: str, place: str) -> None:
    """Keeps one row as it stood, with what became of it."""
    db.conn.execute(
        "INSERT INTO file_row VALUES (?,?,?,?,?,?)", (file, line, raw, digest(raw), outcome, place)
    )


def is_kept(db: Database, file: KeptFile) -> bool:
    """Whether the same file is kept already."""
    row = db.execute(
        "SELECT 1 FROM file WHERE source = ? AND day = ? AND digest = ?",
        [file.source, file.day, file.digest],
    )
    return row.fetchone() is not None


def last_spoken(db: Database, source: str) -> dict[str, Spoken]:
    """By place, when the source last spoke of it in a kept file."""
    spoken: dict[str, Spoken] = {}
    rows = db.execute(
        "SELECT place, day, file_row.digest FROM file JOIN file_row ON file = number"
        " WHERE source = ? AND outcome = ? ORDER BY number",
        [source, TAKEN],
    )
    for place, text, words in rows:
        day, before = read_day(text), spoken.get(place)
        if before is None or not is_later(before.day, day):
            spoken[place] = Spoken(day, words)
    return spoken


def rows_of(db: Database, file: int) -> Iterator[bytes]:
    """The rows of a kept file as they stood, in order."""
    rows = db.execute("SELECT raw FROM file_row WHERE file = ? ORDER BY line", [file])
    return (raw for (raw,) in rows)


def digest(raw: bytes) -> bytes:
    """A short word for the bytes of a row."""
    return blake2b(raw, digest_size=8).digest()
