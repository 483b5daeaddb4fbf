"""A place with its site and its group: what one form shows, and the versions that it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import cast

from ..formats.place_form import SORTS, Cells
from ..places.errors import NotUnderstood
from ..places.place import Group, Place, Site
from ..places.record import Record, Said
from ..storage.changes import read_record
from ..storage.database import Database
from ..storage.versions import record_of_version, version

BASE = "base:"
"""Begins the names of the form that hold versions: ``base:place``, ``base:site``, ``base:group``."""
NEW = "new"
"""In the place of the key of a site or a group: one is to be made of what the form says."""


@dataclass(frozen=True)
class Trio:
    """A place with its site and its group, as far as it has them."""

    place: Place
    site: Site | None = None
    group: Group | None = None

    def record(self, of: str) -> Record | None:
        """One of the three."""
        return {"place": self.place, "site": self.site, "group": self.group}[of]

    def said(self, of: str) -> Said:
        """What is said of one of the three; nothing where it is not there."""
        record = self.record(of)
        return record.said if record else {}


def trio_as_it_stands(db: Database, shown: Place) -> Trio:
    """A place with the site and the group that it names, as they stand."""
    site, group = (_kin(db, shown, of) for of in SORTS[1:])
    return Trio(shown, cast(Site | None, site), cast(Group | None, group))


def standing_beside(db: Database, shown: Place, mine: Trio) -> Trio:
    """A place as it stands, with the very site and group that a form speaks of."""
    found = (
        read_record(db, of, one.key) if one else None
        for of in SORTS[1:]
        for one in [mine.record(of)]
    )
    return Trio(shown, *found)  # type: ignore[arg-type]


def versions(db: Database, trio: Trio) -> dict[str, int]:
    """The version of each of the three; 0 of what is not there."""
    records = {of: trio.record(of) for of in SORTS}
    return {of: version(db, of, one.key) if one else 0 for of, one in records.items()}


def read_base(db: Database, key: str, cells: Cells) -> Trio:
    """What a form was made of, as it stood then.

    Raises:
        NotUnderstood: it names no version that there was.
    """
    numbers = {of: number_of(cells, of) for of in SORTS}
    shown = record_of_version(db, "place", key, numbers["place"])
    if shown is None:
        raise NotUnderstood("この画面が いつのものか わかりません。ひらきなおしてください。")
    kin = {of: _kin(db, shown, of, numbers[of]) for of in SORTS[1:]}
    return Trio(
        cast(Place, shown), cast(Site | None, kin["site"]), cast(Group | None, kin["group"])
    )


def saying(db: Database, trio: Trio, said: Mapping[str, Said]) -> Trio:
    """The three with other things said. A site or a group that was not there gets a key, and the
    place names it; one that is asked for and of which nothing is said is none."""
    place_said = dict(said["place"])
    kin: dict[str, Record | None] = {}
    for of, kind in (("site", Site), ("group", Group)):
        before = trio.record(of)
        kin[of] = kind(before.key, said[of]) if before else None
        if before is None and said[of]:
            new = kind(_free_key(db, of, trio.place.key), said[of])
            first = next(iter(new.said.values()))
            place_said[of] = replace(first, value=new.key, note="")
            kin[of] = new
        elif of in place_said and place_said[of].text == NEW:
            del place_said[of]
    shown = Place(trio.place.key, place_said)
    return Trio(shown, cast(Site | None, kin["site"]), cast(Group | None, kin["group"]))


def leaving(trio: Trio, place_said: Said) -> Trio:
    """The three without the site or the group that the place leaves for a new one of its own."""
    left = {of for of in SORTS[1:] if of in place_said and place_said[of].text == NEW}
    site, group = trio.site, trio.group
    return Trio(trio.place, None if "site" in left else site, None if "group" in left else group)


def number_of(cells: Cells, of: str) -> int:
    """The version of a record that a form was made of; 0 when it names none."""
    text = next(iter(cells.get(f"{BASE}{of}", ())), "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _kin(db: Database, shown: Record, of: str, number: int | None = None) -> Record | None:
    key = shown.text(of)
    if not key or number is None:
        return read_record(db, of, key) if key else None
    found = record_of_version(db, of, key, number)
    if found is None and read_record(db, of, key):
        raise NotUnderstood("この画面が いつのものか わかりません。ひらきなおしてください。")
    return found


def _free_key(db: Database, of: str, key: str) -> str:
    candidates = (key if number == 1 else f"{key}-{number}" for number in count(1))
    return next(one for one in candidates if read_record(db, of, one) is None)
