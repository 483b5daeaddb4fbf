"""The calendar of a month as its page shows it: every word and number of it, and no markup."""

from dataclasses import dataclass
from datetime import date

from .card import Card
from .month import AskLine, DayLine, SteadyLine

DOTS = 3
"""Places of one day that have a dot each in the grid."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day with its lines, how many places perhaps open, and how many are left out."""

    day: date
    lines: tuple[DayLine, ...]
    perhaps: int
    more: int
    holiday: str

    @property
    def holds(self) -> bool:
        """Whether the list has anything to say of it."""
        return bool(self.lines or self.perhaps)

    @property
    def sure(self) -> int:
        """How many places surely open."""
        return len({one.card.key for one in self.lines if one.state == "open"}) + self.more

    @property
    def asked(self) -> int:
        """How many places perhaps open."""
        return len({one.card.key for one in self.lines if one.state == "maybe"}) + self.perhaps

    @property
    def dots(self) -> tuple[str, ...]:
        """The categories of the first places that surely open."""
        open_ones = {one.card.key: one.card.category for one in self.lines if one.state == "open"}
        return tuple(open_ones.values())[:DOTS]


@dataclass(frozen=True, slots=True)
class WeekRows:
    """A week of the list: 今週, 来週 or nothing; its days from when to when; the days that hold."""

    title: str
    span: str
    rows: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines of a block, and how many are left out."""

    lines: tuple[AskLine, ...] | tuple[SteadyLine, ...] | tuple[Card, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month in words. ``gone`` are the weeks before today; ``elsewhere`` counts the places of
    other municipalities that are left out, ``dated`` those with a date in the month."""

    grid: tuple[tuple[DayRow | None, ...], ...]
    gone: tuple[WeekRows, ...]
    weeks: tuple[WeekRows, ...]
    undated: Rows
    steady: Rows
    silent: Rows
    resting: Rows
    dated: int
    ask: int
    days: tuple[str, ...]
    elsewhere: int
    city: str
