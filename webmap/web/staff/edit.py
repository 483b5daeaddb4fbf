"""The form of a place: opened, looked at, saved; and where two who edit it meet."""

from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, flash, render_template, request

from ...formats.form_controls import NEW, settle
from ...formats.place_form import Cells
from ...places.changes import by_staff
from ...places.errors import NotUnderstood
from ...storage.database import StorageError
from ...words.changes import say_field
from ...words.met import say_beside, say_met
from ...workflows.edit_place import (
    PlaceForm,
    Refused,
    Saved,
    Warned,
    look_at,
    open_form,
    save_form,
)
from ...workflows.form_page import form_page
from ...workflows.meeting import CHOSEN, Met
from ..house import database, house, now
from .guard import signed_in
from .look import asked_month
from .pins import pin_of

edit = Blueprint("edit", __name__)

_OWN = frozenset({"csrf_token", "act"})


@dataclass
class Shown:
    """What the page shows beside the place: the cells, what is wrong with them (by name), what
    looks like a person (by path), a word about the form as a whole."""

    cells: Cells
    problems: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, list[str]] = field(default_factory=dict)
    word: str = ""


@edit.get("/places/<key>")
def form(key: str) -> Response:
    """The form of a place as it stands; for a viewer, to read."""
    opened = _open(key)
    return _page(opened, Shown(opened.cells))


@edit.post("/places/<key>")
def save(key: str) -> Response:
    """Saves the form, or shows it again with all that was typed."""
    cells = _cells()
    try:
        if request.form.get("act") != "save":
            return _look(key, cells)
        who = by_staff(signed_in().name)
        saved = save_form(database(), house().settings.data, key, cells, who, now())
    except NotUnderstood:
        abort(400)
    except StorageError:
        return _page(_open(key), Shown(cells, word=house().say("edit.not_kept")), 507)
    if saved is None:
        abort(404)
    return _answer(key, saved)


def _answer(key: str, saved: Saved | Refused | Warned | Met) -> Response:
    if isinstance(saved, Saved):
        return _saved(key, saved)
    if isinstance(saved, Met):
        return _met(key, saved)
    if isinstance(saved, Refused):
        problems = {bad.column: bad.expected for bad in saved.problems}
        return _page(_open(key), Shown(saved.cells, problems), 422)
    persons = {path: [one.text for one in found] for path, found in saved.persons.items()}
    return _page(_open(key), Shown(saved.cells, warnings=persons), 422)


def _saved(key: str, saved: Saved) -> Response:
    say = house().say
    flash(say("edit.saved") if saved.changes else say("edit.same"))
    for told in say_beside(saved.beside, say):
        flash(told)
    for path in saved.withheld:
        flash(say("edit.withheld", field=say_field(path.partition("/")[2] or path, say)))
    return Response("", 303, {"Location": f"/staff/places/{key}"})


def _met(key: str, met: Met) -> Response:
    page = render_template(
        "staff/met.html",
        place=_open(key).trio.place,
        met=say_met(met.conflicts, met.changes, met.mine, house().say),
        cells=met.cells,
        chosen=CHOSEN,
    )
    return Response(page, 409, mimetype="text/html")


def _look(key: str, cells: Cells) -> Response:
    looked = look_at(database(), key, cells, now())
    if looked is None:
        abort(404)
    problems = {bad.column: bad.expected for bad in looked.problems}
    return _page(_open(key), Shown(looked.cells, problems))


def _page(opened: PlaceForm, shown: Shown, status: int = 200) -> Response:
    page = form_page(
        database(), opened, shown.cells, shown.problems, house().finder, now(), asked_month()
    )
    html = render_template(
        "staff/edit.html",
        place=opened.trio.place,
        page=page,
        cells=page.cells,
        problems=shown.problems,
        pin=pin_of(opened.trio.place, opened.trio.site),
        base={f"base:{of}": shown.cells.get(f"base:{of}", [n])[0] for of, n in opened.base.items()},
        warned=[(path, page.form.label(path), texts) for path, texts in shown.warnings.items()],
        word=shown.word,
        today=now().date(),
    )
    return Response(html, status, mimetype="text/html")


def _open(key: str) -> PlaceForm:
    opened = open_form(database(), key)
    if opened is None:
        abort(404)
    return opened


def _cells() -> dict[str, list[str]]:
    """What the form says; a day that was pressed in the month asks for a row of its own."""
    cells = {name: request.form.getlist(name) for name in request.form if name not in _OWN}
    for day in cells.pop("day", []):
        cells[f"{NEW}:date"] = [day]
    return settle(cells)
