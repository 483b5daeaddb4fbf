"""Counts and reports in the database: apart from the data, and gone when they are over."""

from datetime import date

import pytest

from tests.made_up import NOON, keep, make_place
from webmap.places.report import Report
from webmap.storage import voices
from webmap.storage.database import edition, open_database
from webmap.storage.voices import Over
from webmap.storage.watch import Watch

TODAY = NOON.date()
SETTLED = "電話でたしかめた", "みほん"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def db(path):
    return open_database(path)


def test_what_families_say_does_not_make_the_pages_new(db, path):
    keep(db, make_place())
    watch = Watch(path)
    before = watch.edition()
    with db.atomic():
        voices.keep_wish(db, TODAY, "browser", "test", "fee")
        voices.keep_report(db, Report("test", ("when",), "みほん"), NOON)
    assert watch.edition() == edition(db) == before
    assert voices.count_open_reports(db) == 1


def test_wishes_of_several_months_are_told_together_the_most_wanted_first(db):
    for day, place, what in (
        (date(2026, 11, 30), "a", "fee"),
        (date(2026, 12, 1), "b", "fee"),
        (date(2026, 12, 2), "b", "fee"),
        (date(2027, 1, 2), "a", "alone"),
        (date(2027, 1, 3), "b", "fee"),
    ):
        voices.keep_wish(db, day, f"{day}", place, what)
    told = [(one.place, one.what, one.count, one.last) for one in voices.wishes(db)]
    assert told == [
        ("b", "fee", 3, "2027-01"),
        ("a", "alone", 1, "2027-01"),
        ("a", "fee", 1, "2026-11"),
    ]


def test_a_report_comes_back_as_it_was_said(db):
    said = Report("a", ("ended", "other"), "一行め\n{{7*7}} '; DROP TABLE report; --")
    voices.keep_report(db, said, NOON)
    voices.keep_report(db, Report("b", (), "ことばだけ"), NOON)
    first, second = voices.open_reports(db)
    assert (first.report, first.kept) == (said, NOON)
    assert second.report.wrongs == ()
    assert second.number > first.number


def test_the_number_of_a_deleted_report_is_not_given_again(db):
    voices.keep_report(db, Report("a", ("when",)), NOON)
    (first,) = voices.open_reports(db)
    voices.settle_reports(db, [first.number], TODAY, *SETTLED)
    voices.forget(db, Over(TODAY, "2026-01", date(2027, 6, 1)))
    voices.keep_report(db, Report("a", ("when",)), NOON)
    assert voices.open_reports(db)[0].number > first.number


def test_what_is_forgotten_is_not_left_in_the_file(db, path):
    secret = "ここに書いた ひみつの ことば" * 8
    voices.keep_report(db, Report("a", (), secret), NOON)
    voices.keep_report(db, Report("a", (), "べつの しらせ"), NOON)  # so that the first one moves
    db.conn.commit()
    voices.settle_reports(db, [1], TODAY, *SETTLED)
    voices.forget(db, Over(TODAY, "2026-01", date(2027, 6, 1)))
    db.conn.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    assert secret.encode() not in path.read_bytes()


def test_what_is_settled_says_what_became_of_it_the_last_one_first(db):
    for text in ("一", "二", "三"):
        voices.keep_report(db, Report("a", (), text), NOON)
    voices.settle_reports(db, [3], date(2026, 11, 1), "なおした", "ひとり")
    voices.settle_reports(db, [1], TODAY, *SETTLED)
    first, second = voices.settled_reports(db, 10)
    assert (first.report.text, first.settled, first.word, first.settled_by) == (
        "一",
        TODAY,
        *SETTLED,
    )
    assert second.word == "なおした"
    assert len(voices.settled_reports(db, 1)) == 1
    assert voices.count_open_reports_by_place(db) == {"a": 1}
    assert voices.open_reports(db)[0].settled is None
