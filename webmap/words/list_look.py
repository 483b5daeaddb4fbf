"""How a line of help or a programme would look if its form were saved now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ..places.helpline import Helpline, at, helpline_of
from ..places.list_records import KeptHelpline, KeptProgramme, ListRecord
from ..places.programmes import programme_of
from ..places.schedule import Rule
from .help import SaidLine, say_lines, say_week
from .look import RuleSaid, say_rule_told
from .phrases import Phrases
from .programmes import ProgrammeWords, say_programme
from .readings import Readings


@dataclass(frozen=True, slots=True)
class ListLook:
    """What families would read: a line of help or a programme, neither where they see nothing.

    ``why`` says why they see nothing. ``week`` are the next days of a line with state and hours;
    ``rules`` say each rule by its path. ``unread`` is how many cells are not understood (yet).
    """

    why: str = ""
    line: SaidLine | None = None
    programme: ProgrammeWords | None = None
    week: list[tuple[str, str, str]] = field(default_factory=list)
    rules: Mapping[str, RuleSaid] = field(default_factory=dict)
    unread: int = 0


def make_list_look(
    record: ListRecord | None, now: datetime, unread: int, say: Phrases, readings: Readings
) -> ListLook:
    """The look of a record as its form stands; None is one that has no name yet."""
    if isinstance(record, KeptHelpline):
        line = helpline_of(record)
        return _of_line(record, line, now, unread, say, readings)
    if isinstance(record, KeptProgramme):
        return _of_programme(record, now.date(), unread, say, readings)
    return ListLook(say("lists.no_name"), unread=unread)


def say_why_unseen(record: ListRecord, say: Phrases) -> str:
    """Why families do not see a record; empty when they do."""
    if record.text("standing"):
        return say("lists.ended")
    shown = record.said["name"].visibility == "public"
    return "" if shown else say("lists.for_staff")


def _of_line(
    record: KeptHelpline,
    line: Helpline | None,
    now: datetime,
    unread: int,
    say: Phrases,
    readings: Readings,
) -> ListLook:
    rules = {
        f"schedule.{number}": say_rule_told(one.value, say)
        for number, one in record.several("schedule")
        if isinstance(one.value, Rule)
    }
    if line is None:
        return ListLook(say_why_unseen(record, say), rules=rules, unread=unread)
    (said,) = say_lines([at(line, now)], now.date(), say, readings)
    week = say_week(line, now.date(), say)
    return ListLook(line=said, week=week, rules=rules, unread=unread)


def _of_programme(
    record: KeptProgramme, today: date, unread: int, say: Phrases, readings: Readings
) -> ListLook:
    programme = programme_of(record)
    if programme is None:
        return ListLook(say_why_unseen(record, say), unread=unread)
    return ListLook(programme=say_programme(programme, say, readings, today), unread=unread)
