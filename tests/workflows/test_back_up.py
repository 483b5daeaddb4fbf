"""The whole database goes into one file, and of dated ones the newest stay."""

import hashlib
import os
import subprocess
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from tests.full_disk import fill_up, no_room, small_disk
from tests.made_up import NOON, keep, make_place
from tests.storage.killing import content, many
from webmap.places.errors import ForPeople
from webmap.storage.backups import known_copies
from webmap.storage.database import open_database
from webmap.workflows.back_up import back_up, back_up_into, digest_file


@pytest.fixture
def path(tmp_path):
    return tmp_path / "live.sqlite"


@pytest.fixture
def db(path):
    with closing(open_database(path)) as db:
        keep(db, *(make_place(f"mihon-{number}") for number in range(20)))
        yield db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


def names(folder):
    return sorted(one.name for one in folder.iterdir())


def test_it_says_what_the_copy_is(db, path, folder):
    made = back_up(db, folder / "mihon.sqlite", NOON)
    said = made.path.read_bytes()
    assert made.counts == (20, 20)
    assert made.size == len(said)
    assert made.digest == hashlib.sha256(said).hexdigest()
    assert content(made.path) == content(path)


def test_its_digest_lies_beside_as_other_programs_read_it(db, folder):
    made = back_up(db, folder / "mihon.sqlite", NOON)
    assert names(folder) == ["mihon.sqlite", "mihon.sqlite.sha256"]
    done = subprocess.run(
        ["sha256sum", "-c", digest_file(made.path).name],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_it_is_for_its_owner_only(db, folder):
    assert back_up(db, folder / "mihon.sqlite", NOON).path.stat().st_mode & 0o077 == 0


def test_it_is_noted_where_the_copy_lies(db, folder, monkeypatch):
    monkeypatch.chdir(folder)
    made = back_up(db, folder.__class__("mihon.sqlite"), NOON)
    assert known_copies(db) == [(str(folder / "mihon.sqlite"), made.digest, NOON)]


def test_what_is_there_is_never_overwritten(db, folder):
    (folder / "mihon.sqlite").write_text("たいせつ", encoding="utf-8")
    with pytest.raises(ForPeople, match="もう あります"):
        back_up(db, folder / "mihon.sqlite", NOON)
    assert (folder / "mihon.sqlite").read_text("utf-8") == "たいせつ"
    assert names(folder) == ["mihon.sqlite"]
    assert known_copies(db) == []


def test_a_folder_that_is_not_there_is_not_made(db, folder):
    with pytest.raises(ForPeople, match="書けません"):
        back_up(db, folder / "usb" / "mihon.sqlite", NOON)
    assert names(folder) == []


def test_without_room_no_copy_and_nothing_of_one_is_left(db, folder):
    with no_room(), pytest.raises(ForPeople, match="いっぱい"):
        back_up(db, folder / "mihon.sqlite", NOON)
    assert names(folder) == []
    assert known_copies(db) == []


def test_where_the_database_has_no_room_it_can_still_be_copied_to_another_disk(tmp_path, folder):
    with small_disk(tmp_path / "disk", 1200) as disk:
        if disk is None:
            pytest.skip("no disk may be mounted here")
        with closing(open_database(disk / "live.sqlite")) as db:
            keep(db, make_place())
            fill_up(disk)
            made = back_up(db, folder / "mihon.sqlite", NOON)
            assert made.counts == (1, 1)
            with pytest.raises(ForPeople, match="いっぱい"):
                back_up(db, disk / "mihon.sqlite", NOON)
            assert not [*disk.glob("*mihon*")]


def test_a_damaged_database_is_said_and_no_old_copy_is_deleted_for_it(path, folder):
    many(path)
    with closing(open_database(path)) as db:
        back_up_into(db, folder, 1, NOON)
    before = names(folder)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 8192)
    with closing(open_database(path)) as db, pytest.raises(ForPeople):
        back_up_into(db, folder, 1, NOON + timedelta(days=1))
    assert names(folder) == before


def days(count):
    return [datetime(2026, 12, day + 1, 3, 30, tzinfo=NOON.tzinfo) for day in range(count)]


def test_of_dated_copies_the_newest_stay(db, folder):
    made = [back_up_into(db, folder, 3, day) for day in days(5)]
    kept = ["webmap-20261203T033000", "webmap-20261204T033000", "webmap-20261205T033000"]
    assert names(folder) == sorted(
        f"{name}.sqlite{end}" for name in kept for end in ("", ".sha256")
    )
    assert [len(deleted) for _, deleted in made] == [0, 0, 0, 1, 1]
    assert [copy.path for copy in known_copies(db)] == [
        str(folder / f"{name}.sqlite") for name in kept
    ]


def test_what_is_named_otherwise_is_never_deleted(db, folder):
    others = ["mihon.sqlite", "webmap-2026.sqlite", "webmap-20261101T000000.sqlite.bak", "foto.jpg"]
    for name in others:
        (folder / name).write_text("")
    (folder / "webmap-20261102T000000.sqlite").mkdir()
    for day in days(3):
        back_up_into(db, folder, 1, day)
    assert {*others, "webmap-20261102T000000.sqlite"} < {*names(folder)}
    assert len([*folder.glob("webmap-202612*.sqlite")]) == 1


def test_the_copy_just_made_stays_though_the_clock_went_back(db, folder):
    for day in days(3):
        back_up_into(db, folder, 1, day)
    made, _ = back_up_into(db, folder, 1, NOON)
    assert made.path.exists()
    assert (folder / "webmap-20261203T033000.sqlite").exists()


def test_what_a_killed_copying_left_is_cleared_away_after_a_day(db, folder):
    left = folder / ".webmap-20261101T033000.sqlite.0a1b2c3d.draft"
    left.write_text("")
    made_at = datetime.fromtimestamp(left.stat().st_mtime, NOON.tzinfo)
    back_up_into(db, folder, 3, made_at + timedelta(hours=1))
    assert left.exists()
    back_up_into(db, folder, 3, made_at + timedelta(days=2))
    assert not left.exists()
