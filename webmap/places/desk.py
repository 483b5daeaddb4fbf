"""What the desk of the staff sees of every place in short, whatever its standing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .days import Day
from .freshness import is_old
from .schedule import ExceptionDay, Rule
from .wish import BASICS

ONLY = ("old", "undated", "reported", "wished", "missing")
"""What the list can be narrowed to: information past its age, openings without dates, open reports,
wishes without an answer, something missing without which a family cannot simply go."""
ORDERS = ("name", "day", "changed")
ELSEWHERE = "elsewhere"
"""Any municipality but those that have a name here."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One place of the desk's roll. Texts may be empty.

    ``spoken`` is the name as it is read and ``haystack`` all by which it is found, both folded;
    ``day`` is as old as the older of name and opening hours, as on the public's card;
    ``answered`` are the wishes whose answer is known; ``undated`` its opening rules that say no
    dates with the words beside them (none: nothing is known of when it opens), None when all do;
    ``unread`` whether its name has no reading; ``kept`` and ``who`` tell of the last change.
    """

    key: str
    name: str
    spoken: str
    haystack: str
    categories: tuple[str, ...]
    standing: str
    city: str
    address: str
    phone: str
    day: Day
    answered: frozenset[str]
    undated: tuple[tuple[Rule, str], ...] | None
    exceptions: tuple[tuple[date, ExceptionDay], ...]
    unread: bool
    site: str
    group: str
    kept: datetime | None
    who: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The basics that are not known."""
        return tuple(what for what in BASICS if what not in self.answered)

    @property
    def asks_dates(self) -> bool:
        """Whether families see it without all its dates."""
        return self.undated is not None and self.standing == "listed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """By key of the place: its open reports, and the wishes of which the answer is not known."""

    reports: Mapping[str, int] = field(default_factory=dict)
    wishes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """To which places the list is narrowed. Empty is no condition; ``only`` are of :data:`ONLY`."""

    standing: str = ""
    category: str = ""
    city: str = ""
    only: frozenset[str] = frozenset()

    def conditions(
        self, waiting: Waiting, today: date, cities: Iterable[str]
    ) -> Iterator[Callable[[DeskLine], bool]]:
        """What a line must meet; ``cities`` are the codes that have a name here."""
        named = frozenset(cities)
        if self.standing:
            yield lambda line: line.standing == self.standing
        if self.category:
            yield lambda line: self.category in line.categories
        if self.city == ELSEWHERE:
            yield lambda line: line.city not in named
        elif self.city:
            yield lambda line: line.city == self.city
        only: dict[str, Callable[[DeskLine], bool]] = {
            "old": lambda line: is_old(line.day, today),
            "undated": lambda line: line.asks_dates,
            "reported": lambda line: line.key in waiting.reports,
            "wished": lambda line: line.key in waiting.wishes,
            "missing": lambda line: bool(line.missing),
        }
        yield from (only[one] for one in ONLY if one in self.only)


def in_order(lines: Iterable[DeskLine], order: str) -> list[DeskLine]:
    """By name as it is read; by the day of the information, unknown and oldest first; or by the
    last change, newest first."""
    found = sorted(lines, key=lambda line: (line.spoken, line.key))
    if order == "day":
        found.sort(key=lambda line: line.day.last() or date.min)
    elif order == "changed":
        found.sort(key=lambda line: line.kept.timestamp() if line.kept else 0, reverse=True)
    return found
