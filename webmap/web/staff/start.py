"""Where the staff begin: what waits for them."""

from flask import Blueprint, Response, render_template

from ...places.freshness import is_old
from ...places.wish import anchor_of
from ...words.dates import say_date, say_month
from ...words.day_changes import say_exception
from ...words.desk import say_questions
from ...words.voices import say_wish, say_wrongs
from ...workflows.what_waits import Call, what_waits
from ..house import database, desk_lines, house, now

start = Blueprint("start", __name__)


@start.get("/")
def begin() -> Response:
    """What is to be done today."""
    say, today = house().say, now().date()
    page = render_template(
        "staff/start.html",
        waits=what_waits(database(), desk_lines(), now()),
        date=say_date(today, say),
        questions=lambda call: say_questions(call.line, _counts(call), say),
        is_old=lambda line: is_old(line.day, today),
        month=lambda day: say_month(day, say),
        exception=lambda one: say_exception(one.day, one.exception, say),
        anchor_of=anchor_of,
        wish=lambda what: say_wish(what, say),
        wrongs=lambda report: say_wrongs(report.wrongs, say),
    )
    return Response(page, mimetype="text/html")


def _counts(call: Call) -> dict[str, int]:
    return {one.wished.what: one.wished.count for one in call.wishes}
