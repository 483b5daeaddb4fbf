"""What waits for the staff today, so that ten minutes and a telephone keep a place true."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nsmallest

from ..places.changes import TABLES
from ..places.desk import DeskLine, in_order
from ..places.freshness import is_old
from ..places.schedule import ExceptionDay
from ..places.visibility import PUBLIC_STANDINGS
from ..places.vocabulary import CATEGORIES
from ..storage.database import Database
from .hear import HeardReport, HeardWish, heard_reports, heard_wishes

FIRST = 5
"""Of each list so many are shown."""
AHEAD = timedelta(days=14)
WEEK = timedelta(days=7)

_RANKS = {category: rank for rank, category in enumerate(CATEGORIES)}


@dataclass(frozen=True, slots=True)
class Call:
    """A place to ask, and what families wish to know of it, the most wanted first."""

    line: DeskLine
    wishes: tuple[HeardWish, ...]

    @property
    def wanted(self) -> int:
        """How often families wished."""
        return sum(one.wished.count for one in self.wishes)

    @property
    def turn(self) -> tuple[bool, int, bool, int, str, str]:
        """Whom to call first: whoever can be called, the most wanted, then who says no dates."""
        line = self.line
        dated, rank = line.undated is None, _RANKS[line.categories[0]]
        return not line.phone, -self.wanted, dated, rank, line.spoken, line.key


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs on a day, in the same way, and where."""

    day: date
    exception: ExceptionDay
    lines: tuple[DeskLine, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What waits, with counts of all and the first of each."""

    reports: int
    newest_reports: list[HeardReport]
    wanted: int
    most_wanted: list[HeardWish]
    calls: list[Call]
    undated: int
    check: int
    old: int
    oldest: list[DeskLine]
    unread: int
    changed: int
    differing: list[Differing]


def what_waits(db: Database, lines: Mapping[str, DeskLine], now: datetime) -> Today:
    """What waits at this moment."""
    today, reports = now.date(), heard_reports(db, lines)
    public = [line for line in lines.values() if line.standing in PUBLIC_STANDINGS]
    wishes = [*_unanswered(heard_wishes(db, lines), lines)]
    old = [line for line in public if is_old(line.day, today)]
    return Today(
        reports=len(reports),
        newest_reports=reports[: -FIRST - 1 : -1],
        wanted=sum(one.wished.count for one in wishes),
        most_wanted=wishes[:FIRST],
        calls=nsmallest(FIRST, _calls(public, wishes), key=lambda call: call.turn),
        undated=sum(line.asks_dates for line in public),
        check=sum(line.standing == "check" for line in lines.values()),
        old=len(old),
        oldest=nsmallest(FIRST, old, key=lambda line: (line.day.last() or date.min, line.spoken)),
        unread=sum(line.unread for line in public),
        changed=sum(_is_changed(line, now - WEEK) for line in lines.values()),
        differing=[*_differing(public, today)],
    )


def _unanswered(wishes: Iterable[HeardWish], lines: Mapping[str, DeskLine]) -> Iterator[HeardWish]:
    """Those of which the answer is not known, about places that families see; most wanted first."""
    for wish in wishes:
        line = lines.get(wish.wished.place)
        if line and line.standing in PUBLIC_STANDINGS and not wish.is_known:
            yield wish


def _calls(lines: Iterable[DeskLine], wishes: Iterable[HeardWish]) -> Iterator[Call]:
    """Every place of which families wish to know something, or whose openings have no date."""
    of_place: dict[str, list[HeardWish]] = defaultdict(list)
    for wish in wishes:
        of_place[wish.wished.place].append(wish)
    for line in lines:
        if line.key in of_place or line.asks_dates:
            yield Call(line, tuple(of_place.get(line.key, ())))


def _is_changed(line: DeskLine, since: datetime) -> bool:
    """Whether anybody changed it since, beside the tables that fill the database."""
    return line.kept is not None and line.kept >= since and line.who != TABLES


def _differing(lines: Iterable[DeskLine], today: date) -> Iterator[Differing]:
    """The days to come that differ, by day; those that differ in the same way together."""
    found: dict[tuple[date, str, ExceptionDay], list[DeskLine]] = defaultdict(list)
    for line in lines:
        for day, exception in line.exceptions:
            if today <= day <= today + AHEAD:
                found[day, exception.effect, exception].append(line)
    for day, _, exception in sorted(found, key=lambda key: key[:2]):
        same = in_order(found[day, exception.effect, exception], "name")
        yield Differing(day, exception, tuple(same))
