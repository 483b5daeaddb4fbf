"""A month of the calendar: its days, its weeks, its neighbours and its national holidays."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from jpholiday import JPHoliday

BEFORE, AFTER = 1, 12
"""How many months back and ahead a calendar is shown."""

_TEXT = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_HOLIDAYS = JPHoliday()


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month; ``str`` writes it as 2026-12."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def length(self) -> int:
        """How many days it has."""
        return monthrange(self.year, self.number)[1]

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=number) for number in range(self.length))

    def plus(self, months: int) -> "Month":
        """The month so many months later."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    def rows(self) -> Iterator[tuple[date | None, ...]]:
        """Its weeks as a calendar on the wall has them, Sunday first; None beside the month."""
        blank = self.first.isoweekday() % 7
        cells = [*[None] * blank, *self.days]
        cells += [None] * (-len(cells) % 7)
        for start in range(0, len(cells), 7):
            yield tuple(cells[start : start + 7])

    def weeks(self) -> Iterator["Week"]:
        """Its weeks from Monday on, so that a weekend stays together."""
        for monday, days in groupby(self.days, key=monday_of):
            yield Week(monday, tuple(days))


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on, with those of its days that belong to the month."""

    monday: date
    days: tuple[date, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(day.year, day.month)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def read_month(text: str) -> Month | None:
    """A month that is written as 2026-12; None for anything else."""
    found = _TEXT.fullmatch(text)
    return Month(int(found[1]), int(found[2])) if found and int(found[1]) else None


def is_shown(month: Month, today: date) -> bool:
    """Whether a month has a calendar: the last one, this one and the twelve after it."""
    now = month_of(today)
    return now.plus(-BEFORE) <= month <= now.plus(AFTER)


@lru_cache(maxsize=64)
def holidays_of(month: Month) -> dict[date, str]:
    """The national holidays of a month by day, with their names."""
    days = _HOLIDAYS.between(month.first, month.first + timedelta(days=month.length - 1))
    return {holiday.date: holiday.name for holiday in days}
