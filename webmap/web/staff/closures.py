"""Closed days of the year: one closing for several places, seen before it is kept."""

from datetime import date

from flask import Blueprint, Response, flash, render_template, request
from werkzeug.datastructures import MultiDict

from ...places.errors import BadCell
from ...places.vocabulary import CATEGORIES
from ...storage.database import StorageError
from ...storage.places import public_sources
from ...words.dates import say_date
from ...words.day_changes import say_dates, say_exception
from ...words.phrases import Phrases
from ...workflows.change_days import FAR_AHEAD, LONGEST_REASON
from ...workflows.closures import (
    MOST_PLACES,
    AskedClosing,
    Closing,
    closings,
    keep_closing,
    looked_through,
    losses,
    read_closing,
)
from ..house import database, desk_lines, house, now
from ..query import LONGEST
from .guard import signed_in

closures = Blueprint("closures", __name__)


@closures.get("/closures")
def show() -> Response:
    """What is closed already, and the form for a closing."""
    return _page(AskedClosing())


@closures.post("/closures")
def close() -> Response:
    """Shows what each place would lose; keeps it once that was seen."""
    asked = _read(request.form)
    closing, wrong = read_closing(database(), asked, now().date())
    if closing is None:
        return _page(asked, wrong, status=422)
    if request.form.get("act") != "keep" or request.form.get("seen") != _span(closing):
        return _page(asked, closing=closing)
    keys = request.form.getlist("place")
    if not keys:
        return _page(asked, [BadCell("", "", "place")], closing, 422)
    return _keep(asked, closing, keys)


def _keep(asked: AskedClosing, closing: Closing, keys: list[str]) -> Response:
    try:
        count = keep_closing(database(), closing, keys, signed_in().name, now())
    except StorageError:
        return _page(asked, [BadCell("", "", "kept")], closing, 503)
    flash(house().say("staff.closure.kept", places=count, days=len(closing.days)))
    return Response("", 303, {"Location": "/staff/closures"})


def _page(
    asked: AskedClosing,
    wrong: list[BadCell] | None = None,
    closing: Closing | None = None,
    status: int = 200,
) -> Response:
    say, lines, today = house().say, desk_lines(), now().date()
    found = looked_through(lines, asked, house().readings.reading) if closing else []
    many = len(found) > MOST_PLACES
    page = render_template(
        "staff/closures.html",
        asked=asked,
        wrong={bad.column: bad.expected for bad in wrong or ()},
        closing=closing,
        seen=_span(closing) if closing else "",
        many=many,
        far=closing is not None and closing.last > today + FAR_AHEAD,
        losses=losses(database(), found, closing) if closing and not many else [],
        unticked=_unticked(closing),
        closings=closings(lines.values(), today),
        categories=CATEGORIES,
        longest=LONGEST_REASON,
        today=today,
        sources=sorted(one.text("name") for one in public_sources(database()).values()),
        span=lambda one: _say_span(one.first, one.last, say),
        dates=lambda loss: say_dates(loss.dates, say),
        exception=lambda day, said: say_exception(day, said, say),
    )
    return Response(page, status, mimetype="text/html")


def _say_span(first: date, last: date, say: Phrases) -> str:
    if first == last:
        return say_date(first, say)
    return say("staff.closure.span", first=say_date(first, say), last=say_date(last, say))


def _unticked(closing: Closing | None) -> frozenset[str]:
    """The places that were shown and not chosen: they stay so when the form comes back."""
    if closing is None:
        return frozenset()
    return frozenset(request.form.getlist("shown")) - {*request.form.getlist("place")}


def _span(closing: Closing) -> str:
    """By this the form tells which days were seen before they are kept."""
    return f"{closing.first}/{closing.last}"


def _read(form: MultiDict[str, str]) -> AskedClosing:
    def text(name: str) -> str:
        return " ".join(form.get(name, "").split())

    return AskedClosing(
        first=text("first"),
        last=text("last"),
        reason=text("reason"),
        source=text("source"),
        day=text("day"),
        categories=frozenset(form.getlist("category")) & {*CATEGORIES},
        q=text("q")[:LONGEST],
    )
