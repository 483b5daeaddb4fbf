"""What a change of a place is news of, as far as the public may know of it."""

from dataclasses import dataclass

from .changes import Change, legible, legible_said
from .place import Place
from .record import Statement
from .schedule import ExceptionDay
from .visibility import PUBLIC_STANDINGS, public_view

NEW, PAUSED, ENDED, AGAIN, HOURS, USUAL = "new", "paused", "ended", "again", "hours", "usual"
"""Beside them a single day is ``closed``, ``moved`` or ``extra``, or as usual again."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed, with what the public may know of it before and after."""

    sort: str
    field: str
    old: Statement | None = None
    new: Statement | None = None


def news_of(change: Change, place: Place) -> News | None:
    """What a change tells the public of a place (as it stands today); None when it is nothing.

    A statement for the staff, a word of origin or a day alone, and whatever holds a private number
    are no news. Of a place that has ended only this is told.
    """
    if not change.field:
        return News(NEW, "") if _begins_in_public(change) else None
    old, new = (_public(place, change.field, one) for one in (change.old, change.new))
    if _value(old) == _value(new):
        return None
    sort = _sort(change.field, old, new)
    if not sort or (place.standing == ENDED and change.field != "standing"):
        return None
    return News(sort, change.field, old, new)


def _begins_in_public(change: Change) -> bool:
    if change.old is not None or change.new is None or isinstance(change.new, Statement):
        return False
    said = legible_said("place", change.new)
    shown = public_view(Place(change.key, said), None, None)
    return shown.place.standing in PUBLIC_STANDINGS


def _public(place: Place, field: str, state: object) -> Statement | None:
    """What the public may see of one statement of the place."""
    left = legible("place", field, state) if isinstance(state, Statement) else None
    if left is None:
        return None
    said = {name: place.said[name] for name in Place.required} | {field: left}
    return public_view(Place(place.key, said), None, None).place.said.get(field)


def _value(statement: Statement | None) -> object:
    return statement.value if statement else None


def _sort(field: str, old: Statement | None, new: Statement | None) -> str:
    if field == "standing":
        return _of_standing(old.text if old else "", new.text if new else "")
    if field.startswith("exception."):
        value = new.value if new else None
        return value.effect if isinstance(value, ExceptionDay) else USUAL
    return HOURS


def _of_standing(old: str, new: str) -> str:
    if new == "paused":
        return PAUSED
    if new == "ended":
        return ENDED if old in PUBLIC_STANDINGS else ""
    if new == "listed":
        return NEW if old == "check" else AGAIN
    return ""
