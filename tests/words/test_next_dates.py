"""The next date in one line."""

from datetime import datetime

import pytest

from tests.made_up import JA, TOKYO
from webmap.places.dated import Timetable, next_dates
from webmap.places.schedule import Rule
from webmap.words.next_dates import say_next

FRIDAY = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)


def line(*rules, now=FRIDAY):
    return say_next(next_dates(Timetable(rules), now), now.date(), JA)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00"), "つぎは12月6日（日） 11:30〜14:00"),
        (Rule(weekdays="FR", opens="18:30", closes="20:00"), "きょう12月4日（金） 18:30〜20:00"),
        (Rule(weekdays="SA", opens="11:30", closes="13:00"), "あした12月5日（土） 11:30〜13:00"),
        (Rule(weekdays="FR", opens="10:00", closes="16:00"), "つぎは12月11日（金） 10:00〜16:00"),
        (Rule(weekdays="MO"), "つぎは12月7日（月）"),
        (Rule(weekdays="MO", opens="17:00"), "つぎは12月7日（月） 17:00から"),
        (Rule(weekdays="SA", frequency="monthly", opens="13:00"), ""),
    ],
)  # fmt: skip
def test_the_next_date_that_can_be_told(rule, said):
    assert line(rule) == said


def test_nothing_is_said_where_no_date_is_known():
    assert line() == ""


def test_a_day_between_the_years_is_to_be_asked_for():
    between = datetime(2026, 12, 28, 9, 0, tzinfo=TOKYO)
    rule = Rule(weekdays="SU", opens="11:30", closes="14:00")
    assert line(rule, now=between) == "つぎは1月3日（日） 11:30〜14:00（きいてから）"


def test_last_night_is_not_over_before_it_closes():
    late = datetime(2026, 12, 5, 0, 30, tzinfo=TOKYO)
    rule = Rule(weekdays="FR", opens="22:00", closes="25:00")
    assert line(rule, now=late) == "きのう12月4日（金）から 22:00〜25:00"


def test_the_hours_of_everyone_come_before_those_of_some():
    everyone = Rule(weekdays="SU", opens="10:00", closes="18:00")
    some = Rule(weekdays="SU", closes="19:00", audience="junior_high;high")
    assert line(everyone, some) == "つぎは12月6日（日） 10:00〜18:00"
    assert line(some) == "つぎは12月6日（日） 19:00まで"


def test_two_hours_of_a_day_are_both_said_and_three_are_not():
    rules = [
        Rule(weekdays="SU", opens=f"{hour}:00", closes=f"{hour + 1}:00") for hour in (10, 13, 16)
    ]
    assert line(*rules[:2]) == "つぎは12月6日（日） 10:00〜11:00、13:00〜14:00"
    assert line(*rules) == "つぎは12月6日（日） 10:00〜11:00、13:00〜14:00ほか"
