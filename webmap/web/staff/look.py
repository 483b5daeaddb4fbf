"""The column beside the edit form, made anew while somebody types. Nothing is kept."""

from flask import Blueprint, Response, abort, render_template, request

from ...places.errors import NotUnderstood
from ...places.month import Month, is_shown, month_of, read_month
from ...workflows.look_at_form import NoPlace, look_at_form
from ..house import database, house, now
from .guard import asks

look = Blueprint("look", __name__)


@look.post("/places/<key>/look")
@asks("viewer")
def look_at(key: str) -> Response:
    """How the place would look if the form were saved as it stands: pieces of the page."""
    cells = request.form.to_dict(flat=False)
    try:
        seen = look_at_form(database(), key, cells, house().finder, now(), asked_month())
    except NoPlace:
        abort(404)
    except NotUnderstood:
        abort(400)
    return Response(render_template("staff/looked.html", look=seen), mimetype="text/html")


def asked_month() -> Month:
    """The month to show: the one that is turned to, the one that was shown, or this one."""
    today = now().date()
    months = (read_month(request.form.get(name, "")) for name in ("to_month", "month"))
    shown = (month for month in months if month and is_shown(month, today))
    return next(shown, month_of(today))
