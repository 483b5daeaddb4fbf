"""Rules say what the source says; where it says which days it means they can be dated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.places.errors import BadCell
from webmap.places.schedule import (
    WEEKDAYS,
    ExceptionDay,
    Rule,
    contradictions,
    require_date,
)


@pytest.mark.parametrize(
    "rule",
    [
        Rule(frequency="twice_monthly", weekdays="SU", nth="1;3"),
        Rule(weekdays="SA", nth="-1"),
        Rule(weekdays="MO;TU", opens="10:00", closes="15:00"),
        Rule(frequency="daily"),
        Rule(frequency="weekly", weekdays="SA"),
        Rule(frequency="biweekly", weekdays="SA;SU", starts="2026-12-05"),
        Rule(frequency="3-4/week", weekdays="FR;SA;SU"),
        Rule(frequency="1-2/week", weekdays="SA"),
        Rule(frequency="2/week", weekdays="MO;TH"),
        Rule(frequency="5-7/week", weekdays="MO;TU;WE;TH;FR"),
        Rule(holidays="only"),
    ],
)
def test_a_rule_that_says_which_days_can_be_dated(rule):
    assert rule.datable


@pytest.mark.parametrize(
    "rule",
    [
        Rule(frequency="monthly", weekdays="SA"),
        Rule(frequency="twice_monthly", weekdays="SU"),
        Rule(frequency="every_few_months", weekdays="SU"),
        Rule(frequency="irregular", weekdays="MO"),
        Rule(frequency="seasonal"),
        Rule(frequency="1-2/week"),
        Rule(frequency="weekly"),
        Rule(frequency="1-2/week", weekdays="MO;TU;WE"),
        Rule(frequency="3-4/week", weekdays="SA"),
        Rule(frequency="2/week", weekdays="MO;TH;SA"),
        Rule(opens="10:00"),
        Rule(),
    ],
)
def test_a_rule_that_leaves_the_days_open_cannot_be_dated(rule):
    assert not rule.datable


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"weekdays": "SA"}, "starts"),
        ({"weekdays": "SA", "starts": "2026-12"}, "starts"),
        ({"weekdays": "SA", "starts": "2026-12-06"}, "starts"),  # a Sunday
        ({"starts": "2026-12-05"}, "weekdays"),
        ({"starts": "2026-12-05", "holidays": "only"}, "weekdays"),
        ({"weekdays": "SA", "nth": "1", "starts": "2026-12-05"}, "nth"),
        ({"weekdays": "SA", "starts": "2026-12-05", "frequency": "weekly"}, "starts"),
        ({"weekdays": "SA", "starts": "2026-12-05", "frequency": ""}, "starts"),
    ],
)
def test_every_second_week_is_counted_from_one_of_its_days_and_nothing_else_is(said, column):
    with pytest.raises(BadCell) as bad:
        Rule(**{"frequency": "biweekly"} | said)
    assert bad.value.column == column


def test_night_is_written_past_24():
    assert Rule(opens="18:00", closes="25:00").closes == "25:00"


def test_hours_may_be_half_known():
    assert Rule(opens="17:00").closes == ""
    assert Rule(closes="18:00").opens == ""


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("18:00", "01:00"),
        ("10:00", "10:00"),
        ("00:00", "00:00"),
        ("9:00", "10:00"),
        ("10:60", ""),
        ("30:00", ""),
        ("", "１８:００"),
        ("1０:00", ""),
        ("10時", ""),
        ("10:00\n", ""),
    ],
)
def test_hours_that_cannot_be_are_bad_cells(opens, closes):
    with pytest.raises(BadCell) as bad:
        Rule(opens=opens, closes=closes)
    assert bad.value.column in ("opens", "closes")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("effect", "maybe"),
        ("effect", ""),
        ("frequency", "often"),
        ("frequency", "0/week"),
        ("frequency", "8/week"),
        ("weekdays", "月"),
        ("weekdays", "SU;MO"),
        ("weekdays", "MO;MO"),
        ("weekdays", "MO;"),
        ("weekdays", "MO; TU"),
        ("nth", "0"),
        ("nth", "3;1"),
        ("nth", "6"),
        ("holidays", "closed"),
        ("season", "summer"),
        ("season", "02-30/03-01"),
        ("season", "13-01/01-01"),
        ("season", "7-1/8-31"),
        ("season", "０７-01/08-31"),
        ("audience", "children"),
    ],
)
def test_a_word_that_is_not_ours_is_a_bad_cell(column, text):
    with pytest.raises(BadCell) as bad:
        Rule(**({"effect": "open"} | {column: text}))
    assert bad.value.column == column


@pytest.mark.parametrize("season", ["12-29/01-03", "02-29/02-29", "new_year", "obon", ""])
def test_seasons(season):
    assert Rule(season=season).season == season


@given(st.lists(st.sampled_from(WEEKDAYS), unique=True))
def test_weekdays_come_back_in_the_order_of_the_week(days):
    text = ";".join(day for day in WEEKDAYS if day in days)
    assert set(Rule(weekdays=text).days) == set(days)


# -- a place that says both


def test_open_and_closed_on_one_weekday_contradict():
    rules = [Rule(weekdays="MO;SA"), Rule(effect="closed", weekdays="SA;SU")]
    assert contradictions(rules) == ["SA"]


def test_open_and_closed_on_holidays_contradict():
    rules = [Rule(weekdays="MO", holidays="included"), Rule(effect="closed", holidays="only")]
    assert contradictions(rules) == ["HO"]


def test_closed_on_sundays_and_holidays_does_not_contradict_weekdays():
    rules = [
        Rule(weekdays="MO;TU;WE;TH;FR"),
        Rule(effect="closed", weekdays="SU", holidays="included"),
    ]
    assert contradictions(rules) == []


@pytest.mark.parametrize(
    "closed",
    [
        Rule(effect="closed", weekdays="MO", nth="4"),
        Rule(effect="closed", season="12-29/01-03"),
        Rule(effect="closed", weekdays="MO", season="obon"),
        Rule(effect="closed", weekdays="MO", audience="high"),
    ],
)
def test_a_narrower_closure_contradicts_nothing(closed):
    assert contradictions([Rule(weekdays="MO"), closed]) == []


# -- single dates


def test_a_moved_day_says_where_to():
    assert ExceptionDay("moved", moved_to="2026-12-06").moved_to == "2026-12-06"


@pytest.mark.parametrize(
    ("effect", "moved_to"),
    [("moved", ""), ("closed", "2026-12-06"), ("moved", "2026-02-30"), ("moved", "20261206")],
)
def test_only_a_moved_day_has_another_date(effect, moved_to):
    with pytest.raises(BadCell) as bad:
        ExceptionDay(effect, moved_to=moved_to)
    assert bad.value.column == "moved_to"


@pytest.mark.parametrize(
    "text", ["2026-12", "2026-12-6", "12-06", "", "2026-W49-7", "２０２６-12-06"]
)
def test_a_single_date_is_one_existing_day(text):
    with pytest.raises(BadCell):
        require_date("date", text)
