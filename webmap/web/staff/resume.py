"""A session that ends in the middle of a form loses nothing that was typed.

The form's fields travel through the sign-in as hidden fields of its page, and are offered to be
sent again. They stay between this browser and us; nothing of them is stored. Which files were
chosen no page can fill in again: that is said.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, g, render_template, request

from . import cookie
from .paths import asked_for, own

CARRIED = "carried."
"""Before the name of a field that the sign-in only carries."""
CARRIES, FIELDS, FILES = "carries", "fields", "files"
"""The field of the sign-in that says that it carries a form, and whether one with files."""

_NOT_CARRIED = frozenset({"csrf_token", "password", "old_password"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that waits to be sent to a path; ``files``: some were chosen in it."""

    path: str
    fields: list[tuple[str, str]]
    files: bool


def resume() -> Response:
    """The page from which this request's form is sent again: by whoever is signed in, or after
    signing in."""
    fields = request.form.items(multi=True)
    typed = [(name, text) for name, text in fields if name not in _NOT_CARRIED]
    form = Waiting(asked_for(), typed, any(file.filename for file in request.files.values()))
    page = resume_page(form) if g.get("account") else entry_page(form.path, form)
    return Response(page, 401, mimetype="text/html")


def carried() -> Waiting | None:
    """The form that this request, a sign-in, carries."""
    asked = request.form
    if CARRIES not in asked:
        return None
    fields = [
        (name.removeprefix(CARRIED), text)
        for name, text in asked.items(multi=True)
        if name.startswith(CARRIED)
    ]
    return Waiting(own(asked.get("next", "")), fields, asked[CARRIES] == FILES)


def resume_page(form: Waiting) -> str:
    """Offers a form to be sent (again)."""
    return render_template("staff/resume.html", form=form)


def entry_page(
    path: str,
    form: Waiting | None = None,
    fault: str = "",
    name: str = "",
    until: datetime | None = None,
) -> str:
    """The page to sign in, which then leads to a path, or to a form that waits.

    ``fault`` is ``wrong``, ``shut`` (``until`` when), ``cookie`` or ``old``.
    """
    return render_template(
        "staff/sign_in.html",
        path=path,
        form=form,
        fault=fault,
        name=name,
        until=until,
        comes_back=cookie.comes_back(),
    )
