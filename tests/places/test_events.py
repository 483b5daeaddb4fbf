"""Dated openings under names for ever: moved and cancelled ones keep theirs."""

from datetime import date, timedelta

import pytest

from webmap.places.dated import Timetable, dated_calendar
from webmap.places.events import CANCELLED, EXTRA, MOVED, PERHAPS, PLANNED, events
from webmap.places.openings import OPEN
from webmap.places.schedule import ExceptionDay, Rule

FIRST = date(2026, 12, 1)
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
TWICE_A_DAY = (
    Rule(weekdays="SU", opens="10:00", closes="12:00"),
    Rule(weekdays="SU", opens="14:00", closes="16:00"),
)


def told(rules, *exceptions, first=FIRST, days=31, rests=False):
    """Standing, day and hour by identity."""
    days_off = tuple((date(2026, 12, day), one) for day, one in exceptions)
    found = events(Timetable(rules, days_off, rests), first, days)
    assert len({one.identity for one in found}) == len(found)
    return {one.identity: (one.standing, one.day.day, one.opening.opens) for one in found}


def test_usual_days_are_planned():
    assert told((SUNDAYS,)) == {
        "20261206.1": (PLANNED, 6, 690),
        "20261220.1": (PLANNED, 20, 690),
    }


def test_a_closed_day_is_there_cancelled_under_its_name():
    found = told((SUNDAYS,), (20, ExceptionDay("closed")))
    assert found["20261220.1"] == (CANCELLED, 20, 690)


def test_a_day_that_moves_is_the_same_event_on_another_day():
    found = told((SUNDAYS,), (6, ExceptionDay("moved", moved_to="2026-12-13")))
    assert found == {"20261206.1": (MOVED, 13, 690), "20261220.1": (PLANNED, 20, 690)}


def test_a_day_that_moves_may_have_other_hours():
    moved = ExceptionDay("moved", "10:00", "11:00", moved_to="2026-12-13")
    assert told((SUNDAYS,), (6, moved))["20261206.1"] == (MOVED, 13, 600)


def test_of_two_openings_that_move_as_one_the_other_is_off():
    moved = ExceptionDay("moved", "10:00", "16:00", moved_to="2026-12-12")
    found = told(TWICE_A_DAY, (6, moved), days=7)
    assert found == {"20261206.1": (MOVED, 12, 600), "20261206.2": (CANCELLED, 6, 840)}


def test_both_openings_of_a_day_move():
    found = told(TWICE_A_DAY, (6, ExceptionDay("moved", moved_to="2026-12-12")), days=7)
    assert found == {"20261206.1": (MOVED, 12, 600), "20261206.2": (MOVED, 12, 840)}


def test_a_day_that_moves_to_a_closed_one_is_off():
    moved = ExceptionDay("moved", moved_to="2026-12-13")
    found = told((SUNDAYS,), (6, moved), (13, ExceptionDay("closed")))
    assert found["20261206.1"] == (CANCELLED, 6, 690)


def test_a_day_moves_that_no_rule_can_date():
    monthly = Rule(weekdays="SA", frequency="monthly", opens="11:00", closes="13:00")
    found = told((monthly,), (12, ExceptionDay("moved", "12:00", moved_to="2026-12-13")))
    assert found == {"20261212.1": (MOVED, 13, 720)}


@pytest.mark.parametrize("first", [FIRST, date(2026, 11, 1)])
def test_what_moves_over_the_edge_is_there_on_both_sides(first):
    moved = ((date(2026, 11, 30), ExceptionDay("moved", moved_to="2026-12-02")),)
    monday = Timetable((Rule(weekdays="MO", opens="10:00"),), moved)
    found = {one.identity: one.day for one in events(monday, first, 30)}
    assert found["20261130.1"] == date(2026, 12, 2)


def test_an_extra_day_has_a_name_of_its_own():
    found = told((SUNDAYS,), (24, ExceptionDay("extra", "10:00", "12:00")))
    assert found["20261224.extra.1"] == (EXTRA, 24, 600)


def test_extra_hours_stand_beside_the_usual_ones_but_not_twice():
    more = told((SUNDAYS,), (6, ExceptionDay("extra", "16:00", "18:00")))
    assert more["20261206.1"] == (PLANNED, 6, 690)
    assert more["20261206.extra.1"] == (EXTRA, 6, 960)
    same = told((SUNDAYS,), (6, ExceptionDay("extra", "11:30", "14:00")))
    assert list(same) == ["20261206.1", "20261220.1"]


def test_an_extra_day_without_hours_makes_a_doubtful_one_sure():
    sundays = Rule(weekdays="SU", opens="11:30", closes="14:00")
    days = [(date(2027, 1, 3), ExceptionDay("extra"))]
    (found,) = events(Timetable((sundays,), tuple(days)), date(2027, 1, 3), 1)
    assert found.standing == PLANNED


def test_an_extra_day_takes_the_hours_of_a_rule_that_has_no_dates():
    monthly = Rule(weekdays="SA", frequency="monthly", opens="13:00", closes="15:00")
    assert told((monthly,), (12, ExceptionDay("extra"))) == {"20261212.extra.1": (EXTRA, 12, 780)}


def test_a_holiday_of_which_nothing_is_said_is_perhaps():
    found = told((Rule(weekdays="MO", opens="10:00"),), first=date(2026, 11, 23), days=8)
    assert [one[0] for one in found.values()] == [PERHAPS, PLANNED]


@pytest.mark.parametrize(
    "rule",
    [
        Rule(weekdays="SA", frequency="monthly"),
        Rule(weekdays="SU", frequency="twice_monthly"),
        Rule(opens="10:00", closes="18:00"),
        Rule(weekdays="MO;TU;WE", season="school_holidays"),
        Rule(effect="closed", weekdays="MO"),
    ],
)
def test_days_that_no_rule_dates_are_not_invented(rule):
    assert told((rule,), days=365) == {}


def test_while_a_place_rests_it_has_none():
    assert told((SUNDAYS,), rests=True) == {}


def test_people_of_different_schools_have_events_of_their_own():
    rules = (
        Rule(weekdays="SU", opens="10:00", closes="12:00", audience="elementary"),
        Rule(weekdays="SU", opens="10:00", closes="14:00", audience="junior_high;high"),
    )
    assert set(told(rules, days=7)) == {
        "20261206.elementary.1",
        "20261206.junior_high.high.1",
    }


def test_other_hours_leave_the_name():
    later = Rule(weekdays="SU", nth="1;3", opens="12:00", closes="15:00")
    assert set(told((SUNDAYS,))) == set(told((later,)))


@pytest.mark.parametrize("rules", [(SUNDAYS,), TWICE_A_DAY])
def test_without_cancelled_ones_they_are_the_dated_openings(rules):
    """The screen and the file never differ."""
    exceptions = (
        (date(2026, 12, 6), ExceptionDay("moved", moved_to="2026-12-09")),
        (date(2026, 12, 20), ExceptionDay("closed")),
        (date(2026, 12, 24), ExceptionDay("extra", "10:00")),
    )
    times = Timetable(rules, exceptions)
    shown = dated_calendar(times, FIRST, 90)
    on_screen = sorted((shown.date_of(one), one.opens, one.closes) for one in shown.openings)
    in_file = sorted(
        (one.day, one.opening.opens, one.opening.closes)
        for one in events(times, FIRST, 90)
        if one.standing != CANCELLED
    )
    assert in_file == on_screen and len(in_file) > 3
    assert {one.state for one in shown.openings if one.day < 25} == {OPEN}
    assert FIRST + timedelta(days=23) in {day for day, *_ in in_file}
