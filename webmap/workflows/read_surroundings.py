"""From where a family may walk: the schools and stations of a city's own tables, and its river."""

from collections.abc import Iterable
from pathlib import Path

from ..formats.rows import Cells
from ..places.errors import ForPeople
from ..places.nearness import Origin, Surroundings
from ..places.walking import Point, River
from .sound_lists import read_sound_list


def read_surroundings(folder: Path) -> Surroundings:
    """Schools first, then the stations that have a key; a station of two lines is one.

    Where a table cannot be read nobody walks from there, and all else goes on: ``check`` says why.
    """
    schools, stations, river = (_sound(folder, name) for name in ("schools", "stations", "river"))
    rows = [("school", row) for row in schools] + [("station", row) for row in stations]
    known: dict[str, Origin] = {}
    for sort, row in rows:
        if row["key"]:
            known.setdefault(row["key"], Origin(row["key"], row["name"], sort, _point(row)))
    return Surroundings.of(known.values(), River(tuple(map(_point, river))))


def shared_keys(schools: Iterable[Cells], stations: Iterable[Cells]) -> list[str]:
    """Keys that name a school as well as a station: an address could mean either."""
    keys = {row["key"] for row in schools} - {""}
    return sorted(keys & {row["key"] for row in stations})


def _sound(folder: Path, name: str) -> list[Cells]:
    try:
        return read_sound_list(folder, name)
    except ForPeople:
        return []


def _point(row: Cells) -> Point:
    return float(row["lat"]), float(row["lon"])
