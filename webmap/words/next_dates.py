"""The next date of a place in one line, for where there is room for no more."""

from collections.abc import Sequence
from datetime import date

from ..places.dated import DatedDay
from ..places.openings import OPEN, Opening
from .dates import say_date
from .hours import say_minutes
from .phrases import Phrases

MOST_HOURS = 2


def say_next(dates: Sequence[DatedDay], today: date, say: Phrases) -> str:
    """「つぎは 12月6日（日） 11:30〜14:00」「きょう 12月4日（金） 15:00〜17:00」, or empty.

    The date stands beside きょう too: others keep such lines for longer than a day.
    """
    if not dates:
        return ""
    first = dates[0]
    form = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((first.day - today).days, "later")
    day = say(f"next.{form}", date=say_date(first.day, say))
    line = " ".join(part for part in (day, say_hours_of(first, say)) if part)
    return say("next.perhaps", line=line) if first.perhaps else line


def say_hours_of(day: DatedDay, say: Phrases) -> str:
    """The hours of a date: what is sure before what is to be asked, what is for everyone before
    what is for some; empty when unknown."""
    openings = [one for one in day.openings if one.state == OPEN] or [*day.openings]
    openings = [one for one in openings if not one.audience] or openings
    said = dict.fromkeys(_hours(one, say) for one in openings)
    hours = [text for text in said if text]
    more = say("when.more") if len(hours) > MOST_HOURS else ""
    return say("when.join").join(hours[:MOST_HOURS]) + more


def _hours(opening: Opening, say: Phrases) -> str:
    return say_minutes(opening.opens, opening.closes, say)
