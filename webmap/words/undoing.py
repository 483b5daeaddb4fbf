"""Taking back in words: what would become of what, and what is in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..places.changes import Change
from ..places.undoing import BLANKED, InTheWay
from .history import Line, Names, Side, say_author, say_label, say_line, say_moment, say_side
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """What is in the way: the field of which record, what stands there now, and why."""

    of: str
    key: str
    name: str
    label: str
    stands: Side
    why: str


def say_back(changes: Iterable[Change], names: Names, say: Phrases) -> list[Line]:
    """What would become of what."""
    return [say_line(0, change, names, say) for change in changes]


def say_obstacle(
    what: InTheWay, who: str, when: datetime | None, names: Names, say: Phrases
) -> ObstacleLine:
    """What is in the way; ``who`` changed it since, and ``when``."""
    change = what.change
    field = change.field or "standing"
    why = ""
    if what.why == BLANKED:
        why = say("staff.undo.blanked")
    elif when:
        why = say(
            "staff.undo.changed_by",
            who=say_author(who, names, say),
            when=say_moment(when, say),
        )
    return ObstacleLine(
        change.of,
        change.key,
        names.get((change.of, change.key), change.key),
        say_label(change.of, field, say),
        say_side(field, what.stands, names, say),
        why,
    )
