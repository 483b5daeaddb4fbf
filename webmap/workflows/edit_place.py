"""A place is edited by its form: with its site and its group, in one act, and nobody's word is lost.

A form holds the version of each record that it was made of. What somebody else kept since is
brought together with it; where both changed the same thing, whoever saves second chooses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..formats.place_form import SORTS, Cells, FormRead, path_of, read_form, write_form
from ..places.changes import Change, diff
from ..places.errors import BadCell
from ..places.persons import Person, persons_in
from ..places.place import RECORDS, Place
from ..places.record import Said, Statement
from ..places.standing import lacking
from ..places.visibility import texts_of
from ..storage.changes import keep_changes, read_record
from ..storage.database import Database, writing
from ..storage.places import place
from ..storage.versions import Author, authors
from .meeting import Meeting, Met, with_choices
from .name_sources import Sources
from .points import Points
from .trio import (
    NEW,
    Trio,
    leaving,
    read_base,
    saying,
    standing_beside,
    trio_as_it_stands,
    versions,
)

SURE = "sure"
"""Of the form: ``yes`` when the warning was read."""


@dataclass(frozen=True)
class PlaceForm:
    """A form as it is opened: what is said, its cells, the versions it is made of, and who wrote
    each field of the place last (under the empty field: all that nobody touched since)."""

    trio: Trio
    cells: dict[str, list[str]]
    base: dict[str, int]
    authors: dict[str, Author]


@dataclass(frozen=True)
class Saved:
    """So many changes were kept. ``withheld`` are paths that only the staff see, though the form
    said otherwise: a mobile number or a mail address stands in them. ``beside`` is what somebody
    else kept since the form was made; it stands too."""

    changes: int
    withheld: tuple[str, ...] = ()
    beside: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Nothing was kept. The ``column`` of a problem is a name of the form, which goes on with these
    cells."""

    problems: list[BadCell]
    cells: Cells


@dataclass(frozen=True)
class Warned:
    """Nothing was kept: words look like a person. By path; the form goes on with these cells."""

    persons: dict[str, list[Person]]
    cells: Cells


@dataclass(frozen=True)
class Looked:
    """What the form says, with nothing kept, and what is wrong with it; it goes on with these
    cells."""

    trio: Trio
    problems: list[BadCell]
    cells: Cells


def open_form(db: Database, key: str) -> PlaceForm | None:
    """The form of a place as it stands; None when there is no such place."""
    shown = place(db, key)
    if shown is None:
        return None
    trio = trio_as_it_stands(db, shown)
    cells = write_form(trio.place, trio.site, trio.group)
    return PlaceForm(trio, cells, versions(db, trio), authors(db, "place", key))


def look_at(db: Database, key: str, cells: Cells, now: datetime) -> Looked | None:
    """What a form says, with nothing kept; None when there is no such place.

    Raises:
        NotUnderstood: the form does not say which versions it was made of.
    """
    if place(db, key) is None:
        return None
    base = read_base(db, key, cells)
    cells = Sources(db).with_keys(with_choices(cells, base))
    read = _read(cells, base, now)
    return Looked(saying(db, leaving(base, read.place), read.all_said), read.problems, cells)


def save_form(
    db: Database, data: Path, key: str, cells: Cells, who: str, now: datetime
) -> Saved | Refused | Warned | Met | None:
    """Keeps all that a form changes, or nothing; None when there is no such place.

    ``data`` is the folder of the tables: new addresses are looked up there.

    Raises:
        NotUnderstood: the form does not say which versions it was made of.
    """
    with writing(db):
        shown = place(db, key)
        return _save(db, data, shown, cells, who, now) if shown else None


def _save(
    db: Database, data: Path, shown: Place, cells: Cells, who: str, now: datetime
) -> Saved | Refused | Warned | Met:
    base, sources = read_base(db, shown.key, cells), Sources(db)
    cells = sources.with_keys(with_choices(cells, base))
    read = _read(cells, base, now)
    problems = [*read.problems, *_unknown_kin(db, base.place.said, read.place)]
    if problems:
        return Refused(problems, cells)
    base = leaving(base, read.place)
    mine = saying(db, base, read.all_said)
    stands = standing_beside(db, shown, mine)
    meeting = Meeting(db, base, stands, mine, cells)
    if meeting.conflicts:
        return meeting.met()
    changed = {of: _changed(stands.said(of), meeting.said[of]) for of in SORTS}
    persons = _persons(stands, changed, sources)
    if persons and cells.get(SURE) != ["yes"]:
        return Warned(persons, cells)
    changes = [*_changes(stands, mine, meeting.said, sources, now, who)]
    cities = {mine.place.text("city")}
    followed = Points(db, data, now).follow(changes, cities)
    beside = meeting.beside
    count = keep_changes(db, [*sources.changes(now, who), *followed])
    return Saved(count, tuple(read.withheld), beside)


def _read(cells: Cells, base: Trio, now: datetime) -> FormRead:
    read = read_form(cells, base.place, base.site, base.group, now.date())
    for bad in lacking(base.place.said, read.place):
        name, _, part = bad.column.partition(".")
        read.problems.append(BadCell(bad.found, bad.expected, f"{name}:{part or 'value'}"))
    return read


def _unknown_kin(db: Database, before: Said, after: Said) -> Iterator[BadCell]:
    """A place may only be given a site and a group that there are."""
    for of, statement in _changed(before, after).items():
        known = of not in SORTS[1:] or statement.text == NEW
        if not known and read_record(db, of, statement.text) is None:
            yield BadCell(statement.text, "一覧に あるもの", f"{of}:value")


def _changed(old: Said, new: Said) -> dict[str, Statement]:
    """The statements that are new or other than before."""
    return {name: one for name, one in new.items() if old.get(name) != one}


def _persons(
    stands: Trio, changed: Mapping[str, Said], sources: Sources
) -> dict[str, list[Person]]:
    """What looks like a person in words that were not there before, by path."""
    found = {}
    for of, statements in changed.items():
        for name, statement in statements.items():
            before = stands.said(of).get(name)
            texts = {*texts_of(statement)} - {*(texts_of(before) if before else ())}
            texts |= {*sources.new_words([statement])}
            persons = [person for text in sorted(texts) for person in persons_in(text)]
            if persons:
                found[path_of(of, name)] = persons
    return found


def _changes(
    stands: Trio,
    mine: Trio,
    said: Mapping[str, Said],
    sources: Sources,
    now: datetime,
    who: str,
) -> Iterator[Change]:
    """What leads from what stands to what is said now; the place last, for it names the others."""
    for of in reversed(SORTS):
        old, record = stands.record(of), mine.record(of)
        if record is None or (old is None and said["place"][of].text != record.key):
            continue  # another site or group was chosen than the one that would be new
        named = {
            name: one if one == stands.said(of).get(name) else sources.named(one)
            for name, one in said[of].items()
        }
        yield from diff(old, RECORDS[of](record.key, named), kept=now, who=who)
