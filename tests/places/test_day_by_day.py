"""What stands on each day of a month, and that a day that falls out is still told."""

from datetime import date

import pytest

from webmap.places.dated import Timetable
from webmap.places.day_by_day import doubtful_days, is_steady, on_days, possible_days
from webmap.places.month import Month
from webmap.places.schedule import ExceptionDay, Rule

DECEMBER = Month(2026, 12)
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
SOME_SUNDAY = Rule(weekdays="SU", frequency="monthly", opens="11:30", closes="13:00")
WEEKDAYS = Rule(weekdays="MO;TU;WE;TH;FR", opens="10:00", closes="17:00")


def december(day):
    return date(2026, 12, day)


def told(*rules, exceptions=(), rests=False, month=DECEMBER):
    timetable = Timetable(rules, tuple(exceptions), rests)
    return [
        (one.day.day, one.effect, one.opening.opens, one.other and one.other.day)
        for one in on_days(timetable, month)
    ]


def test_a_usual_month():
    assert told(SUNDAYS) == [(6, "", 690, None), (20, "", 690, None)]


def test_a_closed_day_still_stands_there_with_its_hours():
    closed = (december(6), ExceptionDay("closed", reason="雪のため"))
    assert told(SUNDAYS, exceptions=[closed]) == [(20, "", 690, None), (6, "closed", 690, None)]


def test_a_moved_day_stands_on_both_days_and_each_names_the_other():
    moved = (december(6), ExceptionDay("moved", moved_to="2026-12-13"))
    assert sorted(told(SUNDAYS, exceptions=[moved])) == [
        (6, "moved", 690, 13),
        (13, "came", 690, 6),
        (20, "", 690, None),
    ]


def test_a_day_that_moves_into_the_next_month_stands_in_both():
    moved = [(december(20), ExceptionDay("moved", moved_to="2027-01-10"))]
    assert (20, "moved", 690, 10) in told(SUNDAYS, exceptions=moved)
    assert (10, "came", 690, 20) in told(SUNDAYS, exceptions=moved, month=Month(2027, 1))


def test_an_extra_day_is_told_and_the_usual_opening_beside_it_stays_usual():
    extra = [
        (december(9), ExceptionDay("extra", opens="15:00", closes="16:00")),
        (december(20), ExceptionDay("extra", opens="17:00", closes="19:00")),
    ]
    assert told(SUNDAYS, exceptions=extra) == [
        (6, "", 690, None),
        (9, "extra", 900, None),
        (20, "", 690, None),
        (20, "extra", 1020, None),
    ]


def test_an_extra_day_is_a_date_where_the_rules_have_none():
    extra = [(december(13), ExceptionDay("extra", opens="11:30", closes="13:00"))]
    assert told(SOME_SUNDAY) == []
    assert told(SOME_SUNDAY, exceptions=extra) == [(13, "extra", 690, None)]
    possible = possible_days(Timetable((SOME_SUNDAY,), tuple(extra)), DECEMBER)
    assert [day.day for day in possible] == [6, 20, 27]


def test_a_closed_day_of_an_undated_rule_is_told_and_no_longer_possible():
    closed = [(december(6), ExceptionDay("closed"))]
    assert told(SOME_SUNDAY, exceptions=closed) == [(6, "closed", 690, None)]
    assert december(6) not in possible_days(Timetable((SOME_SUNDAY,), tuple(closed)), DECEMBER)


def test_a_closed_day_of_which_no_rule_speaks_is_told_without_hours():
    assert told(exceptions=[(december(8), ExceptionDay("closed"))]) == [(8, "closed", None, None)]


def test_a_place_that_rests_has_no_days():
    closed = [(december(6), ExceptionDay("closed"))]
    assert told(SUNDAYS, exceptions=closed, rests=True) == []
    assert possible_days(Timetable((SOME_SUNDAY,), rests=True), DECEMBER) == ()


def test_the_days_between_the_years_are_doubtful():
    assert [day.day for day in doubtful_days(Timetable((WEEKDAYS,)), DECEMBER)] == [28, 29, 30, 31]


@pytest.mark.parametrize(
    ("rules", "steady"),
    [
        ([WEEKDAYS], True),
        ([Rule(frequency="daily")], True),
        ([Rule(weekdays="MO;TU"), Rule(weekdays="TH;FR")], True),
        ([Rule(weekdays="TU;WE;TH")], False),
        ([Rule(weekdays="MO;TU;WE;TH;FR", season="07-20/08-31")], False),
        ([Rule(weekdays="MO;TU;WE;TH;FR", nth="1")], False),
        ([Rule(effect="closed", weekdays="MO;TU;WE;TH;FR")], False),
        ([Rule(holidays="only")], False),
        ([Rule(frequency="4/week")], False),
        ([], False),
    ],
)  # fmt: skip
def test_what_is_open_on_most_days_of_a_week_is_steady(rules, steady):
    assert is_steady(Timetable(tuple(rules))) is steady
