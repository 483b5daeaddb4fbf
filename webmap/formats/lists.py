"""The tables that are read from files only: towns, schools and their kin."""

import re
from pathlib import Path

from ..places.errors import BadCell, Problem
from ..places.location import Location
from .rows import Cells, read_rows
from .table_shapes import LIST_TABLES

_CODE = re.compile(r"(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{4}")
"""The prefectures are 01 to 47."""

LISTS: dict[str, tuple[str, ...]] = {
    "towns": ("lg_code", "pref", "city", "town", "lat", "lon", "r50_m", "r90_m", "rmax_m"),
    "addresses": ("city", "town", "ban", "go", "address", "name", "lat", "lon", "source"),
    "schools": ("key", "name", "stage", "address", "lat", "lon", "source"),
    "stations": ("key", "name", "line", "operator", "lat", "lon"),
    "river": ("lat", "lon"),
}
"""Their columns, explained in ``data/README.md``."""


def read_list(data: Path, name: str) -> tuple[list[Cells], list[Problem]]:
    """The rows of one of the lists, also of those that become records, and what is wrong with it."""
    problems: list[Problem] = []
    rows = []
    kept = LIST_TABLES.get(name)
    columns, later = (kept.columns, kept.later) if kept else (LISTS[name], {})
    for line, row in read_rows(data / f"{name}.csv", columns, problems, later):
        rows.append(row)
        if name in ("towns", "addresses"):
            problems += _bad_point(row, line, name)
        elif name in ("schools", "stations", "river"):
            problems += _bad_spot(row, line, name)
    return rows, problems


def _bad_point(row: Cells, line: int, name: str) -> list[Problem]:
    """A town or an address without its municipality, its name or a point can not be found."""
    code = "lg_code" if name == "towns" else "city"
    try:
        Location(row["lat"], row["lon"], "town", row.get("r50_m", ""))
        if not _CODE.fullmatch(row[code]):
            raise BadCell(row[code], "市区町村コード6けた", code)
        if not row["town"]:
            raise BadCell("", "町の名前", "town")
    except BadCell as bad:
        return [Problem(bad.expected, bad.found, f"{name}.csv", line, bad.column)]
    return []


def _bad_spot(row: Cells, line: int, name: str) -> list[Problem]:
    """Distances are measured from schools and stations, and across the river."""
    try:
        Location(row["lat"], row["lon"], "building")
    except BadCell as bad:
        return [Problem(bad.expected, bad.found, f"{name}.csv", line, bad.column)]
    return []
