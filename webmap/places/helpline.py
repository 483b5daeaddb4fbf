"""A line that one may call or write to: for whom, about what, whether somebody answers now, and
in which order lines are offered.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from .days import Day
from .errors import BadCell
from .list_records import KeptHelpline
from .openings import MAYBE, OPEN, Calendar, Opening, calendar
from .schedule import WEEKDAYS, Rule
from .spoken_days import Days, season_days
from .visibility import public_listed
from .vocabulary import AREAS, CALL_TOPICS, CALLERS
from .when import DAY, first_day, minute_of

PERSONS = CALLERS
TOPICS = CALL_TOPICS

ALWAYS, CALL, LATER, PERHAPS, CLOSED, UNKNOWN = (
    "always",
    "open",
    "later",
    "maybe",
    "closed",
    "unknown",
)
_BY_NIGHT = (ALWAYS, CALL, PERHAPS, LATER, UNKNOWN, CLOSED)
"""While the city's desk is closed: who surely answers comes first."""

_TEXTS = ("name", "for_whom", "number", "hours", "cost", "note")
_LISTS = ("persons", "topics", "area")
_ROUND_THE_CLOCK = ("00:00", "24:00")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line as its source states it. ``number`` is empty where one can only write.

    ``persons`` and ``topics`` are joined with ``;`` and hold only what the line's own words say;
    ``anything`` is the topic of a line that names none, or all.
    """

    key: str
    name: str
    for_whom: str = ""
    number: str = ""
    hours: str = ""
    cost: str = ""
    note: str = ""
    source: str = ""
    day: Day = Day()
    persons: str = "anyone"
    topics: str = "anything"
    area: str = "nation"
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        for column, text, words in (
            ("persons", self.persons, PERSONS),
            ("topics", self.topics, TOPICS),
            ("area", self.area, AREAS),
        ):
            parts = text.split(";") if column != "area" else [text]
            if not set(parts) <= set(words):
                raise BadCell(text, "、".join(words), column)

    @property
    def is_always_open(self) -> bool:
        """Whether it says 24時間 of every day, holidays included: then New Year is one of them."""
        return any(
            rule.is_open
            and rule.days == WEEKDAYS
            and rule.holidays == "included"
            and (rule.opens, rule.closes) == _ROUND_THE_CLOCK
            for rule in self.rules
        )

    def calendar(self, today: date) -> Calendar:
        """Its openings from yesterday on, since one may run past midnight.

        Where it has hours of its own for New Year, nothing is sure of the days that may be meant.
        """
        dates = calendar(self.rules, (), first_day(today))
        if not any(rule.is_open and rule.season == "new_year" for rule in self.rules):
            return dates
        perhaps = season_days("new_year", dates.first, dates.days)
        return replace(dates, openings=tuple(_doubted(one, perhaps) for one in dates.openings))


def helpline_of(kept: KeptHelpline) -> Helpline | None:
    """The line as the public may see it; None when it has ended or is for the staff alone."""
    shown = public_listed(kept)
    if shown is None or shown.text("standing"):
        return None
    asked = {name: shown.text(name) for name in _TEXTS}
    closed_lists = {name: shown.text(name) for name in _LISTS if shown.text(name)}
    rules = tuple(
        rule for _, one in shown.several("schedule") if isinstance(rule := one.value, Rule)
    )
    return Helpline(
        kept.key, **asked, **closed_lists, source=shown.source, day=shown.day, rules=rules
    )


@dataclass(frozen=True, slots=True)
class LineNow:
    """A line at one moment. ``opening`` is the one that goes on, or else the next that is sure,
    on ``day``; neither is told of a line that is always open or of which nothing is known.

    ``state`` is ``always``, ``open``, ``maybe`` (call and see), ``later`` (today), ``closed`` or
    ``unknown``.
    """

    line: Helpline
    state: str
    opening: Opening | None = None
    day: date | None = None

    @property
    def answers(self) -> bool:
        """Whether somebody surely answers now."""
        return self.state in (ALWAYS, CALL)


def at(line: Helpline, now: datetime) -> LineNow:
    """What a line is at a moment (Asia/Tokyo)."""
    if line.is_always_open:
        return LineNow(line, ALWAYS)
    if not any(rule.is_open for rule in line.rules):
        return LineNow(line, UNKNOWN)
    dates = line.calendar(now.date())
    minute = minute_of(dates, now)
    for state, wanted in ((OPEN, CALL), (MAYBE, PERHAPS)):
        going = [one for one in dates.openings if one.state == state and _goes_on(one, minute)]
        if going:
            return _told(line, wanted, dates, max(going, key=lambda one: one.closes or DAY * 9))
    coming = (one for one in dates.openings if one.state == OPEN and _begins(one) > minute)
    following = next(coming, None)
    if following is None:
        return LineNow(line, CLOSED)
    is_today = dates.date_of(following) == now.date()
    return _told(line, LATER if is_today else CLOSED, dates, following)


def in_order(lines: Iterable[LineNow], desk: str) -> list[LineNow]:
    """The lines as they are offered, else as the table has them.

    By day, while the city's desk answers, the desk and the city come first; by night, on holidays
    and wherever there is no desk, who surely answers does, those of the whole nation first. Of those
    that are alike the ones that name children stand first.
    """
    found = list(lines)
    if any(one.line.key == desk and one.answers for one in found):
        return sorted(found, key=lambda one: _by_day(one, desk))
    return sorted(found, key=_by_night)


def turns(lines: Iterable[Helpline], today: date) -> list[int]:
    """The minutes of a day at which some line opens or closes."""
    found = set()
    for line in lines:
        if not line.is_always_open:
            for one in line.calendar(today).openings:
                ends = ((one.day - 1) * DAY + end for end in (one.opens, one.closes) if end)
                found |= {end for end in ends if 0 <= end < DAY}
    return sorted(found)


def sure_openings(line: Helpline, today: date, days: int = 8) -> list[tuple[date, Opening]]:
    """Its sure openings from yesterday on whose beginning is known, for a clock that goes on."""
    dates = line.calendar(today)
    last = today + timedelta(days=days - 1)
    told = [(dates.date_of(one), one) for one in dates.openings if one.state == OPEN]
    return [(day, one) for day, one in told if day <= last and one.opens is not None]


def _doubted(opening: Opening, perhaps: Days) -> Opening:
    return replace(opening, state=MAYBE) if opening.day in perhaps else opening


def _by_night(one: LineNow) -> tuple[int, int, bool]:
    return _BY_NIGHT.index(one.state), -_nearness(one), "child" not in one.line.persons


def _by_day(one: LineNow, desk: str) -> tuple[bool, bool, int, bool]:
    is_city = one.line.area == "city"
    state, _, not_for_children = _by_night(one)
    here = not is_city, one.line.key != desk
    return (*here, 0, False) if is_city else (*here, state, not_for_children)


def _nearness(one: LineNow) -> int:
    return AREAS.index(one.line.area)


def _told(line: Helpline, state: str, dates: Calendar, opening: Opening) -> LineNow:
    return LineNow(line, state, opening, dates.date_of(opening))


def _begins(opening: Opening) -> int:
    return opening.day * DAY + (opening.opens or 0)


def _goes_on(opening: Opening, minute: int) -> bool:
    closes = DAY if opening.closes is None else opening.closes
    return _begins(opening) <= minute < opening.day * DAY + closes
