"""Where the staff begin: what waits for them."""

from flask import Blueprint, Response, render_template

start = Blueprint("start", __name__)


@start.get("/")
def begin() -> Response:
    """What is to be done today."""
    return Response(render_template("staff/start.html"), mimetype="text/html")
