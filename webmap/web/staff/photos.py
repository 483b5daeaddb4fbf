"""The photographs of a place, for the staff; and their bytes, also of those that none else sees."""

from flask import Blueprint, Response, abort, flash, render_template, request
from werkzeug.datastructures import ImmutableMultiDict

from ...formats.picture import MOST_BYTES
from ...places.errors import BadCell, Invalid
from ...places.photo import CONSENTS, LONGEST_ALT, LONGEST_CREDIT
from ...places.place import Place
from ...places.vocabulary import VISIBILITIES
from ...storage.photos import photo as photo_bytes
from ...storage.places import place
from ...workflows.photos import (
    MOST,
    PhotoWords,
    add_photo,
    change_photo,
    photos_of,
    show_photo_first,
    take_photo_off,
)
from ..house import database, house, now
from .guard import asks, signed_in

photos = Blueprint("photos", __name__)


@photos.get("/places/<key>/photos")
def look(key: str) -> Response:
    """The photographs of a place, each with the form of its words, and the form for a new one."""
    return _page(_stands(key))


@photos.post("/places/<key>/photos")
@asks("editor", largest_form=MOST_BYTES + 1024 * 1024)
def add(key: str) -> Response:
    """Adds one."""
    _stands(key)
    upload = request.files.get("photo")
    try:
        read = upload.read() if upload else b""
        add_photo(database(), key, read, _words(request.form), signed_in().name, now())
    except Invalid as invalid:
        return _page(_stands(key), "new", invalid.problems)
    return _done(key, "added")


@photos.post("/places/<key>/photos/<int:number>")
def change(key: str, number: int) -> Response:
    """Changes the words of one, shows it first, or takes it off."""
    _stands(key)
    field, who, act = f"photo.{number}", signed_in().name, request.form.get("act", "")
    try:
        if act == "off":
            take_photo_off(database(), key, field, who, now())
        elif act == "first":
            show_photo_first(database(), key, field, who, now())
        else:
            change_photo(database(), key, field, _words(request.form), who, now())
    except Invalid as invalid:
        return _page(_stands(key), field, invalid.problems)
    except (KeyError, StopIteration):
        abort(404)
    return _done(key, {"off": "taken_off", "first": "first"}.get(act, "changed"))


@photos.get("/photos/<file>-<int:width>.webp")
def picture(file: str, width: int) -> Response:
    """The bytes of one, whoever may see it."""
    webp = photo_bytes(database(), file, width)
    if webp is None:
        abort(404)
    return Response(webp, mimetype="image/webp")


def _stands(key: str) -> Place:
    found = place(database(), key)
    if found is None:
        abort(404)
    return found


def _words(form: ImmutableMultiDict[str, str]) -> PhotoWords:
    cells = {name: " ".join(form.get(name, "").split()) for name in PhotoWords.__slots__}
    return PhotoWords(**cells)


def _page(stands: Place, wrong: str = "", problems: list[BadCell] | None = None) -> Response:
    """``wrong`` is the form that could not be taken: it keeps what was typed."""
    page = render_template(
        "staff/photos.html",
        place=stands,
        shown=photos_of(database(), stands),
        wrong=wrong,
        typed=_words(request.form),
        problems={bad.column: bad.expected for bad in problems or ()},
        most=MOST,
        longest={"alt": LONGEST_ALT, "credit": LONGEST_CREDIT},
        consents=CONSENTS,
        visibilities=VISIBILITIES,
        megabytes=MOST_BYTES // 1024 // 1024,
    )
    return Response(page, 422 if wrong else 200, mimetype="text/html")


def _done(key: str, what: str) -> Response:
    flash(house().say(f"staff.photo.{what}"))
    return Response("", 303, {"Location": f"/staff/places/{key}/photos"})
