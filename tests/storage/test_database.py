"""One file that keeps every change for ever, or says why it cannot be opened."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.full_disk import fill_up, leave_no_page, no_room, small_disk
from tests.made_up import ROOT, keep, make_place
from webmap.places.errors import ForPeople
from webmap.storage.changes import history
from webmap.storage.database import (
    FULL,
    LOCKED,
    Database,
    NotOpened,
    StorageError,
    edition,
    is_empty,
    migrations,
    open_database,
    say_trouble,
    trouble,
    writing,
)
from webmap.storage.places import keys_of, place


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new folder" / "test.sqlite"


def test_a_new_database_is_empty(path):
    assert is_empty(open_database(path))
    assert path.exists()


def test_what_was_kept_is_there_when_it_is_opened_again(path):
    db = open_database(path)
    keep(db, make_place())
    db.close()
    again = open_database(path)
    assert not is_empty(again)
    assert place(again, "test") == make_place()


def test_an_older_database_is_brought_to_todays_schema_with_all_it_holds(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        old = Database(connection)
        migrations.apply(old, stop_before="files_as_they_came")
        keep(old, make_place("a"), make_place("b"))
    db = open_database(path)
    assert [place(db, key) for key in "ab"] == [make_place("a"), make_place("b")]
    assert migrations.pending(db) == []
    keep(db, make_place("c"))
    assert place(db, "c") == make_place("c")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET who = 'nobody'",
        "UPDATE change SET new = NULL WHERE number = 1",
        "DELETE FROM change",
        "DELETE FROM change WHERE number = 1",
        "INSERT OR REPLACE INTO change (number, of, key, field, kept, who)"
        " VALUES (1, 'place', 'test', '', '2026-11-22', 'nobody')",
    ],
)
def test_a_kept_change_can_neither_be_altered_nor_deleted(path, statement):
    db = open_database(path)
    keep(db, make_place())
    before = list(history(db, "place", "test"))
    with pytest.raises(sqlite3.DatabaseError):
        db.execute(statement)
    assert list(history(db, "place", "test")) == before


def test_two_connections_see_one_anothers_edition(path):
    one, two = open_database(path), open_database(path)
    assert edition(one) == edition(two)
    keep(one, make_place("a"))
    first = edition(one)
    assert edition(two) == first
    keep(two, make_place("b"))
    assert edition(one) == edition(two) != first


def test_reading_does_not_change_the_edition(path):
    db = open_database(path)
    keep(db, make_place())
    before = edition(db)
    place(db, "test")
    assert edition(db) == before


def test_a_reader_is_not_stopped_by_a_writer(path):
    writer, reader = open_database(path), open_database(path)
    keep(writer, make_place())
    with writer.atomic():
        writer.execute("DELETE FROM record")
        assert place(reader, "test") == make_place()


def test_a_file_that_is_no_database_is_said_for_people(path):
    path.parent.mkdir()
    path.write_text("これは データベースでは ありません。" * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ForPeople, match=r"test\.sqlite"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_folder_is_said_for_people(tmp_path):
    with pytest.raises(ForPeople):
        open_database(tmp_path)


def test_a_folder_that_cannot_be_made_is_said_for_people(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ForPeople):
        open_database(tmp_path / "file" / "test.sqlite")


def test_a_database_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE record (song TEXT, singer TEXT)")
    with pytest.raises(ForPeople):
        open_database(path)
    with sqlite3.connect(path) as other:
        names = {row[0] for row in other.execute("SELECT name FROM sqlite_master")}
    assert "change" not in names


def test_somebody_elses_database_is_left_alone(tmp_path):
    path = tmp_path / "theirs.sqlite"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE a (b)")
    before = path.read_bytes()
    with pytest.raises(ForPeople, match="theirs"):
        open_database(path)
    assert path.read_bytes()[:18] == before[:18]
    with closing(sqlite3.connect(path)) as theirs:
        assert [row[0] for row in theirs.execute("SELECT name FROM sqlite_master")] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_new_database_is_for_its_owner_only(tmp_path):
    path = tmp_path / "a.sqlite"
    open_database(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_processes_that_open_a_new_one_at_once_all_have_it(path):
    program = (
        "import sys; from pathlib import Path; from webmap.storage.database import open_database;"
        "sys.stdin.read(1); open_database(Path(sys.argv[1])).close()"
    )
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, cwd=ROOT
        )
        for _ in range(5)
    ]
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.close()
    assert [opener.wait() for opener in openers] == [0] * 5


def test_one_that_was_killed_before_its_first_table_is_made_all_the_same(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        migrations.ensure_migrations_table(Database(connection))
    assert is_empty(open_database(path))


def test_opening_writes_nothing_to_one_that_is_of_today(path):
    open_database(path).close()
    before = path.read_bytes()
    open_database(path).close()
    assert path.read_bytes() == before


def _save(db):
    with writing(db):
        keep(db, make_place("mihon"), make_place("mihon-two"))


def test_without_room_nothing_is_kept_and_the_next_save_is(path):
    db = open_database(path)
    keep(db, make_place())
    with pytest.raises(StorageError) as error, no_room():
        _save(db)
    assert trouble(error.value) == FULL
    assert "いっぱい" in say_trouble(error.value)
    assert not db.conn.in_transaction
    assert keys_of(db, "place") == {"test"}
    _save(db)
    assert keys_of(db, "place") == {"test", "mihon", "mihon-two"}


def test_a_database_that_may_grow_no_more_says_that_it_is_full(path):
    db = open_database(path)
    leave_no_page(db)
    with pytest.raises(StorageError) as error, writing(db):
        keep(db, *(make_place(f"mihon-{number}") for number in range(500)))
    assert trouble(error.value) == FULL
    assert is_empty(db)


def test_on_a_full_disk_all_that_is_there_can_be_read(tmp_path):
    with small_disk(tmp_path / "disk", 1200) as disk:
        if disk is None:
            pytest.skip("no disk may be mounted here")
        path = disk / "test.sqlite"
        with closing(open_database(path)) as db:
            keep(db, make_place())
            fill_up(disk)
            with pytest.raises(StorageError) as error:
                for number in range(200):
                    keep(db, make_place(f"mihon-{number}"))
            assert trouble(error.value) == FULL
            with closing(open_database(path)) as other:
                assert place(other, "test") == make_place()


def test_without_room_a_migration_leaves_the_old_schema_whole(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        old = Database(connection)
        migrations.apply(old, stop_before="records_in_rows")
        keep(old, *(make_place(f"mihon-{number}") for number in range(30)))
    with pytest.raises(NotOpened, match="いっぱい"), no_room():
        open_database(path)
    with closing(sqlite3.connect(path)) as connection:
        assert len(migrations.applied(Database(connection))) == 2
    assert len(keys_of(open_database(path), "place")) == 30


def test_another_that_writes_too_long_is_said(path):
    one, two = open_database(path), open_database(path)
    with writing(one), pytest.raises(StorageError) as error, writing(two, wait_s=0.01):
        pass
    assert trouble(error.value) == LOCKED
    _save(two)


def test_what_is_committed_has_reached_the_disk(path):
    assert open_database(path).execute("PRAGMA synchronous").fetchone() == (2,)
