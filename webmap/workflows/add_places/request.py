"""What is asked of ``add``, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ...places.errors import Problem
from ...storage.database import Database
from ..points import Points
from .row import ADDED, CHANGED, UNCHANGED, Taken


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be added, and how.

    ``source`` names a source that is new, ``day`` (EDTF) is the files' own day, ``cities`` are
    the municipal codes to which rows are limited (all when none). ``keep_good`` takes the good
    rows of a file of which some are rejected.
    """

    paths: Sequence[Path]
    source: str = ""
    day: str = ""
    cities: tuple[str, ...] = ()
    dry_run: bool = False
    keep_good: bool = False


class Listener(Protocol):
    """Hears what happens while it happens."""

    def problem(self, problem: Problem) -> None:
        """Something is wrong, or worth a person's look."""

    def taken(self, file: str, taken: Taken) -> None:
        """A row became something."""

    def progress(self, file: str, done: int, rows: int) -> None:
        """So many rows of a file are done."""


@dataclass(slots=True)
class Counts:
    """In places: added, changed, unchanged; in rows: rejected, blank."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    blank: int = 0

    def __str__(self) -> str:
        return (
            f"added {self.added}, changed {self.changed}, unchanged {self.unchanged},"
            f" rejected {self.rejected}, blank {self.blank}"
        )


@dataclass(frozen=True, slots=True)
class Intake:
    """What every part of the story needs.

    ``edited`` are the fields that persons wrote, by record; ``now`` is the moment of keeping;
    ``points`` gives the sites that are written theirs. ``cities`` limit what is taken, ``states``
    say what became of each place so far.
    """

    db: Database
    now: datetime
    edited: dict[tuple[str, str], frozenset[str]]
    counts: Counts
    listener: Listener
    points: Points
    keep_good: bool = False
    cities: frozenset[str] = frozenset()
    states: dict[str, str] = field(default_factory=dict)

    def done(self, file: str, taken: Taken) -> None:
        """A row became something: told, and counted once for its place."""
        if self.states.get(taken.key, UNCHANGED) == UNCHANGED:
            self.states[taken.key] = taken.state
        self.listener.taken(file, taken)

    def tally(self) -> None:
        """Counts the places, when all is done."""
        states = [*self.states.values()]
        self.counts.added = states.count(ADDED)
        self.counts.changed = states.count(CHANGED)
        self.counts.unchanged = states.count(UNCHANGED)
