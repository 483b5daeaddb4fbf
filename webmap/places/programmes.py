"""What the city does for families that is no place: it has no door to go to, but an office to ask."""

from collections.abc import Callable
from dataclasses import dataclass

from .days import Day
from .errors import BadCell
from .vocabulary import SUPPORT

PERSONS = ("child", "parent", "group")
"""For whom a programme is: children themselves, those who raise them, organisations."""


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme, as its source describes it.

    ``topics`` are the support topics that its own words name; none where they name none.

    Raises:
        BadCell: it has no name, or ``persons`` or ``topics`` hold an unknown word.
    """

    key: str
    name: str
    for_whom: str
    persons: tuple[str, ...]
    topics: tuple[str, ...]
    what: str
    office: str
    source: str
    day: Day

    def __post_init__(self) -> None:
        if not self.name:
            raise BadCell("", "名前", "name")
        _check(self.persons, PERSONS, "persons")
        _check(self.topics, SUPPORT, "topics")

    @property
    def for_children(self) -> bool:
        """Whether a child itself takes part."""
        return "child" in self.persons

    @property
    def for_organisations(self) -> bool:
        """Whether it is for those who run places, and for nobody else."""
        return self.persons == ("group",)


@dataclass(frozen=True, slots=True)
class Programmes:
    """All programmes of a city; those for children come first."""

    several: tuple[Programme, ...] = ()

    def of_topic(self, topic: str) -> list[Programme]:
        """Those of which their own words name the topic."""
        return self._families(lambda one: topic in one.topics)

    @property
    def of_no_topic(self) -> list[Programme]:
        """Those for families that name no topic."""
        return self._families(lambda one: not one.topics)

    @property
    def for_organisations(self) -> list[Programme]:
        """Those for whoever runs places."""
        return [one for one in self.several if one.for_organisations]

    def _families(self, fits: Callable[[Programme], bool]) -> list[Programme]:
        found = (one for one in self.several if not one.for_organisations and fits(one))
        return sorted(found, key=lambda one: not one.for_children)


def _check(words: tuple[str, ...], known: tuple[str, ...], column: str) -> None:
    if not set(words) <= set(known):
        raise BadCell(";".join(words), "、".join(known), column)
