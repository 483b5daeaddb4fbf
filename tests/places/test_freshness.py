"""Past 18 months a family is asked to make sure first."""

from datetime import date

import pytest

from webmap.places.days import read_day
from webmap.places.freshness import is_old

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["2026-07-29", "2025-05-22", "2025-05-31", "2025-05", "2025", "2026", "2025-07/..", "2027"],
)
def test_within_18_months_it_is_not_old(text):
    assert not is_old(read_day(text), TODAY)


@pytest.mark.parametrize(
    "text", ["2025-05-21", "2025-04", "2024", "2024-04/2025-03", "2017~", "2018-07/.."]
)
def test_past_18_months_it_is_old(text):
    assert is_old(read_day(text), TODAY)


def test_an_unknown_day_is_old():
    assert is_old(read_day(""), TODAY)


def test_it_becomes_old_on_the_day_after():
    assert not is_old(read_day("2025-05-22"), date(2026, 11, 22))
    assert is_old(read_day("2025-05-22"), date(2026, 11, 23))


def test_the_last_of_a_long_month_is_old_after_a_short_one():
    assert not is_old(read_day("2024-08-31"), date(2026, 2, 28))
    assert is_old(read_day("2024-08-31"), date(2026, 3, 1))
