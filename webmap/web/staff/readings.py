"""The readings of words: those that lack one, those that are there, each with what it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Blueprint, Response, flash, render_template, request

from ...places.changes import by_staff
from ...places.vocabulary import BASES
from ...words.readings import Segment
from ...words.unread import Text
from ...workflows.edit_readings import (
    Given,
    KnownReading,
    all_readings,
    plain,
    readings_with,
    save_readings,
    texts_read_otherwise,
    unread_words,
)
from ..house import database, house, now
from .guard import asks, signed_in

readings = Blueprint("readings", __name__)

_NEW = "new"
"""The row whose word is typed too."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A word of the page: what stands in its controls, what is wrong, texts in which it stands."""

    given: Given
    texts: list[tuple[Segment, ...]] = field(default_factory=list)
    count: int = 0


@readings.get("/readings")
def page() -> Response:
    """The words without a reading, and those with one that hold what is looked for."""
    return _page({}, {})


@readings.post("/readings")
def save() -> Response:
    """Keeps what was given, or shows the page again with all that was typed."""
    given = {name: one for name, one in _given().items() if one.word}
    if request.form.get("act") != "save":
        return _page(given, {})
    who = by_staff(signed_in().name)
    kept = save_readings(database(), [*given.values()], _texts(), who, now())
    if kept.problems:
        return _page(given, kept.problems, 422)
    say = house().say
    flash(say("edit.saved") if kept.changes else say("edit.same"))
    return Response("", 303, {"Location": "/staff/readings"})


@readings.post("/readings/look")
@asks("viewer")
def look() -> Response:
    """How names would be read with what was given: pieces of the page."""
    given, texts = _given(), _texts()
    rows = {name: _row(one, _looked(one, texts), given) for name, one in given.items()}
    return Response(render_template("staff/readings_looked.html", rows=rows), mimetype="text/html")


def _page(
    given: dict[str, Given], problems: dict[tuple[str, str], str], status: int = 200
) -> Response:
    db, wanted = database(), plain(request.values.get("q", ""))
    found = unread_words(db, _texts(), house().readings)
    known = readings_with(db, wanted) if wanted else []
    unread = [
        _row(given.get(one.word, Given(one.word)), one.texts, given, one.count) for one in found
    ]
    stored = [_row(given.get(one.word) or _as_kept(one), [], {}) for one in known]
    new = given.get(_NEW, Given(""))
    html = render_template(
        "staff/readings.html",
        unread=unread,
        stored=stored,
        new=_row(new, _looked(new, _texts()) if new.word else [], given),
        every=all_readings(db),
        wanted=wanted,
        problems=problems,
        bases=BASES,
    )
    return Response(html, status, mimetype="text/html")


def _as_kept(one: KnownReading) -> Given:
    return Given(one.word, one.reading, one.basis, one.version, one.gone)


def _row(given: Given, texts: list[Text], all_given: dict[str, Given], count: int = 0) -> _Row:
    """A row whose texts are read with all that was given."""
    words = {one.word: one.reading for one in all_given.values() if one.word and one.reading}
    read = house().readings.with_words(words)
    return _Row(given, [read.segments(*text) for text in texts], count)


def _looked(given: Given, texts: list[Text]) -> list[Text]:
    """A few texts that would be read otherwise with what was given."""
    if not (given.word and given.reading):
        return []
    return texts_read_otherwise(database(), given.word, given.reading, house().readings, texts)


def _given() -> dict[str, Given]:
    """The rows of the form by word; the one whose word is typed under its own name."""
    form, found = request.form, {}
    for word in form.getlist("word"):
        found[word] = _given_of(word, word)
    found[_NEW] = _given_of(plain(form.get("new-word", "")), _NEW)
    return found


def _given_of(word: str, name: str) -> Given:
    form = request.form
    basis, was = form.get(f"basis:{name}", ""), form.get(f"was:{name}", "")
    return Given(
        word,
        plain(form.get(f"reading:{name}", "")),
        basis if basis in BASES else "",
        int(was) if was.isascii() and was.isdecimal() and len(was) < 19 else 0,
        f"gone:{name}" in form,
    )


def _texts() -> list[Text]:
    """Names that stand in no place: of categories, of lines of help and programmes, of towns."""
    return [(text, "") for text in _names() if text]


def _names() -> Iterator[str]:
    furnished = house()
    yield from furnished.say.under("category").values()
    yield from (line.name for line in furnished.helplines.lines)
    yield from (one.name for one in furnished.programmes.several)
    yield from (furnished.city.name, *furnished.city.neighbours.values())
    yield from furnished.town_names
