"""The pictures that messengers and search pages show beside a link."""

from collections.abc import Callable, Hashable
from dataclasses import replace

from flask import Blueprint, Response, abort

from ...places.dated import next_dates, timetable_of
from ...places.visibility import PUBLIC_STANDINGS
from ...words.preview import make_preview, make_site_preview
from ...workflows.find_places import find_place
from ..answers import Body, answer
from ..house import database, house, now

previews = Blueprint("previews", __name__)


@previews.get("/preview.png")
def site_preview() -> Response:
    """The picture of every page that is not a place's."""
    furnished = house()
    words = make_site_preview(furnished.say)
    return _picture(words, lambda: furnished.painter.site(words))


@previews.get("/ja/places/<key>/preview.png")
def place_preview(key: str) -> Response:
    """The picture of a place with its next date: 404 when it is not public, 410 when it has ended."""
    furnished = house()
    view = find_place(database(), key)
    if view is None or view.place.standing not in {*PUBLIC_STANDINGS, "ended"}:
        abort(404)
    if view.place.standing == "ended":
        abort(410)
    dates = next_dates(timetable_of(view.place), now(), 1)
    words = make_preview(view, dates, furnished.say, furnished.readings)
    return _picture(words, lambda: furnished.painter.place(words))


def _picture(words: Hashable, paint: Callable[[], bytes]) -> Response:
    """Kept by what it says, so that it is painted anew only when a word in it changes."""
    body = house().pictures.get(words, lambda: Body(paint(), "image/png"))
    return answer(replace(body, kept=False))  # the room before the app is for pages
