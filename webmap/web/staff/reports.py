"""What families said: what they report to be wrong, and what they wish to know."""

from contextlib import suppress

from flask import Blueprint, Response, flash, render_template, request

from ...places.days import read_day
from ...places.errors import BadCell, NotUnderstood
from ...places.wish import anchor_of
from ...storage.database import StorageError
from ...words.dates import say_date, say_month
from ...words.desk import say_author, say_moment
from ...words.voices import say_wish, say_wrongs
from ...workflows.hear import (
    LONGEST_WORD,
    forget_what_is_over,
    heard_reports,
    heard_wishes,
    settle,
    settled_reports,
)
from ..house import database, desk_lines, house, now
from .guard import signed_in

reports = Blueprint("reports", __name__)

MOST = 100
"""Reports, and wishes, that one page shows."""


@reports.get("/reports")
def show() -> Response:
    """All that families said."""
    with suppress(StorageError):  # what families said is shown even when nothing can be written
        forget_what_is_over(database(), now())
    return _page()


@reports.post("/reports/<int:number>")
def settle_one(number: int) -> Response:
    """Settles a report with a word; without one, or when it cannot be kept, it is asked again."""
    word = request.form.get("word", "")
    say = house().say
    try:
        settle(database(), [number], word, signed_in().name, now())
        flash(say("staff.said.was_settled"))
    except NotUnderstood:
        flash(say("staff.said.gone"))
    except BadCell:
        wrong = say("staff.said.wrong_word", most=LONGEST_WORD)
        return _page(number, word, wrong, 422)
    except StorageError:
        return _page(number, word, say("staff.said.not_kept"), 503)
    return Response("", 303, {"Location": "/staff/reports"})


def _page(number: int = 0, word: str = "", wrong: str = "", status: int = 200) -> Response:
    say, db, lines, today = house().say, database(), desk_lines(), now().date()
    page = render_template(
        "staff/reports.html",
        reports=heard_reports(db, lines)[::-1],
        settled=settled_reports(db, lines),
        wishes=heard_wishes(db, lines),
        most=MOST,
        number=number,
        word=word,
        wrong=wrong,
        longest=LONGEST_WORD,
        anchor_of=anchor_of,
        wrongs=lambda report: say_wrongs(report.wrongs, say),
        wish=lambda what: say_wish(what, say),
        author=lambda who: say_author(who, say),
        moment=lambda kept: say_moment(kept, today, say),
        date=lambda day: say_date(day, say),
        month=lambda text: say_month(read_day(text), say),
    )
    return Response(page, status, mimetype="text/html")
