"""Fill and export, beside plain sqlite-utils on the same rows (no history, no checks)."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from webmap.formats.table_shapes import TABLES
from webmap.settings import Settings
from webmap.storage.database import open_database
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database

from .row import Row, milliseconds

RUNS = 5


def measure() -> Iterator[Row]:
    data, now = Settings().data, Settings().now()
    with TemporaryDirectory() as name:
        folder = Path(name)
        fresh = _fresh_paths(folder)
        yield Row(
            "fill an empty database from the real tables",
            milliseconds(lambda: fill_database(open_database(fresh()), data, now), RUNS),
            milliseconds(lambda: _plain_insert(fresh(), data), RUNS),
            "sqlite-utils insert, one table a file",
        )
        ours, plain = folder / "ours.sqlite", folder / "plain.sqlite"
        fill_database(open_database(ours), data, now)
        _plain_insert(plain, data)
        yield Row(
            "export the ten tables",
            milliseconds(lambda: export_data(open_database(ours), folder / "out"), RUNS),
            milliseconds(lambda: _plain_export(plain, folder / "plain"), RUNS),
            "sqlite-utils rows through csv.writer",
        )
        yield Row("size of the database, with history", _size(ours), _size(plain), "no history")


def _fresh_paths(folder: Path) -> Callable[[], Path]:
    count = iter(range(10**6))
    return lambda: folder / f"{next(count)}.sqlite"


def _plain_insert(path: Path, data: Path) -> None:
    db = Database(path)
    for name in TABLES:
        with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            db.table(name).insert_all(list(csv.DictReader(file)))
    db.close()


def _plain_export(path: Path, folder: Path) -> None:
    db = Database(path)
    folder.mkdir(exist_ok=True)
    for name, columns in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            if db.table(name).exists():
                writer.writerows(db.table(name).rows)
    db.close()


def _size(path: Path) -> str:
    Database(path).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return f"{path.stat().st_size / 1024:.0f} KB"
