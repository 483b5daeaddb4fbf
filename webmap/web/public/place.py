"""The page of one place, and its address as a picture that a phone can read."""

from datetime import datetime
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template
from markupsafe import Markup

from ...formats.map_apps import ways_to
from ...formats.qr_code import write_qr_code
from ...formats.schema_org import write_schema_org
from ...places.dated import DatedDay, next_dates, timetable_of
from ...places.nearest_station import from_station
from ...places.visibility import PUBLIC_STANDINGS, View
from ...storage.photos import photo as photo_bytes
from ...storage.places import public_sources
from ...words.date_cards import make_dates
from ...words.dates import say_day
from ...words.first_visit import make_first_visit
from ...words.letter import make_letter
from ...words.next_dates import say_next
from ...workflows.find_places import find_place
from ...workflows.photos import photos_of
from ..answers import Body, answer
from ..house import database, desk_key, house, kept, now

place = Blueprint("place", __name__)

LINE = "https://line.me/R/share?text="


@place.get("/ja/places/<key>")
def place_page(key: str) -> Response:
    """The page of one place: 404 when it is not public, 410 when it has ended."""
    view, moment = _public_place(key), now()
    if view.place.standing == "ended":
        return _gone(view)
    desk = desk_key()  # its shelf knows the moments at which kept answers end
    dates = next_dates(timetable_of(view.place), moment)

    def make() -> Body:
        return Body(_page(view, dates, moment, desk).encode(), "text/html")

    return answer(kept(("place", key, dates), make))


@place.get("/ja/places/<key>/qr.svg")
def qr_code(key: str) -> Response:
    """The address of the page as a QR code."""
    if _public_place(key).place.standing == "ended":
        abort(410)

    def make() -> Body:
        address = house().settings.absolute(f"/ja/places/{key}")
        return Body(write_qr_code(address), "image/svg+xml")

    return answer(kept(("qr", key), make))


@place.get("/ja/places/<key>/photos/<file>-<int:width>.webp")
def photograph(key: str, file: str, width: int) -> Response:
    """A photograph of a place, as long as its page shows it."""
    shown = _public_place(key).place
    mine = shown.standing != "ended" and any(photo.file == file for _, photo, _ in shown.photos())
    webp = photo_bytes(database(), file, width) if mine else None
    if webp is None:
        abort(404)
    return answer(Body(webp, "image/webp"))


def _public_place(key: str) -> View:
    view = find_place(database(), key)
    if view is None or view.place.standing not in {*PUBLIC_STANDINGS, "ended"}:
        abort(404)
    return view


def _page(view: View, days: tuple[DatedDay, ...], moment: datetime, desk: str) -> str:
    furnished, today = house(), moment.date()
    say, where = furnished.say, furnished.finder.whereabouts(view)
    path = f"/ja/places/{view.place.key}"
    dates = make_dates(timetable_of(view.place), days, moment, say)
    coming = say_next(days, today, say)
    text = say("share.text", name=view.place.name, when=coming).strip()
    url = furnished.settings.absolute(path)
    return render_template(
        "public/place.html",
        letter=make_letter(view, say, furnished.readings, where, public_sources(database()), today),
        dates=dates,
        photos=photos_of(database(), view.place),
        visit=make_first_visit(view.place, say, today),
        ways=ways_to(view),
        walk=from_station(view, furnished.finder.surroundings),
        path=path,
        coming=coming,
        share_text=text,
        line_url=LINE + quote(f"{text}\n{url}", safe=""),
        schema_org=Markup(write_schema_org(view, days, url)),
        desk_key=desk,
    )


def _gone(view: View) -> Response:
    say = house().say
    since = say_day(view.place.since, say) if view.place.since.known else ""
    page = render_template("public/gone.html", name=view.place.name, since=since)
    return Response(page, 410, mimetype="text/html")
