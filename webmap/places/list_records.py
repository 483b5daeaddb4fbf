"""Lines of help, programmes and readings as records: field by field, like places.

Their tables name a source in its own words, so here ``Statement.source`` holds words and no keys.
Nothing of them is deleted: what is no longer used has the standing ``ended``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from .days import Day, oldest
from .record import Record, Statement


@dataclass(frozen=True)
class ListRecord(Record):
    """A record of one of the lists."""

    required: ClassVar[tuple[str, ...]] = ("name",)

    @property
    def source(self) -> str:
        """Every source of what is said, in its own words."""
        return "、".join(dict.fromkeys(one.source for one in self._dated() if one.source))

    @property
    def day(self) -> Day:
        """The oldest day of what is said: the whole is as old as its oldest word."""
        return oldest(one.newest for one in self._dated())

    def _dated(self) -> Iterator[Statement]:
        """What is said of the record itself; its standing is said of our list."""
        return (one for name, one in self.said.items() if name != "standing")


@dataclass(frozen=True)
class KeptHelpline(ListRecord):
    """What is kept of a line of help; its rules carry the words of its hours as their notes."""

    of: ClassVar[str] = "helpline"


@dataclass(frozen=True)
class KeptProgramme(ListRecord):
    """What is kept of a programme."""

    of: ClassVar[str] = "programme"


@dataclass(frozen=True)
class KeptReading(ListRecord):
    """What is kept of a word with its reading; its key is made of the word."""

    of: ClassVar[str] = "reading"
    required: ClassVar[tuple[str, ...]] = ("word",)


def key_of_word(word: str) -> str:
    """The key of the reading of a word: its signs as numbers of Unicode, ``56fd-7acb``."""
    return "-".join(f"{ord(sign):04x}" for sign in word)


LISTS = (KeptHelpline, KeptProgramme, KeptReading)
