"""The gazetteer of a city, from its own tables."""

import re
from collections.abc import Iterable
from pathlib import Path

from ..formats.city_file import read_city
from ..formats.rows import Cells
from ..geocoding.gazetteer import Gazetteer, KnownAddress
from ..geocoding.municipality import Town
from ..places.city import City
from ..places.errors import ForPeople
from ..words.whereabouts import TownOf, unknown_town
from .sound_lists import read_sound_list

_CHOME = re.compile("[一二三四五六七八九十]+丁目.*")


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of ``towns.csv``, ``addresses.csv`` and the names in ``city.toml``.

    A table that is not there is no error: then less is known.

    Raises:
        ForPeople: a table, or ``city.toml``, cannot be read; says which, where and why.
    """
    towns, addresses = (read_sound_list(folder, name) for name in ("towns", "addresses"))
    return make_gazetteer(read_city(folder / "city.toml"), towns, addresses)


def read_town_names(folder: Path, city: City) -> TownOf:
    """What names the town of an address, from ``towns.csv`` alone.

    Where the table cannot be read no town is known, and all else goes on: ``check`` says why.
    """
    try:
        return make_gazetteer(city, read_sound_list(folder, "towns"), ()).town_of
    except ForPeople:
        return unknown_town


def town_names(folder: Path, city: City) -> list[str]:
    """The names of the city's towns without their 丁目; none where the table cannot be read. A 小字
    (no 丁目, no extent) is a name that nobody is shown."""
    try:
        rows = read_sound_list(folder, "towns")
    except ForPeople:
        return []
    own = (row for row in rows if row["lg_code"] == city.code)
    shown = (row["town"] for row in own if "丁目" in row["town"] or row["r50_m"])
    return [*dict.fromkeys(_CHOME.sub("", name) for name in shown)]


def make_gazetteer(city: City, towns: Iterable[Cells], addresses: Iterable[Cells]) -> Gazetteer:
    """The gazetteer of rows that were read already."""
    towns = [*towns]
    names = city.municipalities() | {row["lg_code"]: row["pref"] + row["city"] for row in towns}
    return Gazetteer(
        names,
        [_town(row) for row in towns],
        [_address(row) for row in addresses],
        home=city.code,
    )


def _town(row: Cells) -> Town:
    extent = (int(row[column]) if row[column] else None for column in ("r50_m", "rmax_m"))
    return Town(row["lg_code"], row["town"], _point(row), *extent)


def _address(row: Cells) -> KnownAddress:
    return KnownAddress(row["city"], row["town"], row["ban"], row["go"], _point(row), row["source"])


def _point(row: Cells) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])
