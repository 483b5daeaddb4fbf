"""An admin blanks a text for ever, in every place where it is stored.

The history keeps who, when and which field. What stands loses the text by a change of its own, so
that a record is still what its changes fold to, and no file fills the field again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..places.agreement import agrees
from ..places.changes import Change
from ..places.photo import Photo
from ..places.record import Record, Statement
from ..places.redaction import (
    SHORTEST_WORD,
    Secret,
    needed_fields,
    redacted,
    telling_fields,
    without,
)
from ..storage import redaction as stored
from ..storage.acts import RecordName, later
from ..storage.changes import history, keep_changes, read_record
from ..storage.database import Database, writing
from ..storage.photos import drop_photo
from ..storage.redaction import HeldRow
from .history import with_kin
from .what_to_redact import Choice, Choices, read_choices

MOST_OTHERS = 100
"""So many other records that hold the text are named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which text: that of a part (value, note …) of one side (old, new) of the change with a
    number; ``field`` names it where the change is of a whole record. ``words`` are some words of
    the text, where those alone are to be looked for."""

    number: int
    field: str
    side: str
    part: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that tells the secret: in how many changes, and which fields tell it as it stands,
    each with what will be left (None for nothing). ``needed`` must be changed first."""

    record: RecordName
    changes: int
    fields: tuple[tuple[str, Statement | None], ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everywhere that the text stands."""

    secret: Secret
    holders: tuple[Holder, ...]
    rows: tuple[HeldRow, ...]
    reports: tuple[int, ...]
    answers: tuple[str, ...]
    others: tuple[RecordName, ...] = ()

    @property
    def needed(self) -> list[tuple[RecordName, str]]:
        """The fields that must be changed first."""
        return [(one.record, path) for one in self.holders for path in one.needed]


@dataclass(frozen=True, slots=True)
class Done:
    """What was blanked; ``wiped`` says that the bytes are gone from the file too."""

    found: Found
    wiped: bool


def find_text(
    db: Database, asked: Asked, too: Sequence[RecordName] = (), *, elsewhere: bool = True
) -> Found | None:
    """Everywhere that the text stands; ``too`` are other records that are to lose it as well.

    ``elsewhere`` looks through all other records too. None when there is no such text.
    """
    chosen = _choice(db, asked)
    if chosen is None:
        return None
    choices, choice = chosen
    change = choices.change
    secret = Secret(choice.texts, change.of, choices.field)
    if asked.words:
        secret = replace(secret, texts=(asked.words,), shortest=SHORTEST_WORD)
    if not secret.is_said(change.of, choices.field, choice.texts):
        return None  # these are no words of it
    records = _records(db, (change.of, change.key), too)
    holders = tuple(_holders(db, secret, records))
    places = [key for of, key in records if of == "place"]
    sources = {key for one in _telling(db, secret, records) for key in one.sources}
    others = _others(db, secret, records) if elsewhere else []
    return Found(
        secret,
        holders,
        tuple(_rows(db, secret, places, sources)),
        tuple(one for place in places for one in stored.reports_that_tell(db, place, secret.is_in)),
        tuple(stored.answers_that_tell(db, _asked_of(secret))),
        tuple(others),
    )


def redact(
    db: Database, asked: Asked, too: Sequence[RecordName], who: str, now: datetime
) -> Done | Found | None:
    """Blanks the text in one transaction and wipes it from the file.

    Nothing is done when a field that a record cannot do without tells it: then the answer is what
    was found, with those in ``needed``. None when there is no such text.
    """
    stored.begin_wiping(db)
    with writing(db):
        found = find_text(db, asked, too, elsewhere=False)
        if found is None or found.needed:
            return found
        _blank(db, found, who, later(db, now))
    return Done(found, stored.wipe(db))


def wipe_again(db: Database) -> bool:
    """Wipes the file once more, where somebody stood in the way of it; False when it is so still."""
    stored.begin_wiping(db)
    return stored.wipe(db)


def _blank(db: Database, found: Found, who: str, kept: datetime) -> None:
    changes: list[Change] = []
    with stored.altering_history(db):
        for holder in found.holders:
            changes += _blank_record(db, found.secret, holder.record, who, kept)
    keep_changes(db, changes)
    stored.blank_rows(db, found.rows)
    stored.blank_reports(db, found.reports)
    stored.drop_answers(db, found.answers)


def _blank_record(
    db: Database, secret: Secret, name: RecordName, who: str, kept: datetime
) -> Iterator[Change]:
    """Blanks the history of a record and the record; the changes that say so, field by field."""
    of, key = name
    stood = read_record(db, of, key)
    blank = _blanker(secret, of)
    touched = stored.blank_history(db, name, blank)
    stored.blank_record(db, name, blank)
    _drop_pictures(db, touched, blank)
    for path in dict.fromkeys(
        (*(path for path, _ in touched), *(telling_fields(secret, stood) if stood else ()))
    ):
        statement = stood.said.get(path) if stood else None
        old = blank(path, statement) if statement else None
        new = without(secret, of, path, statement) if statement else None
        yield Change(of, key, path, old, new, kept, who)


def _drop_pictures(
    db: Database,
    touched: Iterable[tuple[str, Statement]],
    blank: Callable[[str, Statement], Statement],
) -> None:
    """A picture goes with its words: whoever blanks them has a reason not to show it any more."""
    for path, statement in touched:
        photo = statement.value
        if isinstance(photo, Photo) and blank(path, statement).value != photo:
            drop_photo(db, photo.file)


def _blanker(secret: Secret, of: str) -> Callable[[str, Statement], Statement]:
    return lambda path, statement: redacted(secret, of, path, statement)


# -- where it stands


def _choice(db: Database, asked: Asked) -> tuple[Choices, Choice] | None:
    choices = read_choices(db, asked.number, asked.field)
    several = choices.choices if choices else ()
    found = next((one for one in several if (one.side, one.part) == (asked.side, asked.part)), None)
    return (choices, found) if choices and found else None


def _records(db: Database, name: RecordName, too: Sequence[RecordName]) -> list[RecordName]:
    record = read_record(db, *name)
    own = with_kin(record) if record else iter([name])
    return list(dict.fromkeys((*own, *too)))


def _holders(db: Database, secret: Secret, records: Iterable[RecordName]) -> Iterator[Holder]:
    for name in records:
        record = read_record(db, *name)
        count = sum(_tells(secret, change) for change in history(db, *name))
        fields = tuple(_left(secret, record)) if record else ()
        needed = tuple(needed_fields(secret, record)) if record else ()
        if count or fields:
            yield Holder(name, count, fields, needed)


def _left(secret: Secret, record: Record) -> Iterator[tuple[str, Statement | None]]:
    for path in telling_fields(secret, record):
        yield path, without(secret, record.of, path, record.said[path])


def _tells(secret: Secret, change: Change) -> bool:
    return any(secret.parts(change.of, path, one) for path, one in _statements(change))


def _telling(db: Database, secret: Secret, records: Iterable[RecordName]) -> Iterator[Statement]:
    for name in records:
        for change in history(db, *name):
            for path, one in _statements(change):
                if secret.parts(change.of, path, one):
                    yield one


def _statements(change: Change) -> Iterator[tuple[str, Statement]]:
    for state in (change.old, change.new):
        if isinstance(state, Statement):
            yield change.field, state
        elif state is not None:
            yield from state.items()


def _rows(
    db: Database, secret: Secret, places: Sequence[str], sources: set[str]
) -> Iterator[HeldRow]:
    """The kept rows that tell it, however it is spelled: of a place, those by which it came."""
    for row in stored.rows_in_question(db, places, secret.texts):
        if (row.of_place and row.source in sources) or secret.is_in(row.text):
            yield row


def _asked_of(secret: Secret) -> Callable[[str, str], bool]:
    """Whether an address that a geocoder was asked for tells it, or what it answered."""

    def tells(address: str, rest: str) -> bool:
        same = secret.field == "address" and agrees("address", address, secret.texts[0])
        return same or secret.is_in(address) or secret.is_in(rest)

    return tells


def _others(db: Database, secret: Secret, records: Sequence[RecordName]) -> list[RecordName]:
    if secret.is_short:
        return []
    return [one for one in stored.records_that_hold(db, secret.texts) if one not in records]
