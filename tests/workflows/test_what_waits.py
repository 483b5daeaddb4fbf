"""What waits for the staff: whoever has ten minutes and a telephone begins here."""

from datetime import date, datetime, timedelta

import pytest

from tests.made_up import TOKYO, filled, make_place, say
from webmap.places.changes import diff
from webmap.places.record import Statement
from webmap.places.report import Report
from webmap.places.schedule import ExceptionDay, Rule
from webmap.storage.changes import keep_changes
from webmap.storage.desk_roll import DeskRoll
from webmap.storage.places import place
from webmap.words.readings import Readings
from webmap.workflows.hear import hear_report, hear_wish
from webmap.workflows.what_waits import what_waits

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
ONCE = Rule(weekdays="SA", frequency="monthly")
SUNDAYS = Rule(weekdays="SU")
CLOSED = ExceptionDay("closed", reason="工事")


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_place("once", name="ろ", schedule__1=say(ONCE, "月1回"), phone="042-000-0001"),
        make_place("silent", name="い", schedule__1=say(ONCE)),
        make_place(
            "dated", name=say("は", day="2024-01"), schedule__1=SUNDAYS, phone="042-000-0003"
        ),
        make_place("wished", name="見本", schedule__1=SUNDAYS, phone="042-000-0002"),
        make_place("waiting", name="に", standing="check"),
        make_place("over", name=say("ほ", day="2020"), standing="ended"),
    )


def waits(db):
    return what_waits(db, DeskRoll({}).lines(db, Readings({}).reading), NOW)


def wish(db, key, what, times):
    for n in range(times):
        hear_wish(db, key, what, f"{n:032x}", NOW)


def edit(db, key, field, value, kept=NOW, who="staff:みほん"):
    old = place(db, key)
    assert old is not None
    new = type(old)(key, {**old.said, field: Statement(value)})
    keep_changes(db, diff(old, new, kept=kept, who=who))


def test_first_one_calls_where_families_wait_then_where_dates_are_missing(db):
    assert [call.line.key for call in waits(db).calls] == ["once", "silent"]
    wish(db, "wished", "elevator", 3)
    wish(db, "wished", "fee", 4)
    wish(db, "silent", "fee", 9)
    calls = waits(db).calls
    assert [call.line.key for call in calls] == ["wished", "once", "silent"], "whom one can call"
    assert [(one.wished.what, one.wished.count) for one in calls[0].wishes] == [
        ("fee", 4),
        ("elevator", 3),
    ]


def test_what_families_wish_most_is_told_whether_or_not_one_can_call(db):
    wish(db, "silent", "fee", 9)
    wish(db, "wished", "elevator", 3)
    wish(db, "wished", "phone", 20)
    wish(db, "over", "fee", 5)
    told = waits(db)
    assert [(one.wished.place, one.wished.what) for one in told.most_wanted] == [
        ("silent", "fee"),
        ("wished", "elevator"),
    ]
    assert told.wanted == 12


def test_what_waits_is_counted(db):
    told = waits(db)
    assert (told.check, told.undated, told.old, told.unread) == (1, 2, 1, 1)
    assert [line.key for line in told.oldest] == ["dated"], "what has ended is not old"


def test_reports_are_told_the_newest_first(db):
    for n in range(7):
        hear_report(db, Report("once", (), f"{n}"), NOW + timedelta(hours=n))
    told = waits(db)
    assert told.reports == 7
    assert [one.kept.report.text for one in told.newest_reports] == ["6", "5", "4", "3", "2"]


def test_days_that_differ_are_told_for_two_weeks_together_where_they_are_alike(db):
    for key, day, said in (
        ("once", "2026-12-18", CLOSED),
        ("dated", "2026-12-18", CLOSED),
        ("dated", "2026-12-19", CLOSED),
        ("dated", "2026-12-03", CLOSED),
        ("wished", "2026-12-04", ExceptionDay("extra")),
        ("over", "2026-12-10", CLOSED),
    ):
        edit(db, key, f"exception.{day}", said)
    told = [
        (one.day, one.exception.effect, *(x.key for x in one.lines)) for one in waits(db).differing
    ]
    assert told == [
        (date(2026, 12, 4), "extra", "wished"),
        (date(2026, 12, 18), "closed", "dated", "once"),
    ]


def test_what_anybody_changed_this_week_is_counted_but_not_the_first_filling(db):
    assert waits(db).changed == 0
    edit(db, "once", "who", "だれでも", NOW - timedelta(days=8))
    edit(db, "dated", "who", "だれでも", NOW - timedelta(days=6))
    assert waits(db).changed == 1
