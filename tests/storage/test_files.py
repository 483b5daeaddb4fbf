"""Files are kept as they came, and a row that comes again is recognised."""

import pytest

from tests.made_up import NOON
from webmap.storage.database import open_database
from webmap.storage.files import (
    BLANK,
    REJECTED,
    TAKEN,
    KeptFile,
    KeptRow,
    begin_file,
    called_before,
    digest,
    keep_row,
    kept_number,
    last_spoken,
    rows_of,
)


@pytest.fixture
def db(tmp_path):
    return open_database(tmp_path / "test.sqlite")


def file(day="2026-07", source="test", digest="a"):
    return KeptFile(source, day, "kodomo_shokudo", "a.csv", digest, "utf-8", 1, ",", "\n", True)


def test_the_rows_come_back_in_order_with_every_byte(db):
    number = begin_file(db, file(), NOON)
    rows = [b"a,b\r\n", b"\xff\x00\n", b"", "い,ろ".encode("cp932")]
    for line, raw in reversed([*enumerate(rows, 1)]):
        keep_row(db, number, KeptRow(line, raw, TAKEN, place="test"))
    assert list(rows_of(db, number)) == rows


def test_a_file_kept_number_once(db):
    assert not kept_number(db, file())
    begin_file(db, file(), NOON)
    assert kept_number(db, file())
    assert not kept_number(db, file(day="2026-08"))
    assert not kept_number(db, file(digest="b"))


def test_a_source_last_spoke_on_its_latest_day_whatever_came_last(db):
    for day, raw in (("2026-07", b"new"), ("2025", b"old")):
        number = begin_file(db, file(day), NOON)
        keep_row(db, number, KeptRow(1, raw, TAKEN, digest(raw), place="test"))
    spoken = last_spoken(db, "test")["test"]
    assert (spoken.day.text, spoken.digests) == ("2026-07", (digest(b"new"),))
    assert last_spoken(db, "other") == {}


def test_all_rows_of_the_last_file_that_spoke_of_a_place_are_known(db):
    for rows in ((b"a", b"b"), (b"c", b"d")):
        number = begin_file(db, file(), NOON)
        for line, raw in enumerate(rows, 1):
            keep_row(db, number, KeptRow(line, raw, TAKEN, digest(raw), place="test"))
    assert last_spoken(db, "test")["test"].digests == (digest(b"c"), digest(b"d"))


def test_whatever_a_source_ever_called_a_place_is_known(db):
    for name in (b"a", b"b"):
        number = begin_file(db, file(), NOON)
        keep_row(db, number, KeptRow(1, b"", TAKEN, b"", name, "test"))
    assert called_before(db, "test", b"a", b"x") == ("", ["test"])
    assert called_before(db, "test", b"b", b"x") == ("", ["test"])
    assert called_before(db, "other", b"a", b"x") == ("", [])
    assert called_before(db, "test", b"c", b"x") == ("", [])


def test_this_very_row_tells_more_than_its_name(db):
    number = begin_file(db, file(), NOON)
    for line, key in enumerate(("one", "two"), 1):
        keep_row(db, number, KeptRow(line, b"", TAKEN, key.encode(), b"a", key))
    assert called_before(db, "test", b"a", b"two") == ("two", ["one", "two"])
    assert called_before(db, "test", b"a", b"x") == ("", ["one", "two"])


def test_a_row_under_another_heading_says_something_else():
    assert digest(b"1,2\n", digest(b"a,b\n")) != digest(b"1,2\n", digest(b"a,c\n"))


def test_an_earlier_file_that_comes_again_kept_number_again(db):
    begin_file(db, file(digest="a"), NOON)
    begin_file(db, file(digest="b"), NOON)
    assert not kept_number(db, file(digest="a"))
    assert kept_number(db, file(digest="b"))


def test_what_was_not_taken_says_nothing(db):
    number = begin_file(db, file(), NOON)
    keep_row(db, number, KeptRow(1, b"", BLANK))
    keep_row(db, number, KeptRow(2, b"x", REJECTED))
    assert last_spoken(db, "test") == {}
