"""Takes a folder of our own tables: every statement carries its own source and day."""

from pathlib import Path

from ...formats.tables import read_tables
from ...places.changes import TABLES, Change
from ...places.place import Place
from ...places.record import Record
from ...places.who_wins import Court
from ...storage.changes import keep_changes, read_record
from .request import Intake
from .row import ADDED, CHANGED, UNCHANGED, Taken, first_heard

_ORDER = ("source", "group", "site", "place")
"""Places last: a place changes when its group or its site does."""


def take_tables(intake: Intake, folder: Path) -> None:
    """Takes all records of the tables, or nothing when a row is lost and only all will do."""
    reading = read_tables(folder)
    for problem in reading.problems:
        intake.listener.problem(problem)
    lost = sum(problem.lost for problem in reading.problems)
    intake.counts.rejected += lost
    if lost and not intake.keep_good:
        return
    changed: set[tuple[str, str]] = set()
    records = sorted(reading.records.values(), key=lambda record: _ORDER.index(record.of))
    for record in records:
        taken = _take(intake, record)
        keep_changes(intake.db, taken.changes)
        if taken.state == CHANGED:
            changed.add((record.of, record.key))
        if isinstance(record, Place):
            _count(intake, record, taken, changed, folder.name)


def _take(intake: Intake, record: Record) -> Taken:
    stored = read_record(intake.db, record.of, record.key)
    name = record.text("name") or record.key
    if stored is None:
        new = Change(record.of, record.key, "", None, record.said, intake.now, TABLES)
        return Taken(record.key, name, ADDED, first_heard(record.said), [new])
    edited = intake.edited.get((record.of, record.key), frozenset())
    outcomes = [*Court(edited, again=True).settle(stored.said, record.said)]
    state = CHANGED if any(outcome.changes for outcome in outcomes) else UNCHANGED
    changes = [
        Change(record.of, record.key, one.field, one.old, one.new, intake.now, TABLES)
        for one in outcomes
        if one.old != one.new
    ]
    return Taken(record.key, name, state, outcomes, changes)


def _count(
    intake: Intake, place: Place, taken: Taken, changed: set[tuple[str, str]], folder: str
) -> None:
    """A place counts as changed when its group's name or its site's address did."""
    if taken.state == UNCHANGED and changed & {
        ("group", place.text("group")),
        ("site", place.text("site")),
    }:
        taken.state = CHANGED
    intake.counts.count(taken.state)
    intake.listener.taken(folder, taken)
