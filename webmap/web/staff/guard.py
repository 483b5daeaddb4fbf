"""Nobody passes who is not signed in, or whose role does not reach. Nothing here is ever cached.

Looking needs a viewer, sending a form an editor; a view says otherwise by :func:`asks`.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from ...places.account import Account
from ...workflows.sessions import who_is_signed_in
from ..house import database, now
from .resume import resume

View = TypeVar("View", bound=Callable[..., Any])

TOKEN = "token"
"""Under this name the session's cookie holds the token."""
NOBODY = ""
LARGEST_FORM = 2 * 1024 * 1024
"""Bytes: every field of a place with note, source and day."""
MOST_PARTS = 10_000

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
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
        request.max_content_length = getattr(_view(), "largest_form", LARGEST_FORM)
        request.max_form_memory_size = LARGEST_FORM
        request.max_form_parts = MOST_PARTS
        role = role_needed()
        g.account = who_is_signed_in(database(), str(session.get(TOKEN, "")), now())
        if role == NOBODY:
            _csrf.protect()
            return None
        if g.account is None:
            return _to_sign_in()
        if not g.account.may(role):
            abort(403)
        _csrf.protect()
        return None

    @staff.errorhandler(CSRFError)
    def form_is_old(_: CSRFError) -> ResponseReturnValue:
        """The page is of an earlier session: what was typed is offered again under this one."""
        return resume(request.full_path.rstrip("?"), request.form)


def role_needed() -> str:
    """The role that this request needs."""
    usual = "viewer" if request.method in ("GET", "HEAD", "OPTIONS") else "editor"
    return str(getattr(_view(), "role", usual))


def _view() -> Callable[..., Any]:
    return current_app.view_functions[request.endpoint or ""]


def _to_sign_in() -> ResponseReturnValue:
    path = request.full_path.rstrip("?")
    if request.method in ("GET", "HEAD"):
        return Response("", 303, {"Location": f"/staff/sign-in?next={quote(path, safe='')}"})
    return resume(path, request.form)


class _Cookies(SecureCookieSessionInterface):
    """The cookie travels by https only, but for plain http on this very machine."""

    def get_cookie_secure(self, app: Flask) -> bool:
        local = request.host.rpartition(":")[0] or request.host
        return request.is_secure or local not in _LOCAL


def set_up(app: Flask) -> None:
    """What the guard needs of the app: the cookie, the forms' token, and that nothing is stored."""
    app.config.update(
        SESSION_COOKIE_NAME="staff",
        SESSION_COOKIE_PATH="/staff",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,  # public forms carry none: see same_origin
        WTF_CSRF_TIME_LIMIT=None,  # it ends with the session
        WTF_CSRF_SSL_STRICT=False,  # same_origin looks at where a form stands
    )
    app.session_interface = _Cookies()
    _csrf.init_app(app)

    @app.after_request
    def store_nothing(response: AnyResponse) -> AnyResponse:
        if request.path == "/staff" or request.path.startswith("/staff/"):
            response.headers["Cache-Control"] = "no-store"
        return response
