"""The points of sites follow their addresses: whoever writes a site lets its changes pass here.

Only the offline gazetteer is asked. A point that a source or a person gives is never touched, and a
site where somebody hides gets none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ..formats.rows import read_rows
from ..formats.table_shapes import TABLES
from ..places.agreement import agrees
from ..places.changes import GEOCODER, Change, apply, is_person
from ..places.changes import TABLES as BY_TABLES
from ..places.errors import Invalid
from ..places.fields import SOURCE_COLUMNS
from ..places.location import Answer
from ..places.place import Place, Source
from ..places.record import Record, Said, Statement
from ..places.visibility import hides_its_sites, keeps_site_secret, sites_of
from ..places.whose_point import FINER, is_geocoded, verdict_on_point
from ..settings import Settings
from ..storage.changes import is_edited, read_record
from ..storage.database import Database
from ..storage.places import hiding_places, keys_of

if TYPE_CHECKING:
    from ..geocoding.answer import Offline


@dataclass(slots=True)
class Points:
    """Gives sites their points. ``data`` is the folder of the tables, which name the sources."""

    db: Database
    data: Path
    now: datetime
    _gazetteer: "Offline | None" = None
    _secret: set[str] | None = None
    _sources: set[str] = field(default_factory=set)
    _named: dict[str, Source] | None = None

    @property
    def gazetteer(self) -> "Offline":
        """The offline gazetteer, read when it is asked first: many files bring all their points."""
        if self._gazetteer is None:
            from .read_gazetteer import read_gazetteer  # and geopy with it, 0.15 s

            self._gazetteer = read_gazetteer(self.data)
        return self._gazetteer

    def follow(self, changes: Sequence[Change], cities: Collection[str] = ()) -> list[Change]:
        """The changes of one act, with those of the points that hang on them.

        A new site, or one whose address changes, gets the point that the gazetteer knows, or loses
        the one that a geocoder found for the old address; one where somebody hides loses it too.
        ``cities`` are the municipal codes of the places in question, where known: 東1-1 of another
        city is not 国立市東1-1.
        """
        followed: list[Change] = []
        for (of, key), several in groupby(changes, key=lambda change: (change.of, change.key)):
            own = [*several]
            if of == "site":
                own += self._point_of(key, own, changes, cities)
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
                    yield Change("source", key, "", None, said, self.now, BY_TABLES)

    def is_elsewhere(self, address: str, cities: Iterable[str]) -> bool:
        """Whether an address without municipality is of another than the gazetteer would take it
        for, since its places are there."""
        known = {city for city in cities if city}
        if not known or not self.gazetteer.assumes_home(address):
            return False
        return self.gazetteer.municipality_of(address) not in known

    # -- within one act

    def _point_of(
        self, key: str, own: list[Change], act: Sequence[Change], cities: Collection[str]
    ) -> Iterator[Change]:
        if not any(_concerns_point(change) for change in own):
            return
        if len(own) == 1 and isinstance(new := own[0].new, Mapping):
            yield from self._point_of_new(key, new, own, act, cities)
            return
        before = None if own[0].field == "" else read_record(self.db, "site", key)
        after = apply(before, own)
        stale = after.said.get("location") if after else None
        if after is None or (stale and not is_geocoded(stale)) or self._is_pinned(key, own):
            return
        if self._is_secret(key, after.said, act):
            found = None
        elif before and before.text("address") == after.text("address"):
            return
        elif stale and not (before and before.said.get("location") == stale):
            return  # said by whoever writes
        else:
            found = self._found(after.said, cities)
            if before and stale and _says_more(before, after, stale, found):
                return
        if found != stale:
            yield self.change(key, stale, found)

    def _point_of_new(
        self,
        key: str,
        said: Said,
        own: Sequence[Change],
        act: Sequence[Change],
        cities: Collection[str],
    ) -> Iterator[Change]:
        """Of a site that one change makes: so most sites of a file are."""
        stale = said.get("location")
        found = None if stale else self._found(said, cities)
        # Of a national file hardly a row is near: whether it hides is asked of those alone.
        if not (found or is_geocoded(stale)) or self._is_pinned(key, own):
            return
        if found and not self._is_secret(key, said, act):
            yield self.change(key, None, found)
        elif stale and self._is_secret(key, said, act):
            yield self.change(key, stale, None)

    def _found(self, site: Said, cities: Collection[str]) -> Statement | None:
        address = site.get("address")
        if address is None or self.is_elsewhere(address.text, cities):
            return None
        from ..geocoding.answer import ask_offline

        return self.stated(ask_offline(self.gazetteer, address.text), address)

    def _is_pinned(self, key: str, own: Iterable[Change]) -> bool:
        """Whether a person set or emptied the point of a site, or does so now."""
        written = (one for one in own if is_person(one.who))
        return any(one.field == "location" or _names_point(one.new) for one in written) or (
            is_edited(self.db, "site", key, "location")
        )

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
        """Sites of a place that hides lose what a geocoder found, ``before`` in the same act too."""
        if not any(_may_hide(change) for change in own):
            return
        for place in self._places_in(own):
            if not hides_its_sites(place.said):
                continue
            self.secret.update(sites_of(place))
            for key in sites_of(place):
                changed = [one for one in before if (one.of, one.key) == ("site", key)]
                site = self._after("site", key, changed)
                stale = site.said.get("location") if site else None
                if is_geocoded(stale) and not self._is_pinned(key, changed):
                    yield self.change(key, stale, None)

    def _new_sources(self, own: list[Change]) -> Iterator[Change]:
        for change in own:
            if change.who.startswith(GEOCODER) and isinstance(change.new, Statement):
                yield from self.new_sources(change.new)

    def _source(self, key: str) -> Source:
        """A source as the tables name it, the city's own or else ours; they are read once."""
        if self._named is None:
            folders = dict.fromkeys((Settings().data, self.data))
            self._named = {one.key: one for folder in folders for one in _sources_of(folder)}
        return self._named.get(key) or Source(key, {"name": Statement(key)})


def _sources_of(folder: Path) -> Iterator[Source]:
    """The sources of a folder's table, as far as it can be read: ``check`` says what is amiss."""
    for _, row in read_rows(folder / "sources.csv", TABLES["sources"], []):
        said = {name: Statement(row[name]) for name in SOURCE_COLUMNS if row[name]}
        with suppress(Invalid):
            yield Source(row["key"], said)


def _says_more(before: Record, after: Record, stale: Statement, found: Statement | None) -> bool:
    """Whether the address only says more of the same building, and the point found for it less than
    a geocoder online did. The gazetteer may always correct itself."""
    if found and stale.sources[0] == found.sources[0]:
        return False
    more = agrees("address", after.text("address"), before.text("address"))
    return more and (found is None or verdict_on_point(stale, found) != FINER)


def _may_hide(change: Change) -> bool:
    """Whether a change of a place may make it hide, or hide elsewhere than before."""
    if isinstance(change.new, Statement):
        moves = change.field.partition(".")[0] == "site"
        return moves or hides_its_sites({change.field: change.new})
    return change.new is not None and hides_its_sites(change.new)


def _concerns_point(change: Change) -> bool:
    """Whether a change of a site may leave it with a point that is wrong, or that none should see.

    The many points of files are published, and stand.
    """
    if change.field == "location":
        return isinstance(change.new, Statement) and is_geocoded(change.new)
    return change.field in ("", "address")


def _names_point(state: Statement | Said | None) -> bool:
    """Whether the first state of a record says where it is."""
    return isinstance(state, Mapping) and "location" in state
