"""What the desk says of a place in a line of the list, and what to ask when one calls it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..places.changes import FILE, GEOCODER, OFFICE, STAFF, TABLES
from ..places.desk import DeskLine, Waiting
from ..places.freshness import is_old
from ..places.wish import anchor_of
from .dates import say_month
from .day_changes import ask_for_dates
from .hours import say_rule
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A place in a row of the list; ``changed`` and ``author`` are empty before the first change."""

    line: DeskLine
    categories: tuple[tuple[str, str], ...]
    standing: str
    day: str
    old: bool
    reports: int
    wishes: int
    changed: str
    author: str


def make_row(line: DeskLine, waiting: Waiting, say: Phrases, today: date) -> DeskRow:
    """The row of a place; ``today`` tells whether its information is past its age."""
    return DeskRow(
        line=line,
        categories=tuple((one, say(f"category.{one}")) for one in line.categories),
        standing=say(f"standing.{line.standing}"),
        day=say_month(line.day, say),
        old=is_old(line.day, today),
        reports=waiting.reports.get(line.key, 0),
        wishes=waiting.wishes.get(line.key, 0),
        changed=say_moment(line.kept, today, say) if line.kept else "",
        author=say_author(line.who, say),
    )


def say_author(who: str, say: Phrases) -> str:
    """Who made a change: an account by its name, or 「ファイル」「さいしょの表」「事務」."""
    if who.startswith(STAFF):
        return who.removeprefix(STAFF)
    if who.startswith(FILE):
        return say("staff.list.by_file")
    if who.startswith(GEOCODER):
        return say("staff.list.by_geocoder")
    named = {TABLES: "staff.list.by_tables", OFFICE: "staff.list.by_office"}
    return say(named[who]) if who in named else who


def say_moment(moment: datetime, today: date, say: Phrases) -> str:
    """「きょう 16:20」「11/22」「2025/11/22」."""
    if moment.date() == today:
        return say("staff.list.today", time=f"{moment:%H:%M}")
    form = "staff.list.this_year" if moment.year == today.year else "staff.list.other_year"
    return say(form, year=moment.year, month=moment.month, day=moment.day)


@dataclass(frozen=True, slots=True)
class Question:
    """Words to be read aloud as they are; how often families wished to know; where in the form
    the answer is entered; and what is said of it so far."""

    text: str
    count: int
    anchor: str
    so_far: str = ""


def say_questions(line: DeskLine, wishes: Mapping[str, int], say: Phrases) -> list[Question]:
    """What to ask a place: its days first where they are not known, then what families wish to
    know. ``wishes`` are counts of what is not known yet."""
    asked = [*_of_dates(line, wishes.get("when", 0), say)]
    asked += [
        Question(say_ask(what, say), count, anchor_of(what))
        for what, count in wishes.items()
        if not (asked and what == "when")
    ]
    return list({one.text: one for one in asked}.values())


def say_ask(what: str, say: Phrases) -> str:
    """What a family wishes to know, as one asks it: 「エレベーターは ありますか」."""
    return say(f"staff.ask.{what}")


def _of_dates(line: DeskLine, count: int, say: Phrases) -> Iterator[Question]:
    if line.undated == ():
        yield Question(say_ask("when", say), count, anchor_of("when"))
    for rule, note in line.undated or ():
        so_far = say_rule(rule, say) or note
        yield Question(ask_for_dates(rule, say), count, anchor_of("when"), so_far)
