"""A family looks for a place: the list, the map's data and the page of one place.

What depends on the data alone is built once per edition and day (:class:`Shelf`), so that no
page loads all places.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from ..formats.geojson import write_geojson
from ..mapping.places_layer import Payload
from ..places.city import City
from ..places.days import Day
from ..places.visibility import PUBLIC_STANDINGS, View
from ..places.vocabulary import ACCESS, SUPPORT, VISIT
from ..storage.catalogue import Entry, build_catalogue, find
from ..storage.database import Database, edition
from ..storage.places import all_views, place, public_sources, view, views
from ..words.card import Card, make_card
from ..words.dates import say_day
from ..words.phrases import Phrases
from ..words.readings import Readings

PAGE = 100
"""Entries of a list's page."""

BASICS = ("schedule", "who", "fee", "booking", "phone", "location")


@dataclass(frozen=True, slots=True)
class Known:
    """Of how many public places an answer is known."""

    name: str
    known: int
    places: int

    @property
    def unknown(self) -> int:
        return self.places - self.known


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is built once per edition of the data and day."""

    edition: str
    day: date
    catalogue: tuple[Entry, ...]
    payload: Payload
    known: tuple[Known, ...]
    newest: dict[str, Day]
    categories: Counter[str]


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
    """Answers for one language; keeps the shelf of the newest edition."""

    say: Phrases
    readings: Readings
    city: City
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
        entries = list(find(self.shelf(db, today).catalogue, needs.categories, needs.query))
        pages = max(1, -(-len(entries) // PAGE))
        page = min(max(1, needs.page), pages)
        keys = [entry.key for entry in entries[(page - 1) * PAGE : page * PAGE]]
        cards = [
            make_card(shown, self.say, self.readings, self.city, today) for shown in views(db, keys)
        ]
        return Found(cards, len(entries), page, pages)

    def settle(self, db: Database, needs: Needs, today: date) -> Needs:
        """The needs with a page that exists, so that one answer has one address in the cache."""
        if needs.page <= 1:
            return replace(needs, page=1)
        return replace(needs, page=self.find(db, needs, today).page)

    def map_data(self, db: Database, needs: Needs, today: date) -> bytes:
        """The places that are asked for as the map's JSON.

        Places that are not for dropping in have a marker only when something was asked.
        """
        shelf = self.shelf(db, today)
        asked = bool(needs.categories or needs.query)
        entries = find(shelf.catalogue, needs.categories, needs.query)
        return shelf.payload.json(entry.key for entry in entries if entry.drops_in or asked)

    def _build(self, db: Database, now: str, today: date) -> Shelf:
        shown: list[View] = [one for one in all_views(db) if one.place.standing in PUBLIC_STANDINGS]
        payload = Payload(now)
        for one in shown:
            payload.add(one, make_card(one, self.say, self.readings, self.city, today))
        catalogue = build_catalogue(
            shown, lambda one: self.readings.reading(one.name, one.text("kana")), self.city.code
        )
        return Shelf(
            now,
            today,
            catalogue,
            payload,
            _known(shown),
            _newest(shown),
            Counter(category for one in shown for category in one.place.categories),
        )


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
    used = [(known[key], day) for key, day in shelf.newest.items() if key in known]
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


def _known(shown: Iterable[View]) -> tuple[Known, ...]:
    counts: Counter[str] = Counter()
    total = 0
    for one in shown:
        total += 1
        heads = {name.partition(".")[0] for name in one.place.said}
        counts.update(name for name in BASICS if name in heads)
        counts["location"] += one.location is not None
        counts.update(fact for fact, _ in one.place.facts())
    names = (*BASICS, *VISIT, *ACCESS, *SUPPORT)
    return tuple(Known(name, counts[name], total) for name in names)


def _newest(shown: Iterable[View]) -> dict[str, Day]:
    """The newest day that each source has spoken of, by the source's key."""
    newest: dict[str, Day] = {}
    for one in shown:
        for said in one.place.said.values():
            for key in said.source.split(";"):
                newest[key] = max(newest.get(key, Day()), said.day, key=_last)
    return newest


def _last(day: Day) -> date:
    return day.last() or date.min
