"""The cookie of the staff's session: it holds a random token, and what its forms are signed with.

It is gone when the browser is closed; how long its session lasts is the matter of ``sessions``.
"""

from urllib.parse import urlsplit

from flask import Flask, g, request, session
from flask.sessions import SecureCookieSessionInterface

from ...places.account import Account
from ...workflows.sessions import begin_session, end_session, who_is_signed_in
from ..house import database, house, now

NAME = "staff"
TOKEN = "token"
"""Under this name the cookie holds the token."""

_LOCAL = ("localhost", "127.0.0.1", "::1")


def whose() -> Account | None:
    """Whose session this browser holds, if it still goes on."""
    return who_is_signed_in(database(), _token(), now())


def begin(account: Account) -> None:
    """Begins a session in this browser; of what the cookie held before nothing remains."""
    end()
    session[TOKEN] = begin_session(database(), account.name, now())
    g.account = account


def end() -> None:
    """Ends the session of this browser, and with it every form that it has open."""
    if _token():
        end_session(database(), _token())
    session.clear()
    g.pop("csrf_token", None)
    g.account = None


def comes_back() -> bool:
    """Whether the browser will send the cookie, as far as we know: it does so by https only."""
    return _is_by_https() or _is_this_machine()


def came_back() -> bool:
    """Whether the browser sent one."""
    return NAME in request.cookies


def set_up(app: Flask) -> None:
    """The cookie as the app sends it."""
    app.config.update(
        SESSION_COOKIE_NAME=NAME,
        SESSION_COOKIE_PATH="/staff",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = _Cookies()


class _Cookies(SecureCookieSessionInterface):
    """The cookie travels by https only, but for plain http on this very machine."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return _is_by_https() or not _is_this_machine()


def _token() -> str:
    return str(session.get(TOKEN, ""))


def _is_by_https() -> bool:
    """A proxy that says nothing of it may call us by the name of this machine."""
    return request.is_secure or house().settings.address.startswith("https://")


def _is_this_machine() -> bool:
    return urlsplit(request.host_url).hostname in _LOCAL
