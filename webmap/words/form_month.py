"""A month beside the form: what the rules make of each day, and which days differ from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..places.dated import CLOSED, DatedDay, Timetable, dated_calendar, possible_calendar
from ..places.day_by_day import CAME
from ..places.month import Month, holidays_of, is_shown
from ..places.openings import MAYBE, OPEN, Opening
from .dates import say_date
from .next_dates import say_hours_of
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class GridDay:
    """One day. ``state`` is ``open``, ``maybe`` or ``closed`` (no date); ``effect`` what an
    exception makes of it: ``closed``, ``moved``, ``came``, ``extra``, or nothing; ``named`` the
    date in words, ``label`` all that there is to say of it."""

    day: date
    state: str
    effect: str
    hours: str
    holiday: str
    named: str
    label: str


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The weeks of a month, Sunday first; None beside the month."""

    month: Month
    title: str
    today: date
    rows: tuple[tuple[GridDay | None, ...], ...]

    @property
    def before(self) -> Month | None:
        """The month before it, if that can be turned to."""
        return self._beside(-1)

    @property
    def after(self) -> Month | None:
        """The month after it, if that can be turned to."""
        return self._beside(1)

    def _beside(self, step: int) -> Month | None:
        month = self.month.plus(step)
        return month if is_shown(month, self.today) else None


def make_grid(timetable: Timetable, month: Month, today: date, say: Phrases) -> MonthGrid:
    """The month as rules and exceptions make it."""
    writer = _Days(timetable, month, say)
    rows = tuple(tuple(writer.day(day) if day else None for day in row) for row in month.rows())
    title = say("form.month", year=month.year, month=month.number)
    return MonthGrid(month, title, today, rows)


class _Days:
    def __init__(self, timetable: Timetable, month: Month, say: Phrases) -> None:
        self._say, self._holidays = say, holidays_of(month)
        self._dated = dated_calendar(timetable, month.first, month.length)
        self._possible = possible_calendar(timetable, month.first, month.length)
        self._effects = dict(_effects(timetable))

    def day(self, day: date) -> GridDay:
        openings = self._dated.on(day) or self._possible.on(day)
        state, effect = _state(openings), self._effects.get(day, "")
        hours = say_hours_of(DatedDay(day, openings), self._say) if openings else ""
        holiday = self._holidays.get(day, "")
        named, label = say_date(day, self._say), self._label(day, state, effect, hours)
        return GridDay(day, state, effect, hours, holiday, named, label)

    def _label(self, day: date, state: str, effect: str, hours: str) -> str:
        """「12月29日（火） おやすみ」: what a screen reader says of the day."""
        said = self._say(f"form.effect_of.{effect}") if effect else ""
        parts = (say_date(day, self._say), self._holidays.get(day, ""), said)
        told = "" if effect in ("closed", "moved") else self._say(f"form.state.{state}")
        return " ".join(part for part in (*parts, told, hours) if part)


def _state(openings: tuple[Opening, ...]) -> str:
    states = {one.state for one in openings}
    return OPEN if OPEN in states else MAYBE if states else CLOSED


def _effects(timetable: Timetable) -> Iterator[tuple[date, str]]:
    for day, exception in timetable.exceptions:
        to = date.fromisoformat(exception.moved_to) if exception.moved_to else day
        if to != day:
            yield to, CAME
        yield day, "extra" if exception.moved_to and to == day else exception.effect
