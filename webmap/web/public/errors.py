"""Errors as pages for people: what happened and where to go on."""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from ..staff.paths import is_of_the_staff

_KNOWN = {
    "public": {400, 403, 404, 405, 410, 413, 429, 500},
    "staff": {400, 403, 404, 405, 413, 500},
}
"""What is said in words of its own; the rest as 404 or 500."""


def add_to(app: Flask) -> None:
    """Answers every error with a page in plain words, never with a traceback."""

    @app.errorhandler(HTTPException)
    def show(error: HTTPException) -> Response:
        code = error.code or 500
        side = "staff" if is_of_the_staff(request.path) else "public"
        said = code if code in _KNOWN[side] else 404 if code < 500 else 500
        page = render_template(f"{side}/error.html", said=said)
        headers = {} if code != 405 else dict(error.get_headers())
        headers.pop("Content-Type", None)
        return Response(page, code, headers, mimetype="text/html")
