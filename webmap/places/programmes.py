"""What the city does for families that is no place: it has no door to go to, but an office to ask."""

from collections.abc import Callable
from dataclasses import dataclass

from .days import Day
from .errors import BadCell
from .list_records import KeptProgramme
from .visibility import public_listed
from .vocabulary import BENEFITING, SUPPORT

PERSONS = BENEFITING


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


def programme_of(kept: KeptProgramme) -> Programme | None:
    """The programme as the public may see it; None when it has ended or is for the staff alone."""
    shown = public_listed(kept)
    if shown is None or shown.text("standing"):
        return None
    texts = {name: shown.text(name) for name in ("name", "for_whom", "what", "office")}
    lists = {name: shown.words(name) for name in ("persons", "topics")}
    return Programme(kept.key, **texts, **lists, source=shown.source, day=shown.day)  # type: ignore[arg-type]


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
