"""The one place where the history is altered: a text is blanked wherever it is stored, for ever.

All of it is called within one transaction, but for :func:`wipe`, which follows it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ..places.changes import legible_said
from ..places.record import Said, Statement
from .acts import RecordName
from .changes import read_said, read_state, write_said, write_state
from .database import Database, StorageError

_PATIENCE = 500
"""Milliseconds for which wiping waits for whoever reads."""

Blank = Callable[[str, Statement], Statement]
"""What is left of a statement of a field."""
Tells = Callable[[str], bool]
"""Whether a text tells what is blanked."""


@contextmanager
def altering_history(db: Database) -> Iterator[None]:
    """Lifts, within a transaction, what keeps the history from being altered."""
    triggers = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change'"
    ).fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        db.execute(sql)


def blank_history(db: Database, record: RecordName, blank: Blank) -> list[tuple[str, Statement]]:
    """Blanks every state of a record in the history; returns each statement that was touched, with
    its field."""
    touched: list[tuple[str, Statement]] = []

    def left(field: str, statement: Statement) -> Statement:
        blanked = blank(field, statement)
        if blanked != statement:
            touched.append((field, statement))
        return blanked

    rows = db.execute("SELECT number, field, old, new FROM change WHERE of = ? AND key = ?", record)
    for number, field, *texts in rows.fetchall():
        states = [_left_of(read_state(record[0], field, text), field, left) for text in texts]
        after = [write_state(state) for state in states]
        if after != texts:
            db.execute("UPDATE change SET old = ?, new = ? WHERE number = ?", [*after, number])
    return touched


def blank_record(db: Database, record: RecordName, blank: Blank) -> None:
    """Blanks a record as it stands: what its history now folds to."""
    row = db.execute("SELECT said FROM record WHERE of = ? AND key = ?", record).fetchone()
    if row is None:
        return
    of, _ = record
    said = {field: blank(field, one) for field, one in read_said(of, row[0]).items()}
    text = write_said(legible_said(of, said))
    if text != row[0]:
        db.execute("UPDATE record SET said = ? WHERE of = ? AND key = ?", [text, *record])


def _left_of(
    state: Statement | Said | None, field: str, left: Blank
) -> Statement | Mapping[str, Statement] | None:
    if state is None:
        return None
    if isinstance(state, Statement):
        return left(field, state)
    return {path: left(path, one) for path, one in state.items()}


# -- beside the records


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A kept row of a file: where it is, the source of its file, whether it is of a place, its
    words."""

    file: int
    line: int
    source: str
    of_place: bool
    text: str


def rows_in_question(
    db: Database, places: Sequence[str], texts: Sequence[str]
) -> Iterator[HeldRow]:
    """The kept rows of files that are of some places, and those of no place whose bytes hold one of
    the texts."""
    held = _held(db, texts)
    holds = " OR ".join("instr(raw, ?)" for _ in held) or "0"
    marks = ",".join("?" * len(places))
    rows = db.execute(
        "SELECT file, line, source, place <> '', raw, encoding FROM file_row JOIN file ON"
        f" file = number WHERE raw <> x'' AND (place IN ({marks}) OR place = '' AND ({holds}))",
        [*places, *held],
    )
    for file, line, source, of_place, raw, encoding in rows.fetchall():
        yield HeldRow(file, line, source, bool(of_place), raw.decode(encoding, "replace"))


def blank_rows(db: Database, rows: Iterable[HeldRow]) -> None:
    """Blanks kept rows of files; with their digests, by which one could guess what stood there."""
    db.conn.executemany(
        "UPDATE file_row SET raw = x'', digest = x'', called = x'' WHERE file = ? AND line = ?",
        [(row.file, row.line) for row in rows],
    )


def reports_that_tell(db: Database, place: str, tells: Tells) -> list[int]:
    """The numbers of reports about a place whose text, or word of settling, tells it."""
    rows = db.execute("SELECT number, text, word FROM report WHERE place = ?", [place])
    return [number for number, *texts in rows.fetchall() if any(map(tells, texts))]


def blank_reports(db: Database, numbers: Iterable[int]) -> None:
    """Blanks the texts of reports; that they came, and what they are about, stays."""
    db.conn.executemany(
        "UPDATE report SET text = '', word = '' WHERE number = ?", [[one] for one in numbers]
    )


def answers_that_tell(db: Database, tells: Callable[[str, str], bool]) -> list[str]:
    """The addresses that geocoders were asked for and that tell it; asked with address, and point
    and matched part as one text."""
    rows = db.execute("SELECT address, lat || ' ' || lon || ' ' || matched FROM geocoder_answer")
    return list(dict.fromkeys(address for address, rest in rows.fetchall() if tells(address, rest)))


def drop_answers(db: Database, addresses: Iterable[str]) -> None:
    """Forgets what geocoders answered about some addresses."""
    db.conn.executemany(
        "DELETE FROM geocoder_answer WHERE address = ?", [[one] for one in addresses]
    )


# -- elsewhere, and for good


def records_that_hold(db: Database, texts: Sequence[str]) -> list[RecordName]:
    """The records in whose history all the texts stand as written, and the places whose kept rows
    hold one of them."""
    cells = [_in_json(text) for text in texts]
    new, old = (" AND ".join(f"instr({side}, ?)" for _ in cells) for side in ("new", "old"))
    held = _held(db, texts)
    holds = " OR ".join("instr(raw, ?)" for _ in held) or "0"
    rows = db.execute(
        f"SELECT of, key FROM change WHERE ({new}) OR ({old})"
        f" UNION SELECT 'place', place FROM file_row WHERE place <> '' AND ({holds}) ORDER BY 1, 2",
        [*cells, *cells, *held],
    )
    return [(of, key) for of, key in rows.fetchall()]


def begin_wiping(db: Database) -> None:
    """From now on what is deleted is overwritten; before the transaction."""
    db.execute("PRAGMA secure_delete = ON")


def wipe(db: Database) -> bool:
    """Takes what was deleted out of the file and the file beside it (-wal) too; after the
    transaction. False where another connection, or a full disk, stands in the way for more
    than a moment, since somebody waits for the answer."""
    try:
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        busy = [_checkpoint(db)]
        db.execute("VACUUM")
        busy.append(_checkpoint(db))
    except StorageError:
        return False
    return not any(busy)


def _checkpoint(db: Database) -> bool:
    return bool(db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


def _in_json(text: str) -> str:
    """A text as it stands within a stored statement."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _held(db: Database, texts: Sequence[str]) -> list[bytes]:
    """The bytes of the texts in the encodings of the files that are kept."""
    encodings = [one for (one,) in db.execute("SELECT DISTINCT encoding FROM file").fetchall()]
    found = [text.encode(one, "ignore") for text in texts for one in encodings]
    return [one for one in dict.fromkeys(found) if one]
