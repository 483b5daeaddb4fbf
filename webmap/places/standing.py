"""A place that rests or has ended says since when and why; when it comes back, neither is left."""

from collections.abc import Iterator

from .errors import BadCell
from .record import Said, Statement

_GONE = frozenset({"paused", "ended"})


def lacking(before: Said, after: Said) -> Iterator[BadCell]:
    """What a change of standing must still say; the column is a field, or ``standing.note``."""
    old, new = before.get("standing"), after.get("standing")
    if new is None or (old and old.value == new.value):
        return
    if new.value in _GONE:
        if not new.note:
            yield BadCell("", "わけを 一言", "standing.note")
        if "since" not in after:
            yield BadCell("", "いつから", "since")
    else:
        yield from _left_over(before, after, old, new)


def _left_over(
    before: Said, after: Said, old: Statement | None, new: Statement
) -> Iterator[BadCell]:
    """What was said of the standing that is over."""
    if old and new.note and new.note == old.note:
        yield BadCell(new.note, "まえの わけを 消すか、書きなおす", "standing.note")
    since = after.get("since")
    if since and since == before.get("since"):
        yield BadCell(since.text, "まえの 日づけを 消すか、書きなおす", "since")
