"""Errors as pages for people: what happened and where to go on."""

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException

_KNOWN = {400, 403, 404, 405, 410, 413, 429, 500}


def add_to(app: Flask) -> None:
    """Answers every error with a page in plain words, never with a traceback."""

    @app.errorhandler(HTTPException)
    def show(error: HTTPException) -> Response:
        code = error.code or 500
        said = code if code in _KNOWN else 404 if code < 500 else 500
        page = render_template("public/error.html", said=said)
        headers = {} if code != 405 else dict(error.get_headers())
        headers.pop("Content-Type", None)
        return Response(page, code, headers, mimetype="text/html")
