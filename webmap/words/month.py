"""A month in words: what opens on a day, what must be asked first, what is open nearly always."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from ..places.dated import Timetable, timetable_of
from ..places.day_by_day import CAME, EXTRA, MOVED, OnDay
from ..places.month import Week, monday_of
from ..places.openings import Opening
from ..places.place import Place
from ..places.schedule import Rule
from .about_place import say_fees
from .card import Card
from .dates import say_date
from .day_changes import ask_for_dates
from .hours import say_hours, say_minutes, say_rule, say_when
from .phrases import Phrases

MOST_POSSIBLE = 6
"""More possible days than these are not told one by one."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the calendar needs of a place beside its card. ``city`` is the code of its municipality,
    ``fee`` the first of its fees, mostly that of children."""

    timetable: Timetable
    city: str
    fee: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A place on a day. ``state`` is ``open``, ``maybe`` or ``out``; ``told`` what differs."""

    card: Card
    fee: str
    hours: str
    state: str
    told: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AskLine:
    """A place whose dates are not known: its rule, on which days it may be, what to ask."""

    card: Card
    rule: str
    hours: str
    days: str
    question: str


@dataclass(frozen=True, slots=True)
class SteadyLine:
    """A place that opens on most days: its week, and the days on which one should ask."""

    card: Card
    when: str
    doubt: str


def make_leaf(place: Place, say: Phrases) -> Leaf:
    """The leaf of a place as the public may see it."""
    fee = next((text for text, _ in say_fees(place, say)), "")
    return Leaf(timetable_of(place), place.text("city"), fee)


def say_lines(
    card: Card, fee: str, on_days: Iterable[OnDay], say: Phrases
) -> Iterator[tuple[date, DayLine]]:
    """The lines of one place, with their days; hours of the same kind stand in one line."""
    for (day, state, told, reason), several in groupby(
        on_days, key=lambda one: (one.day, _state(one), _say_effect(one, say), one.reason)
    ):
        hours = [text for one in several if (text := _say_opening(one.opening, say))]
        yield day, DayLine(card, fee, say("month.and").join(hours), state, told, reason)


def say_undated(
    card: Card, timetable: Timetable, possible: tuple[date, ...], say: Phrases
) -> Iterator[AskLine]:
    """A line for each rule that says no date."""
    for number, rule in enumerate(timetable.undated):
        days = "" if number or len(possible) > MOST_POSSIBLE else _say_possible(rule, possible, say)
        said = say_rule(replace(rule, opens="", closes=""), say)
        yield AskLine(
            card,
            said or say("month.no_rule"),
            say_hours(rule, say) or say("month.no_hours"),
            days,
            ask_for_dates(rule, say),
        )


def say_steady(
    card: Card, timetable: Timetable, doubtful: tuple[date, ...], say: Phrases
) -> SteadyLine:
    """The week of a place, with the days of the month of which nothing is said."""
    doubt = say("month.doubt", days=say_numbers(doubtful, say)) if doubtful else ""
    return SteadyLine(card, say_when(timetable.rules, say, most=3), doubt)


def say_numbers(days: Iterable[date], say: Phrases) -> str:
    """Days of one month: 「6・13日」「29〜31日」."""
    parts: list[str] = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1].day - pair[0]):
        numbers = [day.day for _, day in run]
        parts += _say_run(numbers, say) if len(numbers) > 2 else map(str, numbers)
    return say("month.days", days="・".join(parts))


def say_week(week: Week, today: date, say: Phrases) -> str:
    """「今週」「来週」, or empty."""
    ahead = (week.monday - monday_of(today)).days // 7
    return {0: say("month.this_week"), 1: say("month.next_week")}.get(ahead, "")


def say_span(first: date, last: date, say: Phrases) -> str:
    """「11月30日〜12月6日」「12月7日〜13日」; a single day by itself."""
    begin = say("month.day", month=first.month, day=first.day)
    if first == last:
        return begin
    form = "month.day" if first.month != last.month else "month.day_only"
    return say("month.span", begin=begin, end=say(form, month=last.month, day=last.day))


def _say_run(numbers: list[int], say: Phrases) -> list[str]:
    return [say("month.run", first=numbers[0], last=numbers[-1])]


def _state(one: OnDay) -> str:
    if one.falls_out:
        return "out"
    return "open" if one.is_sure else "maybe"


def _say_effect(one: OnDay, say: Phrases) -> str:
    if one.effect == MOVED and one.other:
        return say("exception.moved", to=say_date(one.other, say))
    if one.effect == CAME and one.other:
        return say("month.came", day=say_date(one.other, say))
    if one.effect == EXTRA:
        return say("exception.extra")
    return say("exception.closed") if one.falls_out else ""


def _say_opening(opening: Opening, say: Phrases) -> str:
    hours = say_minutes(opening.opens, opening.closes, say)
    if not opening.audience:
        return hours
    stages = "・".join(say(f"stage.{stage}") for stage in opening.audience)
    return " ".join(part for part in (say("when.for", who=stages), hours) if part)


def _say_possible(rule: Rule, days: tuple[date, ...], say: Phrases) -> str:
    form = "two_of" if rule.frequency == "twice_monthly" else "one_of"
    return say(f"month.{form}", days=say_numbers(days, say)) if days else ""
