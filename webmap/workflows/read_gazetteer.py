"""The gazetteer of a city, from its own tables."""

from collections.abc import Iterable
from pathlib import Path

from ..formats.city_file import read_city
from ..formats.lists import read_list
from ..formats.tables import Cells
from ..geocoding.gazetteer import Gazetteer, KnownAddress
from ..geocoding.municipality import Town
from ..places.errors import ForPeople, Problem


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of ``towns.csv``, ``addresses.csv`` and the names in ``city.toml``.

    A table that is not there is no error: then less is known.

    Raises:
        ForPeople: a table, or ``city.toml``, cannot be read; says which, where and why.
    """
    towns, addresses = _rows(folder, "towns"), _rows(folder, "addresses")
    return make_gazetteer(folder / "city.toml", towns, addresses)


def make_gazetteer(
    city_file: Path, towns: Iterable[Cells], addresses: Iterable[Cells]
) -> Gazetteer:
    """The gazetteer of rows that were read already."""
    city, towns = read_city(city_file), [*towns]
    names = city.municipalities() | {row["lg_code"]: row["pref"] + row["city"] for row in towns}
    return Gazetteer(
        names,
        [_town(row) for row in towns],
        [_address(row) for row in addresses],
        home=city.code,
    )


def _rows(folder: Path, name: str) -> list[Cells]:
    if not (folder / f"{name}.csv").exists():
        return []
    rows, problems = read_list(folder, name)
    if problems:
        raise ForPeople(_say(problems))
    return rows


def _say(problems: list[Problem]) -> str:
    one, more = problems[0], len(problems) - 1
    where = f"{one.file}:{one.line}" if one.line else one.file
    rest = f"（ほかに {more:,}）" if more else ""
    return f"{where} [{one.column}] 「{one.found[:80]}」 → {one.expected}{rest}"


def _town(row: Cells) -> Town:
    extent = (int(row[column]) if row[column] else None for column in ("r50_m", "rmax_m"))
    return Town(row["lg_code"], row["town"], _point(row), *extent)


def _address(row: Cells) -> KnownAddress:
    return KnownAddress(row["city"], row["town"], row["ban"], row["go"], _point(row), row["source"])


def _point(row: Cells) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])
