"""A place is what a child goes to: one thing at one site. Group, site and source are its kin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, cast

from .days import Day, read_day
from .fees import Fee
from .list_records import LISTS
from .location import Location
from .photo import Photo
from .record import Record, Statement
from .schedule import ExceptionDay, Rule
from .vocabulary import FACTS, FEE_CLASSES, FEE_PER


@dataclass(frozen=True)
class Place(Record):
    """A service at a location, in HSDS's words."""

    of: ClassVar[str] = "place"
    required: ClassVar[tuple[str, ...]] = ("name", "categories", "standing")

    @property
    def name(self) -> str:
        return self.text("name")

    @property
    def categories(self) -> tuple[str, ...]:
        """Keys of categories, the main one first."""
        return self.words("categories")

    @property
    def standing(self) -> str:
        return self.text("standing")

    @property
    def since(self) -> Day:
        """Since when it stands so; unknown when nothing is said."""
        return read_day(self.text("since"))

    @property
    def drops_in(self) -> bool:
        """Whether a child may visit by itself; only a stated "no" says otherwise."""
        return self.text("drop_in") != "no"

    @property
    def day(self) -> Day:
        """The day of the information: that of the statement of its name."""
        return self.said["name"].day

    def rules(self) -> Iterator[tuple[Rule, Statement]]:
        """The schedule's rules in order."""
        for _, statement in self.several("schedule"):
            yield cast(Rule, statement.value), statement

    def exceptions(self) -> Iterator[tuple[date, ExceptionDay]]:
        """The single dates that differ from the rules, by date."""
        for day, statement in self.several("exception"):
            yield date.fromisoformat(day), cast(ExceptionDay, statement.value)

    def photos(self) -> Iterator[tuple[str, Photo, Statement]]:
        """The photographs in order, each with its field."""
        for number, statement in self.several("photo"):
            yield f"photo.{number}", cast(Photo, statement.value), statement

    def fact(self, fact: str) -> Statement | None:
        """The answer that stands, or None: unknown."""
        return self.said.get(f"fact.{fact}")

    def facts(self) -> Iterator[tuple[str, Statement]]:
        """The facts that are known, in the vocabulary's order."""
        for fact in FACTS:
            statement = self.fact(fact)
            if statement:
                yield fact, statement

    def fees(self) -> Iterator[tuple[str, str, Fee, Statement]]:
        """Class, per, fee and statement, in the vocabulary's order."""
        for per in FEE_PER:
            for person in FEE_CLASSES:
                statement = self.said.get(f"fee.{person}.{per}")
                if statement:
                    yield person, per, cast(Fee, statement.value), statement


@dataclass(frozen=True)
class Group(Record):
    """Who runs places: an organisation."""

    of: ClassVar[str] = "group"
    required: ClassVar[tuple[str, ...]] = ("name",)


@dataclass(frozen=True)
class Site(Record):
    """A building or ground with an address and, once it is located, a point."""

    of: ClassVar[str] = "site"

    @property
    def location(self) -> Location | None:
        statement = self.said.get("location")
        return cast(Location, statement.value) if statement else None


@dataclass(frozen=True)
class Source(Record):
    """Who said so: a data set, a page, a newspaper."""

    of: ClassVar[str] = "source"
    required: ClassVar[tuple[str, ...]] = ("name",)


RECORDS: dict[str, type[Record]] = {kind.of: kind for kind in (Place, Group, Site, Source, *LISTS)}
"""The sorts of record by name, in the order in which they are read and written."""
