"""Two people change one record at once: what both said is brought together, or shown to differ.

Three states are laid beside each other: the one that both began with, the one that the other has
kept since, and mine. What only one of them changed stands as changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fields import LISTED
from .record import Said, Statement

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both changed, each otherwise: its fields as they were, theirs and mine.

    ``unit`` is a field, or what several fields say together (:func:`unit_of`).
    """

    unit: str
    base: Said
    theirs: Said
    mine: Said


@dataclass(frozen=True, slots=True)
class Merged:
    """What is said now, and what must be chosen first; until then theirs stands in ``said``."""

    said: dict[str, Statement]
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Said, theirs: Said, mine: Said, chosen: Mapping[str, str] = {}) -> Merged:
    """Brings two states together that both began with ``base``.

    ``chosen`` says :data:`THEIRS` or :data:`MINE` of units that both changed.
    """
    mine = _beside(base, theirs, mine)
    said: dict[str, Statement] = {}
    conflicts = []
    for unit in dict.fromkeys(map(unit_of, (*base, *theirs, *mine))):
        conflict = Conflict(unit, *(of_unit(state, unit) for state in (base, theirs, mine)))
        whose = _whose(conflict) or chosen.get(unit, "")
        if whose not in (THEIRS, MINE):
            conflicts.append(conflict)
        said |= conflict.mine if whose == MINE else conflict.theirs
    return Merged(said, tuple(conflicts))


def unit_of(field: str) -> str:
    """What a field is decided with: all rules of a schedule, all fees of a class of persons."""
    head, *parts = field.split(".")
    if head == "schedule":
        return head
    return f"fee.{parts[0]}" if head == "fee" and parts else field


def changed_units(old: Said, new: Said) -> Iterator[str]:
    """The units that differ."""
    for unit in dict.fromkeys(map(unit_of, (*old, *new))):
        if of_unit(old, unit) != of_unit(new, unit):
            yield unit


def of_unit(said: Said, unit: str) -> Said:
    """The fields of a unit."""
    return {field: one for field, one in said.items() if unit_of(field) == unit}


def _whose(one: Conflict) -> str:
    """Whose word stands, where it need not be chosen."""
    if one.mine in (one.base, one.theirs):
        return THEIRS
    return MINE if one.theirs == one.base else ""


def _beside(base: Said, theirs: Said, mine: Said) -> Said:
    """A note that I added under a number which the other one took too gets the next free one."""
    moved: dict[str, Statement] = {}
    for field, statement in mine.items():
        taken = field not in base and theirs.get(field, statement) != statement
        if taken and field.partition(".")[0] in LISTED:
            field = _free(field.partition(".")[0], {*theirs, *mine, *moved})
        moved[field] = statement
    return moved


def _free(head: str, fields: set[str]) -> str:
    numbers = [int(one.partition(".")[2]) for one in fields if one.startswith(f"{head}.")]
    return f"{head}.{max(numbers, default=0) + 1}"
