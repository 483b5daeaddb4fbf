"""Before the app: public pages that were asked for before, straight from their bytes.

What is kept is what the app itself answered, status and headers included, under all that such an
answer depends on. It is dropped as soon as the data changes or a day begins.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from ..places.errors import ForPeople
from ..storage.database import StorageError
from .staff.paths import is_of_the_staff

KEPT = "webmap.kept"
"""Set in the environment of a request whose answer may be given to everybody."""

MOST = 512
"""How many answers are kept; with more all are forgotten, and the app is asked again."""

State = Callable[[], Hashable]
"""Tells all that public answers depend on beside what is asked."""

_Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Answer:
    status: str
    headers: _Headers
    body: bytes


@dataclass(slots=True)
class Quick:
    """The app with its public answers kept in front of it."""

    app: WSGIApplication
    state: State
    _kept: tuple[Hashable, dict[Hashable, _Answer]] = field(default_factory=lambda: (None, {}))

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not _is_plain(environ):
            return self.app(environ, start)
        try:
            # before the app is asked: an answer may be newer than its state, never older
            state = self.state()
        except (ForPeople, StorageError):
            return self.app(environ, start)
        answers, asked = self._answers(state), _asked(environ)
        answer = answers.get(asked)
        if answer is None:
            return self._ask(environ, start, answers, asked)
        start(answer.status, [*answer.headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _answers(self, state: Hashable) -> dict[Hashable, _Answer]:
        """Those of the state. Whoever still holds those of an earlier one fills what is dropped."""
        kept, answers = self._kept
        if kept != state or len(answers) > MOST:
            answers = {}
            self._kept = state, answers
        return answers

    def _ask(
        self,
        environ: WSGIEnvironment,
        start: StartResponse,
        answers: dict[Hashable, _Answer],
        asked: Hashable,
    ) -> Iterable[bytes]:
        """The app's own answer; kept when it is for everybody."""
        said: tuple[str, _Headers] = "", []

        def noting(status: str, headers: _Headers, *error: Any) -> Callable[[bytes], object]:
            nonlocal said
            said = status, headers
            return start(status, headers, *error)

        body = self.app(environ, noting)
        status, headers = said
        if not _is_for_everybody(environ, headers):
            return body
        whole = _read(body)
        answers[asked] = _Answer(status, [one for one in headers if one[0] != "Date"], whole)
        return [whole]


def _is_plain(environ: WSGIEnvironment) -> bool:
    """Whether the answer depends on nothing but the state and what :func:`_asked` names. What is
    for the staff depends on who asks, whatever a view says of it."""
    asked = environ["REQUEST_METHOD"] in ("GET", "HEAD") and "HTTP_IF_MATCH" not in environ
    return asked and not is_of_the_staff(environ["PATH_INFO"])


def _is_for_everybody(environ: WSGIEnvironment, headers: _Headers) -> bool:
    own = any(name == "Set-Cookie" for name, _ in headers)
    return KEPT in environ and environ["REQUEST_METHOD"] == "GET" and not own


def _asked(environ: WSGIEnvironment) -> Hashable:
    return (
        environ.get("SCRIPT_NAME"),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING"),
        environ.get("HTTP_ACCEPT_ENCODING"),
        environ.get("HTTP_IF_NONE_MATCH"),
    )


def _read(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
