"""Fees, ages and booking in words; only what is said."""

import pytest

from tests.made_up import JA, make_place, say
from webmap.places.fees import Fee
from webmap.words.about_place import say_ages, say_booking, say_fees, say_who

FREE, PAID = Fee("0"), Fee("300")


def fees(**said):
    return [text for text, _ in say_fees(make_place(**said), JA)]


def test_children_who_pay_the_same_are_said_together():
    said = fees(
        fee__preschool__visit=FREE,
        fee__elementary__visit=FREE,
        fee__junior_high__visit=FREE,
        fee__high__visit=FREE,
        fee__adult__visit=PAID,
    )
    assert said == ["子ども 0円", "おとな 300円"]


def test_children_who_pay_differently_are_said_apart():
    said = fees(fee__elementary__visit=FREE, fee__junior_high__visit=Fee("100"))
    assert said == ["小学生 0円", "中学生 100円"]


def test_what_everyone_pays_needs_no_name():
    assert fees(fee__everyone__visit=Fee("1000")) == ["1,000円"]


@pytest.mark.parametrize(
    ("field", "fee", "said"),
    [
        ("fee.adult.month", Fee("5000"), "おとな 1か月5,000円"),
        ("fee.adult.entry", Fee("10000"), "おとな はじめに10,000円"),
        ("fee.adult.visit", Fee("100", "500"), "おとな 100〜500円"),
        ("fee.adult.visit", Fee("0", "500"), "おとな 0〜500円"),
        ("fee.adult.month", Fee("0"), "おとな 1か月0円"),
    ],
)
def test_a_fee_in_words(field, fee, said):
    assert fees(**{field: fee}) == [said]


def test_where_no_sum_is_known_the_sources_words_are_said():
    assert fees(fee__adult__visit=say(Fee(), "大人はカンパ")) == ["大人はカンパ"]


def test_words_with_braces_stay_as_typed():
    assert fees(fee__adult__visit=say(Fee(), "{{7*7}} {0}")) == ["{{7*7}} {0}"]


def test_no_fee_known_is_no_words():
    assert fees() == []


# -- who may come


def who(**said):
    found = say_who(make_place(**said), JA)
    return found[0] if found else None


def test_the_places_own_words_win():
    assert who(who="だれでも", stages="high", ages="6-12", fee__high__visit=FREE) == "だれでも"


def test_stages_win_over_ages():
    assert who(stages="elementary;junior_high", ages="6-15") == "小学生・中学生"


def test_a_fee_for_a_class_says_that_it_may_come():
    assert who(fee__elementary__visit=FREE) == "小学生"


def test_a_fee_for_every_class_is_for_children():
    said = {f"fee.{one}.visit": FREE for one in ("preschool", "elementary", "junior_high", "high")}
    assert who(**said) == "子ども"


def test_what_adults_pay_says_nothing_of_who_may_come():
    assert who(fee__adult__visit=PAID, fee__everyone__visit=PAID) is None


def test_a_fee_in_words_alone_says_nothing_of_who_may_come():
    assert who(fee__high__visit=say(Fee(), "応相談")) is None


def test_nothing_known_is_none():
    assert who() is None


@pytest.mark.parametrize(
    ("ages", "said"),
    [("6-12", "6〜12さい"), ("15-", "15さいから"), ("-18", "18さいまで"), ("0-", "0さいから")],
)
def test_ages_in_words(ages, said):
    assert say_ages(make_place(ages=ages), JA) == said


# -- booking


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"booking": "none"}, "いりません"),
        ({"booking": "required", "booking_way": "phone;line"}, "いります（でんわ・LINEで）"),
        ({"booking": "first_time"}, "はじめてのときだけいります"),
    ],
)
def test_booking_in_words(said, words):
    assert say_booking(make_place(**said), JA) == words
