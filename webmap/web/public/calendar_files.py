"""Calendar files: what a phone's calendar takes once, or comes back for."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, request

from ...formats.icalendar import MIMETYPE
from ...places.visibility import PUBLIC_STANDINGS
from ...places.vocabulary import CATEGORIES
from ...workflows.calendar_files import CalendarFiles
from ...workflows.find_places import find_place
from ..answers import Body, answer
from ..house import database, house, kept, now

calendar_files = Blueprint("calendar_files", __name__)


@calendar_files.get("/calendar.ics")
def calendar_of_all() -> Response:
    """The dates of all places to drop in at, or of one ``category``; 404 when there is no such."""
    category = request.args.get("category", "")
    if category and category not in CATEGORIES:
        abort(404)
    today = now().date()
    name = f"{category or 'calendar'}.ics"
    return _answer(name, lambda: _files().of_all(database(), category, today))


@calendar_files.get("/ja/places/<key>.ics")
def calendar_of_place(key: str) -> Response:
    """The dates of one place: 404 when it is not public, 410 when it has ended, as its page."""
    view = find_place(database(), key)
    standing = view.place.standing if view else ""
    if view is None or standing not in PUBLIC_STANDINGS:
        abort(410 if standing == "ended" else 404)
    today = now().date()
    return _answer(f"{key}.ics", lambda: _files().of_place(database(), view, today))


def _files() -> CalendarFiles:
    furnished = house()
    home = furnished.settings.absolute("/ja/places/")
    return CalendarFiles(furnished.say, furnished.city, home)


def _answer(name: str, make: Callable[[], bytes]) -> Response:
    """A calendar under a name of its own; others may read it into their pages."""
    response = answer(kept(("calendar", name), lambda: Body(make(), MIMETYPE)))
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
