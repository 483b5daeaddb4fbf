"""The lines of help and the programmes: all of them, the form of one, a new one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, flash, render_template, request

from ...formats.form_controls import settle
from ...formats.place_form import Cells
from ...places.changes import by_staff
from ...places.errors import NotUnderstood
from ...storage.lists import list_records
from ...words.changes import say_field
from ...words.form_inputs import FormWriter
from ...words.list_form import make_list_form
from ...words.list_look import ListLook, make_list_look
from ...words.list_rows import make_list_rows
from ...words.met import ToldMet, say_met
from ...workflows.edit_list import (
    BASE,
    BothChanged,
    Kept,
    ListForm,
    LookedAt,
    look_at_list_form,
    open_list_form,
    save_list_form,
)
from ...workflows.edit_place import Refused, Warned
from ..house import database, house, now
from .guard import asks, signed_in

lists = Blueprint("lists", __name__)

ROOMS = {"helplines": "helpline", "programmes": "programme"}
"""The sort of record that is edited in each room."""
_OWN = frozenset({"csrf_token", "act"})


@dataclass
class _Shown:
    """What the page shows beside the record: the cells, what is wrong with them (by name), what
    looks like a person (by path), what somebody else changed meanwhile."""

    cells: Cells
    problems: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, list[str]] = field(default_factory=dict)
    met: ToldMet | None = None


@dataclass(frozen=True)
class _Room:
    """The views of one room. An empty key is a new record."""

    name: str
    of: str

    def all(self) -> Response:
        """Every record of the list, whatever its standing."""
        records, unreadable = list_records(database(), [self.of])
        rows = make_list_rows(records, now(), house().say, house().readings)
        page = render_template(
            "staff/lists.html",
            which=self.name,
            rows=rows,
            unreadable=[one.key for one in unreadable],
        )
        return Response(page, mimetype="text/html")

    def form(self, key: str = "") -> Response:
        """The form as it stands; for a viewer, to read."""
        opened = self._open(key)
        return self._page(opened, _Shown(opened.cells))

    def save(self, key: str = "") -> Response:
        """Saves the form, or shows it again with all that was typed."""
        cells = _cells()
        if request.form.get("act") != "save":
            return self._page(self._open(key), _Shown(cells, self._problems(key, cells)))
        who = by_staff(signed_in().name)
        try:
            saved = save_list_form(database(), self.of, key, cells, who, now())
        except NotUnderstood:
            abort(400)
        if saved is None:
            abort(404)
        return self._answer(key, saved)

    def look(self, key: str = "") -> Response:
        """How it would look if the form were saved as it stands: pieces of the page."""
        looked = self._looked(key, _cells())
        return Response(
            render_template("staff/list_looked.html", look=_look(looked)), mimetype="text/html"
        )

    def _answer(self, key: str, saved: Kept | Refused | Warned | BothChanged) -> Response:
        if isinstance(saved, Kept):
            return self._saved(saved)
        opened, say = self._open(key), house().say
        if isinstance(saved, Refused):
            problems = {bad.column: bad.expected for bad in saved.problems}
            return self._page(opened, _Shown(saved.cells, problems), 422)
        if isinstance(saved, Warned):
            texts = {path: [one.text for one in found] for path, found in saved.persons.items()}
            return self._page(opened, _Shown(saved.cells, warnings=texts), 422)
        met = say_met({one.unit: one for one in saved.conflicts}, saved.changes, (), say)
        return self._page(opened, _Shown(saved.cells, met=met), 409)

    def _saved(self, saved: Kept) -> Response:
        say = house().say
        flash(say("edit.saved") if saved.changes else say("edit.same"))
        for path in saved.withheld:
            flash(say("edit.withheld", field=say_field(path, say)))
        return Response("", 303, {"Location": f"/staff/{self.name}/{saved.key}"})

    def _open(self, key: str) -> ListForm:
        opened = open_list_form(database(), self.of, key) if key else ListForm(None)
        if opened is None:
            abort(404)
        return opened

    def _looked(self, key: str, cells: Cells) -> LookedAt:
        try:
            looked = look_at_list_form(database(), self.of, key, cells, now())
        except NotUnderstood:
            abort(400)
        if looked is None:
            abort(404)
        return looked

    def _problems(self, key: str, cells: Cells) -> dict[str, str]:
        return {bad.column: bad.expected for bad in self._looked(key, cells).problems}

    def _page(self, opened: ListForm, shown: _Shown, status: int = 200) -> Response:
        say, record = house().say, opened.record
        form = make_list_form(FormWriter(shown.cells, opened.cells, shown.problems, say), self.of)
        as_stored = shown.cells is opened.cells
        key = record.key if record else ""
        looked = LookedAt(record, []) if as_stored else self._looked(key, shown.cells)
        base = next(iter(shown.cells.get(BASE, ())), str(opened.base))
        page = render_template(
            "staff/list_edit.html",
            which=self.name,
            record=record,
            form=form,
            look=_look(looked),
            cells=shown.cells,
            base={BASE: base},
            warned=[(path, form.label(path), texts) for path, texts in shown.warnings.items()],
            met=shown.met,
            word="",
            today=now().date(),
        )
        return Response(page, status, mimetype="text/html")


def _look(looked: LookedAt) -> ListLook:
    return make_list_look(looked.record, now(), len(looked.problems), house().say, house().readings)


def _cells() -> dict[str, list[str]]:
    return settle({name: request.form.getlist(name) for name in request.form if name not in _OWN})


def _open_doors(rooms: Iterable[_Room]) -> None:
    for room in rooms:
        doors: tuple[tuple[str, str, Callable[..., Response]], ...] = (
            ("", "GET", room.all),
            ("/new", "GET", room.form),
            ("/new", "POST", room.save),
            ("/new/look", "POST", _for_viewers(room.look)),
            ("/<key>", "GET", room.form),
            ("/<key>", "POST", room.save),
            ("/<key>/look", "POST", _for_viewers(room.look)),
        )
        for path, method, view in doors:
            name = f"{room.name}{path}_{method}".translate(_NAMES)
            lists.add_url_rule(f"/{room.name}{path}", name, view, methods=[method])


_NAMES = str.maketrans({"/": "_", "<": None, ">": None})


def _for_viewers(view: Callable[..., Response]) -> Callable[..., Response]:
    """Looking keeps nothing."""
    return asks("viewer")(lambda **given: view(**given))


_open_doors(_Room(name, of) for name, of in ROOMS.items())
