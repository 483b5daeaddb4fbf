"""Signing in."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, g, request
from flask_wtf.csrf import CSRFError

from ...workflows.sign_in import NotLetIn, prove
from ..house import database, now
from . import cookie
from .guard import CARRYING_FORM, NOBODY, asks
from .passwords import is_right, key, tried
from .paths import own
from .resume import carried, entry_page, resume_page

sign_in = Blueprint("sign_in", __name__)

_UP_TO_THE_MINUTE = timedelta(seconds=59)


@sign_in.get("/sign-in")
@asks(NOBODY)
def form() -> Response:
    """The form to sign in; whoever is signed in goes on."""
    path = own(request.args.get("next", ""))
    return _lead_to(path) if g.account else _page(entry_page(path))


@sign_in.post("/sign-in")
@asks(NOBODY, CARRYING_FORM)
def enter() -> Response:
    """Signs in, and goes on where one was going, or with the form that one was filling in."""
    try:
        here = tried(_typed("name"), _typed("password"))
        account = prove(database(), here, key(), is_right, now())
    except NotLetIn as no:
        return _shut(no.until) if no.until else _again("wrong", 401)
    cookie.begin(account)
    return _go_on()


@sign_in.errorhandler(CSRFError)
def form_is_old(_: CSRFError) -> Response:
    """The cookie does not come back, or the page is older than it."""
    if g.account:  # in another window
        return _go_on()
    return _again("old" if cookie.came_back() else "cookie", 401)


def _go_on() -> Response:
    form = carried()
    return _page(resume_page(form)) if form else _lead_to(own(_typed("next")))


def _shut(until: datetime) -> Response:
    response = _again("shut", 429, until + _UP_TO_THE_MINUTE)
    response.headers["Retry-After"] = str(int((until - now()).total_seconds()) + 1)
    return response


def _again(fault: str, status: int, until: datetime | None = None) -> Response:
    """The form with all that was typed and is carried, but the password."""
    page = entry_page(own(_typed("next")), carried(), fault, _typed("name"), until)
    return _page(page, status)


def _typed(name: str) -> str:
    return request.form.get(name, "")


def _page(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/html")


def _lead_to(path: str) -> Response:
    return Response("", 303, {"Location": path})
