"""What of a place can be dated: its next dates, its month, what it is today, and what has no date.

``Rule.datable`` decides for one rule; here it is applied to a whole place. Days that a rule only
perhaps means (月1回・土曜) are no dates: they are told by their rule, with what to ask.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from .openings import DAYS, MAYBE, OPEN, UNSAID, Calendar, Opening, calendar, rank
from .place import Place
from .schedule import ExceptionDay, Rule
from .when import first_day, is_over, minute_of

WINDOWS = (DAYS, 100, 370)
"""Days from yesterday in which the next dates are looked for, one window after the other."""
CLOSED = "closed"
_RARE = ("every_few_months", "seasonal", "irregular")
"""So seldom, or so freely, that a weekday tells no dates."""
_WITHOUT_DAYS = ("school_holidays", "school_days")
"""Seasons whose days nobody tells, so that no date can be made of them."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that is said of when a place is open; ``rests`` while it is paused."""

    rules: tuple[Rule, ...] = ()
    exceptions: tuple[tuple[date, ExceptionDay], ...] = ()
    rests: bool = False

    @property
    def dated(self) -> tuple[Rule, ...]:
        """The opening rules that become dates, with all that close."""
        return tuple(rule for rule in self.rules if not rule.is_open or can_be_dated(rule))

    @property
    def undated(self) -> tuple[Rule, ...]:
        """The opening rules that say no dates."""
        return tuple(rule for rule in self.rules if rule.is_open and not can_be_dated(rule))

    @property
    def has_dates(self) -> bool:
        """Whether any of its rules can be dated."""
        return any(rule.is_open for rule in self.dated)


@dataclass(frozen=True, slots=True)
class DatedDay:
    """One date with its openings, by hour."""

    day: date
    openings: tuple[Opening, ...]

    @property
    def perhaps(self) -> bool:
        """Whether one should ask first: no opening of the day is sure."""
        return all(opening.state != OPEN for opening in self.openings)


def timetable_of(place: Place) -> Timetable:
    """The timetable of a place."""
    rules = tuple(rule for rule, _ in place.rules())
    return Timetable(rules, tuple(place.exceptions()), place.standing == "paused")


def can_be_dated(rule: Rule) -> bool:
    """Whether an opening rule says its dates, so that they may be shown, printed and sent."""
    return rule.datable and rule.season not in _WITHOUT_DAYS


def undated_rules(
    said: Iterable[tuple[Rule, str]],
) -> tuple[tuple[Rule, str], ...] | None:
    """The opening rules that say no dates, each with the words beside it; none where nothing is
    known of when a place opens; None where all of its rules say their dates."""
    opening = [(rule, note) for rule, note in said if rule.is_open]
    undated = tuple((rule, note) for rule, note in opening if not can_be_dated(rule))
    return undated if undated or not opening else None


def missing(rule: Rule) -> str:
    """What to ask so that an undated rule becomes dates: ``weekday``, ``which_week`` or ``dates``."""
    if rule.season in _WITHOUT_DAYS or rule.frequency in _RARE:
        return "dates"
    if not (rule.weekdays or rule.frequency):
        return "dates"
    if not rule.weekdays:
        return "weekday"
    return "which_week" if rule.frequency in ("twice_monthly", "monthly") else "dates"


def dated_calendar(timetable: Timetable, first: date, days: int = DAYS) -> Calendar:
    """The openings that have a date, of ``days`` days from ``first`` on: sure, or to be asked
    because of a holiday or a season (``maybe``)."""
    if timetable.rests:
        return Calendar(first, days, ())
    said = calendar(timetable.dated, timetable.exceptions, first, days).openings
    aimed = {(day - first).days for day in _aimed_at(timetable)} if timetable.undated else set()
    kept = [one for one in said if one.state != UNSAID and one.day not in aimed]
    if aimed:
        # there an undated rule may give its hours to a day that is extra or moves
        whole = calendar(timetable.rules, timetable.exceptions, first, days)
        there = [one for one in whole.openings if one.day in aimed and one.state != UNSAID]
        kept += [one for one in there if one.state == OPEN or one in said]
    return Calendar(first, days, tuple(sorted(kept, key=rank)))


def possible_calendar(timetable: Timetable, first: date, days: int = DAYS) -> Calendar:
    """The openings on days that an undated rule may mean, and no dated one does."""
    if timetable.rests or not timetable.undated:
        return Calendar(first, days, ())
    whole = calendar(timetable.rules, timetable.exceptions, first, days)
    known = {one.day for one in dated_calendar(timetable, first, days).openings}
    return Calendar(
        first,
        days,
        tuple(one for one in whole.openings if one.state == MAYBE and one.day not in known),
    )


def dates_within(timetable: Timetable, first: date, days: int) -> tuple[DatedDay, ...]:
    """The dates with openings among ``days`` days from ``first`` on."""
    dates = dated_calendar(timetable, first, days)
    return tuple(_days(first, dates.openings))


def next_dates(timetable: Timetable, now: datetime, count: int = 3) -> tuple[DatedDay, ...]:
    """The next dates whose openings are not all over; fewer when no more can be told.

    Yesterday is one of them while its opening runs past midnight.
    """
    first = first_day(now.date())
    found: tuple[DatedDay, ...] = ()
    for days in WINDOWS:
        dates = dated_calendar(timetable, first, days)
        minute = minute_of(dates, now)
        left = (opening for opening in dates.openings if not is_over(opening, minute))
        found = tuple(_days(first, left))[:count]
        if len(found) == count:
            break
    return found


def state_on(timetable: Timetable, day: date) -> str:
    """``open``, ``maybe`` (ask first), ``unsaid`` (nothing is known of the day) or ``closed``."""
    if timetable.rests:
        return CLOSED
    whole = calendar(timetable.rules, timetable.exceptions, day - timedelta(days=1), DAYS)
    states = {opening.state for opening in whole.on(day)}
    return next((state for state in (OPEN, MAYBE, UNSAID) if state in states), CLOSED)


def _aimed_at(timetable: Timetable) -> Iterator[date]:
    """The days on which exceptions bring openings."""
    for day, exception in timetable.exceptions:
        if exception.moved_to:
            yield date.fromisoformat(exception.moved_to)
        elif exception.effect == "extra":
            yield day


def _days(first: date, openings: Iterable[Opening]) -> Iterator[DatedDay]:
    for number, several in groupby(openings, key=lambda opening: opening.day):
        yield DatedDay(first + timedelta(days=number), tuple(several))
