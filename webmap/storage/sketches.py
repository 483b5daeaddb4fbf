"""What is stored, in short, for those who look for it: who is known by what, and who is where."""

from ..places.doubles import Sketch
from ..places.vocabulary import SCHEMES
from ..places.walking import Point
from .database import Database

_SAID = ("name", "venue", "kana", "phone", "standing", "site")
_SITE = 6
"""Where the site stands in a row, after the key and what is said before it."""
_EXACT = ("building", "block")
_NOWHERE = ("", None)


def sketches(db: Database) -> list[Sketch]:
    """Every place, whatever its standing, by key."""
    where = _whereabouts(db)
    paths = (*_SAID, *(f"identifier.{scheme}" for scheme in SCHEMES))
    values = ",".join(_text(f'"{path}".value') for path in paths)
    rows = db.execute(f"SELECT key, {values} FROM record WHERE of = 'place' ORDER BY key")
    after = _SITE + 1
    return [
        Sketch(*row[:after], *where.get(row[_SITE], _NOWHERE), identifiers=row[after:])
        for row in rows
    ]


def _whereabouts(db: Database) -> dict[str, tuple[str, Point | None]]:
    """Of every site the address and, where it is that of a house or block, the point."""
    paths = ("address.value", "location.level", "location.lat", "location.lon")
    values = ",".join(map(_text, paths))
    rows = db.execute(f"SELECT key, {values} FROM record WHERE of = 'site'")
    return {
        key: (address, (float(lat), float(lon)) if level in _EXACT else None)
        for key, address, level, lat, lon in rows
    }


def _text(path: str) -> str:
    return f"coalesce(said ->> '$.{path}', '')"
