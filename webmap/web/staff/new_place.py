"""A new place: name and address, its pin, "is it one of these?", then its form."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, flash, render_template, request

from ...formats.new_place_form import (
    LOOKED,
    NEW,
    PLACE_SCHEMES,
    fingerprint,
    pin_in,
    read_new_place,
    text_of,
)
from ...places.changes import by_staff
from ...places.errors import BadCell, Invalid
from ...places.vocabulary import CATEGORIES
from ...storage.database import StorageError
from ...storage.places import public_sources
from ...workflows.look_for_place import Looked, look_for_place
from ...workflows.new_place import make_place
from ...workflows.points import Points
from ..house import database, house, now
from .guard import asks, signed_in
from .pins import pin_of

new_place = Blueprint("new_place", __name__)

Cells = Mapping[str, Sequence[str]]
FAILED = "failed"
"""Nothing could be kept: the disk is full, or the like."""
CHANGED = "changed"
"""What doubles were looked for by is other than before, so they are looked for again."""


@new_place.get("/places/new")
@asks("editor")
def begin() -> Response:
    """The form, with nothing in it yet."""
    return _page({})


@new_place.post("/places/new")
def go_on() -> Response:
    """Shows what there is already (``act=look``), or keeps the place (``act=make``)."""
    cells = dict(request.form.lists())
    if request.form.get("act") != "make":
        return _look(cells)
    if text_of(cells, LOOKED) != fingerprint(cells):
        return _look(cells, told=CHANGED)
    return _make(cells)


def _make(cells: Cells) -> Response:
    furnished, moment = house(), now()
    points = Points(database(), furnished.settings.data, moment, furnished.gazetteer)
    new = read_new_place(cells, moment.date())
    try:
        key = make_place(points, furnished.gazetteer, new, by_staff(signed_in().name))
    except Invalid as invalid:
        return _look(cells, invalid.problems)
    except StorageError:
        return _look(cells, told=FAILED)
    flash(furnished.say("new_place.made"))
    return Response("", 303, {"Location": f"/staff/places/{key}"})


def _look(cells: Cells, problems: Sequence[BadCell] = (), told: str = "") -> Response:
    """The form as it was sent, with what there is already."""
    if not (text_of(cells, "name:value") or text_of(cells, "site/address:value")):
        one_of_both = house().say("new_place.one_of_both")
        return _page(cells, {"name:value": one_of_both}, status=422)
    looked = look_for_place(database(), house().gazetteer, cells, now().date())
    words = {
        bad.column: house().say("new_place.expected", expected=bad.expected) for bad in problems
    }
    status = 503 if told == FAILED else 422 if problems else 200
    return _page(looked.cells, words, looked, told, status)


def _page(
    cells: Cells,
    problems: Mapping[str, str] | None = None,
    looked: Looked | None = None,
    told: str = "",
    status: int = 200,
) -> Response:
    say = house().say
    page = render_template(
        "staff/new_place.html",
        cells=cells,
        problems=problems or {},
        looked=looked,
        told=told,
        pin=pin_of(location=pin_in(cells)),
        named_categories=[(one, say(f"category.{one}")) for one in CATEGORIES],
        named_schemes=[(one, say(f"scheme.{one}")) for one in PLACE_SCHEMES],
        sources=_names_of_sources(),
        new=NEW,
    )
    return Response(page, status, mimetype="text/html")


def _names_of_sources() -> list[str]:
    return sorted({source.text("name") for source in public_sources(database()).values()})
