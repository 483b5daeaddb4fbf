"""A copy of the live database, beside other ways to make one; a save that waits for the disk."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.made_up import NOON
from tests.storage.killing import filled, many, save
from webmap.storage.database import Database, open_database
from webmap.workflows.back_up import back_up
from webmap.workflows.restore import restore

from .row import Row, milliseconds

RUNS = 5


def measure() -> Iterator[Row]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for live, fill in ((folder / "real.sqlite", filled), (folder / "many.sqlite", many)):
            fill(live)
            yield from _copying(live, folder)
        yield Row(
            "restore it, with what stood before put aside, proven twice",
            milliseconds(lambda: _restore(folder), RUNS),
            milliseconds(lambda: shutil.copyfile(folder / "copy", folder / "put"), RUNS),
            "plain file copy, which a running server must not see",
        )
        yield from _saving(folder)


def _copying(live: Path, folder: Path) -> Iterator[Row]:
    what = f"back up {_records(live):,} records, {live.stat().st_size / 1e6:.1f} MB"
    ours = milliseconds(_anew(folder / "copy", partial(_back_up, live)), RUNS)
    for way, peer in (
        ("plain file copy: not safe while others write, proves nothing", shutil.copyfile),
        ("`sqlite3 .backup`: proves nothing", _plain_backup),
        ("`VACUUM INTO`: proves nothing", _vacuum),
    ):
        theirs = milliseconds(_anew(folder / "peer", partial(peer, live)), RUNS)
        yield Row(f"{what}, proven and digested", ours, theirs, way)


def _saving(folder: Path) -> Iterator[Row]:
    ours, peer = folder / "ours.sqlite", folder / "peer.sqlite"
    for path in (ours, peer):
        filled(path)
    with closing(open_database(ours)) as db, closing(open_database(peer)) as normal:
        normal.execute("PRAGMA synchronous = NORMAL")
        minutes = count(1)
        yield Row(
            "100 saves of a place, its group and its site, each on the disk",
            milliseconds(lambda: _save_often(db, minutes), RUNS),
            milliseconds(lambda: _save_often(normal, minutes), RUNS),
            "the same with synchronous = NORMAL: a power cut takes the last ones",
        )


def _save_often(db: Database, minutes: Iterator[int]) -> None:
    for minute in islice(minutes, 100):
        save(db, NOON + timedelta(minutes=minute), f"{minute}")


def _anew(path: Path, make: Callable[[Path], object]) -> Callable[[], object]:
    """Makes a file that is not there yet."""

    def action() -> object:
        path.unlink(missing_ok=True)
        return make(path)

    return action


def _back_up(live: Path, path: Path) -> None:
    with closing(open_database(live)) as db:
        back_up(db, path, NOON)


def _restore(folder: Path) -> None:
    aside = restore(folder / "copy", folder / "many.sqlite", NOON).aside
    assert aside is not None
    aside.unlink()


def _plain_backup(live: Path, path: Path) -> None:
    with closing(sqlite3.connect(live)) as db, closing(sqlite3.connect(path)) as copy:
        db.backup(copy)


def _vacuum(live: Path, path: Path) -> None:
    with closing(sqlite3.connect(live)) as db:
        db.execute("VACUUM INTO ?", [str(path)])


def _records(live: Path) -> int:
    with closing(open_database(live)) as db:
        return int(db.execute("SELECT count(*) FROM record").fetchone()[0])
