"""The dates on the page of a place: what today is, the next three days, and what to ask where the
rules say no dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..places.dated import DatedDay, Timetable, dated_calendar, state_on
from ..places.openings import OPEN, UNSAID, Opening
from ..places.schedule import Rule
from ..places.when import first_day
from .day_changes import ask_for_dates
from .hours import say_minutes
from .phrases import Phrases

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SOON = ("dates.today", "dates.tomorrow", "dates.day_after")
_MOST_HOURS = 3
"""Openings of one day that a card names."""
OVER = "over"


@dataclass(frozen=True, slots=True)
class DateCard:
    """One of the next dates. ``soon`` is きょう, あした, あさって or empty; ``perhaps``: ask first."""

    day: date
    numeral: str
    weekday: str
    soon: str
    hours: tuple[str, ...]
    perhaps: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """When one can come.

    ``today`` is ``open``, ``over`` (it was open today), ``maybe``, ``closed``, or empty: nothing
    is known of the day. ``openings`` are the sure ones from yesterday to tomorrow, as the clock of
    the page reads them. ``questions`` are what makes dates of rules that say none.
    """

    today: str
    openings: str
    cards: tuple[DateCard, ...]
    questions: tuple[str, ...]


def make_dates(
    timetable: Timetable, days: Sequence[DatedDay], now: datetime, say: Phrases
) -> Dates:
    """The dates of a place at a moment; ``days`` are its next ones."""
    today = now.date()
    return Dates(
        _today(timetable, days, today),
        " ".join(_spans(timetable, today)),
        tuple(_card(one, today, say) for one in days),
        tuple(dict.fromkeys(ask_for_dates(rule, say) for rule in _to_ask(timetable))),
    )


def _to_ask(timetable: Timetable) -> tuple[Rule, ...]:
    return () if timetable.rests else timetable.undated


def _today(timetable: Timetable, days: Sequence[DatedDay], today: date) -> str:
    if timetable.rests or not (timetable.rules or timetable.exceptions):
        return ""
    state = state_on(timetable, today)
    if state == OPEN and all(one.day != today for one in days):
        return OVER
    return "" if state == UNSAID else state


def _spans(timetable: Timetable, today: date) -> Iterator[str]:
    """「2026-12-04T18:30/20:00」: hours go on past 24; an end that is not known is left empty."""
    dates = dated_calendar(timetable, first_day(today))
    for opening in dates.openings:
        day = dates.date_of(opening)
        if opening.state != OPEN or opening.opens is None or day > today + timedelta(days=1):
            continue
        yield f"{day}T{_clock(opening.opens)}/{_clock(opening.closes)}"


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _card(one: DatedDay, today: date, say: Phrases) -> DateCard:
    ahead = (one.day - today).days
    return DateCard(
        one.day,
        say("dates.numeral", month=one.day.month, day=one.day.day),
        say("dates.weekday", weekday=say(f"weekday.{_WEEK[one.day.weekday()]}")),
        say(_SOON[ahead]) if 0 <= ahead < len(_SOON) else "",
        _hours(one.openings, say),
        one.perhaps,
    )


def _hours(openings: Sequence[Opening], say: Phrases) -> tuple[str, ...]:
    lines = list(dict.fromkeys(line for one in openings if (line := _say_hours(one, say))))
    if not lines:
        return (say("dates.hours_unknown"),)
    more = [say("dates.more")] if len(lines) > _MOST_HOURS else []
    return tuple(lines[:_MOST_HOURS] + more)


def _say_hours(opening: Opening, say: Phrases) -> str:
    hours = say_minutes(opening.opens, opening.closes, say)
    if not (hours and opening.audience):
        return hours
    who = "・".join(say(f"stage.{stage}") for stage in opening.audience)
    return say("dates.hours_for", who=who, hours=hours)
