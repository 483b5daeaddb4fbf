"""Signing in and out."""

from flask import Blueprint, Response, render_template, request, session

from ...workflows.sessions import end_session
from ..house import database
from .guard import NOBODY, TOKEN, asks

sign_in = Blueprint("sign_in", __name__)


@sign_in.get("/sign-in")
@asks(NOBODY)
def form() -> Response:
    """The form to sign in."""
    page = render_template("staff/sign_in.html", next=request.args.get("next", ""), carried=[])
    return Response(page, mimetype="text/html")


@sign_in.post("/sign-out")
@asks("viewer")
def sign_out() -> Response:
    """Signs out in this browser."""
    end_session(database(), str(session.get(TOKEN, "")))
    session.clear()
    return Response("", 303, {"Location": "/staff/sign-in"})
