"""What is stored, in short: by what the rows of a file are recognised."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ..places.days import read_day
from ..places.who_is_who import Groups, Listed, Roll, Sites
from .database import Database


def roll(db: Database, scheme: str) -> Roll:
    """Every place with its identifier of a scheme."""
    said = ("name", f"identifier.{scheme}", "city", "site", "group", "standing")
    paths = (*(f'"{name}".value' for name in said), "name._source", "name._day")
    values = ",".join(_text(f"p.said, '$.{path}'") for path in paths)
    address = _text("s.said, '$.address.value'")
    rows = db.execute(
        f"""SELECT p.key, {values}, {address} FROM record p LEFT JOIN record s
            ON s.of = 'site' AND s.key = json_extract(p.said, '$.site.value')
            WHERE p.of = 'place' ORDER BY p.key"""
    )
    found = Roll(scheme)
    for key, name, identifier, city, site, group, standing, source, day, where in rows:
        found.enter(
            Listed(key, name, where, identifier, city, site, group, standing, source, read_day(day))
        )
    return found


def groups(db: Database, scope_of: Mapping[str, str]) -> Groups:
    """Every group by 法人番号, and those with a scope (by key) by name too."""
    name, number = (
        _text(f"said, '$.\"{field}\".value'") for field in ("name", "identifier.houjin_bangou")
    )
    found = Groups()
    for key, called, corporate in db.execute(
        f"SELECT key, {name}, {number} FROM record WHERE of = 'group' ORDER BY key"
    ):
        found.enter(key, corporate, scope_of.get(key, ""), called)
    return found


def sites(db: Database, used: Iterable[str]) -> Sites:
    """Every site by address, with how often each is used (``used`` names one for each place)."""
    found = Sites(users=Counter(used))
    address = _text("said, '$.address.value'")
    for key, text in db.execute(
        f"SELECT key, {address} FROM record WHERE of = 'site' ORDER BY key"
    ):
        found.enter(key, text)
    return found


def _text(path: str) -> str:
    return f"coalesce(json_extract({path}), '')"
