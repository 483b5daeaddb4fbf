"""Real processes are killed in the middle of their work, and what they leave is looked through.

A scene says what the work starts from, what it is, and what may be found after it was killed. The
processes come from one that has imported all before, so that what is killed is work.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from typing import cast

import webmap.cli.add
import webmap.cli.backup  # noqa: F401  (imported before the work begins)
from tests.made_up import DATA, NOON
from webmap.cli import main
from webmap.places.changes import apply, by_staff, diff
from webmap.places.place import RECORDS
from webmap.places.record import Record
from webmap.storage.backups import count, digest_of, prove
from webmap.storage.changes import history, keep_changes, read_record
from webmap.storage.database import Database, connect, is_empty, migrations, open_database, writing
from webmap.workflows.back_up import back_up, digest_file
from webmap.workflows.fill_database import fill_database

LIVE, COPY, FILE = "live.sqlite", "copy.sqlite", "mihon.csv"
STAFF = by_staff("mihon")
SAVES, FIELDS_OF_A_SAVE = 60, 3
ROWS, COPIES = 60, 12
FIRST = "records_and_changes"
"""The oldest schema."""

Tell = Callable[[object], None]


@dataclass(frozen=True)
class Scene:
    """``prepare`` fills an empty folder, ``work`` is what is killed in it, telling what it has done;
    ``check`` fails when the folder then holds what it must not, having been told so much."""

    prepare: Callable[[Path], None]
    work: Callable[[Path, Tell], None]
    check: Callable[[Path, list[object]], None]


@dataclass(slots=True)
class Kills:
    """How many processes were killed, in the middle of their work, and what they had told by then."""

    all: int = 0
    amid: int = 0
    told: int = 0


def kill(name: str, times: int, folder: Path, seed: int = 1) -> Kills:
    """Kills the work of a scene so many times, at moments spread over it, and checks each time."""
    scene, kills, random = SCENES[name], Kills(), Random(seed)
    start = folder / "start"
    start.mkdir(parents=True)
    scene.prepare(start)
    span = _span(name, start, folder / "whole")
    for number in range(times):
        here = Path(shutil.copytree(start, folder / str(number)))
        told = _run(name, here, span * (number + random.random()) / times)
        kills.all, kills.amid = kills.all + 1, kills.amid + (DONE not in told)
        kills.told += len([one for one in told if one != DONE])
        scene.check(here, told)
        shutil.rmtree(here)
    return kills


DONE = "done"
_context = get_context("forkserver") if os.name != "nt" else get_context("spawn")
_context.set_forkserver_preload([__name__])


def _span(name: str, start: Path, here: Path) -> float:
    """Seconds that the work takes when nobody kills it; the second time, as the first warms up."""
    for _ in range(2):
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(start, here)
        begin = perf_counter()
        told = _run(name, here, None)
        span = perf_counter() - begin
    assert told[-1] == DONE
    SCENES[name].check(here, told)
    return span


def _run(name: str, here: Path, delay: float | None) -> list[object]:
    ours, theirs = _context.Pipe(duplex=False)
    process = _context.Process(target=_work, args=(name, here, theirs))
    process.start()
    theirs.close()
    with closing(ours):
        assert ours.recv() == "begun"
        if delay is not None:
            sleep(delay)
            process.kill()
        told = [*_heard(ours)]
    process.join()
    assert delay is not None or process.exitcode == 0
    return told


def _work(name: str, here: Path, pipe: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.environ |= {"WEBMAP_DATABASE": str(here / LIVE), "WEBMAP_NOW": "2026-12-04T16:20"}
    pipe.send("begun")
    SCENES[name].work(here, pipe.send)
    pipe.send(DONE)


def _heard(pipe: Connection) -> Iterator[object]:
    try:
        while True:
            yield pipe.recv()
    except EOFError:
        return


# -- what is whole


def check_whole(path: Path, every: int = 1) -> Database:
    """Opens a database: its pages are whole, and (every so many) records are the fold of their
    changes."""
    db = open_database(path)
    prove(path)
    told = db.execute("SELECT DISTINCT of, key FROM change ORDER BY of, key").fetchall()
    for of, key in told[::every]:
        assert read_record(db, of, key) == apply(None, history(db, of, key)), (of, key)
    assert count(db).records == len(told)
    return db


def content(path: Path) -> str:
    """A word that differs with anything that any record or change says."""
    with closing(connect(path)) as db:
        said = sha256()
        for table in ("record", "change"):
            for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
                said.update(repr(row).encode())
    return said.hexdigest()


def filled(path: Path) -> None:
    """The real tables."""
    with closing(open_database(path)) as db:
        fill_database(db, DATA, NOON)


def many(path: Path) -> None:
    """The real records, and copies of them, so that there is some work to do."""
    filled(path)
    with closing(connect(path)) as db, writing(db):
        _multiply(db)


def _multiply(db: Database) -> None:
    numbers = "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
    db.execute(
        f"{numbers} INSERT INTO change (of, key, field, old, new, kept, who)"
        " SELECT of, key || '-' || i, field, old, new, kept, who FROM change, n",
        [COPIES],
    )
    db.execute(
        f"{numbers} INSERT INTO record SELECT of, key || '-' || i, said FROM record, n", [COPIES]
    )


# -- save


def _save(here: Path, tell: Tell) -> None:
    with closing(open_database(here / LIVE)) as db:
        for number in range(SAVES):
            save(db, NOON + timedelta(minutes=number + 1), f"みほん {number}")
            tell(number)


def save(db: Database, now: datetime, note: str) -> None:
    """One act of a member of the staff: a place, its group and its site."""
    with writing(db):
        place = cast(Record, read_record(db, "place", "guruguru"))
        group = cast(Record, read_record(db, "group", place.text("group")))
        site = cast(Record, read_record(db, "site", place.text("site")))
        for record, field in ((place, "name"), (group, "name"), (site, "address")):
            said = record.said[field]
            new = RECORDS[record.of](record.key, {**record.said, field: replace(said, note=note)})
            keep_changes(db, diff(record, new, kept=now, who=STAFF))


def _check_save(here: Path, told: list[object]) -> None:
    with closing(check_whole(here / LIVE)) as db:
        acts = db.execute(
            "SELECT kept, count(*) FROM change WHERE who = ? GROUP BY kept", [STAFF]
        ).fetchall()
    assert {fields for _, fields in acts} <= {FIELDS_OF_A_SAVE}
    assert len(acts) >= len([one for one in told if one != DONE])


# -- fill, add


def _fill(here: Path, _: Tell) -> None:
    assert main(["fill"]) == 0


def _check_fill(here: Path, told: list[object]) -> None:
    with closing(check_whole(here / LIVE)) as db:
        assert is_empty(db) or count(db).records > 200
        assert not (is_empty(db) and DONE in told)


def _prepare_add(here: Path) -> None:
    from benchmarks.adding import write_made_up

    filled(here / LIVE)
    write_made_up(here / FILE, ROWS)


def _add(here: Path, _: Tell) -> None:
    assert main(["add", str(here / FILE), "--source", "みほん", "--day", "2026-03-31"]) == 0


def _check_add(here: Path, told: list[object]) -> None:
    with closing(check_whole(here / LIVE)) as db:
        rows = db.execute("SELECT count(*) FROM file_row").fetchone()[0]
        added = db.execute("SELECT count(*) FROM change WHERE who GLOB 'file:*'").fetchone()[0]
    # with the head of the file; of each row a place, its group and its site
    assert (rows, added) in {(0, 0), (ROWS + 1, 3 * ROWS)}
    assert rows or DONE not in told


# -- migrate


def _prepare_migration(here: Path) -> None:
    filled(here / COPY)
    with closing(connect(here / LIVE)) as db:
        migrations.apply(db, stop_before="files_as_they_came")
        db.execute("ATTACH ? AS copy", [str(here / COPY)])
        for table in ("record", "change"):
            db.execute(f"INSERT INTO {table} SELECT * FROM copy.{table}")
        with db.atomic():
            _multiply(db)
    (here / COPY).unlink()


def _migrate(here: Path, _: Tell) -> None:
    open_database(here / LIVE).close()


def _check_migration(here: Path, told: list[object]) -> None:
    with closing(connect(here / LIVE)) as db:
        applied = {one.name for one in migrations.applied(db)}
        assert applied == {FIRST} or not migrations.pending(db)
        before = count(db)
    with closing(check_whole(here / LIVE, every=40)) as db:
        assert count(db) == before


# -- back up, restore


def _back_up(here: Path, _: Tell) -> None:
    assert main(["backup", str(here / COPY)]) == 0


def _check_backup(here: Path, told: list[object]) -> None:
    copy = here / COPY
    if copy.exists():
        assert content(copy) == content(here / LIVE)
        assert digest_of(copy) in digest_file(copy).read_text()
    else:
        assert DONE not in told
    check_whole(here / LIVE, every=40).close()


def _prepare_restore(here: Path) -> None:
    many(here / LIVE)
    with closing(open_database(here / LIVE)) as db:
        back_up(db, here / COPY, NOON)
        save(db, NOON + timedelta(days=1), "みほん")


def _restore(here: Path, _: Tell) -> None:
    assert main(["restore", str(here / COPY)]) == 0


def _check_restore(here: Path, told: list[object]) -> None:
    new, asides = content(here / COPY), [*here.glob("live-before-*.sqlite")]
    check_whole(here / LIVE, every=40).close()
    found = content(here / LIVE)
    if found != new:
        assert DONE not in told
        assert _has_the_save(here / LIVE)
    for aside in asides:
        prove(aside)
        assert _has_the_save(aside)
    assert asides or found != new


def _has_the_save(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as db:
        row = db.execute("SELECT count(*) FROM change WHERE who = ?", [STAFF])
        return bool(row.fetchone()[0] == FIELDS_OF_A_SAVE)


SCENES = {
    "save": Scene(lambda here: filled(here / LIVE), _save, _check_save),
    "fill": Scene(lambda here: None, _fill, _check_fill),
    "add": Scene(_prepare_add, _add, _check_add),
    "migrate": Scene(_prepare_migration, _migrate, _check_migration),
    "back up": Scene(lambda here: many(here / LIVE), _back_up, _check_backup),
    "restore": Scene(_prepare_restore, _restore, _check_restore),
}
"""By what is killed."""
