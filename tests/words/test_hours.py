"""Schedules in short words; no date that the source does not say."""

import pytest

from tests.made_up import JA
from webmap.places.schedule import Rule
from webmap.words.hours import say_hours, say_rule, say_weekdays, say_when


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            Rule(
                frequency="twice_monthly", weekdays="SU", nth="1;3", opens="11:30", closes="14:00"
            ),
            "第1・第3日曜 11:30〜14:00",
        ),
        (Rule(weekdays="SA", nth="-1"), "さいごの土曜"),
        (Rule(frequency="monthly", weekdays="SA"), "月1回・土曜"),
        (Rule(frequency="twice_monthly", weekdays="SU"), "月2回・日曜"),
        (
            Rule(frequency="biweekly", weekdays="SA", starts="2026-12-05", opens="10:00"),
            "隔週・土曜 10:00から",
        ),
        (Rule(frequency="3-4/week", weekdays="FR;SA;SU", opens="18:30"), "金〜日曜 18:30から"),
        (Rule(frequency="1-2/week"), "週1〜2回"),
        (Rule(frequency="daily", opens="09:00", closes="17:00"), "毎日 9:00〜17:00"),
        (Rule(weekdays="MO;TU;WE;TH;FR", closes="18:00"), "月〜金曜 18:00まで"),
        (Rule(weekdays="MO;WE"), "月・水曜"),
        (Rule(weekdays="SA;SU", holidays="included"), "土・日曜・祝日"),
        (Rule(weekdays="MO", holidays="excluded"), "月曜（祝日はのぞく）"),
        (Rule(holidays="only"), "祝日"),
        (Rule(season="12-29/01-03"), "12/29〜1/3"),
        (Rule(frequency="irregular"), "ふていき"),
        (Rule(audience="junior_high;high", closes="19:00"), "中学生・高校生は 19:00まで"),
    ],
)
def test_a_rule_in_words(rule, said):
    assert say_rule(rule, JA) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "毎日"),
        (("SU",), "日曜"),
        (("SA", "SU"), "土・日曜"),
        (("MO", "WE", "FR"), "月・水・金曜"),
        (("TU", "WE", "TH"), "火〜木曜"),
    ],
)
def test_weekdays_in_words(days, said):
    assert say_weekdays(days, JA) == said


def test_midnight_and_past_it():
    assert say_hours(Rule(opens="00:00", closes="24:00"), JA) == "0:00〜24:00"
    assert say_hours(Rule(opens="18:00", closes="25:00"), JA) == "18:00〜25:00"
    assert say_hours(Rule(), JA) == ""


def test_half_known_hours_say_only_the_known_half():
    assert say_hours(Rule(opens="17:00"), JA) == "17:00から"
    assert say_hours(Rule(closes="18:00"), JA) == "18:00まで"


def test_one_line_names_the_openings_and_not_the_closures():
    rules = [Rule(effect="closed", weekdays="MO"), Rule(weekdays="SA", opens="10:00")]
    assert say_when(rules, JA) == "土曜 10:00から"


def test_one_line_says_that_there_is_more():
    rules = [Rule(weekdays=day) for day in ("MO", "TU", "WE")]
    assert say_when(rules, JA) == "月曜、火曜ほか"
    assert "ほか" not in say_when(rules[:2], JA)


def test_nothing_known_is_no_words():
    assert say_when([], JA) == ""
    assert say_when([Rule(effect="closed", weekdays="MO")], JA) == ""
    assert say_when([Rule()], JA) == ""
