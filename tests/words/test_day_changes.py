"""Single dates in words, and what to ask where there are none."""

from datetime import date, datetime

import pytest

from tests.made_up import JA, TOKYO
from webmap.places.dated import Timetable, next_dates
from webmap.places.schedule import ExceptionDay, Rule
from webmap.words.day_changes import say_dates, say_exception, say_undated

SUNDAY = date(2026, 12, 6)
NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("exception", "said"),
    [
        (None, "12月6日（日） いつもどおり"),
        (ExceptionDay("closed"), "12月6日（日） おやすみ"),
        (ExceptionDay("closed", reason="会場のつごう"), "12月6日（日） おやすみ（会場のつごう）"),
        (ExceptionDay("extra", opens="10:00"), "12月6日（日） とくべつにひらきます 10:00から"),
        (
            ExceptionDay("moved", "10:00", "12:00", "2026-12-13"),
            "12月6日（日） 12月13日（日）にうつります 10:00〜12:00",
        ),
        (
            ExceptionDay("moved", "10:00", "12:00", "2026-12-06"),
            "12月6日（日） 時間がかわります 10:00〜12:00",
        ),
    ],
)
def test_a_single_day(exception, said):
    assert say_exception(SUNDAY, exception, JA) == said


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([], ""),
        ([Rule(weekdays="SA", frequency="monthly")], ""),
        (
            [Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")],
            "12月6日（日） 11:30〜14:00、12月20日（日） 11:30〜14:00、"
            "1月3日（日） 11:30〜14:00（きいてから）",
        ),
        (
            [
                Rule(weekdays="SU", nth="1", opens="10:00"),
                Rule(weekdays="SU", nth="1", opens="15:00"),
            ],
            "12月6日（日） 10:00から・15:00から、1月3日（日） 10:00から・15:00から（きいてから）、"
            "2月7日（日） 10:00から・15:00から",
        ),
        ([Rule(weekdays="FR", nth="-1")], "12月25日（金）、1月29日（金）、2月26日（金）"),
    ],
)
def test_the_dates_to_come(rules, said):
    assert say_dates(next_dates(Timetable(tuple(rules)), NOW), JA) == said


@pytest.mark.parametrize(
    ("rule", "note", "said"),
    [
        (Rule(weekdays="SA", frequency="monthly"), "", "月1回・土曜→第何週の土曜か"),
        (Rule(weekdays="SU", frequency="twice_monthly"), "", "月2回・日曜→第何週の日曜か"),
        (Rule(frequency="monthly"), "", "月1回→第何週の何曜日か"),
        (Rule(frequency="6/week"), "", "週6回→何曜日か"),
        (Rule(frequency="seasonal"), "", "季節ごと→つぎにひらく日にち"),
        (Rule(), "放課後", "放課後→つぎにひらく日にち"),
        (Rule(), "", "（ことばだけ）→つぎにひらく日にち"),
    ],
)
def test_what_to_ask_so_that_there_are_dates(rule, note, said):
    assert say_undated(rule, note, JA) == said
