"""Files that were added, kept as they came: every row's bytes, in order. For the staff only.

From them a file can be written back byte for byte, and a row that comes again is recognised.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
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
class KeptRow:
    """A row as it stood: the line where it begins, its bytes, what became of it.

    ``digest`` tells its words under its heading; ``called`` is what it calls its place.
    """

    line: int
    raw: bytes
    outcome: str
    digest: bytes = b""
    called: bytes = b""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """When a source last spoke of a place, and in which rows (their digests)."""

    day: Day
    digests: tuple[bytes, ...]


def begin_file(db: Database, file: KeptFile, kept: datetime) -> int:
    """Keeps a file and returns its number, under which its rows are kept."""
    values = (*astuple(file), kept.isoformat())
    marks = ",".join("?" * len(values))
    return int(db.execute(f"INSERT INTO file VALUES (NULL,{marks})", values).lastrowid or 0)


def keep_row(db: Database, file: int, row: KeptRow) -> None:
    """Keeps one row of a file; in the place of what was kept when it was rejected."""
    db.conn.execute(
        "REPLACE INTO file_row VALUES (?,?,?,?,?,?,?)",
        (file, row.line, row.raw, row.digest, row.called, row.outcome, row.place),
    )


def blanked_places(db: Database) -> set[str]:
    """The places of which a kept row was blanked: no word of their rows is kept any more."""
    rows = db.execute("SELECT DISTINCT place FROM file_row WHERE raw = x'' AND place <> ''")
    return {place for (place,) in rows}


def without_words(row: KeptRow) -> KeptRow:
    """The row as it is kept of such a place: that it came, and of whom."""
    return replace(row, raw=b"", digest=b"", called=b"")


def kept_number(db: Database, file: KeptFile) -> int:
    """The number of the file in which the source last came, if it is the same one; else 0.

    An earlier one that comes again is kept again: what was said last must be known.
    """
    row = db.execute(
        "SELECT number, day, digest FROM file WHERE source = ? ORDER BY number DESC LIMIT 1",
        [file.source],
    ).fetchone()
    return int(row[0]) if row and row[1:] == (file.day, file.digest) else 0


_ROWS = " FROM file JOIN file_row ON file = number WHERE source = ? AND outcome = ?"


def last_spoken(db: Database, source: str) -> dict[str, Spoken]:
    """By place, when the source last spoke of it in a kept file."""
    spoken: dict[str, Spoken] = {}
    files: dict[str, int] = {}
    query = f"SELECT number, place, day, file_row.digest {_ROWS} ORDER BY number, line"
    for file, place, text, words in db.execute(query, [source, TAKEN]):
        day, before = read_day(text), spoken.get(place)
        if before and is_later(before.day, day):
            continue
        same = before.digests if before and files[place] == file else ()
        spoken[place], files[place] = Spoken(day, (*same, words)), file
    return spoken


def called_before(db: Database, source: str, called: bytes, words: bytes) -> tuple[str, list[str]]:
    """The place that this very row of the source was last, or empty; and all it ever called so."""
    query = f"SELECT place, file_row.digest {_ROWS} AND called = ? ORDER BY number DESC, line"
    rows = db.execute(query, [source, TAKEN, called]).fetchall()
    same = (place for place, digest in rows if digest == words)
    return next(same, ""), [place for place, _ in rows]


def rows_of(db: Database, file: int) -> Iterator[bytes]:
    """The rows of a kept file as they stood, in order."""
    rows = db.execute("SELECT raw FROM file_row WHERE file = ? ORDER BY line", [file])
    return (raw for (raw,) in rows)


def digest(raw: bytes, heading: bytes = b"") -> bytes:
    """A short word for the bytes of a row under a heading: another heading gives them another
    meaning."""
    return blake2b(raw, digest_size=8, key=heading).digest()
