"""Which days a rule means: nth weekdays, holidays, seasons over the turn of the year."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.places.schedule import WEEKDAYS, Rule
from webmap.places.spoken_days import holiday_days, season_days, spoken_days, touches, weekday_days

YEAR = date(2026, 1, 1)


def is_nth(day, nth):
    """Counted on the fingers, without any calendar's rule."""
    if nth > 0:
        return 7 * (nth - 1) < day.day <= 7 * nth
    return day.day > monthrange(day.year, day.month)[1] - 7


@given(
    st.dates(date(2020, 1, 1), date(2032, 12, 31)),
    st.integers(1, 90),
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
    st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), unique=True),
)
def test_nth_weekdays_are_those_that_one_counts_on_the_fingers(first, days, weekdays, nths):
    in_order = ";".join(day for day in WEEKDAYS if day in weekdays)
    found = {
        first + timedelta(days=day) for day in weekday_days(in_order, tuple(nths), first, days)
    }
    window = [first + timedelta(days=number) for number in range(days)]
    assert found == {
        day
        for day in window
        if WEEKDAYS[day.weekday()] in weekdays
        and (not nths or any(is_nth(day, nth) for nth in nths))
    }


def test_the_holidays_of_a_year_with_substitute_and_citizens_holidays():
    found = {f"{YEAR + timedelta(days=day):%m-%d}" for day in holiday_days(YEAR, 365)}
    assert found == {
        *("01-01", "01-12", "02-11", "02-23", "03-20", "04-29"),
        *("05-03", "05-04", "05-05", "05-06", "07-20", "08-11"),
        *("09-21", "09-22", "09-23", "10-12", "11-03", "11-23"),
    }


@pytest.mark.parametrize(
    ("season", "days"),
    [
        ("12-29/01-03", {"12-29", "12-30", "12-31", "01-01", "01-02", "01-03"}),
        ("12-31/12-31", {"12-31"}),
        ("01-03/12-29", {"12-27", "12-28", "12-29", "01-03", "01-04", "01-05"}),
        ("new_year", {"12-28", "12-29", "12-30", "12-31", "01-01", "01-02", "01-03", "01-04"}),
        ("obon", set()),
    ],
)
def test_a_season_holds_both_its_ends_over_the_turn_of_the_year(season, days):
    first = date(2026, 12, 27)
    assert {
        f"{first + timedelta(days=day):%m-%d}" for day in season_days(season, first, 10)
    } == days


def test_the_last_of_february_is_a_season_only_in_a_leap_year():
    assert season_days("02-29/02-29", date(2028, 2, 28), 3) == {1}
    assert season_days("02-29/02-29", date(2027, 2, 28), 3) == set()


@pytest.mark.parametrize("season", ["new_year", "12-29/01-03", "01-04/01-10", "10-01/03-31"])
def test_seasons_that_touch_the_new_year(season):
    assert touches(season, "new_year")


@pytest.mark.parametrize("season", ["", "school_days", "obon", "04-01/12-27", "01-05/03-31"])
def test_seasons_that_do_not_touch_the_new_year(season):
    assert not touches(season, "new_year")


def test_a_holiday_is_spoken_of_by_a_rule_that_says_so():
    """From Saturday 2026-09-19: 21, 22 and 23 are holidays."""

    def said(**words):
        return spoken_days(Rule(**words), date(2026, 9, 19), 7).all

    assert said(weekdays="TU;SA") == {0, 3}
    assert said(weekdays="TU;SA", holidays="excluded") == {0}
    assert said(weekdays="TU;SA", holidays="included") == {0, 2, 3, 4}
    assert said(holidays="only") == {2, 3, 4}
    assert said(holidays="only", season="09-22/09-30") == {3, 4}
