"""``locate --all``: every site with an address gets a point, as good as can be had.

Offline first. Online only what is unlocated or below block level, and only where an outline can
tell a wrong answer. Every point is kept when it is found, so a run that stops loses nothing and the
next goes on from there.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..geocoding.answer import Offline, ask_offline
from ..geocoding.border import INSIDE, UNCHECKED, Borders, read_borders
from ..geocoding.online import OnlineGeocoder, Outage, open_geocoder
from ..places.agreement import fold_address
from ..places.city import City
from ..places.location import Answer, Location
from ..places.place import Site
from ..places.record import Statement
from ..places.visibility import keeps_site_secret, sites_of
from ..places.whose_point import FINER, is_geocoded, verdict_on_point
from ..settings import Settings
from ..storage.answers_of_geocoders import KeptAnswers, forget_answers
from ..storage.changes import is_edited, keep_changes, read_record
from ..storage.database import Database, edition, writing
from ..storage.places import all_places, keys_of
from .points import Points
from .told_of_sites import (
    HIDDEN,
    IMPROVED,
    LOCATED,
    UNCHANGED,
    UNLOCATED,
    Counts,
    Listener,
    Remark,
    Told,
)

UNWILLING = "unwilling"
LEFT, NOT_FOUND = "left", "not_found"
"""What there is to say of a geocoder besides its outages."""
_LEFT_AFTER = 3
"""Outages in a row after which a geocoder is asked no more in this run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked: the offline gazetteer, then the online geocoders in their order, whose answers
    are checked against the borders. ``names`` are those of municipalities by code."""

    gazetteer: Offline
    online: Sequence[OnlineGeocoder] = ()
    borders: Borders = field(default_factory=Borders)
    names: dict[str, str] = field(default_factory=dict)


def whom_to_ask(
    db: Database, settings: Settings, city: City, gazetteer: Offline, now: datetime
) -> Asked:
    """The gazetteer, and the online geocoders that the settings name."""
    online = [
        open_geocoder(name, settings.contact, KeptAnswers(db, name, now.date()), now.date())
        for name in settings.geocoders
    ]
    borders = read_borders(settings.data / "basemap" / "outline.geojson")
    return Asked(gazetteer, online, borders, {city.code: city.name, **city.neighbours})


def locate_sites(
    db: Database, data: Path, now: datetime, asked: Asked, listener: Listener
) -> Counts:
    """Locates what can be located; returns what became of the sites.

    Hidden sites are asked of nobody, and what was ever answered about their addresses is forgotten.
    """
    run = _Run(db, Points(db, data, now, asked.gazetteer), asked, listener)
    run.look()
    keys = sorted(keys_of(db, "site"))
    for done, key in enumerate(keys, 1):
        told = run.locate(key)
        if told:
            run.counts.add(told.state)
            if told.state in (LOCATED, IMPROVED, UNLOCATED) or told.remarks:
                listener.site(told)
        listener.progress(done, len(keys))
    return run.counts


@dataclass(slots=True)
class _Run:
    db: Database
    points: Points
    asked: Asked
    listener: Listener
    counts: Counts = field(default_factory=Counts)
    _names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _cities: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _seen: str = ""
    _hidden: set[str] = field(default_factory=set)
    """Addresses, folded, that some site hides: another site's may be the same."""
    _outages: Counter[str] = field(default_factory=Counter)
    _left: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Notes who uses which site, and which addresses are hidden, when anything was kept since
        the last look: a run takes hours, and people write meanwhile."""
        now = edition(self.db)
        if now == self._seen:
            return
        self._seen = now
        self.points.look_again()
        for notes in (self._names, self._cities, self._hidden):
            notes.clear()
        for place in all_places(self.db):
            for key in sites_of(place):
                self._names[key].append(place.name)
                self._cities[key].add(place.text("city"))
        for key in keys_of(self.db, "site"):
            site = read_record(self.db, "site", key)
            if isinstance(site, Site) and self._is_secret(site):
                self._hide(site.text("address"))
        forget_answers(self.db, self._is_hidden)

    def _is_secret(self, site: Site) -> bool:
        return site.key in self.points.secret or keeps_site_secret(site.said, ())

    def _hide(self, address: str) -> None:
        if any(character.isdecimal() for character in address):
            self._hidden |= self._ways_to_write(address)

    def _is_hidden(self, address: str) -> bool:
        return not self._hidden.isdisjoint(self._ways_to_write(address))

    def _ways_to_write(self, address: str) -> set[str]:
        """An address, folded, as it is written and as geocoders elsewhere are asked."""
        return {fold_address(address), fold_address(self.asked.gazetteer.spelled_out(address))}

    def _city_of(self, address: str) -> str:
        """The name of the municipality that an address is in, as far as we know its code."""
        return self.asked.names.get(self.asked.gazetteer.municipality_of(address), "")

    # -- one site

    def locate(self, key: str) -> Told | None:
        """What becomes of a site; None of one without an address."""
        self.look()
        site = self._read(key)
        if site is None:
            return None
        remarks: list[Remark] = []
        if self._is_secret(site):
            self._keep(site, None)
        elif not (self._is_edited(key) or _is_published(site.said.get("location"))):
            self._keep(site, self._best(site, remarks))
        return self._told(site, remarks)

    def _told(self, seen: Site, remarks: Sequence[Remark]) -> Told | None:
        """What became of a site, by what is stored now: people may have written meanwhile."""
        self.look()
        site = self._read(seen.key)
        if site is None:
            return None
        if self._is_secret(site):
            return Told(site.key, (), "", HIDDEN)
        stands, names = site.said.get("location"), tuple(dict.fromkeys(self._names[site.key]))
        state = self._state(site.key, seen.said.get("location"), stands)
        return Told(site.key, names, site.text("address"), state, stands, tuple(remarks))

    def _state(self, key: str, before: Statement | None, stands: Statement | None) -> str:
        if self._is_edited(key):
            return UNCHANGED
        if stands is None:
            return UNLOCATED
        if stands == before or _is_published(stands):
            return UNCHANGED
        return IMPROVED if before else LOCATED

    def _read(self, key: str) -> Site | None:
        """A site as it stands, when it has an address."""
        site = read_record(self.db, "site", key)
        return site if isinstance(site, Site) and "address" in site.said else None

    def _is_edited(self, key: str) -> bool:
        return is_edited(self.db, "site", key, "location")

    def _best(self, site: Site, remarks: list[Remark]) -> Statement | None:
        """The best point to be had: the gazetteer's, then those of the online geocoders while none
        is exact. What stands stays unless another is finer, or its own geocoder corrects it."""
        best, address = site.said.get("location"), site.said["address"]
        if self.points.is_elsewhere(address.text, self._cities[site.key]):
            return best
        best = self._better(best, ask_offline(self.asked.gazetteer, address.text), address)
        city, whole = self._city_of(address.text), self.asked.gazetteer.spelled_out(address.text)
        for geocoder in self.asked.online:
            if _is_exact(best) or not self._may_ask(site):
                break
            if not self.asked.borders.knows(city):
                remarks.append(Remark("", UNCHECKED, city))
                break
            answer = self._ask(geocoder, whole, city, remarks)
            best = self._better(best, answer, address) if answer else best
        return best

    def _may_ask(self, seen: Site) -> bool:
        """Whether geocoders elsewhere may hear of a site, as all stands now."""
        self.look()
        now = self._read(seen.key)
        return now == seen and not (self._is_secret(now) or self._is_hidden(now.text("address")))

    def _better(
        self, best: Statement | None, answer: Answer, address: Statement
    ) -> Statement | None:
        found = self.points.stated(answer, address)
        if best is None or found is None:
            return best or found
        verdict = verdict_on_point(best, found)
        is_corrected = verdict is None and found.value != best.value
        return found if verdict == FINER or is_corrected else best

    def _ask(
        self, geocoder: OnlineGeocoder, address: str, city: str, remarks: list[Remark]
    ) -> Answer | None:
        """The answer of a geocoder when it lies in the municipality; else why there is none."""
        if geocoder.name in self._left and address not in geocoder.answered:
            remarks.append(Remark(geocoder.name, LEFT))
            return None
        try:
            answer = geocoder.ask(address)
        except Outage as outage:
            remarks.append(Remark(geocoder.name, outage.word))
            self._note_outage(geocoder.name, outage.word)
            return None
        self._outages[geocoder.name] = 0
        if answer.location is None:
            remarks.append(Remark(geocoder.name, NOT_FOUND))
            return None
        verdict = self.asked.borders.judge(city, *answer.location.point)
        if verdict == INSIDE:
            return answer
        remarks.append(Remark(geocoder.name, verdict, city))
        return None

    def _note_outage(self, name: str, word: str) -> None:
        self._outages[name] += 1
        if word == UNWILLING or self._outages[name] >= _LEFT_AFTER:
            self._left.add(name)
            self.listener.left(name, word)

    # -- keeping

    def _keep(self, seen: Site, point: Statement | None) -> None:
        """Keeps a point, or drops that of one who hides, unless a person wrote meanwhile."""
        stands = seen.said.get("location")
        if point == stands or not (point or is_geocoded(stands)):
            return
        with writing(self.db):
            self.look()
            now = self._read(seen.key)
            if now is None or now.said != seen.said or self._is_edited(seen.key):
                return  # the next run sees to it
            if self._is_secret(now):
                point = None
            if point != stands:
                made = self.points.new_sources(point) if point else ()
                keep_changes(self.db, [*made, self.points.change(seen.key, stands, point)])
                self._seen = edition(self.db)


def _is_published(statement: Statement | None) -> bool:
    return statement is not None and not is_geocoded(statement)


def _is_exact(statement: Statement | None) -> bool:
    return (
        statement is not None and isinstance(statement.value, Location) and (statement.value.exact)
    )
