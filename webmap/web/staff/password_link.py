"""A link that is used once sets a password, and then leads to the sign-in."""

from flask import Blueprint, Response, flash, render_template, request
from flask_wtf.csrf import CSRFError

from ...places.account import Account
from ...workflows.accounts import set_password, whose_link
from ...workflows.passwords import LONGEST, SHORTEST
from ...workflows.sign_in import forgive_tries
from ..house import database, house, now
from . import cookie
from .guard import NOBODY, asks
from .passwords import fault_of_new, hashed, key

password_link = Blueprint("password_link", __name__)


@password_link.get("/password/<token>")
@asks(NOBODY)
def form(token: str) -> Response:
    """The form in which the password is set."""
    return _page(whose_link(database(), token, now()))


@password_link.post("/password/<token>")
@asks(NOBODY)
def keep(token: str) -> Response:
    """Sets the password. Whoever may have had the old one is signed out."""
    account, password = whose_link(database(), token, now()), request.form.get("password", "")
    fault = fault_of_new(password, account.name) if account else ""
    if account is None or fault:
        return _page(account, fault)
    account = set_password(database(), token, hashed(password), now())
    if account is None:  # the link was used a moment ago
        return _page(None)
    forgive_tries(database(), account.name, key())
    cookie.end()
    flash(house().say("staff.password.kept"))
    return Response("", 303, {"Location": "/staff/sign-in"})


@password_link.errorhandler(CSRFError)
def form_is_old(_: CSRFError) -> Response:
    """Nothing was set; the password, which no page repeats, is asked for again."""
    token = (request.view_args or {})["token"]
    return _page(whose_link(database(), token, now()), "old" if cookie.came_back() else "cookie")


@password_link.after_request
def tell_nobody(response: Response) -> Response:
    """The address is the secret: no page that is opened from here is told of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _page(account: Account | None, fault: str = "") -> Response:
    page = render_template(
        "staff/password.html",
        account=account,
        fault=fault,
        shortest=SHORTEST,
        longest=LONGEST,
    )
    status = 404 if account is None else 422 if fault else 200
    return Response(page, status, mimetype="text/html")
