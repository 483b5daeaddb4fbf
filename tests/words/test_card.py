"""The short card: what a family needs to choose, and no more."""

from datetime import date

from tests.made_up import CITY, JA, make_place, make_site, say
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import Rule
from webmap.places.visibility import public_view
from webmap.words.card import make_card
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder

READINGS = Readings({"食堂": "しょくどう"})
TODAY = date(2026, 11, 22)


def card(site=None, **said):
    view = public_view(make_place(**said), None, site)
    where = Wayfinder(JA, READINGS, CITY).whereabouts(view)
    return make_card(view, JA, READINGS, CITY, where, TODAY)


def test_the_card_says_name_when_fee_who_and_day():
    made = card(
        schedule__1=Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00"),
        fee__elementary__visit=Fee("0"),
        fee__adult__visit=Fee("300"),
        ages="6-12",
    )
    assert made.name == (("テスト", ""), ("食堂", "しょくどう"))
    assert made.when == "第1・第3日曜 11:30〜14:00"
    assert made.fee == "小学生 0円・おとな 300円"
    assert made.who == "6〜12さい"
    assert made.day == "2026年7月の情報"
    assert not made.old


def test_what_is_unknown_is_left_empty():
    made = card(name=say("テスト食堂", day=""))
    assert (made.when, made.fee, made.who, made.venue) == ("", "", "", "")
    assert made.day == "いつの情報かわかりません"
    assert made.old


def test_days_that_cannot_be_dated_ask_first():
    assert card(schedule__1=Rule(frequency="monthly", weekdays="SA")).ask_dates
    assert not card(schedule__1=Rule(weekdays="SA")).ask_dates
    assert not card().ask_dates


def test_the_card_says_where_it_is_only_about():
    town = make_site(location=Location("35.68", "139.44", "town", "200"))
    assert card(town).where.words == (("だいたいの場所", ""),)


def test_who_may_come_is_said_as_on_the_page_of_the_place():
    assert card(stages="elementary;junior_high").who == "小学生・中学生"


def test_a_place_that_rests_or_is_not_for_dropping_in_says_so():
    made = card(standing="paused", drop_in="no")
    assert made.paused
    assert not made.drops_in


def test_a_place_in_a_neighbouring_city_says_in_which():
    assert card(name="テスト教室", city="132063").venue == "府中市"
    assert card(name="テスト教室", city="132152").venue == ""


def test_the_card_says_the_ages_beside_words_that_name_none():
    assert card(who="テストの子", ages="6-18").who == "6〜18さい テストの子"
    assert card(who="0〜18歳未満", ages="0-17").who == "0〜18歳未満"
    assert card(ages="6-18").who == "6〜18さい"


def test_a_card_is_as_old_as_the_hours_that_it_says():
    hours = say(Rule(weekdays="SU"), day="2024-03-01")
    made = card(**{"name": say("テスト食堂", day="2026-07-29"), "schedule.1": hours})
    assert made.old
    assert made.day == "2024年3月の情報"
