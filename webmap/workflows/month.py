"""A month at a glance: what opens on each day, what must be asked first, what is open nearly always.

All is taken from the shelf; no place is loaded for it. Where there are very many places the
calendar is that of the city itself, and it says how many more there are elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..places.day_by_day import OnDay, doubtful_days, is_steady, on_days, possible_days
from ..places.month import Month, Week, holidays_of
from ..words.month import DayLine, say_lines, say_span, say_steady, say_undated, say_week
from ..words.month_page import DayRow, MonthPage, Rows, WeekRows
from ..words.phrases import Phrases
from .find_places import Listed, Shelf

MANY = 400
"""With more places than these the calendar is the city's own, unless a city is asked for."""
MOST_A_DAY = 100
"""Places of one day."""
MOST_ROWS = 100
"""Places of each block beside the days."""

Keeps = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a calendar is asked for; an empty category means all places to drop in at."""

    month: Month
    category: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class MonthMaker:
    """Makes the calendar of a month, as things stand on the shelf."""

    shelf: Shelf
    say: Phrases
    own_city: str

    def page(self, wanted: Wanted) -> MonthPage:
        """The calendar of what is wanted."""
        places, elsewhere, city = self._chosen(wanted)
        awake = [one for one in places if not one.leaf.timetable.rests]
        steady = [one for one in awake if is_steady(one.leaf.timetable)]
        often = {one.number for one in steady}
        several = [one for one in awake if one.number not in often]
        possible = {one.number: self._possible(one, wanted.month) for one in several}
        rows = self._rows(wanted.month, awake, often, possible.values())
        gone, weeks = self._weeks(wanted.month, rows)
        asked = [one for one in awake if one.leaf.timetable.undated]
        dated = [one for one in several if one.leaf.timetable.has_dates]
        return MonthPage(
            grid=_grid(wanted.month, rows),
            gone=gone,
            weeks=weeks,
            undated=self._undated(asked, possible, wanted.month),
            steady=self._steady(steady, wanted.month),
            silent=_cards(one for one in awake if _says_nothing(one)),
            resting=_cards(one for one in places if one.leaf.timetable.rests),
            dated=len(dated),
            ask=len(asked),
            days=tuple(dict.fromkeys(one.card.day for one in dated)),
            elsewhere=elsewhere,
            city=city,
        )

    def _chosen(self, wanted: Wanted) -> tuple[list[Listed], int, str]:
        """The places, how many of other municipalities are left out, and whose places they are."""
        fitting = [one for one in self.shelf.listed if _is_of(one, wanted.category)]
        city = wanted.city or (self.own_city if len(fitting) > MANY else "")
        here = [one for one in fitting if one.leaf.city == city]
        if not city or not (here or wanted.city):
            return fitting, 0, ""
        return here, 0 if wanted.city else len(fitting) - len(here), city

    def _rows(
        self,
        month: Month,
        places: Iterable[Listed],
        often: set[int],
        possible: Iterable[tuple[date, ...]],
    ) -> dict[date, DayRow]:
        """Every day of the month; of those that are open nearly always only what differs."""
        lines: dict[date, list[tuple[tuple[int, int], DayLine]]] = {day: [] for day in month.days}
        for one in places:
            if one.number in often and not one.leaf.timetable.exceptions:
                continue
            told = (
                each for each in on_days(one.leaf.timetable, month) if _is_told(each, one, often)
            )
            for day, turn, line in self._lines(one, told):
                lines[day].append((turn, line))
        perhaps = Counter(day for days in possible for day in days)
        names = holidays_of(month)
        return {
            day: DayRow(
                day,
                tuple(line for _, line in sorted(of_day, key=lambda pair: pair[0])[:MOST_A_DAY]),
                perhaps[day],
                max(0, len(of_day) - MOST_A_DAY),
                names.get(day, ""),
            )
            for day, of_day in lines.items()
        }

    def _lines(
        self, one: Listed, told: Iterable[OnDay]
    ) -> Iterator[tuple[date, tuple[int, int], DayLine]]:
        """The lines of a place with their turn: by the hour, then in the order of the list."""
        several = list(told)
        hours = {each.day: each.opening.opens for each in reversed(several)}
        for day, line in say_lines(one.card, one.leaf.fee, several, self.say):
            opens = hours[day]
            yield day, (24 * 60 if opens is None else opens, one.number), line

    def _weeks(
        self, month: Month, rows: dict[date, DayRow]
    ) -> tuple[tuple[WeekRows, ...], tuple[WeekRows, ...]]:
        """The weeks with their days; of the present month the days that have gone stand apart."""
        today = self.shelf.day
        begin = today if month.first <= today <= month.days[-1] else month.first
        weeks = list(month.weeks())
        gone = (self._week(week, rows, lambda day: day < begin) for week in weeks)
        left = (self._week(week, rows, lambda day: day >= begin) for week in weeks)
        return tuple(w for w in gone if w.rows), tuple(w for w in left if w.rows)

    def _week(self, week: Week, rows: dict[date, DayRow], keeps: Keeps) -> WeekRows:
        kept = tuple(rows[day] for day in week.days if keeps(day) and rows[day].holds)
        span = say_span(week.monday, week.sunday, self.say)
        return WeekRows(say_week(week, self.shelf.day, self.say), span, kept)

    def _undated(
        self, asked: list[Listed], possible: dict[int, tuple[date, ...]], month: Month
    ) -> Rows:
        """Those of which the days are nearly known come first. Days that have gone are told too: the
        place may have been open then, and not any more this month."""
        ordered = sorted(asked, key=lambda one: (not possible.get(one.number), one.number))
        lines = (
            line
            for one in ordered[:MOST_ROWS]
            for line in say_undated(
                one.card,
                one.leaf.timetable,
                possible_days(one.leaf.timetable, month) if possible.get(one.number) else (),
                self.say,
            )
        )
        return Rows(tuple(lines), max(0, len(ordered) - MOST_ROWS))

    def _steady(self, steady: list[Listed], month: Month) -> Rows:
        lines = (
            say_steady(one.card, one.leaf.timetable, self._doubtful(one, month), self.say)
            for one in steady[:MOST_ROWS]
        )
        return Rows(tuple(lines), max(0, len(steady) - MOST_ROWS))

    def _possible(self, one: Listed, month: Month) -> tuple[date, ...]:
        return self._not_gone(possible_days(one.leaf.timetable, month))

    def _doubtful(self, one: Listed, month: Month) -> tuple[date, ...]:
        return self._not_gone(doubtful_days(one.leaf.timetable, month))

    def _not_gone(self, days: Iterable[date]) -> tuple[date, ...]:
        """Nobody asks about a day that has passed."""
        return tuple(day for day in days if day >= self.shelf.day)


def _grid(month: Month, rows: dict[date, DayRow]) -> tuple[tuple[DayRow | None, ...], ...]:
    return tuple(tuple(rows[day] if day else None for day in row) for row in month.rows())


def _is_of(one: Listed, category: str) -> bool:
    """Without a category those that one can drop in at, not those by appointment."""
    if category:
        return category in one.traits.categories and one.card.drops_in
    return one.traits.turn == 0


def _is_told(each: OnDay, one: Listed, often: set[int]) -> bool:
    return bool(each.effect) or one.number not in often


def _says_nothing(one: Listed) -> bool:
    return not any(rule.is_open for rule in one.leaf.timetable.rules)


def _cards(several: Iterable[Listed]) -> Rows:
    cards = [one.card for one in several]
    return Rows(tuple(cards[:MOST_ROWS]), max(0, len(cards) - MOST_ROWS))
