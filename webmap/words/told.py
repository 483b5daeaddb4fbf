"""What families said about a place, for who edits it: each with the field that it is about."""

from dataclasses import dataclass
from datetime import date

from ..places.report import Report
from ..places.vocabulary import FACTS
from .dates import say_date
from .phrases import Phrases

_SECTIONS = {"when": "when", "where": "where", "fee": "money"}
"""What is asked in a whole section, not in one field."""
_FIELDS = {"ended": "standing"}


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A report: what is wrong, whoever says so in words, since when; ``anchor`` is where to mend it."""

    anchor: str
    about: str
    words: str
    day: str


@dataclass(frozen=True, slots=True)
class ToldWish:
    """Something that is asked for, so many times."""

    anchor: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """All that waits for an answer."""

    reports: tuple[ToldReport, ...] = ()
    wishes: tuple[ToldWish, ...] = ()


def say_report(report: Report, day: date, say: Phrases) -> ToldReport:
    """One report."""
    about = "・".join(say(f"wrong_about.{one}") for one in report.wrongs)
    first = next(iter(report.wrongs), "other")
    return ToldReport(anchor_of(first), about, report.text, say_date(day, say))


def say_wish(what: str, count: int, say: Phrases) -> ToldWish:
    """One wish."""
    return ToldWish(
        anchor_of(what), say(f"fact.{what}" if what in FACTS else f"wanted.{what}"), count
    )


def anchor_of(what: str) -> str:
    """Where in the form a thing stands that families ask about or call wrong."""
    if what in FACTS:
        return f"f-fact.{what}"
    if what in _SECTIONS:
        return f"s-{_SECTIONS[what]}"
    return "s-basic" if what == "other" else f"f-{_FIELDS.get(what, what)}"
