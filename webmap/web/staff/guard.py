"""Nobody passes who is not signed in, or whose role does not reach. Nothing here is ever cached.

Looking needs a viewer, sending a form an editor; a view says otherwise by :func:`asks`.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from ...places.account import Account
from ...workflows.sign_in import forget_tries
from ..house import database, now
from . import cookie
from .not_kept import say_what_is_not_kept
from .paths import asked_for, is_of_the_staff
from .resume import resume

View = TypeVar("View", bound=Callable[..., Any])

NOBODY = ""
LARGEST_FORM = 2 * 1024 * 1024
"""Bytes: every field of a place with note, source and day."""
CARRYING_FORM = 2 * LARGEST_FORM
"""Bytes: the largest form, carried through the sign-in under longer names."""
MOST_PARTS = 10_000

_LOOKS = ("GET", "HEAD", "OPTIONS")
_csrf = CSRFProtect()


def asks(role: str, largest_form: int = LARGEST_FORM) -> Callable[[View], View]:
    """Says which role a view needs, :data:`NOBODY` for those before the sign-in; and how many
    bytes it takes."""

    def mark(view: View) -> View:
        view.role, view.largest_form = role, largest_form  # type: ignore[attr-defined]
        return view

    return mark


def signed_in() -> Account:
    """Whose request this is."""
    account = g.account
    assert isinstance(account, Account)
    return account


def guard(staff: Blueprint) -> None:
    """Lets nobody to the blueprint's views who may not be there."""

    @staff.before_request
    def let_in() -> ResponseReturnValue | None:
        _limit_form()
        role = role_needed()
        forget_tries(database(), now())
        g.account = cookie.whose()
        if role != NOBODY and g.account is None:
            return _to_sign_in()
        if role != NOBODY and not g.account.may(role):
            abort(403)
        _csrf.protect()
        return None

    say_what_is_not_kept(staff)

    @staff.errorhandler(CSRFError)
    def form_is_old(_: CSRFError) -> ResponseReturnValue:
        """The page is of an earlier session: what was typed is offered again under this one."""
        return resume()


def role_needed() -> str:
    """The role that this request needs."""
    return str(getattr(_view(), "role", "viewer" if request.method in _LOOKS else "editor"))


def _view() -> Callable[..., Any]:
    return current_app.view_functions[request.endpoint or ""]


def _limit_form() -> None:
    largest = getattr(_view(), "largest_form", LARGEST_FORM)
    request.max_content_length = largest
    request.max_form_memory_size = min(largest, CARRYING_FORM)
    request.max_form_parts = MOST_PARTS


def _to_sign_in() -> ResponseReturnValue:
    if request.method in _LOOKS:
        return Response("", 303, {"Location": f"/staff/sign-in?next={quote(asked_for(), safe='')}"})
    return resume()


def set_up(app: Flask) -> None:
    """What the guard needs of the app: the cookie, the forms' token, and that nothing is stored."""
    cookie.set_up(app)
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # public forms carry none: see same_origin
        WTF_CSRF_TIME_LIMIT=None,  # it ends with the session
        WTF_CSRF_SSL_STRICT=False,  # same_origin looks at where a form stands
    )
    _csrf.init_app(app)

    @app.after_request
    def store_nothing(response: AnyResponse) -> AnyResponse:
        if is_of_the_staff(request.path):
            response.headers["Cache-Control"] = "no-store"
        return response
