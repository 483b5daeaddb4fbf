"""What families say back: 聞いてほしい and ちがっています. Nothing of who says it is read or kept."""

import re
import secrets
from datetime import datetime, time, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request

from ...places.report import LONGEST, Report, read_report
from ...places.visibility import PUBLIC_STANDINGS, View
from ...places.vocabulary import WISHES, WRONGS
from ...workflows.find_places import find_place
from ...workflows.hear import hear_report, hear_wish
from ..answers import Body, answer
from ..house import database, house, kept, now

voices = Blueprint("voices", __name__)

COOKIE = "wish"
"""A random word until midnight, so that one browser is counted once. It says nothing of a place.
The quick exit deletes it by script, so scripts may see it."""
HONEYPOT = "homepage"
"""A field that no person sees; whoever fills it in is a program."""

_WORD = re.compile("[0-9a-f]{32}")
_TRY_AGAIN = timedelta(minutes=1)


@voices.post("/ja/places/<key>/wish")
def wish(key: str) -> Response:
    """Counts that somebody wishes to know a thing about a place, and leads back to its page."""
    _shown(key)
    what = request.form.get("what", "")
    if what not in WISHES:
        abort(400)
    browser, moment = request.cookies.get(COOKIE, ""), now()
    if not _WORD.fullmatch(browser):
        browser = secrets.token_hex(16)
    if not hear_wish(database(), key, what, browser, moment):
        abort(429)
    response = _lead_to(f"/ja/places/{quote(key)}#wished")
    if browser != request.cookies.get(COOKIE):
        _remember_until_midnight(response, browser, moment)
    return response


@voices.route("/ja/places/<key>/wrong", methods=["GET", "POST"])
def wrong(key: str) -> Response:
    """The form in which one says what is wrong about a place; by POST it is sent."""
    view = _shown(key)
    if request.method == "POST":
        return _hear(view)
    blank = Report(key, ())
    return answer(kept(("wrong", key), lambda: Body(_form(view, blank).encode(), "text/html")))


@voices.get("/ja/places/<key>/thanks")
def thanks(key: str) -> Response:
    """Says that what was sent has come."""
    view = _shown(key)

    def page() -> Body:
        return Body(render_template("public/thanks.html", **_place(view)).encode(), "text/html")

    return answer(kept(("thanks", key), page))


def _hear(view: View) -> Response:
    key = view.place.key
    report = read_report(key, request.form.getlist("wrong"), request.form.get("text", ""))
    if not request.form.get(HONEYPOT):
        if report.fault:
            return _again(view, report, report.fault, 422)
        if not hear_report(database(), report, now()):
            return _again(view, report, "many", 429)
    return _lead_to(f"/ja/places/{quote(key)}/thanks")


def _again(view: View, report: Report, fault: str, status: int) -> Response:
    """The form with all that was written in it, and why it could not be taken."""
    response = answer(Body(_form(view, report, fault).encode(), "text/html", quality=1))
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    if status == 429:
        response.headers["Retry-After"] = str(int(_TRY_AGAIN.total_seconds()))
    return response


def _form(view: View, report: Report, fault: str = "") -> str:
    return render_template(
        "public/wrong.html",
        report=report,
        fault=fault,
        wrongs=WRONGS,
        longest=LONGEST,
        honeypot=HONEYPOT,
        **_place(view),
    )


def _place(view: View) -> dict[str, object]:
    """What the pages say of the place itself."""
    place = view.place
    name = house().readings.segments(place.name, place.text("kana"))
    return {"key": place.key, "name": name, "venue": place.text("venue")}


def _shown(key: str) -> View:
    """The place as the public may see it: 404 when it is not public, 410 when it has ended."""
    view = find_place(database(), key)
    if view is None or view.place.standing not in {*PUBLIC_STANDINGS, "ended"}:
        abort(404)
    if view.place.standing == "ended":
        abort(410)
    return view


def _lead_to(path: str) -> Response:
    return Response("", 303, {"Location": path, "Cache-Control": "no-store"})


def _remember_until_midnight(response: Response, browser: str, moment: datetime) -> None:
    midnight = datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)
    response.set_cookie(
        COOKIE,
        browser,
        max_age=max(1, int((midnight - moment).total_seconds())),
        path="/ja/",
        secure=request.is_secure,
        httponly=False,
        samesite="Lax",
    )
