"""One change or a whole act is taken back, after it was shown what that would do."""

from flask import Blueprint, Response, abort, flash, render_template, request

from ...places.changes import Change, by_staff
from ...storage.acts import Kept
from ...words.history import Names
from ...words.undoing import say_back, say_obstacle
from ...workflows.history import author_source, names_for
from ...workflows.undo import Asked, Undoing, look_at_undo, undo_changes
from ..house import database, house, now
from .guard import asks, signed_in
from .history import history_path

undo = Blueprint("undo", __name__)


@undo.get("/changes/<int:number>/undo")
@asks("editor")
def look_at_change(number: int) -> Response:
    """What taking back one change would do."""
    return _look(_asked(number, whole=False))


@undo.post("/changes/<int:number>/undo")
def take_back_change(number: int) -> Response:
    """Takes back one change."""
    return _take_back(_asked(number, whole=False))


@undo.get("/acts/<int:number>/undo")
@asks("editor")
def look_at_act(number: int) -> Response:
    """What taking back a whole act would do."""
    return _look(_asked(number, whole=True))


@undo.post("/acts/<int:number>/undo")
def take_back_act(number: int) -> Response:
    """Takes back a whole act."""
    return _take_back(_asked(number, whole=True))


def _asked(number: int, *, whole: bool) -> Asked:
    return Asked(number, whole, by_staff(signed_in().name), house().say("staff.undo.reason"))


def _look(asked: Asked) -> Response:
    undoing = look_at_undo(database(), asked, now())
    if undoing is None:
        abort(404)
    return _page(asked, undoing, 200)


def _take_back(asked: Asked) -> Response:
    undoing = undo_changes(database(), house().settings.data, asked, now())
    if undoing is None:
        abort(404)
    if not undoing.number:
        return _page(asked, undoing, 409)
    flash(house().say("staff.undo.done", count=f"{undoing.count:,}"))
    return Response("", 303, {"Location": f"/staff/acts/{undoing.number}?undone=1"})


def _page(asked: Asked, undoing: Undoing, status: int) -> Response:
    say, names = house().say, _names(undoing)
    page = render_template(
        "staff/undo.html",
        asked=asked,
        undoing=undoing,
        lines=say_back(undoing.changes, names, say),
        obstacles=[
            say_obstacle(one.what, one.who, one.when, names, say) for one in undoing.obstacles
        ],
        back=request.referrer if status == 200 and _is_ours(request.referrer) else None,
        history_path=history_path,
    )
    return Response(page, status, mimetype="text/html")


def _names(undoing: Undoing) -> Names:
    changes: list[Change] = [*undoing.changes, *(one.what.change for one in undoing.obstacles)]
    sources = {
        ("source", source) for one in undoing.obstacles if (source := author_source(one.who))
    }
    return names_for(database(), [Kept(0, change) for change in changes], sources)


def _is_ours(address: str | None) -> bool:
    return bool(address) and str(address).startswith(request.host_url)
