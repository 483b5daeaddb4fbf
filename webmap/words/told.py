"""What families said about a place, for who edits it: each with the field that it is about."""

from dataclasses import dataclass
from datetime import date

from ..places.report import Report
from ..places.vocabulary import FACTS
from ..places.wish import anchor_of
from .dates import say_date
from .phrases import Phrases


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
