"""One's own account: signing out, here or everywhere, and another password."""

from flask import Blueprint, Response, flash, g, render_template, request

from ...workflows.accounts import change_password, sign_out_everywhere
from ...workflows.passwords import LONGEST, SHORTEST
from ...workflows.sign_in import NotLetIn, prove
from ..house import database, house, now
from . import cookie
from .guard import NOBODY, asks, signed_in
from .passwords import fault_of_new, hashed, is_right, key, tried

me = Blueprint("me", __name__)


@me.get("/me")
def page() -> Response:
    """Who one is here."""
    return _page()


@me.post("/me")
@asks("viewer")
def keep_password() -> Response:
    """Sets another password, by the old one; then one signs in with it."""
    name, password = signed_in().name, request.form.get("password", "")
    faults = {
        "old_password": _fault_of_old(request.form.get("old_password", "")),
        "password": fault_of_new(password, name),
    }
    if any(faults.values()):
        return _page(faults)
    change_password(database(), name, hashed(password))
    return _leave("staff.password.kept")


@me.post("/sign-out")
@asks(NOBODY)
def sign_out() -> Response:
    """Signs out in this browser, or with ``everywhere`` in every one."""
    if g.account and "everywhere" in request.form:
        sign_out_everywhere(database(), g.account.name)
        return _leave("staff.me.signed_out_everywhere")
    return _leave("staff.me.signed_out")


def _fault_of_old(password: str) -> str:
    """Whoever sits at a desk that somebody left guesses no oftener than at the sign-in."""
    try:
        prove(database(), tried(signed_in().name, password), key(), is_right, now())
    except NotLetIn as no:
        return "shut" if no.until else "wrong"
    return ""


def _leave(said: str) -> Response:
    cookie.end()
    flash(house().say(said))
    return Response("", 303, {"Location": "/staff/sign-in"})


def _page(faults: dict[str, str] | None = None) -> Response:
    page = render_template("staff/me.html", faults=faults or {}, shortest=SHORTEST, longest=LONGEST)
    return Response(page, 422 if faults else 200, mimetype="text/html")
