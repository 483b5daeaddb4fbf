"""What became of a record, act by act, and how it stood on a day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request

from ...words.dates import say_date
from ...words.history import (
    Line,
    Side,
    say_authors,
    say_label,
    say_line,
    say_side,
)
from ...workflows.history import ActOfRecord, AsOf, History, Labels, read_as_of, read_history
from ..house import database, house, now

history = Blueprint("history", __name__)


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act as the page shows it."""

    act: ActOfRecord
    time: str
    who: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field on a day beside today's; ``differs`` marks it."""

    label: str
    then: Side
    now: Side
    differs: bool


@history.get("/places/<key>/history")
def place_history(key: str) -> Response:
    """The history of a place with its site and its group."""
    return _history("place", key)


@history.get("/history/<of>/<key>")
def record_history(of: str, key: str) -> Response:
    """The history of a record of any sort."""
    return _history(of, key)


def history_path(of: str, key: str) -> str:
    """Where the history of a record is."""
    return f"/staff/places/{key}/history" if of == "place" else f"/staff/history/{of}/{key}"


def _history(of: str, key: str) -> Response:
    if request.args.get("day"):
        return _as_of(of, key, _day(request.args["day"]))
    only = request.args.get("field", "").rpartition("/")
    sort = only[0] or (of if only[2] else "")
    before = request.args.get("before", 0, type=int)
    found = read_history(database(), of, key, only=(sort, only[2]), before=before)
    if found is None:
        abort(404)
    page = render_template(
        "staff/history.html",
        of=of,
        key=key,
        name=found.names[of, key],
        days=_days(found, of),
        older=found.older,
        before=before,
        fields=_fields(found, of),
        chosen=request.args.get("field", ""),
        today=now().date().isoformat(),
        history_path=history_path,
    )
    return Response(page, mimetype="text/html")


def _days(found: History, of: str) -> list[tuple[str, list[ShownAct]]]:
    """The acts by day, newest first."""
    several = groupby(found.acts, key=lambda act: act.kept.date())
    return [(_say_day(day), [_show(act, found.names, of) for act in acts]) for day, acts in several]


def _show(act: ActOfRecord, names: Labels, of: str) -> ShownAct:
    say = house().say
    who = say_authors(dict.fromkeys(one.change.who for one in act.changes), names, say)
    lines = [say_line(*one, names, say, page=of) for one in reversed(act.changes)]
    return ShownAct(act, f"{act.kept:%H:%M}", who, lines)


def _fields(found: History, of: str) -> list[tuple[str, str]]:
    """What the history can be narrowed to: as it stands in the address, and in words."""
    return [
        (path if sort == of else f"{sort}/{path}", say_label(sort, path, house().say, page=of))
        for sort, path in found.fields
    ]


def _as_of(of: str, key: str, day: date) -> Response:
    found = read_as_of(database(), of, key, day)
    if found is None:
        abort(404)
    page = render_template(
        "staff/as_of.html",
        of=of,
        key=key,
        name=(found.then or found.record).text("name") or key,
        found=found,
        day=day.isoformat(),
        said_day=_say_day(day),
        fields=_shown_fields(found, of),
        history_path=history_path,
    )
    return Response(page, mimetype="text/html")


def _shown_fields(found: AsOf, of: str) -> list[ShownField]:
    say = house().say
    return [
        ShownField(
            say_label(one.of, one.path, say, page=of),
            say_side(one.path, one.then, found.names, say),
            say_side(one.path, one.now, found.names, say),
            one.then != one.now,
        )
        for one in found.fields
    ]


def _say_day(day: date) -> str:
    say = house().say
    return say("staff.history.day_said", year=day.year, date=say_date(day, say))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(400)
