"""The words beside an answer: what limits it, or what it stands on."""

import pytest

from tests.made_up import JA, make_place, say
from webmap.places.fees import Fee
from webmap.places.visibility import public_view
from webmap.places.vocabulary import ACCESS
from webmap.words.reasons import say_reasons


def reasons(**said):
    return say_reasons(make_place(**said), JA)


@pytest.mark.parametrize("fact", ["alone", "takeout", *ACCESS])
def test_a_limited_answer_says_its_limit(fact):
    said = reasons(**{f"fact.{fact}": say("limited", "みほんの日だけ")})
    assert list(said) == [fact]
    assert said[fact].endswith("：みほんの日だけ")


def test_a_limit_without_words_says_at_least_that_there_is_one():
    assert reasons(fact__parking="limited") == {"parking": "駐車場：条件つき"}


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_without_a_limit_needs_no_words(answer):
    assert reasons(fact__parking=say(answer, "3台"), fact__alone=say(answer, "みほん")) == {}


def test_a_topic_says_the_fact_on_which_it_stands_with_its_month():
    said = reasons(fact__food_allergy=say("yes", "みほんの 表がある", day="2026-07-29"))
    assert said == {"food_allergy": "食物アレルギー：みほんの 表がある（2026年7月）"}


def test_a_topic_without_words_and_day_says_its_answer_alone():
    assert reasons(fact__learning=say("limited", day="")) == {"learning": "学習のこと：条件つき"}


def test_the_day_of_confirming_counts_when_it_is_newer():
    said = reasons(fact__learning=say("yes", "みほん", day="2024-03", confirmed="2026-10-05"))
    assert said["learning"].endswith("（2026年10月）")


def test_a_topic_that_follows_from_what_the_place_is_says_so():
    said = reasons(categories="ibasho;kyoiku_shien")
    assert set(said) == {"not_at_school", "learning"}
    assert all("教育支援" in words for words in said.values())


def test_a_topic_that_does_not_fit_stands_on_nothing():
    assert reasons(categories="hattatsu", fact__developmental=say("no", "みほん")) == {}


@pytest.mark.parametrize(
    ("booking", "said"),
    [("first_time", True), ("none", False), ("required", False), ("ask", False)],
)
def test_a_booking_for_the_first_time_is_a_limit_and_no_other_is(booking, said):
    assert ("booking" in reasons(booking=booking)) is said


def test_a_fee_for_everyone_says_what_costs_all_the_same():
    assert reasons(fee__everyone__visit=say(Fee("0"), "材料費は べつ")) == {"free": "材料費は べつ"}
    assert reasons(fee__everyone__visit=say(Fee("0"), "無料")) == {}
    assert reasons(fee__everyone__visit=say(Fee("100"), "材料費は べつ")) == {}


def test_what_is_free_for_some_children_says_for_whom():
    """Asked for no child in particular it is limited, and a limited answer says its limit."""
    said = reasons(fee__elementary__visit=Fee("0"), fee__high__visit=Fee("300"))
    assert "小学生" in said.get("free", "")


def test_no_word_of_the_staff_stands_beside_a_public_answer():
    place = make_place(
        fact__alone=say("limited", "ひみつ", visibility="staff"),
        fact__learning=say("yes", "ひみつ", visibility="staff"),
        fee__everyone__visit=say(Fee("0"), "ひみつ", visibility="print"),
    )
    assert say_reasons(public_view(place, None, None).place, JA) == {}
