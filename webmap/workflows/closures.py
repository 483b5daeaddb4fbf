"""Closed days of the year: one closing of several places, kept as one act that can be taken back.

What each place would lose is shown before anything is kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..places.changes import Change, by_staff, diff
from ..places.dated import CLOSED, DatedDay, Timetable, dates_within
from ..places.days import read_day
from ..places.desk import DeskLine, in_order
from ..places.errors import BadCell
from ..places.schedule import ExceptionDay
from ..storage.catalogue import Reading, find
from ..storage.changes import keep_changes
from ..storage.database import Database, writing
from ..storage.places import place, source_called
from .change_days import public_timetable, with_exception, wrong_date, wrong_reason

MOST_DAYS = 62
MOST_PLACES = 300
"""That are looked through at once."""


@dataclass(frozen=True, slots=True)
class AskedClosing:
    """What is asked for, in the words of the form: from the first day to the last, both closed.

    ``source`` is the key or name of a source, ``day`` its own day in EDTF (empty: today).
    ``categories`` and ``q`` say which places are looked through.
    """

    first: str = ""
    last: str = ""
    reason: str = ""
    source: str = ""
    day: str = ""
    categories: frozenset[str] = frozenset()
    q: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing, understood."""

    first: date
    last: date
    reason: str = ""
    source: str = ""
    day: str = ""

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a place would lose: its dates of these days, and what already stands on any of them;
    ``undated`` whether some rule says no dates, or none is known, so that more may be lost."""

    line: DeskLine
    dates: tuple[DatedDay, ...]
    replaced: tuple[tuple[date, ExceptionDay], ...]
    undated: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """One closing that is kept already: from the first day to the last, why, and where."""

    first: date
    last: date
    reason: str
    lines: tuple[DeskLine, ...]


def read_closing(
    db: Database, asked: AskedClosing, today: date
) -> tuple[Closing | None, list[BadCell]]:
    """The closing that is asked for, or None with everything that is wrong with it."""
    wrong = [*_wrong(db, asked, today)]
    if wrong:
        return None, wrong
    source = source_called(db, asked.source) if asked.source else None
    days = date.fromisoformat(asked.first), date.fromisoformat(asked.last or asked.first)
    said_on = asked.day or str(today)
    return Closing(*days, asked.reason, source.key if source else "", said_on), []


def _wrong(db: Database, asked: AskedClosing, today: date) -> Iterator[BadCell]:
    wrong = [*wrong_date(asked.first, today, "first")]
    wrong += wrong_date(asked.last, today, "last") if asked.last else []
    yield from wrong or _wrong_span(asked)
    yield from wrong_reason(asked.reason, "reason")
    if asked.source and source_called(db, asked.source) is None:
        yield BadCell(asked.source, "ある出典の 名前か キー", "source")
    try:
        read_day(asked.day)
    except BadCell as bad:
        yield BadCell(bad.found, bad.expected, "day")
    if not (asked.categories or asked.q):
        yield BadCell("", "種類を えらぶか、名前を 入れる", "categories")


def _wrong_span(asked: AskedClosing) -> Iterator[BadCell]:
    first, last = map(date.fromisoformat, (asked.first, asked.last or asked.first))
    if last < first:
        yield BadCell(asked.last, "はじめの日か、その後の日", "last")
    elif last - first >= timedelta(days=MOST_DAYS):
        yield BadCell(asked.last, f"はじめの日から {MOST_DAYS}日まで", "last")


def looked_through(
    lines: Mapping[str, DeskLine], asked: AskedClosing, reading: Reading
) -> list[DeskLine]:
    """The places of one of the categories, and those whose words hold what was written; none that
    has ended."""
    there = [line for line in lines.values() if line.standing != "ended"]
    held = [*find(there, asked.q, reading)] if asked.q else []
    of_category = (line for line in there if asked.categories & {*line.categories})
    return in_order({line.key: line for line in (*of_category, *held)}.values(), "name")


def losses(db: Database, lines: Iterable[DeskLine], closing: Closing) -> list[Loss]:
    """What each place would lose by the closing."""
    return [_loss(line, _timetable(db, line), closing) for line in lines]


def _timetable(db: Database, line: DeskLine) -> Timetable:
    shown = place(db, line.key)
    return public_timetable(db, shown) if shown else Timetable()


def _loss(line: DeskLine, timetable: Timetable, closing: Closing) -> Loss:
    dates = dates_within(timetable, closing.first, len(closing.days))
    stands = tuple(
        (day, said)
        for day, said in timetable.exceptions
        if closing.first <= day <= closing.last and said.effect != CLOSED
    )
    unsure = bool(timetable.undated) or not timetable.has_dates
    return Loss(line, dates, stands, unsure)


def keep_closing(
    db: Database, closing: Closing, keys: Collection[str], account: str, now: datetime
) -> int:
    """Closes these places on these days, all or none, and returns how many places changed."""
    with writing(db):
        changes = [*_changes(db, closing, keys, by_staff(account), now)]
        keep_changes(db, changes)
    return len({change.key for change in changes})


def _changes(
    db: Database, closing: Closing, keys: Collection[str], who: str, now: datetime
) -> Iterator[Change]:
    exception, said_on = ExceptionDay(CLOSED, reason=closing.reason), read_day(closing.day)
    for key in keys:
        before = after = place(db, key)
        if before is None or after is None or before.standing == "ended":
            continue
        for day in closing.days:
            after = with_exception(after, day, exception, closing.source, said_on)
        yield from diff(before, after, kept=now, who=who)


def closings(lines: Iterable[DeskLine], today: date) -> list[Closed]:
    """The closings that are kept and not over: days in a row with one reason together, and the
    places that close in the same way."""
    alike: dict[tuple[date, date, str], list[DeskLine]] = defaultdict(list)
    for line in lines:
        for span in _spans(line):
            if span[1] >= today:
                alike[span].append(line)
    return [Closed(*span, tuple(in_order(alike[span], "name"))) for span in sorted(alike)]


def _spans(line: DeskLine) -> Iterator[tuple[date, date, str]]:
    """The closed days of a place, in rows."""
    row: tuple[date, date, str] | None = None
    for day, said in line.exceptions:
        if said.effect != CLOSED:
            continue
        if row and row[1] + timedelta(days=1) == day and row[2] == said.reason:
            row = row[0], day, said.reason
            continue
        if row:
            yield row
        row = day, day, said.reason
    if row:
        yield row
