"""What changed this week, and all of one act."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request

from ...storage.acts import act_of, changes_of
from ...words.dates import say_date
from ...words.history import (
    say_author,
    say_authors,
    say_fields,
    say_line,
    say_moment,
    say_record,
)
from ...workflows.history import author_source, names_for
from ...workflows.week import Week, WeekAct, read_week
from ..house import database, house, now
from .history import history_path

week = Blueprint("week", __name__)

ON_A_PAGE = 200
"""Changes of an act."""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """An act as the week tells it: ``records`` are (path, words, fields)."""

    told: WeekAct
    time: str
    who: str
    records: list[tuple[str, str, str]]


@week.get("/week")
def show_week() -> Response:
    """The week that ``?week=2026-W49`` names, else this one."""
    skip = max(0, request.args.get("skip", 0, type=int))
    found = read_week(database(), _asked_day(), skip)
    say, monday = house().say, found.monday
    page = render_template(
        "staff/week.html",
        week=found,
        monday=say_date(monday, say),
        sunday=say_date(monday + timedelta(days=6), say),
        number=monday.isocalendar(),
        days=[
            (say_date(day, say), [_tell(one, found) for one in acts])
            for day, acts in groupby(found.acts, key=lambda one: one.act.kept.date())
        ],
        previous=_name(monday - timedelta(days=7)),
        next=_name(monday + timedelta(days=7)) if monday + timedelta(days=7) <= _today() else "",
        own=_name(monday),
        skip=skip + len(found.acts),
        is_this=monday <= _today() < monday + timedelta(days=7),
        authors=[(say_author(who, found.names, say), count) for who, count in found.authors],
        records=[
            (history_path(*record), say_record(record, found.names, say), count)
            for record, count in found.records
            if count > 1
        ],
    )
    return Response(page, mimetype="text/html")


@week.get("/acts/<int:number>")
def show_act(number: int) -> Response:
    """All that one act changed, page by page."""
    act = act_of(database(), number)
    if act is None:
        abort(404)
    after = request.args.get("after", 0, type=int)
    found = [*changes_of(database(), act, oldest_first=True, after=after, most=ON_A_PAGE + 1)]
    shown, say = found[:ON_A_PAGE], house().say
    sources = {("source", source) for who in act.authors if (source := author_source(who))}
    names = names_for(database(), shown, sources)
    page = render_template(
        "staff/act.html",
        act=act,
        when=say_moment(act.kept, say),
        who=say_authors(act.authors, names, say),
        lines=[say_line(*one, names, say) for one in shown],
        older=shown[-1].number if len(found) > ON_A_PAGE else 0,
        history_path=history_path,
    )
    return Response(page, mimetype="text/html")


def _tell(one: WeekAct, found: Week) -> ToldAct:
    say = house().say
    records = [
        (
            history_path(record.of, record.key),
            say_record((record.of, record.key), found.names, say),
            say_fields(record.of, record.fields, say),
        )
        for record in one.records
    ]
    who = say_authors(one.act.authors, found.names, say)
    return ToldAct(one, f"{one.act.kept:%H:%M}", who, records)


def _asked_day() -> date:
    text = request.args.get("week")
    if not text:
        return _today()
    try:
        return date.fromisoformat(f"{text}-1")
    except ValueError:
        abort(400)


def _today() -> date:
    return now().date()


def _name(monday: date) -> str:
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02}"
