"""A family looks for a place: the list in its groups, the page's data and the page of one place.

What depends on the data and the day alone is built once (:class:`Shelf`), so that no page loads
all places. Within a day answers change only when some place opens or closes (its moments).
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import Lock

from ..formats.geojson import write_geojson
from ..mapping.places_json import PlacesJson, Spot
from ..places.city import City
from ..places.known import Tally
from ..places.matching import FITS, NOT_YET_KNOWN, Match, Matcher, Traits, Whens, traits_of
from ..places.nearness import Start, Surroundings, Walk
from ..places.needs import TIMES, Need, Needs
from ..places.visibility import PUBLIC_STANDINGS, View
from ..places.when import DAY
from ..storage.catalogue import Entry, build_catalogue, find
from ..storage.database import Database, edition
from ..storage.places import all_views, place, public_sources, view
from ..words.card import Card, make_card
from ..words.dates import say_day
from ..words.month import Leaf, make_leaf
from ..words.phrases import Phrases
from ..words.readings import Readings
from ..words.whereabouts import TownOf, Wayfinder, Whereabouts, unknown_town

MOST_WHENS = 100
"""Questions of day, time and person whose answers are kept."""
LOOSENED = (
    ("weekday", "time", "open", "access", "free", "booking", "alone", "takeout"),
    ("category", "q"),
    ("age", "grade", "band", "support"),
)
"""Which condition is rather given up: nobody is asked first to be another child."""
PAGE = 100
"""Entries of each group on one page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One public place as lists, filter, map and calendar need it; ``number`` is its place in the
    list."""

    number: int
    entry: Entry
    traits: Traits
    card: Card
    spot: Spot | None
    leaf: Leaf


@dataclass(frozen=True)
class Shelf:
    """All that is built once per edition of the data and day, in the order of the list, with the
    readings of its time."""

    edition: str
    day: date
    listed: tuple[Listed, ...]
    tally: Tally
    surroundings: Surroundings = field(default_factory=Surroundings)
    readings: Readings = field(default_factory=lambda: Readings({}))
    _whens: dict[Hashable, Whens] = field(default_factory=dict)
    _walks: dict[Start, tuple[Walk, ...]] = field(default_factory=dict)

    def matcher(self, needs: Needs, now: datetime) -> Matcher:
        """A matcher for the needs; what calendars answer is kept for all who ask the same of them."""
        asked = now.replace(second=0, microsecond=0), needs.when, needs.persons
        if len(self._whens) > MOST_WHENS:
            self._whens.clear()
        return Matcher(needs, now, self._whens.setdefault(asked, {}))

    @cached_property
    def places_json(self) -> bytes:
        """All public places for the page."""
        whole = PlacesJson(self.day, self.surroundings)
        for one in self.listed:
            whole.add(one.card, one.traits, one.spot)
        return whole.json()

    def walks(self, start: Start) -> tuple[Walk, ...]:
        """The way to each place, in the order of the list; worked out once for each start."""
        known = self._walks.get(start)
        if known is None:
            points = (one.spot.location.point if one.spot else None for one in self.listed)
            known = tuple(start.walk(point, self.surroundings.river) for point in points)
            self._walks[start] = known
        return known

    @cached_property
    def care_is_unknown(self) -> bool:
        """Whether nothing is said of 医療的ケア for any public place."""
        return not any(one.known for one in self.tally.known() if one.name == "medical_care")

    @cached_property
    def keys(self) -> frozenset[str]:
        """Of all public places."""
        return frozenset(one.entry.key for one in self.listed)

    @cached_property
    def _moments(self) -> list[int]:
        """Minutes of the day at which some place opens or closes, or a time of day ends."""
        turns = {minute for one in self.listed for minute in _turns(one.traits)}
        return sorted(turns | {end for _, end in TIMES.values() if end < DAY})

    def moment(self, now: datetime) -> int:
        """A number that changes whenever a place opens or closes during the day."""
        return bisect_right(self._moments, now.hour * 60 + now.minute)


@dataclass(frozen=True, slots=True)
class Offer:
    """A place with what it answers."""

    listed: Listed
    match: Match
    walk: Walk | None = None

    @property
    def turn(self) -> tuple[int, tuple[int, int], tuple[int, int], bool, int]:
        """Its place in the order: drop-in first, nearest where that is asked, open soonest, yes
        before limited, by name."""
        one, near = self.listed, self.walk.turn if self.walk else (0, 0)
        return one.traits.turn, near, self.match.soonest, self.match.limited, one.number


@dataclass(frozen=True, slots=True)
class Group:
    """One page of the places with the same answer, and how many there are in all."""

    total: int
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class Loosen:
    """The one condition without which most places would fit, and how many; ``q`` is one too."""

    need: Need
    needs: Needs
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the groups, the page of both, and what to loosen when nothing fits."""

    needs: Needs
    fits: Group
    unknown: Group
    page: int
    pages: int
    loosen: Loosen | None


@dataclass(slots=True)
class Finder:
    """Answers for one language; keeps the shelf of the newest edition. ``readings`` may be replaced
    by others at any time.

    ``town_of`` names the town of an address, for places of which no more is known.
    """

    say: Phrases
    readings: Readings
    city: City
    town_of: TownOf = unknown_town
    surroundings: Surroundings = field(default_factory=Surroundings)
    _wayfinder: Wayfinder | None = None
    _shelf: Shelf | None = None
    _lock: Lock = field(default_factory=Lock)

    def shelf(self, db: Database, today: date) -> Shelf:
        """The shelf of the database's edition, built when something changed or a day began."""
        now = edition(db)
        shelf = self._shelf
        if shelf is None or self._is_old(shelf, now, today):
            with self._lock:
                shelf = self._shelf
                if shelf is None or self._is_old(shelf, now, today):
                    shelf = self._shelf = self._build(db, now, today)
        return shelf

    def _is_old(self, shelf: Shelf, now: str, today: date) -> bool:
        return (shelf.edition, shelf.day) != (now, today) or shelf.readings is not self.readings

    def moment(self, now: datetime) -> int:
        """A number that changes when a place opens or closes; -1 before the day's shelf is built."""
        shelf = self._shelf
        return shelf.moment(now) if shelf and shelf.day == now.date() else -1

    def find(
        self,
        db: Database,
        needs: Needs,
        now: datetime,
        page: int = 1,
        start: Start | None = None,
    ) -> Found:
        """The places that fit and those of which it is not yet known: soonest first, or nearest
        first where it is said from where one walks."""
        shelf = self.shelf(db, now.date())
        walks = shelf.walks(start) if start else ()
        groups = _groups(self._holding(shelf, needs.q), shelf.matcher(needs, now), walks)
        fits, unknown = groups[FITS], groups[NOT_YET_KNOWN]
        pages = max(1, *(-(-len(group) // PAGE) for group in (fits, unknown)))
        page = min(max(1, page), pages)
        loosen = None if fits else self._loosen(shelf, needs, now)
        return Found(needs, _page(fits, page), _page(unknown, page), page, pages, loosen)

    def search(self, db: Database, query: str, today: date) -> list[str]:
        """The keys of the places that hold the words, in the order of the list."""
        return [one.entry.key for one in self._holding(self.shelf(db, today), query)]

    def whereabouts(self, view: View) -> Whereabouts:
        """Where a place is, in words, as the public may know it."""
        wayfinder, readings = self._wayfinder, self.readings
        if wayfinder is None or wayfinder.readings is not readings:
            wayfinder = Wayfinder(self.say, readings, self.city, self.town_of)
            self._wayfinder = wayfinder
        return wayfinder.whereabouts(view)

    def _holding(self, shelf: Shelf, query: str) -> list[Listed]:
        """The places that hold the words; all when there are none."""
        if not query:
            return [*shelf.listed]
        entries = (one.entry for one in shelf.listed)
        keys = {entry.key for entry in find(entries, query, self.readings.reading)}
        return [one for one in shelf.listed if one.entry.key in keys]

    def _loosen(self, shelf: Shelf, needs: Needs, now: datetime) -> Loosen | None:
        """The condition without which most places fit: rather one of day, place or money than what
        one looks for, and that rather than who the child is."""
        asked = [*needs, *([Need("q", needs.q)] if needs.q else [])]
        for words in LOOSENED:
            ways = [self._without(shelf, needs, need, now) for need in asked if need.word in words]
            most = max(ways, key=lambda way: way.count, default=None)
            if most and most.count:
                return most
        return None

    def _without(self, shelf: Shelf, needs: Needs, need: Need, now: datetime) -> Loosen:
        rest = needs.without(need)
        groups = _groups(self._holding(shelf, rest.q), shelf.matcher(rest, now))
        return Loosen(need, rest, len(groups[FITS]))

    def _build(self, db: Database, now: str, today: date) -> Shelf:
        tally, readings = Tally(), self.readings
        made: dict[str, tuple[Traits, Card, Spot | None, Leaf]] = {}
        same: dict[Leaf, Leaf] = {}

        def passing() -> Iterator[View]:
            for one in all_views(db):
                if one.place.standing in PUBLIC_STANDINGS:
                    card = self._card(one, today)
                    traits, leaf = traits_of(one.place, today), make_leaf(one.place, self.say)
                    leaf = same.setdefault(leaf, leaf)
                    made[one.place.key] = traits, card, _spot(one, card), leaf
                    tally.add(one)
                    yield one

        catalogue = build_catalogue(passing(), readings.reading, self.say.under("category"))
        listed = (Listed(at, entry, *made[entry.key]) for at, entry in enumerate(catalogue))
        return Shelf(now, today, tuple(listed), tally, self.surroundings, readings)

    def _card(self, view: View, today: date) -> Card:
        where = self.whereabouts(view)
        return make_card(view, self.say, self.readings, self.city, where, today)


def _groups(
    places: Iterable[Listed], matcher: Matcher, walks: Sequence[Walk] = ()
) -> dict[str, list[Offer]]:
    groups: dict[str, list[Offer]] = {FITS: [], NOT_YET_KNOWN: []}
    for one in places:
        found = matcher.match(one.traits)
        if found.fit in groups:
            groups[found.fit].append(Offer(one, found, walks[one.number] if walks else None))
    return groups


def _page(offers: list[Offer], page: int) -> Group:
    ordered = sorted(offers, key=lambda offer: offer.turn)
    return Group(len(offers), ordered[(page - 1) * PAGE : page * PAGE])


def _spot(view: View, card: Card) -> Spot | None:
    if view.location is None or not card.where.on_map:
        return None
    disc = card.where.shown == "disc"
    return Spot(view.location, view.site, int(view.location.radius_m) if disc else 0)


def _turns(traits: Traits) -> Iterator[int]:
    """The minutes of today at which the place opens or closes, yesterday's night included."""
    for opening in traits.calendar.openings:
        if opening.day > 1:
            continue
        for minute in (opening.opens, opening.closes):
            if minute is not None and 0 <= (at := minute + (opening.day - 1) * DAY) < DAY:
                yield at


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
