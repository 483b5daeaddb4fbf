"""A month: its days, its weeks on the wall and in the list, its neighbours, its holidays."""

from datetime import date, timedelta

import pytest

from webmap.places.month import Month, holidays_of, is_shown, month_of, read_month

DECEMBER = Month(2026, 12)
TODAY = date(2026, 12, 4)


def test_every_day_stands_once_and_under_its_weekday():
    for month in (Month(2026, 2).plus(number) for number in range(120)):
        rows = list(month.rows())
        assert [day for row in rows for day in row if day] == list(month.days)
        assert all(len(row) == 7 and any(row) for row in rows)
        for row in rows:
            assert all(day.isoweekday() % 7 == at for at, day in enumerate(row) if day)


def test_the_days_are_those_of_the_month_whatever_its_length():
    assert [Month(year, 2).length for year in (2026, 2028, 2100)] == [28, 29, 28]
    assert DECEMBER.days[-1] + timedelta(days=1) == DECEMBER.plus(1).first == date(2027, 1, 1)


def test_a_week_of_the_list_keeps_its_weekend_together():
    first, second = list(DECEMBER.weeks())[:2]
    assert (first.monday, first.sunday) == (date(2026, 11, 30), date(2026, 12, 6))
    assert [day.day for day in first.days] == [1, 2, 3, 4, 5, 6]
    assert [day.day for day in second.days] == [*range(7, 14)]


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "0000-01", "２０２６-12", "2026-12-01", "x", ""]
)
def test_what_is_no_month_is_none(text):
    assert read_month(text) is None


def test_a_month_is_written_as_it_is_read():
    assert str(read_month("2026-02")) == "2026-02"
    assert DECEMBER.plus(-12) == Month(2025, 12)
    assert month_of(TODAY).plus(1) == Month(2027, 1)


def test_last_month_and_the_twelve_ahead_are_shown():
    shown = [str(DECEMBER.plus(n)) for n in range(-3, 16) if is_shown(DECEMBER.plus(n), TODAY)]
    assert (shown[0], shown[-1], len(shown)) == ("2026-11", "2027-12", 14)


def test_holidays_have_their_names():
    assert holidays_of(Month(2026, 9)) == {
        date(2026, 9, 21): "敬老の日",
        date(2026, 9, 22): "国民の休日",
        date(2026, 9, 23): "秋分の日",
    }
    assert holidays_of(DECEMBER) == {}
