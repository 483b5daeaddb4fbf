"""An admin blanks a text for ever, after seeing everywhere that it stands."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, render_template, request

from ...places.changes import by_staff
from ...places.place import RECORDS
from ...storage.acts import RecordName
from ...words.history import (
    Names,
    say_author,
    say_label,
    say_moment,
    say_record,
    say_side,
)
from ...workflows.history import author_source, names_for
from ...workflows.redact import MOST_OTHERS, Asked, Done, Found, Holder, find_text, wipe_again
from ...workflows.redact import redact as blank
from ...workflows.what_to_redact import Choices, backups_to_destroy, read_choices
from ..house import database, house, now
from .guard import asks, signed_in
from .history import history_path

redact = Blueprint("redact", __name__)


@dataclass(frozen=True, slots=True)
class ShownHolder:
    """A record that tells the text, with what becomes of each field that tells it now."""

    name: str
    path: str
    changes: int
    fields: list[tuple[str, str]]


@redact.get("/changes/<int:number>/redact")
@asks("admin")
def look(number: int) -> Response:
    """What of a change may be blanked, and everywhere that it stands."""
    return _page(_choices(number), request.args.get("part", ""), 200)


@redact.post("/changes/<int:number>/redact")
@asks("admin")
def do(number: int) -> Response:
    """Looks where the text stands (its words must not be in an address), or blanks it, if the word
    for that was typed."""
    choices, chosen = _choices(number), request.form.get("part", "")
    if request.form.get("act") == "look":
        return _page(choices, chosen, 200)
    if request.form.get("act") == "wipe":
        return _told(choices, number, "wiped" if wipe_again(database()) else "not_wiped")
    if request.form.get("word", "").strip() != house().say("staff.redact.word"):
        return _page(choices, chosen, 422, wrong=True)
    who = by_staff(signed_in().name)
    done = blank(database(), _asked(choices, number, chosen), _too(), who, now())
    if not isinstance(done, Done):
        return _page(choices, chosen, 409)
    return _told(choices, number, "done" if done.wiped else "not_wiped")


def _told(choices: Choices, number: int, what: str) -> Response:
    """The page again, with what was done."""
    flash(house().say(f"staff.redact.{what}"))
    path = f"/staff/changes/{number}/redact?field={choices.field}"
    return Response("", 303, {"Location": path})


def _choices(number: int) -> Choices:
    field = request.values.get("field", "")
    choices = read_choices(database(), number, field)
    if choices is None:
        abort(404)
    return choices


def _asked(choices: Choices, number: int, chosen: str) -> Asked:
    side, _, part = chosen.partition(".")
    return Asked(number, choices.field, side, part, request.values.get("words", "").strip())


def _too() -> list[RecordName]:
    """Other records that were ticked."""
    named = (one.partition("/") for one in request.form.getlist("too"))
    return [(of, key) for of, _, key in named if of in RECORDS]


def _page(choices: Choices, chosen: str, status: int, *, wrong: bool = False) -> Response:
    several = [f"{one.side}.{one.part}" for one in choices.choices]
    if len(several) == 1 and not choices.blanked:
        chosen = several[0]
    asked = _asked(choices, _number(), chosen)
    found = find_text(database(), asked, _too()) if chosen in several else None
    say, names = house().say, _names(choices, found)
    blanked = choices.blanked
    page = render_template(
        "staff/redact.html",
        choices=choices,
        chosen=chosen,
        words=asked.words,
        label=say_label(choices.change.of, choices.field, say),
        name=say_record((choices.change.of, choices.change.key), names, say),
        back=history_path(choices.change.of, choices.change.key),
        found=found,
        holders=[_show(one, names) for one in found.holders] if found else [],
        needed=_needed(found, names) if found else [],
        others=_others(found, names) if found else [],
        backups=[
            (one.path, say_moment(one.kept, say)) for one in backups_to_destroy(database(), choices)
        ],
        blanked_by=say_author(blanked.change.who, names, say) if blanked else "",
        blanked_when=say_moment(blanked.change.kept, say) if blanked else "",
        ticked={f"{of}/{key}" for of, key in _too()},
        wrong=wrong,
    )
    return Response(page, status, mimetype="text/html")


def _show(holder: Holder, names: Names) -> ShownHolder:
    say, (of, _) = house().say, holder.record
    fields = [
        (
            say_label(of, path, say),
            say_side(path, left, names, say).words if left else say("staff.redact.nothing_left"),
        )
        for path, left in holder.fields
    ]
    name = say_record(holder.record, names, say)
    return ShownHolder(name, history_path(*holder.record), holder.changes, fields)


def _needed(found: Found, names: Names) -> list[str]:
    say = house().say
    return [
        say(
            "staff.redact.needed_field",
            name=say_record(record, names, say),
            field=say_label(record[0], path, say),
        )
        for record, path in found.needed
    ]


def _others(found: Found, names: Names) -> list[tuple[str, str, str]]:
    """Other records that hold the text: what a tick sends, the address, the name."""
    return [
        (f"{of}/{key}", history_path(of, key), say_record((of, key), names, house().say))
        for of, key in found.others[:MOST_OTHERS]
    ]


def _names(choices: Choices, found: Found | None) -> Names:
    records = {(choices.change.of, choices.change.key)}
    if found:
        records |= {one.record for one in found.holders} | {*found.others[:MOST_OTHERS]}
    if choices.blanked and (source := author_source(choices.blanked.change.who)):
        records.add(("source", source))
    return names_for(database(), [], records)


def _number() -> int:
    return int((request.view_args or {})["number"])
