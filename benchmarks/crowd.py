"""Databases with many places: made up around the city, or the real rows of WAM NET.

The rows are read as ``add`` reads them, but stored as listed and at once, with the categories
dealt out in turn, so that there is something to filter by.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from webmap.formats import wamnet
from webmap.formats.rows import Cells
from webmap.places.days import read_day
from webmap.places.draft import Edition
from webmap.places.location import Location
from webmap.places.record import Statement
from webmap.places.vocabulary import CATEGORIES
from webmap.storage.changes import write_said
from webmap.storage.database import open_database

from .adding import made_up

FILE = "WEBMAP_BENCH_WAMNET"
_STEP = 0.0007
"""Degrees by which a repetition of the rows is moved, about 70 m."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a stock page is told of a place."""

    name: str
    words: str
    category: str
    lat: float
    lon: float


def real_rows() -> list[Cells]:
    """The rows of the file that ``WEBMAP_BENCH_WAMNET`` names; none when it names none."""
    if not os.environ.get(FILE):
        return []
    with Path(os.environ[FILE]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def made_up_rows(count: int) -> list[Cells]:
    """Rows around the city, no two at one spot."""
    side = int(count**0.5) + 1
    return [
        _empty() | made_up(i) | _around(i // side / side, i % side / side) for i in range(count)
    ]


def fill(database: Path, rows: list[Cells], count: int) -> list[Spot]:
    """A database of so many places, the rows repeated with an offset; what a page may show."""
    db = open_database(database)
    spots = []
    with db.conn:
        for i, (cells, turn) in enumerate(islice(_repeated(rows), count)):
            records, spot = _records(cells, i, turn)
            db.conn.executemany("INSERT INTO record VALUES (?, ?, ?)", records)
            spots += [spot] if spot else []
        db.conn.execute(
            "INSERT INTO change VALUES (1, 'place', 'crowd', '', NULL, '{}', ?, 'test')", [count]
        )
    db.close()
    return spots


def _records(cells: Cells, i: int, turn: int) -> tuple[list[tuple[str, str, str]], Spot | None]:
    draft = wamnet.read(cells, "", Edition("wamnet", read_day("2026-03-31")))
    category, key = CATEGORIES[i % len(CATEGORIES)], f"crowd-{i}"
    own = {"categories": category, "standing": "listed", "site": key}
    place = draft.place | {field: Statement(value) for field, value in own.items()}
    spot = None
    location = draft.site["location"].value if "location" in draft.site else None
    if isinstance(location, Location):
        lat, lon = (round(degrees + turn * _STEP, 7) for degrees in location.point)
        moved = Location(str(lat), str(lon), location.level)
        draft.site["location"] = Statement(moved)
        words = f"{cells['サービス種別']} {cells['利用可能な時間帯（平日）']}"
        spot = Spot(str(place["name"].value), words, category, lat, lon)
    said = [("place", place), ("site", draft.site)]
    return [(of, key, write_said(statements)) for of, statements in said], spot


def _repeated(rows: list[Cells]) -> Iterator[tuple[Cells, int]]:
    turn = 0
    while True:
        yield from ((row, turn) for row in rows)
        turn += 1


def _empty() -> Cells:
    return dict.fromkeys(wamnet.COLUMNS, "")


def _around(north: float, east: float) -> Cells:
    return {
        "事業所緯度": f"{35.64 + north * 0.1:.6f}",
        "事業所経度": f"{139.38 + east * 0.12:.6f}",
    }
