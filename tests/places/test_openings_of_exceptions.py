"""Single days that differ from the rules, and the days that a calendar has."""

from datetime import date

import pytest

from tests.places.telling_openings import THURSDAY, on, shut, told
from webmap.places.openings import OPEN, calendar
from webmap.places.schedule import ExceptionDay, Rule

SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
MONTHLY = Rule(frequency="monthly", weekdays="SU", opens="11:30")


def exception(day, effect, **words):
    return date.fromisoformat(day), ExceptionDay(effect, **words)


@pytest.mark.parametrize(
    ("rules", "exceptions", "day", "said"),
    [
        ([SUNDAYS], [exception("2026-12-06", "closed")], "2026-12-06", []),
        ([], [exception("2026-12-06", "closed")], "2026-12-06", []),
        ([SUNDAYS], [exception("2026-12-06", "closed")], "2026-12-20", ["open 11:30-14:00"]),
        (
            [SUNDAYS],
            [exception("2026-12-06", "moved", moved_to="2026-12-13")],
            "2026-12-06",
            [],
        ),
        (
            [SUNDAYS],
            [exception("2026-12-06", "moved", moved_to="2026-12-13")],
            "2026-12-13",
            ["open 11:30-14:00"],
        ),
        (
            [SUNDAYS],
            [exception("2026-12-06", "moved", moved_to="2026-12-13", opens="10:00")],
            "2026-12-13",
            ["open 10:00-?"],
        ),
        (
            [MONTHLY, Rule(opens="17:00")],
            [exception("2026-12-06", "moved", moved_to="2026-12-12")],
            "2026-12-12",
            ["open 11:30-?", "unsaid 17:00-?"],
        ),
        (
            [Rule(weekdays="MO")],
            [exception("2026-12-06", "moved", moved_to="2026-12-12")],
            "2026-12-12",
            [OPEN],
        ),
        (
            [SUNDAYS],
            [
                exception("2026-12-06", "moved", moved_to="2026-12-20"),
                exception("2026-12-20", "moved", moved_to="2026-12-27", opens="15:00"),
            ],
            "2026-12-20",
            ["open 11:30-14:00"],
        ),
        (
            [SUNDAYS],
            [
                exception("2026-12-06", "moved", moved_to="2026-12-13"),
                exception("2026-12-13", "closed"),
            ],
            "2026-12-13",
            [],
        ),
        (
            [SUNDAYS],
            [exception("2026-12-12", "extra", opens="10:00", closes="12:00")],
            "2026-12-12",
            ["open 10:00-12:00"],
        ),
        (
            [MONTHLY],
            [exception("2026-12-13", "extra", opens="11:30")],
            "2026-12-13",
            ["open 11:30-?"],
        ),
        (
            [MONTHLY],
            [exception("2026-12-13", "extra")],
            "2026-12-13",
            ["open 11:30-?"],
        ),
        (
            [MONTHLY],
            [exception("2026-12-14", "extra")],
            "2026-12-14",
            [OPEN],
        ),
        (
            [SUNDAYS],
            [exception("2026-12-06", "extra")],
            "2026-12-06",
            ["open 11:30-14:00"],
        ),
        (
            [Rule(frequency="monthly", opens="17:00"), Rule(weekdays="SU", opens="10:00")],
            [exception("2026-12-14", "extra")],
            "2026-12-14",
            ["open 17:00-?"],
        ),
        (
            [SUNDAYS, shut(season="new_year")],
            [exception("2027-01-03", "extra", opens="11:30", closes="14:00")],
            "2027-01-03",
            ["open 11:30-14:00"],
        ),
    ],
)
def test_a_single_day_that_differs_is_sure(rules, exceptions, day, said):
    assert on(day, *rules, exceptions=exceptions) == said


def test_a_day_before_the_window_moves_into_it_with_its_hours():
    moved = exception("2026-11-15", "moved", moved_to="2026-12-13")
    said = calendar((SUNDAYS,), (moved,), THURSDAY)
    assert [told(opening) for opening in said.on(date(2026, 12, 13))] == ["open 11:30-14:00"]


def test_a_day_that_moves_out_of_the_window_is_gone():
    moved = exception("2026-12-20", "moved", moved_to="2027-02-07")
    assert [opening.day for opening in calendar((SUNDAYS,), (moved,), THURSDAY).openings] == [3, 31]


def test_the_window_is_yesterday_today_and_34_days_more():
    said = calendar((Rule(frequency="daily"),), (), THURSDAY)
    assert said.last == date(2027, 1, 7)
    assert [opening.day for opening in said.openings] == list(range(36))
    assert said.on(date(2026, 12, 2)) == said.on(date(2027, 1, 8)) == ()
