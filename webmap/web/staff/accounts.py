"""Who may sign in: an admin makes accounts, locks them, and hands out links. Passwords it sees none."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, render_template, request

from ...places.account import ROLES
from ...places.errors import BadCell
from ...workflows.accounts import (
    LINK_LASTS,
    LastAdmin,
    NameIsTaken,
    NoSuchAccount,
    add_account,
    change_role,
    listed_accounts,
    lock_account,
    reset_account,
    sign_out_everywhere,
    unlock_account,
)
from ...workflows.sign_in import forgive_tries
from ..house import database, house, now
from .guard import asks
from .passwords import key

accounts = Blueprint("accounts", __name__)


@accounts.get("/accounts")
@asks("admin")
def listed() -> Response:
    """Every account, and the form for a new one."""
    return _page()


@accounts.post("/accounts")
@asks("admin")
def act() -> Response:
    """Does to the account of a ``name`` what ``act`` says."""
    name, wanted = request.form.get("name", ""), request.form.get("act", "")
    if wanted not in _ACTS:
        abort(400)
    try:
        return _ACTS[wanted](name)
    except BadCell:
        return _page("name")
    except NameIsTaken:
        return _page("taken")
    except LastAdmin:
        return _page("last_admin")
    except NoSuchAccount:
        abort(404)


def _add(name: str) -> Response:
    return _link(name, add_account(database(), name, _role(), now()))


def _reset(name: str) -> Response:
    return _link(name, reset_account(database(), name, now()))


def _lock(name: str) -> Response:
    lock_account(database(), name)
    return _done("locked", name)


def _unlock(name: str) -> Response:
    unlock_account(database(), name)
    forgive_tries(database(), name, key())
    return _done("unlocked", name)


def _change_role(name: str) -> Response:
    change_role(database(), name, _role())
    return _done("changed", name)


def _sign_out(name: str) -> Response:
    sign_out_everywhere(database(), name)
    return _done("signed_out", name)


_ACTS: dict[str, Callable[[str], Response]] = {
    "add": _add,
    "reset": _reset,
    "lock": _lock,
    "unlock": _unlock,
    "role": _change_role,
    "sign_out": _sign_out,
}


def _role() -> str:
    role = request.form.get("role", "")
    if role not in ROLES:
        abort(400)
    return role


def _done(what: str, name: str) -> Response:
    flash(house().say(f"staff.account.{what}", name=name))
    return Response("", 303, {"Location": "/staff/accounts"})


def _link(name: str, token: str) -> Response:
    """The one answer that holds the link: it is kept nowhere, so it cannot be shown again."""
    page = render_template(
        "staff/account_link.html", name=name, token=token, until=now() + LINK_LASTS
    )
    return Response(page, mimetype="text/html")


def _page(fault: str = "") -> Response:
    page = render_template(
        "staff/accounts.html",
        accounts=listed_accounts(database(), now()),
        roles=ROLES,
        fault=fault,
        typed=request.form,
    )
    return Response(page, 422 if fault else 200, mimetype="text/html")
