"""What two who edited one place have to be told: what the first kept, and what is to be chosen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..places.changes import Change
from ..places.merging import Conflict
from ..places.record import Said, Statement
from .changes import say_field, say_statement
from .desk import say_author
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One field that the first changed: before, after, who and when."""

    field: str
    before: str
    after: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that both changed; each state in lines."""

    path: str
    field: str
    base: list[str]
    theirs: list[str]
    mine: list[str]


@dataclass(frozen=True, slots=True)
class ToldMet:
    """The page where two met."""

    choices: list[Choice]
    changes: list[ToldChange]
    mine: list[str]


def say_met(
    conflicts: Mapping[str, Conflict],
    changes: Iterable[Change],
    mine: Iterable[str],
    say: Phrases,
) -> ToldMet:
    """Everything of a meeting in words; ``conflicts`` and ``mine`` by path of the form."""
    return ToldMet(
        [_say_conflict(path, one, say) for path, one in conflicts.items()],
        [_say_change(one, say) for one in changes],
        [say_path(path, say) for path in mine],
    )


def say_path(path: str, say: Phrases) -> str:
    """A field, or what several fields say together, by its path in the form."""
    name = path.removeprefix("site/")
    if path.startswith("group/"):
        return say_field(f"group.{path.removeprefix('group/')}", say)
    return say("field.schedule") if name == "schedule" else say_field(name, say)


def _say_conflict(path: str, one: Conflict, say: Phrases) -> Choice:
    states = (_lines(state, say) for state in (one.base, one.theirs, one.mine))
    return Choice(path, say_path(path, say), *states)


def _lines(said: Said, say: Phrases) -> list[str]:
    lines = [say_statement(name, statement, say) for name, statement in said.items()]
    return lines or [say("change.unknown")]


def _say_change(change: Change, say: Phrases) -> ToldChange:
    old, new = (
        say_statement(change.field, state if isinstance(state, Statement) else None, say)
        for state in (change.old, change.new)
    )
    prefix = "group/" if change.of == "group" else ""
    moment = say(
        "met.moment", month=change.kept.month, day=change.kept.day, time=f"{change.kept:%H:%M}"
    )
    return ToldChange(
        say_path(prefix + change.field, say), old, new, say_author(change.who, say), moment
    )


def say_beside(changes: Iterable[Change], say: Phrases) -> Iterator[str]:
    """「そのあいだに 山田さんが なおしました: でんわ、エレベーター」, a line for each who did."""
    fields: dict[str, dict[str, None]] = {}
    for change in changes:
        told = _say_change(change, say)
        fields.setdefault(told.who, {})[told.field] = None
    for who, several in fields.items():
        yield say("met.beside", who=who, fields=say("marker.join").join(several))
