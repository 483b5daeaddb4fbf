"""One mechanism for change: import, edit, undo and history are the same stream of Changes.

A record as of any moment is a fold of its changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from .place import RECORDS
from .record import Record, Said, Statement
from .redacted import BLANKED, Redacted

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
        if said != _said(change.of, change.old):
            raise Stale(f"{change.of} {change.key} is not as the change found it")
        return _said(change.of, change.new)
    old, new = (_statement(change.of, change.field, state) for state in (change.old, change.new))
    if said is None or said.get(change.field) != old:
        raise Stale(f"{change.of} {change.key} {change.field} is not as the change found it")
    if new is None:
        said.pop(change.field, None)
    else:
        said[change.field] = new
    return said


def as_of(changes: Iterable[Change], moment: datetime) -> Record | None:
    """The record of these changes (all of one record, oldest first) as it stood at the moment."""
    return apply(None, takewhile(lambda change: change.kept <= moment, changes))


def legible(of: str, field: str, statement: Statement) -> Statement | None:
    """What is left of a statement of the history: of one that was blanked nothing, but a dash where
    a record cannot do without; of one whose note was blanked all the rest."""
    if isinstance(statement.value, Redacted):
        return Statement("–") if field in RECORDS[of].required else None
    return replace(statement, note="") if statement.note == BLANKED else statement


def legible_said(of: str, said: Said) -> dict[str, Statement]:
    """What is left of all that the history says of a record."""
    left = ((field, legible(of, field, statement)) for field, statement in said.items())
    return {field: statement for field, statement in left if statement}


def is_blanked(state: Statement | Said | None) -> bool:
    """Whether a statement, or one of a whole record, was blanked or lost its note."""
    if state is None:
        return False
    several = [state] if isinstance(state, Statement) else state.values()
    return any(isinstance(one.value, Redacted) or one.note == BLANKED for one in several)


def _said(of: str, state: Statement | Said | None) -> dict[str, Statement] | None:
    if isinstance(state, Statement):
        raise TypeError("a whole record is a mapping of statements")
    return None if state is None else legible_said(of, state)


def _statement(of: str, field: str, state: Statement | Said | None) -> Statement | None:
    if state is None:
        return None
    if not isinstance(state, Statement):
        raise TypeError("a field is one statement")
    return legible(of, field, state)
