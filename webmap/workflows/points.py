"""The points of sites follow their addresses: whoever writes a site lets its changes pass here.

Only the offline gazetteer is asked. A point that a source or a person gives is never touched, and a
site where somebody hides gets none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ..formats.tables import read_tables
from ..places.agreement import agrees
from ..places.changes import GEOCODER, TABLES, Change, apply
from ..places.location import Answer
from ..places.place import Place, Source
from ..places.record import Record, Said, Statement
from ..places.visibility import hides_its_sites, keeps_site_secret, sites_of
from ..places.whose_point import FINER, is_geocoded, verdict_on_point
from ..storage.changes import is_edited, read_record
from ..storage.database import Database
from ..storage.places import hiding_places, keys_of

if TYPE_CHECKING:
    from ..geocoding.answer import Offline

NAMES = {
    "gazetteer": "町の中心と 知っている住所の 一覧（この地図の データ）",
    "gsi-address": "国土地理院 住所検索",
    "nominatim": "OpenStreetMap Nominatim",
}
"""Of geocoders as sources, where the tables do not name them."""


@dataclass(slots=True)
class Points:
    """Gives sites their points. ``data`` is the folder of the tables, which name the sources."""

    db: Database
    data: Path
    now: datetime
    _gazetteer: "Offline | None" = None
    _secret: set[str] | None = None
    _sources: set[str] = field(default_factory=set)

    @property
    def gazetteer(self) -> "Offline":
        """The offline gazetteer, read when it is asked first: many files bring all their points."""
        if self._gazetteer is None:
            from .read_gazetteer import read_gazetteer  # and geopy with it, 0.15 s

            self._gazetteer = read_gazetteer(self.data)
        return self._gazetteer

    def follow(self, changes: Sequence[Change], city: str = "") -> list[Change]:
        """The changes of one act, with those of the points that hang on them.

        A new site, or one whose address changes, gets the point that the gazetteer knows, or loses
        the one that a geocoder found for the old address. ``city`` is the municipal code of the
        place in question, where known: 東1-1 of another city is not 国立市東1-1.
        """
        followed: list[Change] = []
        for (of, key), several in groupby(changes, key=lambda change: (change.of, change.key)):
            own = [*several]
            if of == "site":
                own += self._point_of(key, own, changes, city)
            elif of == "place":
                followed += [*self._hidden_now(own, followed)]
            followed += self._new_sources(own)
            followed += own
        return followed

    def hide(self, places: Iterable[Place]) -> None:
        """Takes note of places that are yet to be written and may hide where they are."""
        for place in places:
            if hides_its_sites(place.said):
                self.secret.update(sites_of(place))

    def look_again(self) -> None:
        """Forgets who hides: somebody else has written."""
        self._secret = None

    @property
    def secret(self) -> set[str]:
        """The sites that a place which hides uses; looked up once."""
        if self._secret is None:
            self._secret = set()
            self.hide(hiding_places(self.db))
        return self._secret

    def stated(self, answer: Answer, address: Statement) -> Statement | None:
        """A found point as the statement of a site: whoever may see the address may see it."""
        if answer.location is None:
            return None
        return Statement(
            answer.location,
            source=answer.source,
            day=answer.day,
            visibility=address.visibility,
        )

    def change(self, key: str, old: Statement | None, new: Statement | None) -> Change:
        """A point that is found, or dropped with the address that it was found for."""
        sources = new.sources if new else old.sources if old else ()
        who = f"{GEOCODER}{sources[0]}"
        return Change("site", key, "location", old, new, self.now, who)

    def new_sources(self, statement: Statement) -> Iterator[Change]:
        """The changes that make the sources of a statement known, as far as they are not."""
        self._sources = self._sources or keys_of(self.db, "source")
        for key in statement.sources:
            if key not in self._sources:
                self._sources.add(key)
                if read_record(self.db, "source", key) is None:
                    said = self._source(key).said
                    yield Change("source", key, "", None, said, self.now, TABLES)

    def is_elsewhere(self, address: str, cities: Iterable[str]) -> bool:
        """Whether an address without municipality is of another than the gazetteer would take it
        for, since its places are there."""
        known = {city for city in cities if city}
        if not known or not self.gazetteer.assumes_home(address):
            return False
        return self.gazetteer.municipality_of(address) not in known

    # -- within one act

    def _point_of(
        self, key: str, own: list[Change], act: Sequence[Change], city: str
    ) -> Iterator[Change]:
        if not any(change.field in ("", "address") for change in own):
            return
        if len(own) == 1 and isinstance(new := own[0].new, Mapping):
            yield from self._point_of_new(key, new, act, city)
            return
        before = None if own[0].field == "" else read_record(self.db, "site", key)
        after = apply(before, own)
        if after is None or not self._address_changed(before, after):
            return
        stale = after.said.get("location")
        if stale and not (is_geocoded(stale) and before and before.said.get("location") == stale):
            return  # said by whoever writes, or published: it stands
        if before and is_edited(self.db, "site", key, "location"):
            return
        found = self._found(key, after.said, act, city)
        if found == stale or (before and stale and _says_more(before, after, stale, found)):
            return
        yield self.change(key, stale, found)

    def _point_of_new(
        self, key: str, said: Said, act: Sequence[Change], city: str
    ) -> Iterator[Change]:
        """Of a site that one change makes: so most sites of a file are."""
        found = None if "location" in said else self._found(key, said, act, city)
        if found:
            yield self.change(key, None, found)

    def _address_changed(self, before: Record | None, after: Record) -> bool:
        return not before or before.text("address") != after.text("address")

    def _found(self, key: str, site: Said, act: Sequence[Change], city: str) -> Statement | None:
        address = site.get("address")
        if address is None or self.is_elsewhere(address.text, [city]):
            return None
        from ..geocoding.answer import ask_offline

        found = self.stated(ask_offline(self.gazetteer, address.text), address)
        # Of a national file hardly a row is near: whether it hides is asked of those alone.
        return None if found and self._is_secret(key, site, act) else found

    def _is_secret(self, key: str, site: Said, act: Sequence[Change]) -> bool:
        return key in self.secret or keeps_site_secret(site, self._places_in(act))

    def _places_in(self, act: Sequence[Change]) -> Iterator[Place]:
        """The places that an act writes, as they will be."""
        for (of, key), several in groupby(act, key=lambda change: (change.of, change.key)):
            own = [*several]
            place = self._after("place", key, own) if of == "place" else None
            if isinstance(place, Place):
                yield place

    def _after(self, of: str, key: str, own: Sequence[Change]) -> Record | None:
        """A record as it will be after its changes."""
        is_new = bool(own) and not own[0].field
        return apply(None if is_new else read_record(self.db, of, key), own)

    def _hidden_now(self, own: list[Change], before: Sequence[Change]) -> Iterator[Change]:
        """Sites of a place that hides from now on lose what a geocoder found, ``before`` in the
        same act too."""
        if not any(_hides(change) for change in own):
            return
        for place in self._places_in(own):
            self.secret.update(sites_of(place))
            for key in sites_of(place):
                changed = [one for one in before if (one.of, one.key) == ("site", key)]
                site = self._after("site", key, changed)
                if site and is_geocoded(site.said.get("location")):
                    yield self.change(key, site.said["location"], None)

    def _new_sources(self, own: list[Change]) -> Iterator[Change]:
        for change in own:
            if change.who.startswith(GEOCODER) and isinstance(change.new, Statement):
                yield from self.new_sources(change.new)

    def _source(self, key: str) -> Record:
        tables = read_tables(self.data).records
        return tables.get(("source", key)) or Source(key, {"name": Statement(NAMES.get(key, key))})


def _says_more(before: Record, after: Record, stale: Statement, found: Statement | None) -> bool:
    """Whether the address only says more of the same building, and the point found for it less."""
    more = agrees("address", after.text("address"), before.text("address"))
    return more and (found is None or verdict_on_point(stale, found) != FINER)


def _hides(change: Change) -> bool:
    if change.field:
        return change.field == "hidden" and change.new is not None
    return isinstance(change.new, Mapping) and "hidden" in change.new
