"""What could not be kept is said, and all that was typed stands in the page to be sent again.

The disk is full, another writes for too long, or the database cannot be opened at all: nothing of
such a request was kept.
"""

from flask import Blueprint, Response, current_app, g, render_template, request

from ...storage.database import FULL, LOCKED, NotOpened, StorageError, trouble

_STATUSES = {FULL: 507, LOCKED: 503}
_CLOSED = "closed"
"""The database could not be opened."""
_SECONDS = "30"
"""After so many one may try again."""
_PASSWORDS = ("old_password", "password")
"""No page holds one that was typed: it is asked for again."""


def say_what_is_not_kept(staff: Blueprint) -> None:
    """Answers, for every view of the blueprint, what the storage could not do."""

    @staff.errorhandler(NotOpened)
    @staff.errorhandler(StorageError)
    def say(error: NotOpened | StorageError) -> Response:
        current_app.logger.error("%s: %s", request.url_rule, error)  # a path may hold a secret
        why = _CLOSED if isinstance(error, NotOpened) else trouble(error)
        g.setdefault("account", None)  # it is not known whose request this is
        page = render_template(
            "staff/not_kept.html",
            why=why,
            path=request.full_path.rstrip("?"),
            is_form=request.method == "POST",
            fields=_typed(),
            passwords=[name for name in _PASSWORDS if name in request.form],
            has_files=any(file.filename for file in request.files.values()),
        )
        status, headers = _STATUSES.get(why, 503), {"Retry-After": _SECONDS}
        return Response(page, status, headers, mimetype="text/html")


def _typed() -> list[tuple[str, str]]:
    """The fields of the form as they came, in their order."""
    fields = request.form.items(multi=True)
    return [(name, text) for name, text in fields if name not in {"csrf_token", *_PASSWORDS}]
