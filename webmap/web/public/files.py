"""Styles, scripts, signs and the drawing of the city."""

from flask import Blueprint, Response, abort

from ..answers import answer
from ..house import house
from ..static_files import YEAR

files = Blueprint("files", __name__)


@files.get("/static/<version>/<path:name>")
def static_file(version: str, name: str) -> Response:
    """One of our files. Under today's version it may be kept for good."""
    current = house().files.version
    return _file(name, max_age=YEAR if version == current else 0)


@files.get("/favicon.ico")
def favicon() -> Response:
    """For those who ask without reading the page."""
    return _file("icons/mark.svg")


def _file(name: str, max_age: int = 0) -> Response:
    furnished = house()
    if not furnished.files.has(name):
        abort(404)
    key = "static", furnished.files.version, name
    return answer(furnished.answers.get(key, lambda: furnished.files.body(name)), max_age=max_age)
