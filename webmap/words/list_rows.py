"""The lists for the staff: a row for each line of help or programme, whatever its standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..places.freshness import is_old
from ..places.helpline import at, helpline_of
from ..places.list_records import KeptHelpline, ListRecord
from .dates import say_day
from .help import say_state
from .list_look import say_why_unseen
from .phrases import Phrases
from .readings import Readings, Segment


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: the name, what it is now (of a line), how to reach it, how old it is.

    ``why`` says why families do not see it; ``old`` that its day is long ago.
    """

    key: str
    name: tuple[Segment, ...]
    for_whom: str
    state: str
    now: str
    contact: str
    source: str
    day: str
    old: bool
    why: str


def make_list_rows(
    records: Iterable[ListRecord], now: datetime, say: Phrases, readings: Readings
) -> list[ListRow]:
    """The rows, those that families do not see at the end."""
    rows = [_row(one, now, say, readings) for one in records]
    return sorted(rows, key=lambda row: bool(row.why))


def _row(record: ListRecord, now: datetime, say: Phrases, readings: Readings) -> ListRow:
    state, told = _now(record, now, say)
    day = record.day
    return ListRow(
        record.key,
        readings.segments(record.text("name")),
        record.text("for_whom"),
        state,
        told,
        record.text("number") or record.text("office"),
        record.source,
        say_day(day, say) if day.known else "",
        is_old(day, now.date()),
        say_why_unseen(record, say),
    )


def _now(record: ListRecord, now: datetime, say: Phrases) -> tuple[str, str]:
    line = helpline_of(record) if isinstance(record, KeptHelpline) else None
    if line is None:
        return "", ""
    one = at(line, now)
    return one.state, say_state(one, now.date(), say)
