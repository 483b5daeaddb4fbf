"""A record is a key and what is said about it: field by field, each with source and day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from .days import Day
from .errors import BadCell, Invalid
from .fields import Value, check_value, key_text
from .redacted import BLANKED
from .vocabulary import VISIBILITIES


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: the value, the words beside it, who says so, as of which day, for whom.

    ``source`` holds keys of sources, joined with ``;``. ``day`` is the source's own day,
    ``confirmed`` the day someone at the place confirmed it. ``visibility`` is public (web and
    paper), print (paper and staff) or staff.
    """

    value: Value
    note: str = ""
    source: str = ""
    day: Day = Day()
    confirmed: Day = Day()
    visibility: str = "public"

    @property
    def text(self) -> str:
        """The value of a text field."""
        if not isinstance(self.value, str):
            raise TypeError(f"{self.value!r} is not a text")
        return self.value

    @property
    def newest(self) -> Day:
        """The later of the source's day and the day of confirming; by it statements are ranked."""
        return max(self.day, self.confirmed, key=lambda day: day.first() or date.min)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(self.source.split(";")) if self.source else ()

    @property
    def provenance(self) -> tuple[str, str, str, str]:
        return self.source, self.day.text, self.confirmed.text, self.visibility


Said = Mapping[str, Statement]
"""What is said about one record, by field."""


@dataclass(frozen=True)
class Record:
    """A place, group, site or source: valid by construction.

    Raises:
        Invalid: with every problem at once.
    """

    of: ClassVar[str]
    required: ClassVar[tuple[str, ...]] = ()

    key: str
    said: Said = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = [*self._problems()]
        if problems:
            raise Invalid(problems)

    def _problems(self) -> Iterator[BadCell]:
        try:
            key_text(self.key)
        except BadCell as bad:
            yield BadCell(bad.found, bad.expected, "key")
        for name in self.required:
            if name not in self.said:
                yield BadCell("", "空にできない", name)
        for name, statement in self.said.items():
            try:
                check_value(self.of, name, statement.value)
                if statement.visibility not in VISIBILITIES:
                    raise BadCell(statement.visibility, "、".join(VISIBILITIES) + " のどれか")
                if statement.note == BLANKED:
                    raise BadCell("", "けした しるしで ない 文字")
            except BadCell as bad:
                yield BadCell(bad.found, bad.expected, bad.column or name)

    def text(self, name: str) -> str:
        """The text of a field, or empty when nothing is said."""
        statement = self.said.get(name)
        return statement.text if statement else ""

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a field that holds a list."""
        text = self.text(name)
        return tuple(text.split(";")) if text else ()

    def several(self, head: str) -> Iterator[tuple[str, Statement]]:
        """The statements ``head.…``, in order, with the rest of their path."""
        start = head + "."
        found = [
            (name[len(start) :], said) for name, said in self.said.items() if name.startswith(start)
        ]
        return iter(sorted(found, key=lambda pair: _by_number(pair[0])))


def _by_number(rest: str) -> tuple[int, str]:
    return (int(rest), "") if rest.isdecimal() else (0, rest)
