"""Next dates and months: what can be dated is, what cannot is never given a date."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.made_up import TOKYO, make_place
from webmap.places.dated import (
    Timetable,
    dated_calendar,
    missing,
    next_dates,
    possible_calendar,
    state_on,
    timetable_of,
)
from webmap.places.schedule import ExceptionDay, Rule

FRIDAY = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
ONCE_A_MONTH = Rule(weekdays="SA", frequency="monthly", opens="13:00", closes="15:00")


def table(*rules, exceptions=()):
    return Timetable(rules, tuple(exceptions))


def told(dates):
    return [f"{one.day:%m-%d}{'?' if one.perhaps else ''}" for one in dates]


def test_first_and_third_sundays_are_counted_out():
    # 3 January lies between the years, of which no rule speaks: to be asked
    assert told(next_dates(table(SUNDAYS), FRIDAY)) == ["12-06", "12-20", "01-03?"]


def test_once_a_month_on_a_saturday_has_no_dates():
    timetable = table(ONCE_A_MONTH)
    assert next_dates(timetable, FRIDAY) == ()
    assert not timetable.has_dates
    assert dated_calendar(timetable, date(2026, 12, 1), 31).openings == ()
    possible = possible_calendar(timetable, date(2026, 12, 1), 31)
    assert [one.day + 1 for one in possible.openings] == [5, 12, 19, 26]


def test_an_extra_day_has_a_date_where_the_rule_has_none():
    extra = date(2026, 12, 12), ExceptionDay("extra", "13:00", "15:00")
    assert told(next_dates(table(ONCE_A_MONTH, exceptions=[extra]), FRIDAY)) == ["12-12"]
    possible = possible_calendar(table(ONCE_A_MONTH, exceptions=[extra]), date(2026, 12, 1), 31)
    assert 11 not in [one.day for one in possible.openings]


def test_an_undated_rule_gives_its_hours_to_a_day_that_becomes_sure():
    extra = date(2026, 12, 12), ExceptionDay("extra")
    moved = date(2026, 12, 19), ExceptionDay("moved", moved_to="2026-12-20")
    dates = next_dates(table(ONCE_A_MONTH, SUNDAYS, exceptions=[extra, moved]), FRIDAY, 4)
    assert told(dates) == ["12-06", "12-12", "12-20", "01-03?"]
    hours = [[(one.opens, one.closes) for one in dated.openings] for dated in dates]
    assert hours == [[(690, 840)], [(780, 900)], [(690, 840), (780, 900)], [(690, 840)]]


def test_closed_and_moved_days():
    closed = date(2026, 12, 6), ExceptionDay("closed")
    moved = date(2026, 12, 20), ExceptionDay("moved", moved_to="2026-12-27")
    dates = next_dates(table(SUNDAYS, exceptions=[closed, moved]), FRIDAY)
    assert told(dates) == ["12-27", "01-03?", "01-17"]
    assert dates[0].openings[0].opens == 11 * 60 + 30


def test_today_counts_until_it_closes_and_the_night_after():
    evenings = table(Rule(weekdays="FR", opens="18:30", closes="25:00"))
    at = FRIDAY.replace
    assert told(next_dates(evenings, at(hour=23), 1)) == ["12-04"]
    assert told(next_dates(evenings, at(day=5, hour=0, minute=59), 1)) == ["12-04"]
    assert told(next_dates(evenings, at(day=5, hour=1, minute=0), 1)) == ["12-11"]


# -- at midnight of Tokyo, which knows no summer time

DAILY = Rule(frequency="daily", holidays="included", opens="10:00", closes="17:00")
OPEN_END = Rule(frequency="daily", holidays="included", opens="10:00")
NIGHTS = Rule(frequency="daily", holidays="included", opens="20:00", closes="24:00")
LATE_NIGHTS = Rule(frequency="daily", holidays="included", opens="20:00", closes="24:01")


@pytest.mark.parametrize(
    ("rule", "before", "at", "after"),
    [
        (DAILY, "12-05", "12-05", "12-05"),
        (OPEN_END, "12-04", "12-05", "12-05"),
        (NIGHTS, "12-04", "12-05", "12-05"),
        (LATE_NIGHTS, "12-04", "12-04", "12-05"),
    ],
)
def test_the_next_date_at_midnight(rule, before, at, after):
    moments = [
        datetime(2026, 12, 4, 23, 59, tzinfo=TOKYO),
        datetime(2026, 12, 5, 0, 0, tzinfo=TOKYO),
        datetime(2026, 12, 5, 0, 1, tzinfo=TOKYO),
    ]
    assert [told(next_dates(table(rule), now, 1))[0] for now in moments] == [before, at, after]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1)])
def test_where_other_countries_turn_their_clocks_a_day_has_its_24_hours(day):
    """The night is over at one o'clock, and not an hour sooner or later."""
    nights = table(
        Rule(frequency="daily", holidays="included", opens="20:00", closes="25:00"),
    )
    midnight = datetime.combine(day, time(), TOKYO)
    for minutes, ahead in ((59, -1), (60, 0), (23 * 60 + 59, 0)):
        (found,) = next_dates(nights, midnight + timedelta(minutes=minutes), 1)
        assert found.day == day + timedelta(days=ahead)


def test_the_year_turns_at_midnight():
    first = table(Rule(frequency="daily", holidays="included", season="01-01/01-03", opens="10:00"))
    turn = datetime(2027, 1, 1, tzinfo=TOKYO)
    assert told(next_dates(first, turn - timedelta(minutes=1), 1)) == ["01-01?"]
    third = datetime(2027, 1, 3, 23, 59, tzinfo=TOKYO)
    assert next_dates(first, third, 1)[0].day == date(2027, 1, 3)
    assert next_dates(first, third + timedelta(minutes=1), 1)[0].day == date(2028, 1, 1)


def test_the_next_fifth_sunday_is_found_however_far():
    fifth = table(Rule(weekdays="SU", nth="5", opens="10:00", closes="12:00"))
    assert told(next_dates(fifth, FRIDAY)) == ["01-31", "05-30", "08-29"]


def test_a_season_that_is_over_begins_again():
    summer = table(Rule(weekdays="MO", season="07-20/08-31", opens="10:00"))
    assert [one.day.isoformat() for one in next_dates(summer, FRIDAY, 1)] == ["2027-07-26"]


def test_school_holidays_are_no_dates():
    assert next_dates(table(Rule(weekdays="MO", season="school_holidays")), FRIDAY) == ()


def test_a_paused_place_has_no_dates():
    assert next_dates(Timetable((SUNDAYS,), rests=True), FRIDAY) == ()
    assert timetable_of(make_place(standing="paused")).rests


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (ONCE_A_MONTH, "which_week"),
        (Rule(weekdays="SU", frequency="twice_monthly"), "which_week"),
        (Rule(frequency="monthly"), "weekday"),
        (Rule(frequency="6/week"), "weekday"),
        (Rule(weekdays="WE", frequency="irregular"), "dates"),
        (Rule(frequency="seasonal"), "dates"),
        (Rule(opens="09:30"), "dates"),
        (Rule(weekdays="MO", season="school_days"), "dates"),
    ],
)
def test_what_to_ask_so_that_a_rule_becomes_dates(rule, asked):
    assert missing(rule) == asked


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-12-06", "open"),
        ("2026-12-07", "closed"),
        ("2027-01-03", "maybe"),
        ("2026-12-13", "closed"),
    ],
)
def test_open_to_be_asked_or_closed_on_a_day(day, state):
    assert state_on(table(SUNDAYS), date.fromisoformat(day)) == state


def test_nothing_is_known_of_a_day_of_which_only_closures_speak():
    only_closures = table(Rule(effect="closed", weekdays="MO"))
    assert state_on(only_closures, date(2026, 12, 7)) == "closed"
    assert state_on(only_closures, date(2026, 12, 8)) == "unsaid"
    assert next_dates(only_closures, FRIDAY) == ()
