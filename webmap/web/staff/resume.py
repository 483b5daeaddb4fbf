"""A session that ends in the middle of a form loses nothing that was typed.

The form's fields travel through the sign-in as hidden fields of its page, and are offered to be
sent again. They stay between this browser and us; nothing of them is stored.
"""

from collections.abc import Iterator

from flask import Response, g, render_template
from werkzeug.datastructures import MultiDict

_OWN = frozenset({"csrf_token"})
CARRIED = "carried."
"""Before the name of a field that the sign-in only carries."""


def resume(path: str, form: MultiDict[str, str]) -> Response:
    """The page from which a form is sent (again): by whoever is signed in, or after signing in."""
    fields = [*_fields(form)]
    page = "staff/resume.html" if g.get("account") else "staff/sign_in.html"
    return Response(render_template(page, next=path, carried=fields), 401, mimetype="text/html")


def carried(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The fields that a form of the sign-in carries."""
    return MultiDict(
        (name.removeprefix(CARRIED), text)
        for name, text in form.items(multi=True)
        if name.startswith(CARRIED)
    )


def _fields(form: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in form.items(multi=True) if name not in _OWN)
