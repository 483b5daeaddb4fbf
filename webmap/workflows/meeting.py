"""Two who edit one place meet: what the first kept is shown to the second, who chooses.

The second's form goes on as one that is made of what stands now, with all that is the second's in
it. ``met`` names what must be chosen and ``chosen:path`` whose word it is. A choice is taken into
the cells before they are read, so that every later page of the same form knows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..formats.place_form import (
    COMMON,
    GONE,
    OWN,
    SHOWN,
    SORTS,
    Cells,
    owner_of,
    path_of,
    write_said,
    write_statement,
)
from ..places.changes import Change, is_blanked
from ..places.merging import MINE, THEIRS, Conflict, changed_units, merge, of_unit, unit_of
from ..places.record import Said, Statement
from ..storage.database import Database
from ..storage.versions import changes_since
from .trio import BASE, Trio, number_of, versions

MET, CHOSEN = "met", "chosen:"


@dataclass(frozen=True)
class Met:
    """Nothing was kept: somebody else changed the same things since.

    ``conflicts`` by path; ``changes`` are all that was kept since, each with who and when; ``mine``
    are the other paths that this form changes. The form goes on with ``cells``.
    """

    conflicts: dict[str, Conflict]
    changes: list[Change]
    mine: list[str]
    cells: Cells


@dataclass
class Meeting:
    """One form that is saved: what it was made of, what stands now, and what it says."""

    db: Database
    base: Trio
    stands: Trio
    mine: Trio
    cells: Cells
    said: dict[str, dict[str, Statement]] = field(init=False)
    conflicts: dict[str, Conflict] = field(init=False)

    def __post_init__(self) -> None:
        merged = {of: merge(*self._states(of)) for of in SORTS}
        self.said = {of: one.said for of, one in merged.items()}
        self.conflicts = {
            path_of(of, one.unit): one for of in SORTS for one in merged[of].conflicts
        }
        for path in (*self.cells.get(MET, ()), *self._blanked()):  # it was not chosen
            of, unit = owner_of(path)
            states = [of_unit(state, unit) for state in self._states(of)]
            if states[1] != states[2]:
                self.conflicts.setdefault(path, Conflict(unit, *states))

    def met(self) -> Met:
        """What both have to be told."""
        changed = [path_of(of, unit) for of in SORTS for unit in self._changed_by_me(of)]
        mine = [path for path in changed if path not in self.conflicts]
        return Met(self.conflicts, [*self._changes()], mine, self._going_on())

    @property
    def beside(self) -> tuple[Change, ...]:
        """What somebody else kept since the form was made."""
        return tuple(self._changes())

    def _states(self, of: str) -> tuple[Said, Said, Said]:
        return self.base.said(of), self.stands.said(of), self.mine.said(of)

    def _changed_by_me(self, of: str) -> Iterator[str]:
        return changed_units(self.base.said(of), self.mine.said(of))

    def _changes(self) -> Iterator[Change]:
        for of in SORTS:
            record = self.base.record(of)
            if record:
                yield from changes_since(self.db, of, record.key, number_of(self.cells, of))

    def _blanked(self) -> Iterator[str]:
        """What was blanked since: the form may hold it still, and it must not come back unseen."""
        marks = (one for one in self._changes() if is_blanked(one.old) or one.old == one.new)
        return (path_of(one.of, unit_of(one.field)) for one in marks if one.field)

    def _going_on(self) -> dict[str, list[str]]:
        """The form made of what stands now, with all that is mine in it."""
        said = {of: self._all_mine(of) for of in SORTS}
        cells = {name: [*texts] for name, texts in self.cells.items() if _is_of_the_form(name)}
        cells |= write_said(said)
        there = {of: self.stands.said(of) for of in SORTS}
        shown = [path_of(of, name) for of in SORTS for name in {**there[of], **said[of]}]
        own = [
            path_of(of, name)
            for of in SORTS
            for name, one in said[of].items()
            if there[of].get(name) != one
        ]
        bases = {f"{BASE}{of}": [str(at)] for of, at in versions(self.db, self.stands).items()}
        return cells | {SHOWN: shown, OWN: own, MET: [*self.conflicts]} | bases

    def _all_mine(self, of: str) -> Said:
        chosen = dict.fromkeys((one.unit for one in self.conflicts.values()), MINE)
        return merge(*self._states(of), chosen).said


def with_choices(cells: Cells, base: Trio) -> dict[str, list[str]]:
    """The cells with what was chosen taken into them; ``met`` keeps what is yet to be chosen."""
    chosen = {path: _first(cells, f"{CHOSEN}{path}") for path in cells.get(MET, ())}
    after = {name: [*texts] for name, texts in cells.items() if not name.startswith(CHOSEN)}
    after[MET] = [path for path, whose in chosen.items() if whose not in (THEIRS, MINE)]
    for path, whose in chosen.items():
        if whose == THEIRS:
            of, unit = owner_of(path)
            for name in [*_fields(after, base, of, unit)]:
                _take_back(after, path_of(of, name), base.said(of).get(name))
    return after


def _fields(cells: Cells, base: Trio, of: str, unit: str) -> Iterator[str]:
    """The fields of a unit that a form shows or that there are."""
    shown = (name for whose, name in map(owner_of, cells.get(SHOWN, ())) if whose == of)
    return (name for name in {*shown, *base.said(of)} if unit_of(name) == unit)


def _take_back(cells: dict[str, list[str]], path: str, statement: Statement | None) -> None:
    for name in [name for name in cells if name.startswith(f"{path}:")]:
        del cells[name]
    cells[GONE] = [gone for gone in cells.get(GONE, ()) if gone != path]
    if statement:
        cells |= write_statement(path, statement)


def _is_of_the_form(name: str) -> bool:
    """Whether a name is of the form as a whole, and of none of its paths."""
    return ":" not in name or name.startswith(COMMON)


def _first(cells: Cells, name: str) -> str:
    return next(iter(cells.get(name, ())), "")
