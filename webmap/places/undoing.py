"""Taking back what was changed: a new change that leads to what stood before. Nothing is deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .changes import GEOCODER, Change, is_blanked
from .record import Said, Statement

CHANGED, BLANKED = "changed", "blanked"
"""Why a change cannot be taken back: somebody changed the field since; or something in it was
blanked for ever."""
STANDING = "standing"
_WITHDRAWN = {"place": "check", "helpline": "ended", "programme": "ended", "reading": "ended"}
"""How a record stands whose making is taken back: the public does not see it, its key stays."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A change that cannot be taken back, why, and what stands in its field now."""

    change: Change
    why: str
    stands: Statement | None


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes back, when, with which word for a place that was made.

    ``whole`` says that a whole act is taken back: then a point that a geocoder found with it goes
    as it came, for nobody has set it by hand.
    """

    kept: datetime
    who: str
    reason: str
    whole: bool = False

    def author(self, change: Change) -> str:
        """Who makes the change that takes this one back."""
        found = self.whole and change.who.startswith(GEOCODER)
        return change.who if found else self.who


def fields_in_question(changes: Iterable[Change]) -> set[str]:
    """The fields of a record that must be looked at to take the changes back."""
    return {
        change.field or STANDING for change in changes if change.field or change.of in _WITHDRAWN
    }


def undo(changes: Iterable[Change], stands: Said, hand: Hand) -> Iterator[Change | InTheWay]:
    """What takes the changes back (all of one record, newest first), and what is in the way of it.

    ``stands`` is what is said of the record now, as far as it is in question.

    With anything in the way nothing should be kept. A place that was made waits to be confirmed
    again, as it stands otherwise; what has no standing (a group, a site, a source) stays, since
    others may use it by now.
    """
    said = dict(stands)
    for change in changes:
        back = _back(change, said, hand) if change.field else _unmade(change, said, hand)
        if isinstance(back, Change):
            _put(said, back)
        if back:
            yield back


def _back(change: Change, said: Said, hand: Hand) -> Change | InTheWay | None:
    left = said.get(change.field)
    if is_blanked(change.old) or is_blanked(change.new):
        return InTheWay(change, BLANKED, left)
    if left != change.new:
        return InTheWay(change, CHANGED, left)
    if change.old == change.new:
        return None
    return _change(change, change.field, left, change.old, hand)


def _unmade(change: Change, said: Said, hand: Hand) -> Change | InTheWay | None:
    left = said.get(STANDING)
    withdrawn = _WITHDRAWN.get(change.of)
    if not withdrawn or (left and left.value == withdrawn):
        return None
    made = change.new.get(STANDING) if not isinstance(change.new, Statement | None) else None
    if left != made:
        return InTheWay(change, CHANGED, left)
    return _change(change, STANDING, left, Statement(withdrawn, hand.reason), hand)


def _change(
    change: Change, field: str, old: Statement | None, new: Statement | Said | None, hand: Hand
) -> Change:
    return Change(change.of, change.key, field, old, new, hand.kept, hand.author(change))


def _put(said: dict[str, Statement], change: Change) -> None:
    if isinstance(change.new, Statement):
        said[change.field] = change.new
    else:
        said.pop(change.field, None)
