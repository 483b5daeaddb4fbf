"""Who wins, field by field, when a source says something about a record that is stored.

A person's edit; then the statement with the later day. Where days overlap, or tie between
different sources, the stored one stays and the other is kept beside it for the staff. What agrees
moves the day, not the value. A blank says nothing, so it never gets here. Of points see also
:mod:`.whose_point`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .agreement import agrees, covers, is_coarser, same_rules
from .days import Day, is_later
from .errors import BadCell
from .fields import check_path
from .record import Said, Statement
from .schedule import Rule
from .whose_point import FINER, PUBLISHED, verdict_on_point

FIRST, LATER, CORRECTED, AGREES = "first", "later", "corrected", "agrees"
BESIDE, PERSON, STAYS = "beside", "person", "stays"
LOCATED = "located"
CHANGING = frozenset({FIRST, LATER, CORRECTED, PUBLISHED, FINER, LOCATED})
"""Reasons for which a value changes; ``agrees`` moves its day, ``beside`` is for the staff."""
_SCHEDULE = "schedule."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one field: ``old`` and ``new`` differ when something is to be kept.

    ``why`` is ``first`` (nothing was known), ``later`` (the newer day), ``corrected`` (the same
    edition again), ``published`` (in the place of a point that a geocoder found), ``finer`` (a
    geocoder found a finer one), ``located`` (by the gazetteer, from the address), ``agrees``,
    ``beside`` (the stored one stays, the other is kept beside it), ``person`` or ``stays`` (what
    was heard is not taken). ``heard`` is what was said.
    """

    field: str
    old: Statement | None
    new: Statement | None
    why: str
    heard: Statement | None = None

    @property
    def changes(self) -> bool:
        """Whether the value that stands becomes another."""
        return self.why in CHANGING


@dataclass(frozen=True, slots=True)
class Court:
    """What decides besides the two statements.

    ``of`` is the sort of record (place, group, site), ``edited`` are the fields that a person
    wrote. ``again`` says that this edition of the source has spoken of the record before, so that a
    difference on the same day is its correction.
    """

    edited: frozenset[str] = frozenset()
    again: bool = False
    of: str = "place"

    def settle(self, stored: Said, heard: Said) -> Iterator[Outcome]:
        """What becomes of each field that was heard about; nothing where all stays as it is."""
        for name, statement in heard.items():
            if not name.startswith(_SCHEDULE):
                yield from self._settle_field(name, stored, statement)
        yield from self._settle_rules(stored, _rules(heard))

    def _settle_field(self, name: str, stored: Said, heard: Statement) -> Iterator[Outcome]:
        old = stored.get(name)
        if old is None:
            why = self._verdict_on_new(name in self.edited, stored, heard)
            yield Outcome(name, None, heard if why == FIRST else None, why, heard)
            return
        why = self._verdict_here(name, stored, heard)
        if why == AGREES:
            yield from _move(name, old, heard)
        elif why == BESIDE:
            yield from keep_beside(name, stored, heard, self.of)
        elif why:
            yield Outcome(name, old, old if why in (PERSON, STAYS) else heard, why, heard)

    def _verdict_here(self, name: str, stored: Said, heard: Statement) -> str:
        """The verdict; of a point a geocoder found it is as if nothing was known."""
        edited = name in self.edited
        why = verdict_on_point(stored[name], heard) if name == "location" and not edited else None
        if why == PUBLISHED and self._verdict_on_new(edited, stored, heard) == STAYS:
            return STAYS
        return self.verdict(name, stored[name], heard) if why is None else why

    def verdict(self, name: str, old: Statement, heard: Statement) -> str:
        """Why something becomes of a field; empty when nothing does."""
        alike = agrees(name, old.value, heard.value)
        if alike and heard.note in ("", old.note):
            return "" if name in self.edited else AGREES
        why = self._by_day(name, old, heard)
        return "" if alike and why == BESIDE else why

    def _by_day(self, name: str, old: Statement, heard: Statement) -> str:
        if is_later(old.newest, heard.newest):
            return ""
        if name in self.edited:
            return PERSON
        if is_later(heard.newest, old.newest):
            return LATER
        same = heard.source == old.source or not set(heard.sources).isdisjoint(old.sources)
        if same and heard.newest == old.newest and self.again:
            return CORRECTED
        return BESIDE

    def _verdict_on_new(self, edited: bool, stored: Said, heard: Statement) -> str:
        """Of a field that is not stored: a person emptied it, or a later edition left it blank."""
        if edited:
            return PERSON
        return STAYS if spoke_later(stored, heard.source, heard.day) else FIRST

    def _settle_rules(self, stored: Said, heard: Said) -> Iterator[Outcome]:
        """The schedule is one thing: the rules of two sources are never mixed."""
        standing, _ = _split(_rules(stored))
        spoken, whispered = _split(heard)
        yield from _aside(stored, whispered)
        if not spoken:
            return
        if same_rules(_values(standing), _values(spoken)):
            for name, old in standing.items():
                same = next(one for one in spoken.values() if one.value == old.value)
                yield from self._settle_field(name, {name: old}, same)
        elif standing and covers(_values(standing), _values(spoken)):
            yield from self._move_rules(standing, spoken)
        else:
            yield from self._replace_rules(stored, spoken)

    def _move_rules(self, standing: Said, spoken: Said) -> Iterator[Outcome]:
        heard = next(iter(spoken.values()))
        for name, old in standing.items():
            if name not in self.edited:
                yield from _move(name, old, heard, coarser=True)

    def _replace_rules(self, stored: Said, spoken: Said) -> Iterator[Outcome]:
        standing, aside = _split(_rules(stored))
        why = self._verdict_on_rules(stored, standing, spoken)
        if why == BESIDE:
            yield from _aside(stored, spoken)
        elif why in (PERSON, STAYS):
            for name, heard in spoken.items():
                yield Outcome(name, standing.get(name), standing.get(name), why, heard)
        elif why:
            free = (name for name in _numbers(1) if name not in aside)
            new = dict(zip(free, spoken.values(), strict=False))
            for name in sorted({*standing, *new}):
                yield Outcome(name, standing.get(name), new.get(name), why, new.get(name))

    def _verdict_on_rules(self, stored: Said, standing: Said, spoken: Said) -> str:
        if not standing:
            edited = any(name.startswith(_SCHEDULE) for name in self.edited)
            return self._verdict_on_new(edited, stored, next(iter(spoken.values())))
        verdicts = {
            self._by_day(name, old, heard)
            for name, old in standing.items()
            for heard in spoken.values()
        }
        return next((why for why in (PERSON, "", BESIDE) if why in verdicts), min(verdicts))


def spoke_later(stored: Said, source: str, day: Day) -> bool:
    """Whether a source has spoken of the record on a later day: then an older edition of it fills
    nothing."""
    return any(source in one.sources and is_later(one.day, day) for one in stored.values())


def moved(old: Statement, heard: Statement, *, coarser: bool = False) -> Statement:
    """The stored statement with the day of one that agrees, when that is later.

    Of a coarser statement the finer words stay, so both sources are named.
    """
    if not is_later(heard.newest, old.newest):
        return old
    if coarser:
        sources = dict.fromkeys((*old.sources, *heard.sources))
        return replace(old, source=";".join(sources), day=heard.day)
    return replace(old, source=heard.source, day=heard.day, note=heard.note or old.note)


def _move(
    name: str, old: Statement, heard: Statement, *, coarser: bool = False
) -> Iterator[Outcome]:
    new = moved(old, heard, coarser=coarser or is_coarser(name, old.value, heard.value))
    if new != old:
        yield Outcome(name, old, new, AGREES, heard)


def keep_beside(name: str, stored: Said, heard: Statement, of: str = "place") -> Iterator[Outcome]:
    """Keeps what another source says as a further voice, ``phone.2``, once.

    A group's name and a site's address have no second voice: there the stored one stays.
    """
    try:
        check_path(of, f"{name}.2")
    except BadCell:
        yield Outcome(name, stored[name], stored[name], STAYS, heard)
        return
    voices = (f"{name}.{number}" for number in range(2, 10_000))
    yield from _keep_beside(voices, stored, heard)


def _aside(stored: Said, heard: Said) -> Iterator[Outcome]:
    """Keeps rules that do not stand, for the staff, each once."""
    rules = {**_rules(stored)}
    for statement in heard.values():
        free = (name for name in _numbers(1) if name not in _split(_rules(stored))[0])
        for outcome in _keep_beside(free, rules, statement):
            if outcome.new:
                rules[outcome.field] = outcome.new
            yield outcome


def _keep_beside(names: Iterator[str], stored: Said, heard: Statement) -> Iterator[Outcome]:
    for name in names:
        old = stored.get(name)
        if old is None:
            yield Outcome(name, None, replace(heard, visibility="staff"), BESIDE, heard)
            return
        if heard.source in old.sources and agrees(name, old.value, heard.value):
            new = moved(old, heard)
            if new != old:
                yield Outcome(name, old, new, BESIDE, heard)
            return


def _rules(said: Said) -> Said:
    return {name: one for name, one in said.items() if name.startswith(_SCHEDULE)}


def _split(rules: Said) -> tuple[dict[str, Statement], dict[str, Statement]]:
    """The rules that stand, and those that only the staff see."""
    standing = {name: one for name, one in rules.items() if one.visibility != "staff"}
    return standing, {name: one for name, one in rules.items() if name not in standing}


def _values(rules: Mapping[str, Statement]) -> list[Rule]:
    return [one.value for one in rules.values() if isinstance(one.value, Rule)]


def _numbers(first: int) -> Iterator[str]:
    return (f"{_SCHEDULE}{number}" for number in range(first, 10_000))
