"""What families say back: counted once a day, within bounds, forgotten in time."""

from datetime import datetime, timedelta

import pytest

from tests.made_up import MOBILE, TOKYO, filled, make_place, say
from webmap.places.errors import BadCell, NotUnderstood
from webmap.places.report import Report
from webmap.storage import voices
from webmap.storage.database import open_database
from webmap.storage.desk_roll import DeskRoll
from webmap.workflows import hear
from webmap.workflows.hear import (
    forget_what_is_over,
    hear_report,
    hear_wish,
    heard_reports,
    heard_wishes,
    settle,
    settled_reports,
)

EVENING = datetime(2026, 12, 4, 23, 59, 59, tzinfo=TOKYO)
MIDNIGHT = EVENING + timedelta(seconds=1)
SETTLED = "電話でたしかめた", "みほん"
A, B = "a" * 32, "b" * 32


@pytest.fixture
def db(tmp_path):
    return filled(tmp_path, make_place(), make_place("other", phone="042-000-0000"))


def counts(db):
    return {(one.place, one.what): one.count for one in voices.wishes(db)}


def rows_of_today(db):
    return db.execute("SELECT count(*) FROM wish_today").fetchone()[0]


# -- wishes


def test_a_browser_is_counted_once_a_day_for_the_same_thing(db):
    assert all(hear_wish(db, "test", "fee", A, EVENING) for _ in range(3))
    assert counts(db) == {("test", "fee"): 1}
    hear_wish(db, "test", "fee", B, EVENING)
    hear_wish(db, "test", "alone", A, EVENING)
    hear_wish(db, "other", "fee", A, EVENING)
    assert counts(db) == {("test", "fee"): 2, ("test", "alone"): 1, ("other", "fee"): 1}


def test_at_midnight_in_tokyo_it_counts_again_and_the_day_is_forgotten(db):
    hear_wish(db, "test", "fee", A, EVENING)
    hear_wish(db, "other", "fee", B, EVENING)
    hear_wish(db, "test", "fee", A, MIDNIGHT)
    assert counts(db) == {("test", "fee"): 2, ("other", "fee"): 1}
    assert rows_of_today(db) == 1


def test_two_days_of_one_browser_cannot_be_laid_beside_each_other(db):
    def word():
        return db.execute("SELECT browser FROM wish_today").fetchone()[0]

    hear_wish(db, "test", "fee", A, EVENING)
    first = word()
    hear_wish(db, "test", "fee", A, MIDNIGHT)
    assert word() != first


def test_the_word_of_a_browser_is_in_no_byte_of_the_database(db, tmp_path):
    hear_wish(db, "test", "fee", A, EVENING)
    db.close()
    files = list(tmp_path.glob("test.sqlite*"))
    assert files
    assert not [path for path in files if A.encode() in path.read_bytes()]


def test_one_browser_cannot_wish_without_end(db):
    taken = [
        hear_wish(db, f"place-{n}", "fee", A, EVENING) for n in range(hear.WISHES_OF_A_BROWSER + 5)
    ]
    assert taken.count(True) == hear.WISHES_OF_A_BROWSER
    assert hear_wish(db, "place-0", "fee", A, EVENING), "what was told is told"
    assert hear_wish(db, "test", "fee", B, EVENING)
    assert hear_wish(db, "test", "fee", A, MIDNIGHT)


def test_many_browsers_cannot_make_much_of_one_thing(db):
    for n in range(hear.WISHES_FOR_ONE_THING + 5):
        assert hear_wish(db, "test", "fee", f"{n:032x}", EVENING)
    assert counts(db)["test", "fee"] == rows_of_today(db) == hear.WISHES_FOR_ONE_THING


def test_all_together_have_a_bound_too(db, monkeypatch):
    monkeypatch.setattr(hear, "WISHES_IN_ALL", 7)
    taken = [hear_wish(db, f"place-{n}", "fee", f"{n:032x}", EVENING) for n in range(9)]
    assert taken == [True] * 7 + [False] * 2
    assert rows_of_today(db) == 7


def test_a_count_is_forgotten_after_two_years(db):
    hear_wish(db, "test", "fee", A, EVENING)
    forget_what_is_over(db, EVENING.replace(year=2028, day=31))
    assert counts(db) == {("test", "fee"): 1}
    forget_what_is_over(db, datetime(2029, 1, 1, tzinfo=TOKYO))
    assert counts(db) == {}


def test_what_is_known_by_now_stands_last(db):
    for n in range(3):
        hear_wish(db, "other", "phone", f"{n:032x}", EVENING)
    hear_wish(db, "test", "first_day", A, EVENING)
    told = [(one.name, one.wished.what, one.is_known) for one in heard_wishes(db)]
    assert told == [("テスト食堂", "first_day", False), ("テスト食堂", "phone", True)]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("elevator", {"fact__elevator": "yes"}),
        ("who", {"who": "だれでも"}),
        ("booking", {"booking": "none"}),
    ],
)
def test_a_wish_is_answered_by_what_is_said_of_the_place(tmp_path, what, said):
    db = filled(tmp_path, make_place(**{name: say(text) for name, text in said.items()}))
    hear_wish(db, "test", what, A, EVENING)
    hear_wish(db, "test", "fee", A, EVENING)
    assert {one.wished.what: one.is_known for one in heard_wishes(db)} == {what: True, "fee": False}


def test_a_wish_for_a_place_that_is_no_more_does_not_stop_the_list(db):
    hear_wish(db, "gone", "fee", A, EVENING)
    assert [(one.name, one.is_known) for one in heard_wishes(db)] == [("", False)]


# -- reports


def report(place="test", text="みほん"):
    return Report(place, ("when",), text)


def test_a_report_waits_with_the_name_of_its_place(db):
    assert hear_report(db, report(), EVENING)
    (told,) = heard_reports(db)
    assert (told.name, told.kept.report, told.kept.kept) == ("テスト食堂", report(), EVENING)


def test_too_many_in_a_minute_are_not_taken_until_it_has_passed(db):
    taken = [hear_report(db, report(f"p{n}"), EVENING) for n in range(hear.REPORTS_A_MINUTE + 2)]
    assert taken.count(True) == len(heard_reports(db)) == hear.REPORTS_A_MINUTE
    assert not hear_report(db, report("q"), EVENING + timedelta(seconds=59))
    assert hear_report(db, report("q"), EVENING + timedelta(seconds=61))


def test_too_many_in_an_hour_are_not_taken(db):
    begin = EVENING - timedelta(hours=3)
    taken = [hear_report(db, report(f"p{n}"), begin + timedelta(seconds=20 * n)) for n in range(90)]
    assert taken.count(True) == hear.REPORTS_AN_HOUR
    assert hear_report(db, report("q"), begin + timedelta(hours=1, seconds=1))


def test_too_many_about_one_place_in_a_day_leave_room_for_the_others(db):
    times = [EVENING - timedelta(minutes=5 * n) for n in range(hear.REPORTS_OF_A_PLACE + 3)]
    taken = [hear_report(db, report(), one) for one in reversed(times)]
    assert taken.count(True) == hear.REPORTS_OF_A_PLACE
    assert hear_report(db, report("other"), EVENING)
    assert hear_report(db, report(), MIDNIGHT)


def test_when_more_wait_than_anybody_can_read_no_more_are_taken(db, monkeypatch):
    monkeypatch.setattr(hear, "REPORTS_THAT_WAIT", 1)
    assert hear_report(db, report(), EVENING)
    assert not hear_report(db, report("other"), EVENING + timedelta(days=1))
    settle(db, [1], *SETTLED, EVENING)
    assert hear_report(db, report("other"), EVENING + timedelta(days=1))


def test_a_settled_report_is_deleted_after_90_days_and_an_open_one_never(db):
    hear_report(db, report("test", "おわった"), EVENING)
    hear_report(db, report("other", "まだ"), EVENING)
    settle(db, [1], *SETTLED, EVENING)
    assert [one.kept.number for one in heard_reports(db)] == [2]

    def texts():
        return {row[0] for row in db.execute("SELECT text FROM report")}

    forget_what_is_over(db, EVENING + timedelta(days=90))
    assert texts() == {"おわった", "まだ"}
    forget_what_is_over(db, EVENING + timedelta(days=91))
    assert texts() == {"まだ"}
    forget_what_is_over(db, EVENING + timedelta(days=5000))
    assert texts() == {"まだ"}


@pytest.mark.parametrize("write", ["wish", "report"])
def test_each_write_forgets_what_is_over(db, write):
    hear_report(db, report(), EVENING)
    settle(db, [1], *SETTLED, EVENING)
    later = EVENING + timedelta(days=91)
    if write == "wish":
        hear_wish(db, "other", "fee", A, later)
    else:
        hear_report(db, report("other"), later)
    assert db.execute("SELECT count(*) FROM report WHERE settled <> ''").fetchone()[0] == 0


@pytest.mark.parametrize("numbers", [[7], [1, 7], [0], [-1]])
def test_a_number_that_is_none_settles_nothing(db, numbers):
    hear_report(db, report(), EVENING)
    with pytest.raises(NotUnderstood, match="何も 変えていません"):
        settle(db, numbers, *SETTLED, EVENING)
    assert len(heard_reports(db)) == 1


def test_nothing_is_written_when_there_is_nothing_to_forget(db, tmp_path):
    hear_report(db, report(), EVENING)
    writer = open_database(tmp_path / "test.sqlite")
    writer.execute("BEGIN IMMEDIATE")  # whoever wrote now would wait ten seconds and fail
    forget_what_is_over(db, EVENING)
    writer.rollback()


@pytest.mark.parametrize("word", ["", "  \n ", "あ" * 101, f"電話 {MOBILE}"])
def test_without_a_word_of_what_became_of_it_nothing_is_settled(db, word):
    hear_report(db, report(), EVENING)
    with pytest.raises(BadCell):
        settle(db, [1], word, "みほん", EVENING)
    assert len(heard_reports(db)) == 1


def test_the_word_stands_beside_what_is_settled_with_who_said_it(db):
    hear_report(db, report(), EVENING)
    settle(db, [1], " 電話で\nたしかめた ", "みほん", EVENING)
    (one,) = settled_reports(db)
    assert (one.kept.word, one.kept.settled_by) == ("電話で たしかめた", "みほん")
    assert one.name == "テスト食堂"


def test_the_roll_of_the_desk_tells_the_same_as_the_records(db):
    hear_wish(db, "other", "phone", A, EVENING)
    hear_wish(db, "test", "phone", A, EVENING)
    hear_wish(db, "gone", "phone", A, EVENING)
    hear_report(db, report(), EVENING)
    lines = DeskRoll({}).lines(db, lambda text, kana: text)
    assert heard_wishes(db, lines) == heard_wishes(db)
    known = {one.wished.place: one.is_known for one in heard_wishes(db, lines)}
    assert known == {"other": True, "test": False, "gone": False}
    assert heard_reports(db, lines) == heard_reports(db)
