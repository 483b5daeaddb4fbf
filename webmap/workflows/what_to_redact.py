"""What of a change may be blanked, and what is left to do where something was."""

from dataclasses import dataclass

from ..places.changes import Change, is_blanked
from ..places.record import Said, Statement
from ..places.redaction import parts_of
from ..storage.acts import Kept, kept_change, newest_first
from ..storage.backups import KnownCopy, backups_before
from ..storage.database import Database


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that a change holds: its side and part, and the statement that says it."""

    side: str
    part: str
    texts: tuple[str, ...]
    statement: Statement


@dataclass(frozen=True, slots=True)
class Choices:
    """What of a change may be blanked; ``blanked`` is the change that blanked it, if one did."""

    change: Change
    field: str
    choices: tuple[Choice, ...]
    blanked: Kept | None = None


def read_choices(db: Database, number: int, path: str) -> Choices | None:
    """What of a change may be blanked; None when there is no such change or field."""
    kept = kept_change(db, number)
    if kept is None:
        return None
    change = kept.change
    sides = {"new": _statement(change.new, path), "old": _statement(change.old, path)}
    if not any(sides.values()):
        return None
    several = {
        (part, texts): Choice(side, part, texts, statement)
        for side, statement in reversed(sides.items())
        if statement
        for part, texts in parts_of(change.field or path, statement).items()
    }
    blanked = _blanking(db, change, path) if any(map(is_blanked, sides.values())) else None
    return Choices(change, change.field or path, tuple(several.values()), blanked)


def backups_to_destroy(db: Database, choices: Choices) -> list[KnownCopy]:
    """The copies of the database that may hold what was blanked."""
    blanked = choices.blanked
    return backups_before(db, blanked.change.kept) if blanked else []


def _blanking(db: Database, change: Change, path: str) -> Kept | None:
    """The change by which a field was blanked last."""
    several = newest_first(db, [(change.of, change.key)], field=change.field or path)
    return next((one for one in several if _is_mark(one.change)), None)


def _is_mark(change: Change) -> bool:
    """Whether a change only says that something was blanked."""
    is_same = change.old == change.new
    return bool(change.field) and (
        is_same or (is_blanked(change.old) and not is_blanked(change.new))
    )


def _statement(state: Statement | Said | None, path: str) -> Statement | None:
    if state is None or isinstance(state, Statement):
        return state
    return state.get(path)
