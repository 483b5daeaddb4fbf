"""A new place, by hand: kept with its site and its group in one act.

It waits for a check: the public does not see it until an editor lists it. Its key is for ever.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from ..formats.new_place_form import KEY, NEW, NewPlace
from ..places.changes import Change, is_person
from ..places.errors import BadCell, Invalid
from ..places.place import RECORDS
from ..places.record import Said
from ..storage.changes import history, keep_changes, read_record
from ..storage.database import Database, writing
from ..storage.sketches import is_key_known
from .find_point import Towns, find_points
from .look_for_place import next_key
from .name_sources import Sources
from .points import Points


def make_place(points: Points, gazetteer: Towns, new: NewPlace, who: str) -> str:
    """Keeps the place, and returns its key. A form that is sent twice makes one place.

    Raises:
        Invalid: nothing was kept; with every problem.
    """
    db = points.db
    with writing(db):
        problems = [*new.problems, *_unknown_kin(db, new)]
        if problems:
            raise Invalid(problems)
        if _is_sent_again(db, new, who):
            return new.key
        key = _free_key(db, new)
        _Maker(points, gazetteer, new, key, who).keep()
    return key


def _free_key(db: Database, new: NewPlace) -> str:
    """The key that was asked for. One that we suggested may be gone by now: then the next one."""
    if not is_key_known(db, "place", new.key):
        return new.key
    if new.key == new.suggested:
        return next_key(db)
    raise Invalid([BadCell(new.key, "まだ だれも つかっていない かぎ", KEY)])


def _unknown_kin(db: Database, new: NewPlace) -> Iterator[BadCell]:
    for of, key in (("site", new.site), ("group", new.group)):
        if key not in ("", NEW) and read_record(db, of, key) is None:
            yield BadCell(key, "一覧に あるもの", f"{of}:value")


def _is_sent_again(db: Database, new: NewPlace, who: str) -> bool:
    """Whether the place of this key was made of the same form by the same person."""
    by, made = _as_made(db, "place", new.key)
    if by != who or any(
        _value(made, name) != _value(new.place_said, name) for name in new.place_said
    ):
        return False
    site = made["site"].text if "site" in made else ""
    if new.site not in ("", NEW):
        return site == new.site
    _, there = _as_made(db, "site", site)
    return _value(there, "address") == _value(new.site_said, "address")


def _as_made(db: Database, of: str, key: str) -> tuple[str, Said]:
    """Who made a record, and what was said of it then; nothing where it never was."""
    first = next(history(db, of, key), None)
    made = first.new if first and isinstance(first.new, Mapping) else {}
    return first.who if first else "", made


def _value(said: Said, name: str) -> object:
    return said[name].value if name in said else None


class _Maker:
    """One act: the records that it makes, as changes of one moment."""

    def __init__(self, points: Points, gazetteer: Towns, new: NewPlace, key: str, who: str) -> None:
        self.points, self.gazetteer = points, gazetteer
        self.new, self.key, self.who = new, key, who
        self.sources = Sources(points.db)

    def keep(self) -> None:
        own = [*self._kin("site"), *self._kin("group"), *self._place()]
        city = self._city()
        followed = self.points.follow(own, {city} if city else ())
        if self.new.site_said and self.new.location is None:
            followed = [one for one in followed if one.field != "location" or is_person(one.who)]
        keep_changes(self.points.db, [*self.sources.changes(self.points.now, self.who), *followed])

    def _place(self) -> Iterator[Change]:
        first = self.new.place_said["name"]
        said = dict(self.new.place_said)
        said["standing"] = replace(first, value="check", visibility="public")
        if city := self._city():
            said["city"] = replace(first, value=city, visibility="public")
        for of, key in (("site", self._key_of("site")), ("group", self._key_of("group"))):
            if key:
                said[of] = replace(first, value=key, visibility="public")
        yield self._made("place", self.key, said)

    def _kin(self, of: str) -> Iterator[Change]:
        said = dict(self.new.site_said if of == "site" else self.new.group_said)
        if not said or self._key_of(of) != self._free_key(of):
            return
        if of == "site" and self._is_found(said):
            del said["location"]  # the gazetteer says it itself, and may know better one day
        yield self._made(of, self._key_of(of), said)

    def _is_found(self, site: Said) -> bool:
        """Whether the pin is just where the gazetteer sees the address."""
        address = site.get("address")
        found = find_points(self.gazetteer, address.text) if address else []
        return bool(found) and found[0].location == self.new.location

    def _key_of(self, of: str) -> str:
        """The key of the stored or new site or group; empty where there is none."""
        chosen = self.new.site if of == "site" else self.new.group
        said = self.new.site_said if of == "site" else self.new.group_said
        if chosen not in ("", NEW):
            return chosen
        return self._free_key(of) if said else ""

    def _free_key(self, of: str) -> str:
        keys = (self.key if number == 1 else f"{self.key}-{number}" for number in count(1))
        return next(key for key in keys if not is_key_known(self.points.db, of, key))

    def _city(self) -> str:
        """The municipality of the address, as far as it is understood."""
        site = self.new.site_said
        if self.new.site not in ("", NEW):
            stored = read_record(self.points.db, "site", self.new.site)
            site = dict(stored.said) if stored else {}
        return self.gazetteer.municipality_of(site["address"].text) if "address" in site else ""

    def _made(self, of: str, key: str, said: Said) -> Change:
        named = {name: self.sources.named(one) for name, one in said.items()}
        record = RECORDS[of](key, named)
        return Change(of, key, "", None, record.said, self.points.now, self.who)
