"""``check``: everything that is wrong with the tables, or worth a person's look, in one go."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..formats.city_file import read_city
from ..formats.lists import LISTS, read_list
from ..formats.rows import Cells
from ..formats.table_shapes import LIST_TABLES
from ..formats.tables import Reading, read_tables, render_tables, write_tables
from ..places.city import City
from ..places.contacts import is_private
from ..places.errors import ForPeople, Problem
from ..places.list_records import ListRecord
from ..places.place import Place
from ..places.record import Record, Statement
from ..places.schedule import WEEKDAYS, contradictions
from ..places.visibility import texts_of
from ..storage.database import Database
from ..storage.lists import list_records
from ..storage.places import all_places
from ..words.readings import Readings
from .check_where import STORED, check_where
from .kept_lists import make_lists
from .read_surroundings import shared_keys

_UNSURE = "要確認"
_MOST = 36
"""So much of a text is shown beside another."""
_DAYS = dict(
    zip((*WEEKDAYS, "HO"), ("月", "火", "水", "木", "金", "土", "日", "祝日"), strict=True)
)


@dataclass(slots=True)
class Report:
    """What the check found. ``reconciliation`` is the plan's numbers beside the groups listed."""

    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)
    reconciliation: list["Reconciled"] = field(default_factory=list)
    city: City | None = None
    records: list[Place] = field(default_factory=list)

    @property
    def places(self) -> int:
        return len(self.records)

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A category: the plan's number of groups, those listed and those that await checking."""

    category: str
    planned: int
    listed: int
    awaiting: int


def check_data(data: Path) -> Report:
    """Reads all of ``data/`` and reports; changes nothing."""
    reading = read_tables(data)
    report = Report(problems=reading.problems)
    lists = {name: read_list(data, name) for name in LISTS}
    for _, problems in lists.values():
        report.problems += problems
    report.problems += _missing_lists(data)
    report.problems += _cross_checks(reading)
    report.problems += check_where(reading, data)
    report.problems += _ambiguous_origins(lists["schools"][0], lists["stations"][0])
    report.problems += _untidy(reading, data)
    places = [record for record in reading.records.values() if isinstance(record, Place)]
    report.records = places
    report.unread = _unread(places, make_lists(_list_records(reading)).readings)
    try:
        report.city = read_city(data / "city.toml")
        report.reconciliation = reconcile(places, report.city)
    except ForPeople as error:
        report.problems.append(Problem("city.toml の きまった形", str(error), "city.toml"))
    report.problems.sort(key=lambda problem: (problem.severity, problem.file, problem.line))
    return report


def _ambiguous_origins(schools: list[Cells], stations: list[Cells]) -> Iterator[Problem]:
    for key in shared_keys(schools, stations):
        yield Problem("学校と ちがう キー", key, "stations.csv", column="key", severity="error")


def _missing_lists(data: Path) -> Iterator[Problem]:
    """Without them a city can do, but hardly means to; of ``list_details.csv`` most have no need."""
    for name in LIST_TABLES:
        if name != "list_details" and not (data / f"{name}.csv").exists():
            yield Problem("このファイル", "ありません", f"{name}.csv", lost=True)


def _list_records(reading: Reading) -> Iterator[ListRecord]:
    return (record for record in reading.records.values() if isinstance(record, ListRecord))


def tidy_data(data: Path) -> list[Problem]:
    """Writes the tables in their canonical form, unless something in them cannot be read."""
    reading = read_tables(data)
    if not reading.problems:
        write_tables(reading.records.values(), data)
    return reading.problems


def reconcile(places: Iterable[Place], city: City) -> list[Reconciled]:
    """The plan's numbers beside the city's own groups; a place without a group counts by itself."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in places:
        if place.text("city") == city.code:
            runner = place.text("group") or place.key
            groups[place.categories[0], place.standing].add(runner)
    rows = []
    for category in dict.fromkeys((*city.plan.counts, *sorted({main for main, _ in groups}))):
        listed = groups[category, "listed"]
        rows.append(
            Reconciled(
                category,
                city.plan.counts.get(category, 0),
                len(listed),
                len(groups[category, "check"] - listed),
            )
        )
    return rows


def _cross_checks(reading: Reading) -> Iterator[Problem]:
    for record in reading.records.values():
        for name, statement in record.said.items():
            file, line = _where(reading, record, name)
            for severity, column, found, expected in _doubts(reading, record, name, statement):
                yield Problem(expected, found, file, line, column, severity)
        yield from _other_voices(record, partial(_where, reading, record))
        if isinstance(record, Place):
            yield from _contradictory_hours(record, _where(reading, record, "schedule.1"))


def check_stored(db: Database, told: Container[str] = frozenset()) -> Iterator[Problem]:
    """What stands in the database for a person to settle, record by record.

    ``told`` is what was found in the tables already: that is not said again.
    """
    yield from _check_stored_lists(db)
    for place in all_places(db):
        for problem in (
            *_other_voices(place, lambda _: (STORED, 0)),
            *_contradictory_hours(place, (STORED, 0)),
        ):
            if problem.found not in told:
                yield problem


def _check_stored_lists(db: Database) -> Iterator[Problem]:
    """What cannot be read any more is shown nowhere; the history has it still."""
    _, unreadable = list_records(db)
    for one in unreadable:
        for bad in one.problems:
            found = f"{one.of} {one.key}: {bad.found}"
            yield Problem(bad.expected, found, STORED, column=bad.column, severity="error")


def _other_voices(place: Record, where: Callable[[str], tuple[str, int]]) -> Iterator[Problem]:
    """What another source says of a field, kept for the staff beside what stands."""
    for name, statement in place.said.items():
        head, _, rest = name.rpartition(".")
        aside = head == "schedule" and statement.visibility == "staff"
        if aside or (head in place.said and rest.isdecimal()):
            file, line = where(name)
            texts = "" if aside else _side_by_side(place.said[head], statement)
            yield Problem(
                "どちらかに きめる（いまは 職員だけに 見えます）",
                f"{place.key}: {head} に 別の言い分が あります{texts}（{statement.source}）",
                file,
                line,
                "number",
                "note",
            )


def _side_by_side(stands: Statement, other: Statement) -> str:
    """「: 042-… ／ 042-…」, each text cut to where the two differ; empty when they are no texts."""
    if not (isinstance(stands.value, str) and isinstance(other.value, str)):
        return ""
    pairs = enumerate(zip(stands.value, other.value, strict=False))
    differ = next((at for at, (one, two) in pairs if one != two), 0)
    start = max(0, differ - _MOST // 2)
    return f": {_cut(stands.value, start)} ／ {_cut(other.value, start)}"


def _cut(text: str, start: int) -> str:
    end = start + _MOST
    return "…" * (start > 0) + text[start:end] + "…" * (len(text) > end)


def _doubts(
    reading: Reading, record: Record, name: str, statement: Statement
) -> Iterator[tuple[str, str, str, str]]:
    """Severity, column, found and expected of what one statement may be wrong about. Lists name
    their sources in words."""
    for key in () if isinstance(record, ListRecord) else statement.sources:
        if ("source", key) not in reading.records:
            yield "error", "source", key, "sources.csv にある key"
    if name in ("group", "site") and (name, statement.text) not in reading.records:
        yield "error", name, statement.text, f"{name}s.csv にある key"
    if statement.visibility != "public":
        return
    for text in texts_of(statement):
        if is_private(text):
            yield "error", "visibility", text, "携帯番号とメールアドレスは visibility を staff に"
        if _UNSURE in text:
            yield "note", "visibility", text, "要確認のことばは visibility を staff に"


def _contradictory_hours(place: Place, where: tuple[str, int]) -> Iterator[Problem]:
    days = contradictions(rule for rule, _ in place.rules())
    if days:
        file, line = where
        names = "・".join(_DAYS[day] for day in days)
        yield Problem(
            "ひらくか 休みか、どちらか（その曜日は「きいてから」と 出します）",
            f"{place.key}: {names} は ひらく規則と 休みの規則の 両方にあります",
            file,
            line,
            "weekdays",
            "note",
        )


def _where(reading: Reading, record: Record, name: str) -> tuple[str, int]:
    row = reading.lines[record.of, record.key, ""]
    return reading.lines.get((record.of, record.key, name), row)


def _untidy(reading: Reading, data: Path) -> Iterator[Problem]:
    """Tables that are not in canonical form; told only when all of them can be read."""
    if reading.problems:
        return
    for name, text in render_tables(reading.records.values()).items():
        if (data / f"{name}.csv").read_bytes() != text.encode("utf-8"):
            yield Problem(
                "きまった形（python -m webmap check --tidy で そろいます）",
                "並びか 引用符が ちがいます",
                f"{name}.csv",
                severity="note",
            )


def _unread(places: Iterable[Place], readings: Readings) -> dict[str, int]:
    """Runs of kanji in public names that no one has given a reading, with how often they stand."""
    counts: dict[str, int] = defaultdict(int)
    for place in places:
        for run in readings.unread(place.name, place.text("kana")):
            counts[run] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
