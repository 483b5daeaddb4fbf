"""The history of a record in words: who did what when, and each field before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..places.changes import FILE, GEOCODER, TABLES, Change, is_blanked, is_person
from ..places.fields import LISTED
from ..places.record import Said, Statement
from ..places.redacted import Redacted
from . import desk
from .changes import say_field, say_undated
from .dates import say_date, say_day
from .phrases import Phrases

_SEVERAL = frozenset({"schedule", "photo", *LISTED})
"""Fields of which a place has as many as it has: one that is not there is not unknown."""

Names = Mapping[tuple[str, str], str]
"""What the staff call records, by sort and key."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a statement says, and who says it as of which day. ``state`` is empty, ``unknown`` or
    ``blanked``."""

    words: str
    told: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SaidField:
    """One field of a record: its path, its name, what is said."""

    path: str
    field: str
    side: Side


@dataclass(frozen=True, slots=True)
class Line:
    """A change in words. ``name`` is that of its record, ``label`` names the field with the sort of
    record where that is another than the page's.

    ``same`` says that the words stayed and only source, day or the like changed. Of a record that
    was made ``made`` holds every field. ``back`` says that it can be taken back.
    """

    number: int
    of: str
    key: str
    path: str
    name: str
    label: str
    old: Side
    new: Side
    same: bool = False
    made: tuple[SaidField, ...] = ()
    whole: bool = False
    back: bool = True


def say_moment(moment: datetime, say: Phrases) -> str:
    """「2026年12月4日（金）16:20」."""
    date = say_date(moment.date(), say)
    return say("staff.history.moment", year=moment.year, date=date, time=f"{moment:%H:%M}")


def say_author(who: str, names: Names, say: Phrases) -> str:
    """Who made a change: an account's name, our tables, a file or a geocoder with its source."""
    for head, form in ((FILE, "file"), (GEOCODER, "geocoder")):
        if who.startswith(head):
            source = who[len(head) :]
            return say(f"staff.history.by_{form}", name=names.get(("source", source), source))
    return desk.say_author(who, say)


def say_authors(several: Iterable[str], names: Names, say: Phrases) -> str:
    """Who made an act: its persons; without any, its files; else whoever it was."""
    authors = [*several]
    ranks = [
        [one for one in authors if is_person(one)],
        [one for one in authors if one.startswith(FILE)],
        [one for one in authors if one == TABLES],
        authors,
    ]
    first = next(rank for rank in ranks if rank)
    return say("marker.join").join(say_author(one, names, say) for one in first)


def say_line(number: int, change: Change, names: Names, say: Phrases, *, page: str = "") -> Line:
    """A change in words; ``page`` is the sort of record that the page is of."""
    shown = (number, change.of, change.key, change.field)
    name = names.get((change.of, change.key), change.key)
    if not change.field:
        label = say(f"staff.made.{change.of}")
        made = say_said(change.of, change.new, names, say, page=page)
        blank = Side("")
        return Line(*shown, name, label, blank, blank, made=made, whole=True)
    label = say_label(change.of, change.field, say, page=page)
    old, new = (say_side(change.field, state, names, say) for state in (change.old, change.new))
    back = not (is_blanked(change.old) or is_blanked(change.new)) and change.old != change.new
    same = old.words == new.words
    return Line(*shown, name, label, old, new, same=same, back=back)


def say_said(
    of: str, state: Statement | Said | None, names: Names, say: Phrases, *, page: str = ""
) -> tuple[SaidField, ...]:
    """All that is said of a record, field by field."""
    if state is None or isinstance(state, Statement):
        return ()
    return tuple(
        SaidField(path, say_label(of, path, say, page=page), say_side(path, one, names, say))
        for path, one in state.items()
    )


def say_label(of: str, path: str, say: Phrases, *, page: str = "") -> str:
    """The name of a field, with the sort of its record where the page is of another."""
    field = say_field(path, say)
    return field if page in ("", of) else say(f"staff.field_of.{of}", field=field)


def say_side(path: str, state: Statement | Said | None, names: Names, say: Phrases) -> Side:
    """One side of a change: the words, and who says so as of which day."""
    if not isinstance(state, Statement):
        return Side(_say_nothing(path, say), state="unknown")
    if isinstance(state.value, Redacted):
        return Side(say("change.blanked"), state="blanked")
    head = path.partition(".")[0]
    called = {key: name for (of, key), name in names.items() if of == head}
    words = say_undated(path, state, say, called)
    return Side(words, say_provenance(state, names, say), "blanked" if is_blanked(state) else "")


def _say_nothing(path: str, say: Phrases) -> str:
    """What it means that nothing is said: of most fields that it is not known."""
    head = path.partition(".")[0]
    if head == "exception":
        return say("staff.history.usual")
    return say("staff.history.none_of_it" if head in _SEVERAL else "staff.history.unknown")


def say_provenance(statement: Statement, names: Names, say: Phrases) -> str:
    """「くにたち子ども食堂一覧・2026年7月29日の情報・2026年8月に たしかめた」."""
    parts = [names.get(("source", key), key) for key in statement.sources]
    if statement.day.known:
        parts.append(say("staff.history.day_of", day=say_day(statement.day, say)))
    if statement.confirmed.known:
        parts.append(say("staff.history.confirmed", day=say_day(statement.confirmed, say)))
    if statement.visibility == "print":
        parts.append(say("staff.history.print"))
    return say("staff.history.join").join(parts)


def say_record(record: tuple[str, str], names: Names, say: Phrases) -> str:
    """「ぐるぐる食堂」「建物 国立市東1-1」: a place by its name alone."""
    of, key = record
    name = names.get(record, key)
    return name if of == "place" else say("staff.named", of=say(f"staff.of.{of}"), name=name)


def say_fields(of: str, fields: Iterable[str], say: Phrases) -> str:
    """「でんわ、ひらく日 1」; of a record that was made, that it was."""
    words = (say_field(field, say) if field else say(f"staff.made.{of}") for field in fields)
    return say("marker.join").join(words)
