"""How a place would look if the form were saved now: in words, for the column beside the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from ..places.dated import can_be_dated, next_dates, timetable_of
from ..places.freshness import is_old
from ..places.month import Month
from ..places.place import Place
from ..places.schedule import Rule
from ..places.visibility import PUBLIC_STANDINGS
from .answered import Answered
from .dates import say_day
from .day_changes import ask_for_dates, say_dates
from .form_month import MonthGrid, make_grid
from .hours import say_contradictions, say_rule
from .phrases import Phrases

MOST_DATES = 4


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """One rule as families read it, and what to ask where it says no dates."""

    words: str
    question: str


@dataclass(frozen=True, slots=True)
class Look:
    """The card, the next dates, what to ask and what is in doubt; each rule in words by its path.

    ``unread`` is how many cells are not understood (yet); ``public`` whether families see the place.
    """

    answered: Answered
    public: bool
    standing: str
    dates: tuple[str, ...]
    questions: tuple[str, ...]
    doubts: tuple[str, ...]
    rules: Mapping[str, RuleSaid]
    grid: MonthGrid
    unread: int = 0


def make_look(
    place: Place, answered: Answered, now: datetime, month: Month, unread: int, say: Phrases
) -> Look:
    """The look of a place as its form stands; ``answered`` is its card as the public sees it."""
    timetable = timetable_of(place)
    rules = {path: say_rule_told(rule, say) for path, rule in _rules(place)}
    days = next_dates(timetable, now, MOST_DATES)
    return Look(
        answered,
        place.standing in PUBLIC_STANDINGS,
        say(f"standing.{place.standing}"),
        tuple(say_dates([day], say) for day in days),
        tuple(dict.fromkeys(ask_for_dates(rule, say) for rule in timetable.undated)),
        tuple(_doubts(place, now.date(), say)),
        rules,
        make_grid(timetable, month, now.date(), say),
        unread,
    )


def _rules(place: Place) -> Iterator[tuple[str, Rule]]:
    for number, said in place.several("schedule"):
        yield f"schedule.{number}", cast(Rule, said.value)


def say_rule_told(rule: Rule, say: Phrases) -> RuleSaid:
    """One rule as families read it; of one that says no dates, what to ask."""
    words = say_rule(rule, say)
    told = words if rule.is_open or not words else say("change.closed", words=words)
    asks = rule.is_open and bool(words) and not can_be_dated(rule)
    return RuleSaid(told, ask_for_dates(rule, say) if asks else "")


def _doubts(place: Place, today: date, say: Phrases) -> Iterator[str]:
    """Weekdays that are called both open and closed; an information that is old."""
    days = say_contradictions((rule for rule, _ in place.rules()), say)
    if days:
        yield say("form.contradiction", days=days)
    if is_old(place.day, today):
        yield say("form.old", day=say_day(place.day, say))
