"""Is it one of these? What is stored, beside what somebody is about to keep as a new place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..formats.new_place_form import NEW, Cells, fingerprint, sketch_of, text_of
from ..places.doubles import Double, find_doubles
from ..places.folding import fold
from ..places.location import GEOCODERS
from ..storage.database import Database
from ..storage.sketches import highest_number, sketches
from .find_kin import Found, find_groups, sites_at
from .find_point import Candidate, Towns, find_points

LETTER = "p"
"""Begins the keys that are suggested: short, for they are printed as QR codes."""


@dataclass(frozen=True)
class Looked:
    """The form with what it lacked filled in, the points for its address, the likely doubles, the
    buildings at its address and the groups of such a name."""

    cells: dict[str, Sequence[str]]
    candidates: list[Candidate]
    doubles: list[Double]
    sites: list[Found]
    groups: list[Found]


def look_for_place(db: Database, gazetteer: Towns, cells: Cells) -> Looked:
    """What there is already of what the form describes; nothing is kept."""
    candidates = find_points(gazetteer, text_of(cells, "site/address:value"))
    filled = dict(cells) | _pin(cells, candidates)
    known, asked = sketches(db), sketch_of(filled)
    sites, groups = sites_at(known, asked.address), _groups(db, cells)
    filled |= _kin(filled, "site", [one.key for one in sites[:1]])
    filled |= _kin(filled, "group", _same_name(groups, text_of(cells, "group/name:value")))
    filled |= {"looked": [fingerprint(cells)]} | _key(db, cells)
    return Looked(filled, candidates, find_doubles(asked, known), sites, groups)


def next_key(db: Database) -> str:
    """A short key that no place has or ever had."""
    return f"{LETTER}{highest_number(db, 'place', LETTER) + 1}"


def _pin(cells: Cells, candidates: Sequence[Candidate]) -> dict[str, Sequence[str]]:
    """The pin on what the gazetteer knows, unless a person has set or cleared it."""
    before = {*text_of(cells, "site/location:source").split(";")}
    if "site/location:lat" in cells and before.isdisjoint(GEOCODERS) and text_of(cells, "looked"):
        return {}
    found = candidates[0] if candidates else None
    place = found.location if found else None
    parts = {
        "lat": place.lat if place else "",
        "lon": place.lon if place else "",
        "level": place.level if place else "",
        "radius_m": place.radius_m if place else "",
        "source": found.source if found else "",
    }
    return {f"site/location:{part}": [text] for part, text in parts.items()}


def _groups(db: Database, cells: Cells) -> list[Found]:
    return find_groups(db, text_of(cells, "group/name:value"))[:5]


def _same_name(groups: Sequence[Found], name: str) -> list[str]:
    return [one.key for one in groups if fold(one.name) == fold(name)]


def _kin(cells: Mapping[str, Sequence[str]], of: str, stored: list[str]) -> dict[str, list[str]]:
    """Which site or group, if nobody has chosen yet: the stored one that is just so."""
    if text_of(cells, f"{of}:value"):
        return {}
    said = text_of(cells, "site/address:value" if of == "site" else "group/name:value")
    return {f"{of}:value": [*stored, NEW if said or of == "site" else ""][:1]}


def _key(db: Database, cells: Cells) -> dict[str, list[str]]:
    if text_of(cells, "key"):
        return {}
    key = next_key(db)
    return {"key": [key], "key:suggested": [key]}
