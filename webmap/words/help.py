"""Lines of help in words: whether somebody answers now, whom they are for, how old that is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from ..places.freshness import is_old
from ..places.helpline import Helpline, LineNow, sure_openings
from ..places.openings import MAYBE, OPEN, Opening
from .clock import clock_text
from .dates import say_date, say_day, say_soon
from .hours import say_minutes
from .phrases import Phrases
from .readings import Readings, Segment

_STILL = ("always", "maybe", "unknown")
"""States that no clock changes."""
_NOT_DIALLED = re.compile(r"[^0-9#*+]")


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line as the page shows it. ``openings`` is for the page's clock, empty where what is
    said does not change by the hour; ``old`` says how old the information is when it is old."""

    line: Helpline
    name: tuple[Segment, ...]
    state: str
    now: str
    openings: str
    dialled: str
    day: str
    old: str

    @property
    def persons(self) -> str:
        return self.line.persons.replace(";", " ")

    @property
    def topics(self) -> str:
        return self.line.topics.replace(";", " ")


def say_lines(
    lines: Iterable[LineNow], today: date, say: Phrases, readings: Readings
) -> list[SaidLine]:
    """The lines as the page shows them, in their order."""
    return [_said(one, today, say, readings) for one in lines]


def dialled(number: str) -> str:
    """The address behind a number: ``tel:0120997777``, and ``tel:%238008`` for #8008."""
    return f"tel:{quote(_NOT_DIALLED.sub('', number), safe='*+')}" if number else ""


def say_state(one: LineNow, today: date, say: Phrases) -> str:
    """Whether somebody answers now, and from when if not; never a minute that is not known."""
    opening = one.opening
    if opening is None or one.state == "maybe":
        return say(f"help.{one.state}")
    if one.state == "open":
        words = say("help.open")
        return words if opening.closes is None else _until(opening.closes, words, say)
    opens = say_minutes(opening.opens, None, say)
    if one.state == "later":
        return say("help.later", opens=opens)
    assert one.day is not None
    return say("help.next", day=say_soon(one.day, today, say), opens=opens)


def say_week(line: Helpline, today: date, say: Phrases) -> list[tuple[str, str, str]]:
    """The next seven days, each with its state (``open``, ``maybe``, ``closed``) and its hours; none
    where nothing is known of its hours."""
    if not any(rule.is_open for rule in line.rules):
        return []
    dates = line.calendar(today)
    days = (today + timedelta(days=after) for after in range(7))
    return [(say_date(day, say), *_say_openings(dates.on(day), say)) for day in days]


def _say_openings(openings: Sequence[Opening], say: Phrases) -> tuple[str, str]:
    """The surest state of a day with its hours in words; 「きいてから」 where nothing is sure."""
    told = [one for one in openings if one.state in (OPEN, MAYBE)]
    if not told:
        return "closed", say("lists.closed")
    state = OPEN if any(one.state == OPEN for one in told) else MAYBE
    hours = dict.fromkeys(say_minutes(one.opens, one.closes, say) for one in told)
    return state, say(f"lists.{state}", hours="・".join(filter(None, hours))).strip()


def _until(closes: int, words: str, say: Phrases) -> str:
    return say("help.until", open=words, closes=say_minutes(None, closes, say))


def _said(one: LineNow, today: date, say: Phrases, readings: Readings) -> SaidLine:
    line = one.line
    is_still = one.state in _STILL
    day = say_day(line.day, say)
    return SaidLine(
        line=line,
        name=readings.segments(line.name),
        state=one.state,
        now=say_state(one, today, say),
        openings="" if is_still else clock_text(sure_openings(line, today)),
        dialled=dialled(line.number),
        day=day,
        old=_say_old(line, day, today, say),
    )


def _say_old(line: Helpline, day: str, today: date, say: Phrases) -> str:
    if not is_old(line.day, today):
        return ""
    return say("help.old", day=day) if line.day.known else say("help.undated")
