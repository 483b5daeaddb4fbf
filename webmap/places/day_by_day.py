"""What stands on each day of a month for one place: its dates, and the days that differ.

A day that an exception closes or moves away still stands there, so that nobody who knows the rule
goes in vain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .dated import Timetable, can_be_dated, dated_calendar, possible_calendar
from .month import Month
from .openings import OPEN, Calendar, Opening
from .schedule import WEEKDAYS, ExceptionDay, Rule

CLOSED, MOVED, CAME, EXTRA = "closed", "moved", "came", "extra"
"""What an exception does to a day: closed; moved to another; come from another; opened besides."""

STEADY = 4
"""From so many days a week on a place is told by its week, since its dates would hide all others."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """One opening on its day, or one that falls out; ``effect`` is empty for what is usual.

    ``other`` is the day to which it moves or from which it came.
    """

    day: date
    opening: Opening
    effect: str = ""
    reason: str = ""
    other: date | None = None

    @property
    def falls_out(self) -> bool:
        return self.effect in (CLOSED, MOVED)

    @property
    def is_sure(self) -> bool:
        return not self.falls_out and self.opening.state == OPEN


def on_days(timetable: Timetable, month: Month) -> Iterator[OnDay]:
    """The openings of a month that have a date, and those that fall out; none while it rests."""
    if timetable.rests:
        return
    usual = dated_calendar(Timetable(timetable.rules), month.first, month.length)
    brought = _brought(timetable)
    dates = dated_calendar(timetable, month.first, month.length)
    for opening in dates.openings:
        day = dates.date_of(opening)
        is_usual = opening in usual.openings or day not in brought
        yield OnDay(day, opening) if is_usual else _come(day, opening, *brought[day])
    yield from _falling_out(timetable, month, usual)


def possible_days(timetable: Timetable, month: Month) -> tuple[date, ...]:
    """The days of a month that its undated rules may mean."""
    possible = possible_calendar(timetable, month.first, month.length)
    return tuple(dict.fromkeys(possible.date_of(opening) for opening in possible.openings))


def doubtful_days(timetable: Timetable, month: Month) -> tuple[date, ...]:
    """The days of a month on which it perhaps opens: a holiday, the days between the years."""
    dates = dated_calendar(timetable, month.first, month.length)
    sure = {opening.day for opening in dates.openings if opening.state == OPEN}
    doubtful = (one for one in dates.openings if one.day not in sure)
    return tuple(dict.fromkeys(dates.date_of(opening) for opening in doubtful))


def is_steady(timetable: Timetable) -> bool:
    """Whether it opens on most days of every week."""
    weekly = (rule for rule in timetable.rules if _is_weekly(rule))
    return len({day for rule in weekly for day in rule.days or WEEKDAYS}) >= STEADY


def _is_weekly(rule: Rule) -> bool:
    narrowed = rule.nth or rule.season or rule.holidays == "only"
    return rule.is_open and can_be_dated(rule) and not narrowed


def _brought(timetable: Timetable) -> dict[date, tuple[date, ExceptionDay]]:
    """By day the exception that opens it, with the day of which it speaks."""
    return {
        date.fromisoformat(one.moved_to) if one.moved_to else day: (day, one)
        for day, one in timetable.exceptions
        if one.effect != CLOSED
    }


def _come(day: date, opening: Opening, spoken: date, exception: ExceptionDay) -> OnDay:
    if exception.effect == MOVED:
        return OnDay(day, opening, CAME, exception.reason, spoken)
    return OnDay(day, opening, EXTRA, exception.reason)


def _falling_out(timetable: Timetable, month: Month, usual: Calendar) -> Iterator[OnDay]:
    perhaps = possible_calendar(Timetable(timetable.rules), month.first, month.length)
    for day, exception in timetable.exceptions:
        if exception.effect == EXTRA or day not in month.days:
            continue
        other = date.fromisoformat(exception.moved_to) if exception.moved_to else None
        openings = usual.on(day) or perhaps.on(day) or (_without_hours(day, month),)
        for opening in openings:
            yield OnDay(day, opening, exception.effect, exception.reason, other)


def _without_hours(day: date, month: Month) -> Opening:
    return Opening((day - month.first).days, OPEN, None, None, ())
