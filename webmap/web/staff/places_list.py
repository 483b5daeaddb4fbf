"""The list of all places. What is looked for never stands in an address."""

from collections.abc import Iterable

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from ...places.desk import ELSEWHERE, ONLY, ORDERS, Narrowing
from ...places.vocabulary import CATEGORIES, STANDINGS
from ...words.desk import make_row
from ...workflows.desk_list import PAGE, Looked, look_up, waiting_at
from ..house import database, desk_lines, house, now
from ..query import LONGEST, page_of
from .guard import asks

places_list = Blueprint("places_list", __name__)


@places_list.get("/places")
def show_all() -> Response:
    """All places."""
    return _answer(Looked())


@places_list.post("/places")
@asks("viewer")
def look() -> Response:
    """The places that are looked for."""
    return _answer(_read_looked(request.form))


def _answer(looked: Looked) -> Response:
    furnished, today, lines = house(), now().date(), desk_lines()
    waiting, cities = waiting_at(database(), lines), _cities()
    found = look_up(lines, looked, waiting, furnished.readings.reading, cities, today)
    page = render_template(
        "staff/places.html",
        looked=looked,
        found=found,
        page_size=PAGE,
        rows=[make_row(line, waiting, furnished.say, today) for line in found.lines],
        only=ONLY,
        standings=_named("standing.", STANDINGS),
        categories=_named("category.", CATEGORIES),
        orders=_named("staff.list.order.", ORDERS),
        cities=[*cities.items(), (ELSEWHERE, furnished.say("staff.list.elsewhere"))],
    )
    return Response(page, mimetype="text/html")


def _named(head: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    return [(key, house().say(head + key)) for key in keys]


def _read_looked(form: MultiDict[str, str]) -> Looked:
    """What a form looks for; words that are not ours are passed over."""

    def one(word: str, *known: str) -> str:
        text = form.get(word, "")
        return text if text in known else ""

    return Looked(
        " ".join(form.get("q", "").split())[:LONGEST],
        Narrowing(
            one("standing", *STANDINGS),
            one("category", *CATEGORIES),
            one("city", *_cities(), ELSEWHERE),
            frozenset(form.getlist("only")) & {*ONLY},
        ),
        one("order", *ORDERS) or ORDERS[0],
        page_of(form),
    )


def _cities() -> dict[str, str]:
    """The municipalities that have a name here, by code, ours first."""
    city = house().city
    return {city.code: city.name, **city.neighbours}
