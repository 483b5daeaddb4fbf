"""The month beside the form: what each day is by the rules, and which days differ."""

from datetime import date

from tests.made_up import DATA
from webmap.places.dated import Timetable
from webmap.places.month import Month
from webmap.places.schedule import ExceptionDay, Rule
from webmap.words.form_month import GridDay, make_grid
from webmap.words.phrases import read_phrases

SAY = read_phrases(DATA / "phrases", "ja")
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
TODAY = date(2026, 12, 4)
DECEMBER = Month(2026, 12)


def days(rules, exceptions=(), month=DECEMBER) -> dict[int, GridDay]:
    grid = make_grid(Timetable(tuple(rules), tuple(exceptions)), month, TODAY, SAY)
    return {one.day.day: one for row in grid.rows for one in row if one}


def test_the_days_of_a_rule_are_open_and_the_others_are_not():
    found = days([SUNDAYS])
    assert [number for number, one in found.items() if one.state == "open"] == [6, 20]
    assert found[6].hours == "11:30〜14:00"
    assert found[6].label == "12月6日（日） ひらく 11:30〜14:00"


def test_a_rule_without_dates_makes_its_weekday_perhaps():
    found = days([Rule(frequency="monthly", weekdays="SA")])
    assert {one.state for one in found.values() if one.day.weekday() == 5} == {"maybe"}


def test_a_day_that_moves_differs_in_both_places():
    moved = ExceptionDay("moved", moved_to="2026-12-27")
    found = days([SUNDAYS], [(date(2026, 12, 20), moved)])
    assert (found[20].effect, found[27].effect) == ("moved", "came")
    assert found[27].label == "12月27日（日） ほかの日から うつりました ひらく 11:30〜14:00"
    assert found[20].label == "12月20日（日） ほかの日に うつります"


def test_a_day_that_is_closed_says_no_hours():
    found = days([SUNDAYS], [(date(2026, 12, 6), ExceptionDay("closed"))])
    assert found[6].label == "12月6日（日） おやすみ"


def test_a_day_whose_hours_alone_change_stays_where_it_is():
    other = ExceptionDay("moved", "10:00", "12:00", moved_to="2026-12-06")
    found = days([SUNDAYS], [(date(2026, 12, 6), other)])
    assert (found[6].effect, found[6].hours) == ("extra", "10:00〜12:00")


def test_a_holiday_is_named():
    assert days([SUNDAYS], month=Month(2027, 1))[1].label.startswith("1月1日（金） 元日")


def test_months_far_away_cannot_be_turned_to():
    def turns(month: Month) -> tuple[bool, bool]:
        grid = make_grid(Timetable((SUNDAYS,)), month, TODAY, SAY)
        return grid.before is not None, grid.after is not None

    assert turns(Month(2026, 12)) == (True, True)
    assert turns(Month(2026, 11)) == (False, True)
    assert turns(Month(2027, 12)) == (True, False)
