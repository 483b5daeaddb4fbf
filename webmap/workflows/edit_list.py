"""A line of help or a programme is edited by its form, like a place; nobody's word is lost.

A form holds the version of the record that it was made of. What somebody else kept since is brought
together with it; where both changed the same thing, the second is shown both and saves again.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from ..formats.place_form import OWN, SHOWN, Cells, FormRead, read_record_form, write_record
from ..places.changes import Change, diff
from ..places.errors import BadCell, NotUnderstood
from ..places.list_records import ListRecord
from ..places.merging import MINE, Conflict, merge
from ..places.persons import Person, persons_in
from ..places.place import RECORDS
from ..places.record import Said
from ..places.visibility import texts_of
from ..storage.changes import keep_changes, read_record
from ..storage.database import Database, writing
from ..storage.lists import free_key
from ..storage.versions import changes_since, record_of_version, version
from .edit_place import SURE, Refused, Warned

BASE = "base"
"""Of the form: the version of the record that it was made of; 0 for a new one."""


@dataclass(frozen=True)
class ListForm:
    """A form as it is opened: the record (None: a new one), its cells, the version it is made of."""

    record: ListRecord | None
    cells: dict[str, list[str]] = field(default_factory=dict)
    base: int = 0


@dataclass(frozen=True)
class Kept:
    """So many changes were kept of the record with this key. ``withheld`` are paths that only the
    staff see, though the form said otherwise."""

    key: str
    changes: int
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class BothChanged:
    """Nothing was kept: somebody else changed the same things since. ``changes`` are all of theirs;
    the form goes on with ``cells``, which hold mine, and is of today's version."""

    conflicts: tuple[Conflict, ...]
    changes: list[Change]
    cells: Cells


@dataclass(frozen=True)
class LookedAt:
    """What the form says, with nothing kept (None: it has no name yet), and what is wrong with it."""

    record: ListRecord | None
    problems: list[BadCell]


def open_list_form(db: Database, of: str, key: str) -> ListForm | None:
    """The form of a record as it stands; None when there is no such record."""
    record = cast(ListRecord | None, read_record(db, of, key))
    return ListForm(record, write_record(record), version(db, of, key)) if record else None


def look_at_list_form(
    db: Database, of: str, key: str, cells: Cells, now: datetime
) -> LookedAt | None:
    """What a form says, with nothing kept; an empty key is a new record. None when there is none.

    Raises:
        NotUnderstood: the form does not say which version it was made of.
    """
    before = _before(db, of, key, cells)
    if before is None:
        return None
    read = _read(of, before, _as_if_said(cells, now), now)
    said = read.said(of)
    return LookedAt(_record(of, key or of, said) if "name" in said else None, read.problems)


def save_list_form(
    db: Database, of: str, key: str, cells: Cells, who: str, now: datetime
) -> Kept | Refused | Warned | BothChanged | None:
    """Keeps all that a form changes, or nothing; an empty key makes a new record. None when there is
    no such record.

    Raises:
        NotUnderstood: the form does not say which version it was made of.
    """
    with writing(db):
        before = _before(db, of, key, cells)
        if before is None:
            return None
        return _save(db, of, key, before, cells, who, now)


def _save(
    db: Database, of: str, key: str, before: Said, cells: Cells, who: str, now: datetime
) -> Kept | Refused | Warned | BothChanged:
    read = _read(of, before, cells, now)
    if read.problems:
        return Refused(read.problems, cells)
    stands = read_record(db, of, key) if key else None
    there = stands.said if stands else {}
    merged = merge(before, there, read.said(of))
    if merged.conflicts:
        changes = [*changes_since(db, of, key, _version(cells))]
        mine = merge(before, there, read.said(of), {one.unit: MINE for one in merged.conflicts})
        goes_on = _going_on(cells, _record(of, key, mine.said), there, version(db, of, key))
        return BothChanged(merged.conflicts, changes, goes_on)
    persons = _persons(there, merged.said)
    if persons and cells.get(SURE) != ["yes"]:
        return Warned(persons, cells)
    record = _record(of, key or free_key(db, of), merged.said)
    count = keep_changes(db, diff(stands, record, kept=now, who=who))
    return Kept(record.key, count, tuple(read.withheld))


def _before(db: Database, of: str, key: str, cells: Cells) -> Said | None:
    """What was said when the form was made; None when there is no such record."""
    number = _version(cells)
    if not key:
        return {}
    found = record_of_version(db, of, key, number)
    return found.said if found else None


def _version(cells: Cells) -> int:
    text = next(iter(cells.get(BASE, ())), "")
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise NotUnderstood("この画面が いつの ものか わかりません。ひらきなおしてください。")
    return int(text)


def _read(of: str, before: Said, cells: Cells, now: datetime) -> FormRead:
    read = read_record_form(cells, of, before, RECORDS[of].required, now.date())
    if "name" not in read.said(of) and not any(one.column == "name:value" for one in read.problems):
        read.problems.append(BadCell("", "空にできません", "name:value"))
    return read


def _as_if_said(cells: Cells, now: datetime) -> Cells:
    """Who said it is asked for when the form is saved."""
    usual = {"common:source": ["–"], "common:day": [now.date().isoformat()]}
    return {**cells, **{name: text for name, text in usual.items() if not any(cells.get(name, ()))}}


def _record(of: str, key: str, said: Said) -> ListRecord:
    return cast(ListRecord, RECORDS[of](key, said))


def _going_on(cells: Cells, mine: ListRecord, there: Said, base: int) -> dict[str, list[str]]:
    """The form made of what stands now, with all that is mine in it."""
    whole = {name: [*texts] for name, texts in cells.items() if not _is_of_a_path(name)}
    own = [name for name, one in mine.said.items() if there.get(name) != one]
    shown = [*dict.fromkeys((*there, *mine.said))]
    return whole | write_record(mine) | {SHOWN: shown, OWN: own, BASE: [str(base)]}


def _is_of_a_path(name: str) -> bool:
    return ":" in name and not name.startswith("common:")


def _persons(before: Said, after: Said) -> dict[str, list[Person]]:
    """What in the changed words looks like a person, by path."""
    changed = ((name, one) for name, one in after.items() if before.get(name) != one)
    found = {name: _in(texts_of(one)) for name, one in changed}
    return {name: persons for name, persons in found.items() if persons}


def _in(texts: tuple[str, ...]) -> list[Person]:
    return [person for text in texts for person in persons_in(text)]
