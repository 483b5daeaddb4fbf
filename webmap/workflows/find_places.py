"""A family looks for a place: the list, the map's data and the page of one place.

What depends on the data alone is built once per edition and day (:class:`Shelf`), so that no
page loads all places.
"""

from collections.abc import Iterator, Sized
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from ..formats.geojson import write_geojson
from ..mapping.places_layer import Payload
from ..places.city import City
from ..places.known import Tally
from ..places.visibility import PUBLIC_STANDINGS, View
from ..storage.catalogue import Entry, build_catalogue, find
from ..storage.database import Database, edition
from ..storage.places import all_views, place, public_sources, view, views
from ..words.card import Card, make_card
from ..words.dates import say_day
from ..words.phrases import Phrases
from ..words.readings import Readings
from ..words.whereabouts import TownOf, Wayfinder, Whereabouts, unknown_town

PAGE = 100
"""Entries of a list's page."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is built once per edition of the data and day."""

    edition: str
    day: date
    catalogue: tuple[Entry, ...]
    payload: Payload
    tally: Tally


@dataclass(frozen=True, slots=True)
class Needs:
    """What is asked: categories (any of them), words to find, and which page of the list."""

    categories: tuple[str, ...] = ()
    query: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the answer: its cards, how many there are in all, and of how many pages."""

    cards: list[Card]
    total: int
    page: int
    pages: int

    @property
    def next_count(self) -> int:
        """How many entries the next page has."""
        return min(PAGE, self.total - self.page * PAGE)


@dataclass(slots=True)
class Finder:
    """Answers for one language; keeps the shelf of the newest edition.

    ``town_of`` names the town of an address, for places of which no more is known.
    """

    say: Phrases
    readings: Readings
    city: City
    town_of: TownOf = unknown_town
    _wayfinder: Wayfinder | None = None
    _shelf: Shelf | None = None
    _lock: Lock = field(default_factory=Lock)

    def shelf(self, db: Database, today: date) -> Shelf:
        """The shelf of the database's edition, built when something changed or a day began."""
        now = edition(db)
        shelf = self._shelf
        if shelf is None or (shelf.edition, shelf.day) != (now, today):
            with self._lock:
                shelf = self._shelf
                if shelf is None or (shelf.edition, shelf.day) != (now, today):
                    shelf = self._shelf = self._build(db, now, today)
        return shelf

    def find(self, db: Database, needs: Needs, today: date) -> Found:
        """One page of the places that are asked for, in the catalogue's order."""
        entries = self._entries(db, needs, today)
        pages = _pages(entries)
        page = min(max(1, needs.page), pages)
        keys = [entry.key for entry in entries[(page - 1) * PAGE : page * PAGE]]
        cards = [self._card(shown, today) for shown in views(db, keys)]
        return Found(cards, len(entries), page, pages)

    def whereabouts(self, view: View) -> Whereabouts:
        """Where a place is, in words, as the public may know it."""
        if self._wayfinder is None:
            self._wayfinder = Wayfinder(self.say, self.readings, self.city, self.town_of)
        return self._wayfinder.whereabouts(view)

    def settle(self, db: Database, needs: Needs, today: date) -> Needs:
        """The needs with a page that exists, so that one answer has one address in the cache."""
        if needs.page <= 1:
            return replace(needs, page=1)
        return replace(needs, page=min(needs.page, _pages(self._entries(db, needs, today))))

    def map_data(self, db: Database, needs: Needs, today: date) -> bytes:
        """The places that are asked for as the map's JSON.

        Places that are not for dropping in have a marker only when something was asked.
        """
        asked = bool(needs.categories or needs.query)
        shown = [e.key for e in self._entries(db, needs, today) if e.drops_in or asked]
        return self.shelf(db, today).payload.json(shown)

    def _card(self, view: View, today: date) -> Card:
        where = self.whereabouts(view)
        return make_card(view, self.say, self.readings, self.city, where, today)

    def _entries(self, db: Database, needs: Needs, today: date) -> list[Entry]:
        catalogue = self.shelf(db, today).catalogue
        return list(find(catalogue, needs.categories, needs.query, self.readings.reading))

    def _build(self, db: Database, now: str, today: date) -> Shelf:
        payload, tally = Payload(), Tally()

        def passing() -> Iterator[View]:
            for one in all_views(db):
                if one.place.standing in PUBLIC_STANDINGS:
                    payload.add(one, self._card(one, today))
                    tally.add(one)
                    yield one

        catalogue = build_catalogue(
            passing(), self.readings.reading, self.city.code, self.say.under("category")
        )
        return Shelf(now, today, catalogue, payload, tally)


def find_place(db: Database, key: str) -> View | None:
    """One place as the public may see it, whatever its standing; None when there is none."""
    found = place(db, key)
    return view(db, found) if found else None


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source that something public stands on, with the newest day that it speaks of."""

    name: str
    url: str
    licence: str
    day: str


def used_sources(db: Database, shelf: Shelf, say: Phrases) -> list[UsedSource]:
    """The sources of all that is public, by name."""
    known = public_sources(db)
    used = [(known[key], day) for key, day in shelf.tally.newest.items() if key in known]
    rows = [
        UsedSource(
            source.text("name"), source.text("url"), source.text("licence"), say_day(day, say)
        )
        for source, day in used
    ]
    return sorted(rows, key=lambda row: row.name)


def geojson(db: Database) -> bytes:
    """Every public place as GeoJSON."""
    return write_geojson(all_views(db))


def _pages(entries: Sized) -> int:
    return max(1, -(-len(entries) // PAGE))
