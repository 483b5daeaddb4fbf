"""Whole copies, made while others write; and which copies there are."""

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from tests.full_disk import no_room
from tests.made_up import NOON, keep, make_place
from tests.storage.killing import content, many
from webmap.storage.backups import (
    Damaged,
    KnownCopy,
    backups_before,
    clear_drafts,
    copy_database,
    count,
    drafting,
    forget_copy,
    known_copies,
    note_copy,
    prove,
)
from webmap.storage.database import StorageError, open_database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "live.sqlite"


@pytest.fixture
def db(path):
    with closing(open_database(path)) as db:
        keep(db, *(make_place(f"mihon-{number}") for number in range(20)))
        yield db


def test_a_copy_holds_all_and_is_one_file(db, path, tmp_path):
    copy = tmp_path / "copy.sqlite"
    assert copy_database(db, copy) == (20, 20)
    assert content(copy) == content(path)
    assert {one.name for one in tmp_path.glob("copy*")} == {"copy.sqlite"}


def test_a_copy_can_be_read_where_nothing_can_be_written(db, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy_database(db, copy)
    with closing(sqlite3.connect(f"{copy.as_uri()}?immutable=1", uri=True)) as read:
        assert read.execute("SELECT count(*) FROM record").fetchone() == (20,)
        assert read.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_copy_is_of_one_moment_while_others_write(path, tmp_path):
    many(path)
    done = threading.Event()

    def write():
        number = 0
        with closing(open_database(path)) as writer:
            while not done.is_set():
                keep(writer, make_place(f"mihon-{number}"))
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with closing(open_database(path)) as db:
            for number in range(5):
                copy = tmp_path / f"{number}.sqlite"
                told = copy_database(db, copy)
                assert prove(copy) == told
                with closing(open_database(copy)) as read:
                    # what is kept is one record and one change: none of them is ever half there
                    added = read.execute("SELECT count(*) FROM record WHERE key GLOB 'mihon-*'")
                    changed = read.execute("SELECT count(*) FROM change WHERE key GLOB 'mihon-*'")
                    assert added.fetchone() == changed.fetchone()
    finally:
        done.set()
        writer.join()


def test_a_damaged_database_makes_no_copy(path, tmp_path):
    many(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 8192)
    with closing(open_database(path)) as db, pytest.raises((Damaged, StorageError)):
        copy_database(db, tmp_path / "copy.sqlite")


def test_a_copy_that_finds_no_room_is_an_error_and_the_database_goes_on(db, tmp_path):
    with pytest.raises(StorageError), no_room():
        copy_database(db, tmp_path / "copy.sqlite")
    keep(db, make_place("later"))
    assert count(db) == (21, 21)


@pytest.mark.parametrize("text", ["", "みほん " * 1000])
def test_what_is_no_database_is_said(tmp_path, text):
    path = tmp_path / "mihon.sqlite"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Damaged, match="mihon"):
        prove(path)


def test_a_draft_is_for_its_owner_and_goes_with_all_that_lies_beside_it(tmp_path):
    with drafting(tmp_path / "copy.sqlite") as draft:
        assert draft.stat().st_mode & 0o077 == 0
        draft.with_name(f"{draft.name}-wal").write_text("")
    assert [*tmp_path.iterdir()] == []


def test_a_draft_that_took_its_name_stays(tmp_path):
    with drafting(tmp_path / "copy.sqlite") as draft:
        draft.rename(tmp_path / "copy.sqlite")
    assert [one.name for one in tmp_path.iterdir()] == ["copy.sqlite"]


def test_drafts_that_were_left_go_after_a_day(tmp_path):
    with drafting(tmp_path / "copy.sqlite") as draft:
        written = NOON.fromtimestamp(draft.stat().st_mtime, NOON.tzinfo)
        clear_drafts(tmp_path, written + timedelta(hours=23))
        assert draft.exists()
        clear_drafts(tmp_path, written + timedelta(hours=25))
        assert not draft.exists()


def test_copies_that_may_hold_what_is_blanked_are_those_made_before(db):
    hours = [KnownCopy(f"/mihon/{n}.sqlite", "0" * 64, NOON + timedelta(hours=n)) for n in range(4)]
    for copy in hours[::-1]:
        note_copy(db, copy)
    assert known_copies(db) == hours
    assert backups_before(db, NOON + timedelta(hours=2)) == hours[:3]
    assert backups_before(db, NOON - timedelta(hours=1)) == []
    forget_copy(db, "/mihon/1.sqlite")
    assert backups_before(db, NOON + timedelta(hours=2)) == [hours[0], hours[2]]


def test_a_copy_begun_while_a_value_was_being_blanked_is_named_too(db):
    copy = KnownCopy("/mihon.sqlite", "0" * 64, NOON + timedelta(seconds=1))
    note_copy(db, copy)
    assert backups_before(db, NOON) == [copy]
