"""What the desk says of a place, and what it asks."""

from datetime import date, datetime

import pytest

from tests.made_up import JA, TOKYO, filled, make_place, say
from webmap.places.schedule import Rule
from webmap.storage.desk_roll import DeskRoll
from webmap.words.desk import say_author, say_moment, say_questions
from webmap.words.readings import Readings

TODAY = date(2026, 12, 4)
ONCE = Rule(weekdays="SA", frequency="monthly")
TWICE = Rule(weekdays="SU", frequency="twice_monthly")


def asked(tmp_path, wishes, **said):
    lines = DeskRoll({}).lines(filled(tmp_path, make_place(**said)), Readings({}).reading)
    return [(one.text, one.count, one.so_far) for one in say_questions(lines["test"], wishes, JA)]


def test_one_asks_first_for_dates_then_what_families_wish_to_know(tmp_path):
    assert asked(tmp_path, {"elevator": 3, "when": 2}, schedule__1=say(ONCE, "月1回")) == [
        ("第何土曜にひらきますか", 2, "月1回・土曜"),
        ("エレベーターはありますか", 3, ""),
    ]


def test_nothing_is_asked_twice(tmp_path):
    rules = {"schedule__1": ONCE, "schedule__2": ONCE, "schedule__3": TWICE}
    assert [text for text, _, _ in asked(tmp_path, {}, **rules)] == [
        "第何土曜にひらきますか",
        "第何日曜にひらきますか",
    ]


def test_where_nothing_is_known_one_asks_when_it_opens(tmp_path):
    assert asked(tmp_path, {"when": 4}) == [("いつひらいていますか", 4, "")]


def test_a_place_with_all_its_dates_is_asked_what_families_wish(tmp_path):
    assert asked(tmp_path, {"fee": 1}, schedule__1=Rule(weekdays="SU")) == [
        ("いくらかかりますか", 1, "")
    ]


@pytest.mark.parametrize(
    "who, said",
    [
        ("staff:みほん", "みほん"),
        ("office", "事務"),
        ("data", "さいしょの表"),
        ("file:wamnet", "ファイル"),
        ("geocoder:gsi", "位置さがし"),
        ("somebody", "somebody"),
        ("", ""),
    ],
)
def test_an_author_is_called_by_the_name_that_people_know(who, said):
    assert say_author(who, JA) == said


@pytest.mark.parametrize(
    "moment, said",
    [((2026, 12, 4, 9, 5), "きょう09:05"), ((2026, 1, 4), "1/4"), ((2025, 12, 4), "2025/12/4")],
)
def test_a_moment_is_as_short_as_it_can_be(moment, said):
    assert say_moment(datetime(*moment).replace(tzinfo=TOKYO), TODAY, JA) == said
