"""Dated openings of a place: what its rules and its exceptions say of each day of a window.

A day is its number in the window: 0 is the first. Hours are minutes from that day's midnight,
past 1440 when they run on after the next; None is not known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from .schedule import SEASONS, ExceptionDay, Rule
from .spoken_days import ABOUT, Days, SpokenDays, holiday_days, season_days, spoken_days, touches

OPEN, MAYBE, UNSAID = "open", "maybe", "unsaid"
DAYS = 36
"""Yesterday, today and the 34 days after it."""

_SUREST = (OPEN, MAYBE, UNSAID)
_NONE: Days = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening: ``open``, ``maybe`` (ask first), or ``unsaid``: no date, but perhaps open.

    ``audience`` names school stages; empty is everybody.
    """

    day: int
    state: str
    opens: int | None
    closes: int | None
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The openings of ``days`` days from ``first`` on, by day, opens (unknown first), closes."""

    first: date
    days: int
    openings: tuple[Opening, ...]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    def date_of(self, opening: Opening) -> date:
        """The date on which it begins."""
        return self.first + timedelta(days=opening.day)

    def on(self, day: date) -> tuple[Opening, ...]:
        """The openings that begin on a day; none when it is closed or not in the window."""
        number = (day - self.first).days
        return tuple(opening for opening in self.openings if opening.day == number)


@lru_cache(maxsize=16384)
def calendar(
    rules: tuple[Rule, ...],
    exceptions: tuple[tuple[date, ExceptionDay], ...],
    first: date,
    days: int = DAYS,
) -> Calendar:
    """What rules and exceptions say of ``days`` days from ``first`` on.

    The same hours for the same audience stand once a day, in the surest state.
    """
    away = {(day - first).days for day, exception in exceptions if exception.effect != "extra"}
    kept = [one for one in _by_rules(rules, first, days) if one.day not in away]
    kept += _added(rules, exceptions, first, days)
    return Calendar(first, days, tuple(sorted(_once(kept), key=rank)))


def _by_rules(rules: Iterable[Rule], first: date, days: int) -> Iterator[Opening]:
    spoken = [spoken_days(rule, first, days) for rule in rules]
    # with closures alone, nothing is said of the other days
    opening = [one for one in spoken if one.rule.is_open] or [spoken_days(Rule(), first, days)]
    closing = [one for one in spoken if not one.rule.is_open]
    exact = [one for one in closing if _is_exact(one.rule)]
    unsure = _unsure(closing, first, days) | _unspoken_new_year(rules, first, days)
    for one in opening:
        left, contested = _left_by(exact, one)
        doubtful = unsure | contested
        if not one.rule.holidays:
            left -= _decided(one, opening)
            doubtful |= holiday_days(first, days)
        yield from _openings(one.rule, left, doubtful)


def _openings(rule: Rule, days: Days, doubtful: Days) -> Iterator[Opening]:
    state, (opens, closes) = _state(rule), _hours(rule)
    less = MAYBE if state == OPEN else state
    audience = tuple(rule.audience.split(";")) if rule.audience else ()
    for day in days:
        yield Opening(day, less if day in doubtful else state, opens, closes, audience)


def _state(rule: Rule) -> str:
    """What an opening rule makes of the days that it speaks of."""
    if rule.datable:
        return MAYBE if rule.season in SEASONS else OPEN
    return MAYBE if rule.weekdays or rule.season in ABOUT else UNSAID


def _is_exact(closing: Rule) -> bool:
    """Whether it says which days it closes; 年末年始 or 月1回・月曜 does not."""
    return closing.season not in SEASONS and (
        closing.datable or not (closing.frequency or closing.nth)
    )


def _left_by(closing: Iterable[SpokenDays], opening: SpokenDays) -> tuple[Days, Days]:
    """The days of an opening rule that no rule closes, and those of them that are contested."""
    left, contested = opening.all, _NONE
    for one in closing:
        spared = _spared(one, opening)
        left -= _closed(one) - spared
        # 第2日曜 beside 日曜休み is no contradiction
        contested |= _NONE if opening.rule.nth else spared
    return left, contested


def _spared(closing: SpokenDays, opening: SpokenDays) -> Days:
    """The days that a closing rule names and still does not close for an opening rule.

    Both name the same whole weekday, or holidays; or the opening rule names single weekdays of
    the month. A weekday without a word of holidays is no match for a closure on holidays.
    """
    if _is_narrowed(closing.rule):
        return _NONE
    if opening.rule.nth:
        return opening.weekdays - closing.holidays
    if _is_narrowed(opening.rule):
        return _NONE
    both = opening.holidays | (opening.weekdays - closing.holidays)
    return both & (closing.weekdays | closing.holidays)


def _is_narrowed(rule: Rule) -> bool:
    return bool(rule.nth or rule.season or rule.audience)


def _closed(closing: SpokenDays) -> Days:
    """The days of a closing rule; without weekday, season and frequency it names holidays alone."""
    rule = closing.rule
    return closing.all if rule.weekdays or rule.season or rule.frequency else closing.holidays


def _unsure(closing: Iterable[SpokenDays], first: date, days: int) -> Days:
    """The days that perhaps are closed: by a rule whose days are not exactly known."""
    return _NONE.union(*(_closed(one) for one in closing if not _is_exact(one.rule)))


def _unspoken_new_year(rules: Iterable[Rule], first: date, days: int) -> Days:
    if any(_speaks_of_new_year(rule) for rule in rules):
        return _NONE
    return season_days("new_year", first, days)


def _speaks_of_new_year(rule: Rule) -> bool:
    """That it opens from October to March says nothing of the days between the years."""
    return rule.season == "new_year" or (not rule.is_open and touches(rule.season, "new_year"))


def _decided(silent: SpokenDays, opening: Iterable[SpokenDays]) -> Days:
    """The holidays whose hours another rule for the same people gives: 土日祝 beside 平日."""
    if _state(silent.rule) != OPEN:
        return _NONE
    deciding = (
        one.holidays - one.weekdays
        for one in opening
        if _state(one.rule) == OPEN and one.rule.audience in ("", silent.rule.audience)
    )
    return _NONE.union(*deciding)


def _added(
    rules: tuple[Rule, ...],
    exceptions: Iterable[tuple[date, ExceptionDay]],
    first: date,
    days: int,
) -> Iterator[Opening]:
    """The openings that exceptions bring, but none on a day that an exception closes."""
    closed = {day for day, exception in exceptions if exception.effect == "closed"}
    for day, exception in exceptions:
        to = date.fromisoformat(exception.moved_to) if exception.moved_to else day
        number = (to - first).days
        if to not in closed and 0 <= number < days:
            for one in brought(rules, day, exception):
                yield replace(one, day=number, state=OPEN)


def brought(rules: tuple[Rule, ...], day: date, exception: ExceptionDay) -> list[Opening]:
    """Openings with the exception's hours; without hours those that the day had by the rules."""
    hours = _hours(exception)
    usual = _surest(_by_rules(rules, day, 1)) if hours == (None, None) else []
    return usual or [Opening(0, OPEN, *hours, ())]


def _surest(openings: Iterable[Opening]) -> list[Opening]:
    """Of several openings those in the surest state."""
    found = list(openings)
    best = min((_SUREST.index(one.state) for one in found), default=0)
    return [one for one in found if one.state == _SUREST[best]]


def _once(openings: Iterable[Opening]) -> Iterable[Opening]:
    found: dict[tuple[object, ...], Opening] = {}
    for one in openings:
        same = one.day, one.opens, one.closes, one.audience
        other = found.get(same)
        if other is None or _SUREST.index(one.state) < _SUREST.index(other.state):
            found[same] = one
    return found.values()


def rank(opening: Opening) -> tuple[int, int, int, tuple[str, ...]]:
    """The order of openings: by day, opens (unknown first), closes, audience."""
    opens, closes = (-1 if time is None else time for time in (opening.opens, opening.closes))
    return opening.day, opens, closes, opening.audience


def _hours(said: Rule | ExceptionDay) -> tuple[int | None, int | None]:
    return _minutes(said.opens), _minutes(said.closes)


def _minutes(time: str) -> int | None:
    return int(time[:2]) * 60 + int(time[3:]) if time else None
