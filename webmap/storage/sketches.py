"""What is stored, in short, for those who look for it: who is known by what, and who is where.

The indices of :mod:`.schema` hold these texts, in these very expressions; named here they must be
used, which is four times as fast as reading the documents.
"""

from ..places.doubles import Sketch
from ..places.vocabulary import SCHEMES
from ..places.walking import Point
from .database import Database

_SAID = ("name", "venue", "kana", "phone", "standing", "site")
_EXACT = ("building", "block")
_NOWHERE: tuple[str, Point | None] = ("", None)
_PLACES = "FROM record INDEXED BY place_in_short WHERE of = 'place'"
_SITES = "FROM record INDEXED BY site_in_short WHERE of = 'site'"


def sketches(db: Database) -> list[Sketch]:
    """Every place, whatever its standing, by key."""
    where = _whereabouts(db)
    values = ",".join(map(_value, (*_SAID, *(f"identifier.{scheme}" for scheme in SCHEMES))))
    rows = db.execute(f"SELECT key, {values} {_PLACES} ORDER BY key")
    return [
        Sketch(key, name, venue, kana, phone, standing, site, *where.get(site, _NOWHERE), numbers)
        for key, name, venue, kana, phone, standing, site, *numbers in rows
    ]


def places_at(db: Database, site: str) -> dict[str, str]:
    """The names of the places that use a site, by key, ended ones too."""
    rows = db.execute(
        f"SELECT key, {_value('name')} {_PLACES} AND {_value('site')} = ? ORDER BY key", [site]
    )
    return dict(rows.fetchall())


def places_by_site(db: Database) -> list[tuple[str, str]]:
    """Of every place that has one, its site's key and its name."""
    rows = db.execute(f"SELECT {_value('site')}, {_value('name')} {_PLACES} ORDER BY key")
    return [(site, name) for site, name in rows if site]


def addresses_of_sites(db: Database) -> dict[str, str]:
    """The address of every site, by key; empty where none is known."""
    return dict(db.execute(f"SELECT key, {_value('address')} {_SITES} ORDER BY key").fetchall())


def names_of_groups(db: Database) -> dict[str, str]:
    """The name of every group, by key."""
    rows = db.execute(f"SELECT key, {_value('name')} FROM record WHERE of = 'group' ORDER BY key")
    return dict(rows.fetchall())


def is_key_known(db: Database, of: str, key: str) -> bool:
    """Whether a record has the key, or ever had it."""
    row = db.execute("SELECT 1 FROM change WHERE of = ? AND key = ? LIMIT 1", [of, key])
    return row.fetchone() is not None


def highest_number(db: Database, of: str, letter: str) -> int:
    """The highest number of the keys that are a letter and a number, now or ever; 0 without one."""
    row = db.execute(
        "SELECT max(cast(substr(key, 2) AS INTEGER)) FROM change"
        " WHERE of = :of AND key >= :letter || '0' AND key < :letter || ':'"
        " AND substr(key, 2) NOT GLOB '*[^0-9]*'",
        {"of": of, "letter": letter},
    ).fetchone()
    return int(row[0] or 0)


def _whereabouts(db: Database) -> dict[str, tuple[str, Point | None]]:
    """Of every site the address and, where it is that of a house or block, the point."""
    point = ",".join(f"said ->> '$.location.{part}'" for part in ("level", "lat", "lon"))
    rows = db.execute(f"SELECT key, {_value('address')}, {point} {_SITES}")
    return {
        key: (address, (float(lat), float(lon)) if level in _EXACT else None)
        for key, address, level, lat, lon in rows
    }


def _value(field: str) -> str:
    return f"coalesce(said ->> '$.\"{field}\".value', '')"
