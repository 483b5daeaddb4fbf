"""Another content takes the place of the database while others have it open."""

import sqlite3
from contextlib import closing

import pytest

from tests.full_disk import no_room
from tests.made_up import filled, keep, make_place
from tests.storage.killing import content
from webmap.storage.database import StorageError, open_database
from webmap.storage.places import keys_of
from webmap.storage.replacing import is_of_another_program, replace
from webmap.storage.watch import Watch


@pytest.fixture
def files(tmp_path):
    """Live, draft and a free name."""
    for name in ("live", "draft"):
        folder = tmp_path / name
        folder.mkdir()
        filled(folder, make_place(name)).close()
        (folder / "test.sqlite").rename(tmp_path / f"{name}.sqlite")
    return tuple(tmp_path / f"{name}.sqlite" for name in ("live", "draft", "aside"))


def places(path):
    with closing(open_database(path)) as db:
        return keys_of(db, "place")


def test_the_new_stands_and_the_old_is_kept_whole(files):
    live, draft, aside = files
    old, new = content(live), content(draft)
    replace(live, draft, aside)
    assert (content(live), content(aside)) == (new, old)


def test_who_has_it_open_reads_the_old_to_the_end_and_then_the_new(files):
    live, draft, aside = files
    watch = Watch(live)
    before = watch.edition()
    with closing(open_database(live)) as reader:
        reader.execute("BEGIN")
        assert keys_of(reader, "place") == {"live"}
        replace(live, draft, aside)
        assert keys_of(reader, "place") == {"live"}
        reader.rollback()
        assert keys_of(reader, "place") == {"draft"}
        keep(reader, make_place("later"))
    assert watch.edition() != before
    assert places(live) == {"draft", "later"}


def test_what_another_kept_but_not_yet_moved_into_the_file_is_put_aside_too(files):
    live, draft, aside = files
    with closing(open_database(live)) as writer:
        keep(writer, make_place("just-now"))
        assert live.with_name("live.sqlite-wal").stat().st_size
        replace(live, draft, aside)
        assert places(live) == {"draft"}
    assert places(live) == {"draft"}
    assert places(aside) == {"live", "just-now"}


def test_without_room_the_old_stands(files):
    live, draft, aside = files
    old = content(live)
    with closing(open_database(live)) as reader:
        with pytest.raises((StorageError, OSError)), no_room():
            replace(live, draft, aside)
        assert keys_of(reader, "place") == {"live"}
    assert content(live) == old
    assert not aside.exists()
    assert not [*live.parent.glob(".*")]


def destroyed(live):
    live.write_bytes(b"\x00" * 2000 + live.read_bytes()[2000:])


def cut(live):
    live.write_bytes(live.read_bytes()[:10_000])


def another_text(live):
    live.write_text("これは データベースでは ありません。" * 100, encoding="utf-8")


def a_broken_page(live):
    said = live.read_bytes()
    live.write_bytes(said[:8192] + b"\xff" * 4096 + said[12288:])


@pytest.mark.parametrize("damage", [destroyed, cut, another_text, a_broken_page])
def test_a_file_that_is_damaged_is_replaced_and_what_is_left_of_it_kept(files, damage):
    live, draft, aside = files
    new = content(draft)
    damage(live)
    left = live.read_bytes()
    replace(live, draft, aside)
    assert content(live) == new
    assert aside.exists()
    if damage is not a_broken_page:
        assert aside.read_bytes() == left


def test_what_lies_beside_a_damaged_file_does_not_get_into_the_new_one(files):
    live, draft, aside = files
    new = content(draft)
    writer = open_database(live)
    keep(writer, make_place("just-now"))
    wal = live.with_name("live.sqlite-wal").read_bytes()
    writer.close()
    another_text(live)
    live.with_name("live.sqlite-wal").write_bytes(wal)
    replace(live, draft, aside)
    assert content(live) == new
    assert aside.with_name("aside.sqlite-wal").read_bytes() == wal


def test_where_there_is_no_file_the_new_one_is_put(files):
    live, draft, aside = files
    new = content(draft)
    live.unlink()
    replace(live, draft, aside)
    assert content(live) == new
    assert not aside.exists()


def test_a_database_of_another_program_is_told_apart(files, tmp_path):
    with closing(sqlite3.connect(tmp_path / "songs.sqlite")) as other:
        other.execute("CREATE TABLE song (name TEXT)")
    assert is_of_another_program(tmp_path / "songs.sqlite")
    assert not is_of_another_program(files[0])
    another_text(files[0])
    assert not is_of_another_program(files[0])
