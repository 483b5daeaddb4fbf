"""Is it one of these? What is stored, beside what somebody is about to keep as a new place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..formats.new_place_form import (
    FOUND,
    LOOKED,
    NEW,
    POINT,
    Cells,
    fingerprint,
    sketch_of,
    text_of,
)
from ..places.doubles import Double, find_doubles
from ..places.folding import fold
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


def look_for_place(db: Database, gazetteer: Towns, cells: Cells, today: date) -> Looked:
    """What there is already of what the form describes; nothing is kept."""
    candidates = find_points(gazetteer, text_of(cells, "site/address:value"))
    filled = dict(cells) | _pin(cells, candidates)
    known, asked = sketches(db), sketch_of(filled)
    asked = asked._replace(address=gazetteer.spelled_out(asked.address))  # 国立市 is often left out
    sites, groups = sites_at(known, asked.address), _groups(db, cells)
    filled["site:value"] = [_site(cells, sites)]
    filled["group:value"] = [_group(cells, groups)]
    filled |= {LOOKED: [fingerprint(cells)]} | _key(db, cells)
    filled.setdefault("common:day", [today.isoformat()])
    return Looked(filled, candidates, find_doubles(asked, known), sites, groups)


def next_key(db: Database) -> str:
    """A short key that no place has or ever had."""
    return f"{LETTER}{highest_number(db, 'place', LETTER) + 1}"


def _pin(cells: Cells, candidates: Sequence[Candidate]) -> dict[str, Sequence[str]]:
    """The pin on what the gazetteer knows, unless a person has moved or cleared it since."""
    stands = [text_of(cells, f"site/location:{part}") for part in POINT]
    is_shown = f"site/location:{POINT[0]}" in cells
    if is_shown and " ".join(stands).strip() != text_of(cells, FOUND):
        return {}
    found = candidates[0] if candidates else None
    point = [getattr(found.location, part) if found else "" for part in POINT]
    named = dict(zip(POINT, point, strict=True)) | {"source": found.source if found else ""}
    pin: dict[str, Sequence[str]] = {f"site/location:{part}": [t] for part, t in named.items()}
    return pin | {FOUND: [" ".join(point).strip()]}


def _groups(db: Database, cells: Cells) -> list[Found]:
    return find_groups(db, text_of(cells, "group/name:value"))[:5]


def _site(cells: Cells, stored: Sequence[Found]) -> str:
    """The building that was chosen, else one that stands at the address, else a new one."""
    keys = [one.key for one in stored]
    chosen = text_of(cells, "site:value")
    return chosen if chosen in (*keys, NEW) else next(iter(keys), NEW)


def _group(cells: Cells, stored: Sequence[Found]) -> str:
    """The group that was chosen, else the one that is called so, else a new one, or none."""
    name, chosen = text_of(cells, "group/name:value"), text_of(cells, "group:value")
    if not name:
        return ""
    same = [one.key for one in stored if fold(one.name) == fold(name)]
    has_chosen = text_of(cells, LOOKED) == fingerprint(cells)  # between what is offered now
    is_new = chosen == NEW and (has_chosen or not same)
    is_stored = any(one.key == chosen for one in stored)
    return chosen if is_new or is_stored else next(iter(same), NEW)


def _key(db: Database, cells: Cells) -> dict[str, list[str]]:
    if text_of(cells, "key"):
        return {}
    key = next_key(db)
    return {"key": [key], "key:suggested": [key]}
