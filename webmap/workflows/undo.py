"""One change, or a whole act, is taken back: by new changes, all of them or none.

What somebody changed since stays as it is, and is named with who changed it. An act of a whole
national file is worked through piece by piece; that it can be taken back is known at its end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path

from ..places.changes import Change
from ..places.undoing import Hand, InTheWay, fields_in_question, undo
from ..storage.acts import Act, Kept, act_of, changes_of, first_number, kept_change, later
from ..storage.changes import history, keep_changes, read_fields
from ..storage.database import Database, writing
from ..storage.places import cities_of_sites
from .points import Points

CHECKED_FIRST = 1000
"""Changes; of a larger act it is seen only while it is taken back whether anything is in the way."""
_AT_ONCE = 500
_MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be taken back: the change with a number, or the whole act that it is part of.

    ``who`` takes it back; ``reason`` stands beside a place whose making is taken back.
    """

    number: int
    whole: bool
    who: str
    reason: str

    def hand(self, kept: datetime) -> Hand:
        """The hand that takes back at a moment."""
        return Hand(kept, self.who, self.reason, self.whole)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is in the way, and who changed the field since (empty when nobody did)."""

    what: InTheWay
    who: str = ""
    when: datetime | None = None


@dataclass(slots=True)
class Undoing:
    """What taking back would do, or did: the changes that lead back, what is in the way of it.

    ``count`` is how many changes lead back, of which ``changes`` holds the first; ``number`` is
    that of the first one that was kept. ``checked`` says that all was looked at, ``makes`` that
    records were made, which stay.
    """

    act: Act
    changes: list[Change] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    count: int = 0
    number: int = 0
    checked: bool = True
    makes: bool = False

    @property
    def possible(self) -> bool:
        """Whether there is anything to take back, and nothing in the way of it."""
        return not self.obstacles and not self.act.fills and (bool(self.count) or not self.checked)


class _Blocked(Exception):
    """Ends the transaction: nothing is kept."""

    def __init__(self, undoing: Undoing) -> None:
        self.undoing = undoing


def look_at_undo(db: Database, asked: Asked, now: datetime) -> Undoing | None:
    """What taking back would do; None when there is no such change. Keeps nothing."""
    act = act_of(db, asked.number)
    if act is None:
        return None
    undoing = Undoing(act, checked=not asked.whole or act.count <= CHECKED_FIRST)
    if undoing.checked and not act.fills:
        _take_back(db, [*_asked(db, act, asked)], asked.hand(now), undoing)
    return undoing


def undo_changes(db: Database, data: Path, asked: Asked, now: datetime) -> Undoing | None:
    """Takes back what is asked for, or nothing when anything is in the way; then it says what.

    ``data`` is the folder of the tables: the points of sites follow their addresses. None when
    there is no such change.
    """
    try:
        with writing(db):
            act = act_of(db, asked.number)
            return _undo(db, data, asked, act, later(db, now)) if act else None
    except _Blocked as blocked:
        return blocked.undoing


def _undo(db: Database, data: Path, asked: Asked, act: Act, kept: datetime) -> Undoing:
    undoing, points = Undoing(act), Points(db, data, kept)
    if act.fills:
        raise _Blocked(undoing)
    for piece in _pieces(_asked(db, act, asked)):
        changes = _take_back(db, piece, asked.hand(kept), undoing)
        if changes and not undoing.obstacles:
            keep_changes(db, points.follow(changes, _cities(db, changes)))
    if not undoing.possible:
        raise _Blocked(undoing)
    undoing.number = first_number(db, kept)
    return undoing


def _asked(db: Database, act: Act, asked: Asked) -> Iterable[Kept]:
    if asked.whole:
        return changes_of(db, act, little=True)
    one = kept_change(db, asked.number)
    return [one] if one else []


def _take_back(db: Database, piece: Sequence[Kept], hand: Hand, undoing: Undoing) -> list[Change]:
    """The changes that take back a piece of an act, record by record; what is in the way is noted."""
    by_record: dict[tuple[str, str], list[Change]] = {}
    for _, change in piece:
        by_record.setdefault((change.of, change.key), []).append(change)
        undoing.makes = undoing.makes or not change.field
    found: list[Change] = []
    for (of, key), several in by_record.items():
        stands = read_fields(db, of, key, fields_in_question(several))
        for back in undo(several, stands, hand):
            if isinstance(back, Change):
                found.append(back)
            elif len(undoing.obstacles) < _MOST_TOLD:
                undoing.obstacles.append(_obstacle(db, back))
    undoing.count += len(found)
    undoing.changes += found[: max(0, _MOST_TOLD - len(undoing.changes))]
    return found


def _obstacle(db: Database, what: InTheWay) -> Obstacle:
    """With who changed the field last, when that was after the change in question."""
    since = [
        change
        for change in history(db, what.change.of, what.change.key)
        if change.field == (what.change.field or "standing") and change.kept > what.change.kept
    ]
    return Obstacle(what, since[-1].who, since[-1].kept) if since else Obstacle(what)


def _pieces(kept: Iterable[Kept]) -> Iterator[list[Kept]]:
    """Pieces of some hundred changes; those of one record that follow each other stay together."""
    piece: list[Kept] = []
    for _, several in groupby(kept, key=lambda one: (one.change.of, one.change.key)):
        piece += several
        if len(piece) >= _AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _cities(db: Database, changes: Sequence[Change]) -> set[str]:
    """The municipal codes of the places at sites whose address changes."""
    sites = {one.key for one in changes if (one.of, one.field) == ("site", "address")}
    return cities_of_sites(db, sites) if 0 < len(sites) <= _MOST_TOLD else set()
