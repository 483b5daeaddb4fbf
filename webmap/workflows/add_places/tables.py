"""Takes a folder of our own tables: every statement carries its own source and day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ...places.changes import TABLES, Change
from ...places.errors import Problem
from ...places.list_records import LISTS, ListRecord
from ...places.place import Place
from ...places.record import Record
from ...places.visibility import sites_of
from ...places.who_wins import STAYS, Court, Outcome
from ...storage.changes import keep_changes, read_record
from .request import Intake
from .row import ADDED, CHANGED, UNCHANGED, Taken, first_heard, points_told
from .survey import OpenFolder

_ORDER = ("source", "group", "site", "place", *(kind.of for kind in LISTS))
"""Places after what they use: a place changes when its group or its site does."""


def take_tables(intake: Intake, folder: OpenFolder) -> None:
    """Takes all records of the tables, or nothing when a row is lost and only all will do."""
    reading, name = folder.reading, folder.path.name
    for problem in reading.problems:
        intake.listener.problem(problem)
    lost = sum(problem.lost for problem in reading.problems)
    intake.counts.rejected += lost
    if lost and not intake.keep_good:
        return
    changed: set[tuple[str, str]] = set()
    records = sorted(_wanted(reading.records, intake), key=lambda one: _ORDER.index(one.of))
    places = [record for record in records if isinstance(record, Place)]
    intake.points.hide(places)
    cities = _cities_of_sites(places)
    located: dict[str, list[Outcome]] = {}
    for record in records:
        taken = _take(intake, record)
        taken.changes = intake.points.follow(taken.changes, cities.get(record.key, ()))
        located[record.key] = points_told(taken.changes) if record.of == "site" else []
        keep_changes(intake.db, taken.changes)
        _tell_outdated(intake, name, taken)
        if taken.state == CHANGED:
            changed.add((record.of, record.key))
        if isinstance(record, Place):
            for site in sites_of(record):
                taken.outcomes += located.pop(site, [])  # told once, with the first who uses it
            _done(intake, record, taken, changed, name)
        elif isinstance(record, ListRecord) and taken.outcomes:
            intake.listener.taken(name, taken)  # told, but not counted among the places


def _cities_of_sites(places: Iterable[Place]) -> dict[str, set[str]]:
    """The municipal codes of the places that use each site."""
    cities: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for key in sites_of(place):
            cities[key].add(place.text("city"))
    return cities


def _wanted(records: Mapping[tuple[str, str], Record], intake: Intake) -> Iterable[Record]:
    """All records; or the places of the municipalities that are asked for, with what they use. The
    lists are of no municipality.
    """
    if not intake.cities:
        return records.values()
    found: dict[tuple[str, str], Record] = {
        (record.of, record.key): record
        for record in records.values()
        if isinstance(record, Place) and record.text("city") in intake.cities
    }
    for place in [*found.values()]:
        for name, said in place.said.items():
            of = name.partition(".")[0]
            used = records.get((of, said.text)) if of in ("group", "site") else None
            found |= {(of, used.key): used} if used else {}
    sources = {key for one in found.values() for said in one.said.values() for key in said.sources}
    return [
        *found.values(),
        *(records["source", key] for key in sources if ("source", key) in records),
    ]


def _tell_outdated(intake: Intake, folder: str, taken: Taken) -> None:
    """What a source said before it spoke later is not taken; who edits a table must know."""
    for outcome in taken.outcomes:
        if outcome.why == STAYS and outcome.old is None:
            word = "入れていません（同じ出典の もっと新しい 版に ありません）"
            found = f"{taken.key} {outcome.field}"
            intake.listener.problem(Problem(word, found, folder, severity="note"))


def _take(intake: Intake, record: Record) -> Taken:
    stored = read_record(intake.db, record.of, record.key)
    name = record.text("name") or record.text("word") or record.key
    if stored is None:
        new = Change(record.of, record.key, "", None, record.said, intake.now, TABLES)
        return Taken(record.key, name, ADDED, first_heard(record.said), [new], of=record.of)
    edited = intake.edited.get((record.of, record.key), frozenset())
    outcomes = [*Court(edited, again=True, of=record.of).settle(stored.said, record.said)]
    state = CHANGED if any(outcome.changes for outcome in outcomes) else UNCHANGED
    changes = [
        Change(record.of, record.key, one.field, one.old, one.new, intake.now, TABLES)
        for one in outcomes
        if one.old != one.new
    ]
    return Taken(record.key, name, state, outcomes, changes, of=record.of)


def _done(
    intake: Intake, place: Place, taken: Taken, changed: set[tuple[str, str]], folder: str
) -> None:
    """A place counts as changed when its group's name or its site's address did."""
    if taken.state == UNCHANGED and changed & {
        ("group", place.text("group")),
        ("site", place.text("site")),
    }:
        taken.state = CHANGED
    intake.done(folder, taken)
