"""A day is as precise as it is known, never more."""

from datetime import date

import pytest

from webmap.places.days import Day, is_later, oldest, read_day
from webmap.places.errors import BadCell


def test_the_oldest_of_several_days_is_the_one_that_ends_first():
    days = [read_day(text) for text in ("2026-07", "", "2024-03", "2026-07-29")]
    assert oldest(days).text == "2024-03"
    assert not oldest([read_day("")]).known


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026-07-29", date(2026, 7, 29)),
        ("2026-07", date(2026, 7, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2026", date(2026, 12, 31)),
        ("2017~", date(2017, 12, 31)),
        ("2018-07~", date(2018, 7, 31)),
        ("2024-04/2025-03", date(2025, 3, 31)),
        ("2023~/2024~", date(2024, 12, 31)),
        ("2025-07/..", date(2025, 7, 31)),
    ],
)
def test_the_last_day_that_it_can_be(text, last):
    assert read_day(text).last() == last


def test_nothing_written_is_an_unknown_day():
    assert read_day("") == Day()
    assert not read_day("").known
    assert read_day("").last() is None


def test_a_month_does_not_become_a_day():
    known = read_day("2026-07")
    assert known.begin is not None
    assert (known.begin.month, known.begin.day) == (7, 0)
    assert known.text == "2026-07"


def test_about_is_kept():
    known = read_day("2017~")
    assert known.begin is not None
    assert known.begin.approximate


def test_a_school_year_is_april_to_march():
    assert read_day("2024-04/2025-03").school_year() == 2024


@pytest.mark.parametrize(
    "text", ["2024", "2024-04/2025-04", "2024-04/2026-03", "2024-04-01/2025-03", ""]
)
def test_other_spans_are_no_school_year(text):
    assert read_day(text).school_year() is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "2026-00",
        "2026-02-29",
        "2026-7-1",
        "2026/07/29",
        "20260729",
        "令和8年",
        "2026-07-29 ",
        " 2026",
        "0000",
        "..",
        "/..",
        "../2026",
        "2026/",
        "2026-08/2026-07",
        "2026/2027/2028",
        "2026?",
        "2026-07-29T10:00",
        "2026\n",
        "２０２６",
        "２０２６-07-29",
    ],
)
def test_another_form_is_a_bad_cell(text):
    with pytest.raises(BadCell) as bad:
        read_day(text)
    assert bad.value.found == text
    assert "2026-07-29" in bad.value.expected


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2026-07-29", "2026-06", True),
        ("2026-07-29", "2026-07-28", True),
        ("2026-07-29", "2026-07-29", False),
        ("2026-07-29", "2026-07", False),
        ("2026", "2026-07", False),
        ("2027", "2024-04/2025-03", True),
        ("2025-03", "2024-04/2025-03", False),
        ("2027", "2025-07/..", False),
        ("2025-07/..", "2025-06", True),
        ("2027", "", False),
        ("", "2020", False),
    ],
)
def test_a_day_is_later_only_when_it_is_surely_so(one, other, later):
    assert is_later(read_day(one), read_day(other)) is later
    assert not (later and is_later(read_day(other), read_day(one)))
