"""Migrations go forward only: from every earlier schema, with data, and all of it stays.

``tests/data/schemas/`` holds what the releases of their time wrote, with the schema of so many
steps. A schema that was never in use by itself is reached from the last one before.
"""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime

import pytest

from tests.made_up import NOON, ROOT, TOKYO, keep, make_place
from tests.storage.killing import check_whole
from webmap.places.changes import as_of
from webmap.places.errors import ForPeople
from webmap.places.report import Report
from webmap.storage.accounts import accounts, session
from webmap.storage.backups import KnownCopy, known_copies
from webmap.storage.changes import history
from webmap.storage.database import Database, NotOpened, connect, migrations, open_database
from webmap.storage.places import all_places, place
from webmap.storage.voices import open_reports, wishes

SCHEMAS = ROOT / "tests" / "data" / "schemas"
STEPS = [one.name for one in migrations.pending(Database(memory=True))]
WRITTEN = sorted(int(path.stem) for path in SCHEMAS.glob("*.sql"))
"""So many steps have the schemas that were in use."""
RELEASED = WRITTEN[-1]

LATER = {
    "accounts_of_the_staff": (
        "INSERT INTO account VALUES ('mihon', 'editor', 'scrypt:mihon', 0, '2026-12-01T09:00+09:00')",
        "INSERT INTO staff_session"
        " VALUES ('digest', 'mihon', '2026-12-01T10:00+09:00', '2026-12-01T10:01+09:00')",
    ),
    "photographs": ("INSERT INTO photo VALUES ('mihon', 320, 240, x'52494646')",),
    "reports_are_settled_with_a_word": (
        "INSERT INTO report (place, wrongs, text, kept, settled, word, settled_by)"
        " VALUES ('guruguru', 'phone', 'みほん', '2026-12-01T10:00:00+09:00', '2026-12-02',"
        " 'なおしました', 'mihon')",
    ),
    "backups": (
        "INSERT INTO backup (path, digest, kept)"
        " VALUES ('/mihon.sqlite', 'digest', '2026-12-01T10:00:00+09:00')",
    ),
}
"""What is kept in tables that came after the last release."""


@pytest.fixture(params=range(1, len(STEPS) + 1), ids=lambda steps: STEPS[steps - 1])
def steps(request):
    """How many steps the schema of a database has."""
    return request.param


@pytest.fixture
def path(tmp_path, steps):
    """A database of that schema."""
    path = tmp_path / "old.sqlite"
    written = max(one for one in WRITTEN if one <= steps)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SCHEMAS / f"{written}.sql").read_text("utf-8"))
    if steps > written:
        with closing(connect(path)) as db:
            migrations.apply(db, stop_before=STEPS[steps : steps + 1])
            for name in STEPS[written:steps]:
                for statement in LATER.get(name, ()):
                    db.execute(statement)
    with closing(sqlite3.connect(path)) as raw:
        applied = raw.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0]
    assert applied == steps
    return path


def rows_of(path):
    """All that the tables hold, each row with its columns, beside the notes of the migrations."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        names = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*sqlite_*'"
        ).fetchall()
        return {
            name: [dict(row) for row in raw.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]
            for (name,) in names
        }


def test_every_row_is_there_as_it_was(path):
    before = rows_of(path)
    open_database(path).close()
    after = rows_of(path)
    for name, rows in before.items():
        assert [{column: new[column] for column in old} for old, new in
                zip(rows, after[name], strict=True)] == rows, name  # fmt: skip
    assert before["record"]
    assert before["change"]


def test_every_record_is_read_and_is_the_fold_of_its_changes(path):
    with closing(check_whole(path)) as db:
        assert migrations.pending(db) == []
        assert len([*all_places(db)]) >= 3
        stands = place(db, "guruguru")
        assert stands is not None
        assert stands.said["name"].note == "みほんの直し"
        assert stands.said["name"].visibility == "public"
        first, second = history(db, "place", "guruguru")
        assert (first.who, second.who) == ("data", "staff")
        before = as_of([first, second], NOON)
        assert before is not None
        assert before.said["name"].note == ""


def test_what_else_was_kept_is_read(path, steps):
    with closing(open_database(path)) as db:
        if steps >= 3:
            assert db.execute("SELECT place FROM file_row WHERE outcome <> ''").fetchall()
            names = {one.name for one in all_places(db)}
            assert {"みほん食堂", "みほんの ごはん"} <= names
        if steps >= 5:
            assert [(one.place, one.what, one.count) for one in wishes(db)] == [
                ("guruguru", "parent", 1)
            ]
            assert open_reports(db)[0].report == Report("guruguru", ("phone",), "みほんの しらせ")
        if steps >= STEPS.index("accounts_of_the_staff") + 1:
            assert accounts(db)[0].password == "scrypt:mihon"
            assert session(db, "digest") is not None
        if steps == len(STEPS):
            kept = datetime(2026, 12, 1, 10, tzinfo=TOKYO)
            assert known_copies(db) == [KnownCopy("/mihon.sqlite", "digest", kept)]


def test_it_is_written_as_a_new_one_is_and_changes_stay_for_ever(path):
    with closing(open_database(path)) as db:
        keep(db, make_place("mihon-new"))
        assert place(db, "mihon-new") == make_place("mihon-new")
        for statement in ("UPDATE change SET who = 'nobody'", "DELETE FROM change"):
            with pytest.raises(sqlite3.DatabaseError, match="for ever"):
                db.execute(statement)


def test_it_has_the_tables_of_a_new_one(path, tmp_path):
    open_database(path).close()
    open_database(tmp_path / "new.sqlite").close()
    assert schema_of(path) == schema_of(tmp_path / "new.sqlite")


def schema_of(path):
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {
        (kind, name, " ".join((sql or "").replace('"', "").split())) for kind, name, sql in rows
    }


def test_several_that_open_it_at_once_bring_it_forward_once(path):
    start = threading.Barrier(6)

    def open_it(_):
        start.wait()
        open_database(path).close()

    with ThreadPoolExecutor(6) as threads:
        [*threads.map(open_it, range(6))]
    check_whole(path).close()


def test_a_step_that_fails_leaves_all_as_it_was(path, steps):
    if steps == len(STEPS):
        return
    before = rows_of(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE site_in_short (in_the_way TEXT)")  # the last step stumbles
        raw.commit()
    with pytest.raises(NotOpened):
        open_database(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TABLE site_in_short")
        raw.commit()
    assert rows_of(path) == before
    open_database(path).close()


def test_one_of_a_later_schema_is_refused_and_left_alone(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('webmap', 'something_of_next_year', '2027-12-01')"
        )
        raw.commit()
    before = rows_of(path)
    with pytest.raises(ForPeople, match="もっと新しい版"):
        open_database(path)
    assert rows_of(path) == before


def test_what_they_wrote_differs_as_it_did():
    """Or nothing is tested: the first wrote ``public`` out, later ones leave it out."""
    first, last = ((SCHEMAS / f"{one}.sql").read_text("utf-8") for one in (1, RELEASED))
    assert '"_visibility":"public"' in first
    assert '"_visibility":"public"' not in last
