"""Of which days a rule speaks: by weekday (RFC 5545), as national holidays, in a season.

A day is its number in a window of days: 0 is the first.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday
from jpholiday import JPHoliday

from .schedule import WEEKDAYS, Rule

Days = frozenset[int]

ABOUT = {"new_year": "12-28/01-04", "obon": "08-10/08-17"}
"""Seasons without days of their own: between these days they surely lie."""

FORTNIGHT = 14
_NONE: Days = frozenset()
_HOLIDAYS = JPHoliday()


@dataclass(frozen=True, slots=True)
class SpokenDays:
    """The days of a rule: by their weekday, as holidays, or neither but in its season."""

    rule: Rule
    weekdays: Days
    holidays: Days
    others: Days

    @property
    def all(self) -> Days:
        return self.weekdays | self.holidays | self.others


@lru_cache(maxsize=8192)
def spoken_days(rule: Rule, first: date, days: int) -> SpokenDays:
    """The days from ``first`` on of which a rule speaks.

    A holiday is one of ``holidays`` only where the rule itself speaks of holidays.
    """
    season, holidays = season_days(rule.season, first, days), holiday_days(first, days)
    ordinary = _NONE if rule.holidays == "only" else season
    if rule.holidays == "excluded":
        ordinary -= holidays
    if rule.starts:
        named = ordinary & fortnight_days(rule.weekdays, rule.starts, first, days)
    else:
        named = ordinary & weekday_days(rule.weekdays, rule.nths, first, days)
    with_holidays = rule.holidays in ("only", "included")
    return SpokenDays(
        rule,
        named,
        season & holidays if with_holidays else _NONE,
        _NONE if rule.weekdays else ordinary,
    )


@lru_cache(maxsize=1024)
def weekday_days(weekdays: str, nths: tuple[int, ...], first: date, days: int) -> Days:
    """The days on these weekdays; of each month only the nths, if any, -1 being the last."""
    if not weekdays:
        return _NONE
    start = datetime.combine(first, time())
    numbers = [WEEKDAYS.index(day) for day in weekdays.split(";")]
    dates = rrule(
        MONTHLY if nths else WEEKLY,
        dtstart=start,
        until=start + timedelta(days=days - 1),
        byweekday=[weekday(number, nth) for number in numbers for nth in nths or (None,)],
    )
    return frozenset((day - start).days for day in dates)


@lru_cache(maxsize=1024)
def fortnight_days(weekdays: str, starts: str, first: date, days: int) -> Days:
    """The days on these weekdays in every second week from the day ``starts`` on.

    A week begins on Monday (RFC 5545, WKST), so that Saturday and Sunday are one weekend.
    """
    begin = date.fromisoformat(starts)
    # fortnights that are over need not be counted out
    begin += timedelta(days=max(0, (first - begin).days // FORTNIGHT * FORTNIGHT))
    start = datetime.combine(first, time())
    dates = rrule(
        WEEKLY,
        interval=2,
        wkst=MO,
        dtstart=datetime.combine(begin, time()),
        until=start + timedelta(days=days - 1),
        byweekday=[WEEKDAYS.index(day) for day in weekdays.split(";")],
    )
    return frozenset((day - start).days for day in dates if day >= start)


@lru_cache(maxsize=256)
def holiday_days(first: date, days: int) -> Days:
    """The national holidays, substitute and citizens' holidays with them."""
    return frozenset(
        number for number in range(days) if _is_holiday(first + timedelta(days=number))
    )


@lru_cache(maxsize=1024)
def season_days(season: str, first: date, days: int) -> Days:
    """The days of a season; all where its days are not known (``school_days``) or it is empty."""
    span = ABOUT.get(season, season)
    return frozenset(
        number
        for number in range(days)
        if "/" not in span or _holds(span, f"{first + timedelta(days=number):%m-%d}")
    )


def touches(season: str, other: str) -> bool:
    """Whether two seasons have a day in common; False where the days of one are not known."""
    one, two = ABOUT.get(season, season), ABOUT.get(other, other)
    if "/" not in one or "/" not in two:
        return False
    return _holds(one, two.partition("/")[0]) or _holds(two, one.partition("/")[0])


def _holds(span: str, day: str) -> bool:
    """Whether MM-DD lies in MM-DD/MM-DD, both ends included, over the turn of the year too."""
    begin, _, end = span.partition("/")
    return begin <= day <= end if begin <= end else day >= begin or day <= end


@lru_cache(maxsize=4096)
def _is_holiday(day: date) -> bool:
    return _HOLIDAYS.is_holiday(day)
