"""The tables that are read from files only: towns, schools, helplines and their kin."""

import re
from collections.abc import Iterable
from pathlib import Path

from ..places.days import read_day
from ..places.errors import BadCell, Problem
from ..places.helpline import Helpline
from ..places.location import Location
from ..places.programmes import Programme
from ..places.schedule import Rule
from .tables import Cells, read_rows

_CODE = re.compile(r"(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{4}")
"""The prefectures are 01 to 47."""

_RULE_COLUMNS = ("effect", "weekdays", "holidays", "opens", "closes", "season")

LISTS: dict[str, tuple[str, ...]] = {
    "towns": ("lg_code", "pref", "city", "town", "lat", "lon", "r50_m", "r90_m", "rmax_m"),
    "addresses": ("city", "town", "ban", "go", "address", "name", "lat", "lon", "source"),
    "schools": ("key", "name", "stage", "address", "lat", "lon", "source"),
    "stations": ("key", "name", "line", "operator", "lat", "lon"),
    "river": ("lat", "lon"),
    "readings": ("word", "reading", "basis"),
    "helplines": (
        *("key", "name", "for_whom", "number", "hours", "cost", "note", "source", "day"),
        *("persons", "topics", "area"),
    ),
    "helpline_hours": (
        "helpline",
        "number",
        "weekdays",
        "holidays",
        "opens",
        "closes",
        "season",
        "effect",
        "words",
    ),
    "programmes": (
        "key",
        "name",
        "for_whom",
        "persons",
        "topics",
        "what",
        "office",
        "source",
        "day",
    ),
}
"""Their columns, explained in ``data/README.md``."""


def read_list(data: Path, name: str) -> tuple[list[Cells], list[Problem]]:
    """The rows of one of the lists, and what is wrong with it."""
    problems: list[Problem] = []
    rows = []
    for line, row in read_rows(data / f"{name}.csv", LISTS[name], problems):
        rows.append(row)
        if name == "helpline_hours":
            problems += _bad_hours(row, line)
        elif name == "helplines":
            problems += _bad_helpline(row, line)
        elif name in ("towns", "addresses"):
            problems += _bad_point(row, line, name)
        elif name == "programmes":
            problems += _bad_programme(row, line)
        elif name in ("schools", "stations", "river"):
            problems += _bad_spot(row, line, name)
    return rows, problems


def helpline(row: Cells, rules: Iterable[Rule] = ()) -> Helpline:
    """A line of help from its row.

    Raises:
        BadCell: a cell is none of the words it may be, or no day.
    """
    return Helpline(**{**row, "day": read_day(row["day"])}, rules=tuple(rules))  # type: ignore[arg-type]


def helpline_rule(row: Cells) -> Rule:
    """One rule of a line's hours from its row.

    Raises:
        BadCell: a cell is none of the words it may be.
    """
    return Rule(**{column: row[column] for column in _RULE_COLUMNS})


def _bad_hours(row: Cells, line: int) -> list[Problem]:
    try:
        helpline_rule(row)
    except BadCell as bad:
        return [Problem(bad.expected, bad.found, "helpline_hours.csv", line, bad.column)]
    return []


def _bad_helpline(row: Cells, line: int) -> list[Problem]:
    try:
        helpline(row)
    except BadCell as bad:
        column = bad.column or "day"
        return [Problem(bad.expected, bad.found, "helplines.csv", line, column)]
    return []


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


def read_programme(row: Cells) -> Programme:
    """One row of ``programmes.csv``.

    Raises:
        BadCell: a cell cannot be read; says which and what is expected.
    """
    cells = {column: row[column] for column in ("key", "name", "for_whom", "what", "office")}
    persons, topics = (tuple(row[column].split(";")) for column in ("persons", "topics"))
    return Programme(
        **cells,
        persons=persons if row["persons"] else (),
        topics=topics if row["topics"] else (),
        source=row["source"],
        day=read_day(row["day"]),
    )


def _bad_programme(row: Cells, line: int) -> list[Problem]:
    try:
        read_programme(row)
    except BadCell as bad:
        return [Problem(bad.expected, bad.found, "programmes.csv", line, bad.column or "day")]
    return []


def _bad_spot(row: Cells, line: int, name: str) -> list[Problem]:
    """Distances are measured from schools and stations, and across the river."""
    try:
        Location(row["lat"], row["lon"], "building")
    except BadCell as bad:
        return [Problem(bad.expected, bad.found, f"{name}.csv", line, bad.column)]
    return []
