"""What is told of ``locate --all``: site by site while it runs, and the counts at its end."""

from dataclasses import dataclass
from typing import Protocol

from ..places.record import Statement

LOCATED, IMPROVED, UNCHANGED, UNLOCATED = "located", "improved", "unchanged", "unlocated"
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of asking a geocoder: ``outside`` (of the municipality ``name``), ``unchecked``
    (no outline tells), ``not_found``, ``left`` (not asked any more), or the sort of its outage."""

    geocoder: str
    word: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one site, with the names of its places."""

    key: str
    names: tuple[str, ...]
    address: str
    state: str
    point: Statement | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Counts:
    """In sites with an address: newly located, located more finely or corrected, as they were, still
    without a point, and those where somebody hides."""

    located: int = 0
    improved: int = 0
    unchanged: int = 0
    unlocated: int = 0
    hidden: int = 0

    def add(self, state: str) -> None:
        """Counts one site."""
        setattr(self, state, getattr(self, state) + 1)

    def __str__(self) -> str:
        return (
            f"located {self.located}, improved {self.improved}, unchanged {self.unchanged},"
            f" unlocated {self.unlocated}, hidden {self.hidden}"
        )


class Listener(Protocol):
    """Hears what happens while it happens."""

    def site(self, told: Told) -> None:
        """A site got a point, or there is something to say of it."""

    def left(self, geocoder: str, word: str) -> None:
        """A geocoder is asked no more in this run, after outages of this sort."""

    def progress(self, done: int, sites: int) -> None:
        """So many sites are done."""
