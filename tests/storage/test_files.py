"""Files are kept as they came, and a row that comes again is recognised."""

import pytest

from tests.made_up import NOON
from webmap.storage.database import open_database
from webmap.storage.files import (
    BLANK,
    REJECTED,
    TAKEN,
    KeptFile,
    begin_file,
    digest,
    is_kept,
    keep_row,
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
        keep_row(db, number, line, raw, TAKEN, "test")
    assert list(rows_of(db, number)) == rows


def test_a_file_is_kept_once(db):
    assert not is_kept(db, file())
    begin_file(db, file(), NOON)
    assert is_kept(db, file())
    assert not is_kept(db, file(day="2026-08"))
    assert not is_kept(db, file(digest="b"))


def test_a_source_last_spoke_on_its_latest_day_whatever_came_last(db):
    for day, raw in (("2026-07", b"new"), ("2025", b"old")):
        number = begin_file(db, file(day), NOON)
        keep_row(db, number, 1, raw, TAKEN, "test")
    spoken = last_spoken(db, "test")["test"]
    assert (spoken.day.text, spoken.digest) == ("2026-07", digest(b"new"))
    assert last_spoken(db, "other") == {}


def test_what_was_not_taken_says_nothing(db):
    number = begin_file(db, file(), NOON)
    keep_row(db, number, 1, b"", BLANK, "")
    keep_row(db, number, 2, b"x", REJECTED, "")
    assert last_spoken(db, "test") == {}
