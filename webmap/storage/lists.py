"""The records of the lists as they stand: lines of help, programmes, readings."""

from collections.abc import Iterable
from typing import NamedTuple

from ..places.errors import BadCell, Invalid
from ..places.list_records import LISTS, ListRecord
from .changes import read_said
from .database import Database

_SORTS = tuple(kind.of for kind in LISTS)
_MARKS = ", ".join("?" for _ in _SORTS)


class Unreadable(NamedTuple):
    """A record that is stored but cannot be read any more, and why."""

    of: str
    key: str
    problems: list[BadCell]


def newest_of_lists(db: Database) -> int:
    """The number of the last change of any of them; 0 when nothing was ever kept."""
    row = db.execute(f"SELECT max(number) FROM change WHERE of IN ({_MARKS})", _SORTS).fetchone()
    return int(row[0] or 0)


def list_records(
    db: Database, of: Iterable[str] = _SORTS
) -> tuple[list[ListRecord], list[Unreadable]]:
    """The records of these sorts by key; one that cannot be read costs no other."""
    found: list[ListRecord] = []
    unreadable = []
    for kind in LISTS:
        if kind.of not in of:
            continue
        rows = db.execute("SELECT key, said FROM record WHERE of = ? ORDER BY key", [kind.of])
        for key, said in rows.fetchall():
            try:
                found.append(kind(key, read_said(kind.of, said)))
            except (BadCell, Invalid) as bad:
                problems = bad.problems if isinstance(bad, Invalid) else [bad]
                unreadable.append(Unreadable(kind.of, key, problems))
    return found, unreadable


def sorts_never_kept(db: Database, sorts: Iterable[str]) -> set[str]:
    """Those sorts of record of which nothing was ever kept."""
    asked = "SELECT EXISTS (SELECT 1 FROM change WHERE of = ?)"
    return {of for of in sorts if not db.execute(asked, [of]).fetchone()[0]}


def free_key(db: Database, of: str) -> str:
    """A key that no record of the sort has or ever had: ``helpline-3``."""
    rows = db.execute("SELECT DISTINCT key FROM change WHERE of = ?", [of]).fetchall()
    taken = {key for (key,) in rows}
    return next(key for n in range(1, len(taken) + 2) if (key := f"{of}-{n}") not in taken)
