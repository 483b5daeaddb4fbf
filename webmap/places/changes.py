"""One mechanism for change: import, edit, undo and history are the same stream of Changes.

A record as of any moment is a fold of its changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .place import RECORDS
from .record import Record, Said, Statement

TABLES = "data"
"""The author of what our own tables say."""
FILE = "file:"
"""With the key of its source, the author of what a file says."""
GEOCODER = "geocoder:"
"""With its key, the author of a point found for an address. Any other author is a person."""
OFFICE = "office"
"""Who writes by the commands: a person of the office, whose name is not asked."""
STAFF = "staff:"
"""With its name, an account of the staff as an author."""


class Stale(ValueError):
    """A change does not start from the state that is there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record, before and after.

    ``of`` is place, group, site or source. ``old`` and ``new`` are whole statements, or None for
    nothing. A record that is new is one change: its ``field`` is empty and ``new`` is all that is
    said (as is ``old`` when a record goes). ``kept`` is the moment of keeping, with its time zone;
    ``who`` made it.
    """

    of: str
    key: str
    field: str
    old: Statement | Said | None
    new: Statement | Said | None
    kept: datetime
    who: str


def diff(old: Record | None, new: Record | None, *, kept: datetime, who: str) -> Iterator[Change]:
    """The changes that lead from one state of a record to another; none when they are equal.

    Raises:
        ValueError: the two are not states of one record.
    """
    record = new or old
    if record is None:
        return
    if old is None or new is None:
        before, after = (state.said if state else None for state in (old, new))
        yield Change(record.of, record.key, "", before, after, kept, who)
        return
    if (old.of, old.key) != (new.of, new.key):
        raise ValueError(f"{old.of} {old.key} is not {new.of} {new.key}")
    for field in sorted({*old.said, *new.said}):
        before_field, after_field = old.said.get(field), new.said.get(field)
        if before_field != after_field:
            yield Change(new.of, new.key, field, before_field, after_field, kept, who)


def apply(record: Record | None, changes: Iterable[Change]) -> Record | None:
    """The record after the changes (all of this one record, in order).

    Raises:
        Stale: a change does not start from this state, so it must not be applied.
        Invalid: what they lead to is no record.
    """
    said = dict(record.said) if record else None
    last = None
    for last in changes:
        said = _changed(said, last)
    if last is None:
        return record
    return RECORDS[last.of](last.key, said) if said is not None else None


def by_staff(name: str) -> str:
    """The author that an account is."""
    return STAFF + name


def is_person(who: str) -> bool:
    """Whether an author is a person, whose word no file and no geocoder overwrites."""
    return who != TABLES and not who.startswith((FILE, GEOCODER))


def _changed(said: dict[str, Statement] | None, change: Change) -> dict[str, Statement] | None:
    if not change.field:
        if said != change.old:
            raise Stale(f"{change.of} {change.key} is not as the change found it")
        return dict(_said(change.new)) if change.new is not None else None
    if said is None or said.get(change.field) != change.old:
        raise Stale(f"{change.of} {change.key} {change.field} is not as the change found it")
    if change.new is None:
        del said[change.field]
    else:
        said[change.field] = _statement(change.new)
    return said


def as_of(changes: Iterable[Change], moment: datetime) -> Record | None:
    """The record of these changes (all of one record, oldest first) as it stood at the moment."""
    return apply(None, (change for change in changes if change.kept <= moment))


def _said(state: Statement | Said | None) -> Said:
    if state is None or isinstance(state, Statement):
        raise TypeError("a whole record is a mapping of statements")
    return state


def _statement(state: Statement | Said | None) -> Statement:
    if not isinstance(state, Statement):
        raise TypeError("a field is one statement")
    return state
