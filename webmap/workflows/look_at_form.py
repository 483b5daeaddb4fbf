"""A form is looked at as it stands: what families would see, and nothing is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..formats.form_controls import settle
from ..places.matching import Matcher, traits_of
from ..places.month import Month
from ..places.needs import Needs
from ..places.visibility import public_view
from ..storage.database import Database
from ..words.answered import Answered, Answers
from ..words.card import make_card
from ..words.look import Look, make_look
from .edit_place import look_at
from .find_places import Finder
from .trio import Trio

NOBODY_YET = "–"
"""Stands for who said so, as long as nobody is named: it is asked for when the form is saved."""


class NoPlace(LookupError):
    """There is no such place."""


def look_at_form(
    db: Database,
    key: str,
    cells: Mapping[str, Sequence[str]],
    finder: Finder,
    now: datetime,
    month: Month,
) -> Look:
    """What a form makes of its place; what cannot be read (yet) is as it was before.

    Raises:
        NoPlace: there is no place with this key.
        NotUnderstood: the form does not say which versions it was made of.
    """
    looked = look_at(db, key, _as_if_said(settle(cells), now), now)
    if looked is None:
        raise NoPlace(key)
    return look_at_place(looked.trio, finder, now, month, len(looked.problems))


def look_at_place(trio: Trio, finder: Finder, now: datetime, month: Month, unread: int = 0) -> Look:
    """What families would see of a place with its site and group; ``unread`` cells are left out."""
    return make_look(trio.place, _answered(trio, finder, now), now, month, unread, finder.say)


def _as_if_said(cells: Mapping[str, Sequence[str]], now: datetime) -> dict[str, Sequence[str]]:
    usual = {"common:source": NOBODY_YET, "common:day": now.date().isoformat()}
    given = {name: [text] for name, text in usual.items() if not any(cells.get(name, ()))}
    return {**cells, **given}


def _answered(trio: Trio, finder: Finder, now: datetime) -> Answered:
    """The place's card with its next opening, as in the list."""
    view, today = public_view(trio.place, trio.group, trio.site), now.date()
    where = finder.whereabouts(view)
    card = make_card(view, finder.say, finder.readings, finder.city, where, today)
    match = Matcher(Needs(), now, {}).match(traits_of(view.place, today))
    return Answers(Needs(), today, finder.say).answered(card, match)
