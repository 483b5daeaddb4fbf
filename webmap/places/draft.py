"""What one row of a file says, before it is known whose row it is."""

from dataclasses import dataclass, field

from .days import Day
from .errors import BadCell
from .fees import Fee
from .fields import Value, check_value
from .record import Statement
from .schedule import Rule
from .visibility import visibility_of


@dataclass(frozen=True, slots=True)
class Edition:
    """One copy of a source: the source's key and its own day."""

    source: str
    day: Day


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a row is recognised.

    ``scheme`` and ``identifier`` are the outside identifier (``132152:7``,
    ``1353400045:A0000012345``), empty when it is unknown. ``number`` is the part of it that other
    rows may share (an office number, the ID of a group with several venues). ``prefix`` and
    ``suffix`` make the key of a new place. ``city`` is the code of its municipality, where known.
    """

    scheme: str
    identifier: str
    name: str
    address: str
    number: str = ""
    prefix: str = ""
    suffix: str = ""
    further_venue: bool = False
    city: str = ""


@dataclass(slots=True)
class Draft:
    """The statements of one row about a place, its group and its site.

    ``problems`` are its bad cells, ``withheld`` the words beside a value that are for the staff,
    ``doubts`` the cells that were taken and that a person should look at.
    """

    edition: Edition
    place: dict[str, Statement] = field(default_factory=dict)
    group: dict[str, Statement] = field(default_factory=dict)
    site: dict[str, Statement] = field(default_factory=dict)
    problems: list[BadCell] = field(default_factory=list)
    withheld: list[BadCell] = field(default_factory=list)
    doubts: list[BadCell] = field(default_factory=list)

    def say(
        self, column: str, path: str, value: Value, note: str = "", *, of: str = "place"
    ) -> None:
        """States a field of the place, its ``group`` or its ``site``.

        A value that may not stand there is one of the problems, with the column that it is from;
        the field then stays unknown. A note with a mobile number or a mail address does not make
        its value the staff's: the value stands without it.
        """
        try:
            check_value(of, path, value)
        except BadCell as bad:
            self.problems.append(BadCell(bad.found or str(value), bad.expected, column))
            return
        visibility = visibility_of(path, value, note)
        if note and visibility != visibility_of(path, value, "") and not _is_empty(value):
            self.withheld.append(
                BadCell(note, "職員だけの ことば。もとの行に のこっています", column)
            )
            visibility, note = "public", ""
        said = {"place": self.place, "group": self.group, "site": self.site}[of]
        said[path] = Statement(
            value, note, self.edition.source, self.edition.day, visibility=visibility
        )

    def bad(self, column: str, found: str, expected: str) -> None:
        """Notes a cell that cannot be read."""
        self.problems.append(BadCell(found, expected, column))

    def doubt(self, column: str, found: str, expected: str) -> None:
        """Notes a cell that is taken as it is, although it may be wrong."""
        self.doubts.append(BadCell(found, expected, column))


def _is_empty(value: Value) -> bool:
    """Whether a value says nothing without the words beside it."""
    return not isinstance(value, str) and value in (Fee(), Rule())
