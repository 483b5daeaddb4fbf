"""Blanking a text for ever: where it stands in what is said, and what is left without it.

A text is the same however its width, case, kana and hyphens are written; a telephone number also
by its digits alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .errors import BadCell
from .fields import read_value, write_value
from .folding import fold
from .location import Location
from .record import Record, Statement
from .redacted import BLANKED, REDACTED, Redacted

VALUE, NOTE = "value", "note"
SHORTEST = 3
"""Characters: a shorter text would be found in too many others."""
SHORTEST_WORD = 2
"""Of a word that somebody asks for, as a surname."""

_TYPED = frozenset({VALUE, "reason", "alt", "credit", NOTE})
"""Parts of a statement that hold what somebody typed."""
_CLOSED = frozenset(
    {
        *("categories", "standing", "drop_in", "hidden", "fact", "stages", "booking"),
        *("booking_way", "tour", "accepting", "city", "since", "ages", "capacity"),
        *("group", "site", "schedule", "fee", "layout"),
        *("persons", "topics", "area", "basis"),
    }
)
"""Fields whose values are words of a list, numbers, days or keys: they tell nothing of a person."""
_PHONE = re.compile(r"[#0-9() -]{9,}")
_FEWEST_DIGITS = 9


def parts_of(field: str, statement: Statement) -> dict[str, tuple[str, ...]]:
    """The parts of a statement that may be blanked, with their texts; a point is its two numbers."""
    value = statement.value
    if isinstance(value, Redacted):
        return {}
    parts: dict[str, tuple[str, ...]] = {}
    if isinstance(value, Location):
        parts[VALUE] = value.lat, value.lon
    elif field.partition(".")[0] not in _CLOSED:
        cells = write_value(value).items()
        parts |= {name: (text,) for name, text in cells if text and name in _TYPED}
    if statement.note and statement.note != BLANKED:
        parts[NOTE] = (statement.note,)
    return parts


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is to be blanked: ``texts`` stand together (one, or the numbers of a point);
    ``of`` and ``field`` are where it was found first. One shorter than ``shortest`` is blanked only
    where it is all that this field says."""

    texts: tuple[str, ...]
    of: str
    field: str
    shortest: int = SHORTEST

    @property
    def is_short(self) -> bool:
        """Whether it is too short to be looked for within other texts."""
        return any(len(fold(text)) < self.shortest for text in self.texts)

    def is_in(self, text: str) -> bool:
        """Whether a text of any sort tells it."""
        if self.is_short:
            return False
        return all(_tells(text, one) for one in self.texts)

    def is_said(self, of: str, field: str, texts: Iterable[str]) -> bool:
        """Whether a part of a statement tells it."""
        several = [*texts]
        if self.is_short:
            own = (of, field) == (self.of, self.field)
            return own and [*map(fold, several)] == [*map(fold, self.texts)]
        return self.is_in("\n".join(several))

    def parts(self, of: str, field: str, statement: Statement) -> list[str]:
        """The parts of a statement that tell it."""
        several = parts_of(field, statement).items()
        return [name for name, texts in several if self.is_said(of, field, texts)]


def redacted(secret: Secret, of: str, field: str, statement: Statement) -> Statement:
    """What is left of a statement in the history; the same where it does not tell the secret."""
    parts = secret.parts(of, field, statement)
    if not parts:
        return statement
    return replace(statement, note=BLANKED) if parts == [NOTE] else Statement(REDACTED)


def without(secret: Secret, of: str, field: str, statement: Statement) -> Statement | None:
    """What still stands of a statement without the secret; None when nothing can."""
    parts = secret.parts(of, field, statement)
    note = "" if NOTE in parts else statement.note
    if parts in ([], [NOTE]):
        return replace(statement, note=note)
    if VALUE in parts:
        return None
    cells = {
        name: "" if name in parts else text for name, text in write_value(statement.value).items()
    }
    try:
        return replace(statement, value=read_value(of, field, cells), note=note)
    except BadCell:
        return None


def telling_fields(secret: Secret, record: Record) -> Iterator[str]:
    """The fields of a record that tell the secret as it stands."""
    for field, statement in record.said.items():
        if secret.parts(record.of, field, statement):
            yield field


def needed_fields(secret: Secret, record: Record) -> Iterator[str]:
    """Those of them without which the record cannot be: they must be changed first."""
    for field in telling_fields(secret, record):
        left = without(secret, record.of, field, record.said[field])
        if left is None and field in record.required:
            yield field


def _tells(text: str, secret: str) -> bool:
    if fold(secret) in fold(text):
        return True
    digits = _digits(secret)
    is_phone = len(digits) >= _FEWEST_DIGITS and _PHONE.fullmatch(secret.strip())
    return bool(is_phone) and digits in _digits(text)


def _digits(text: str) -> str:
    return "".join(one for one in fold(text) if one.isdecimal())
