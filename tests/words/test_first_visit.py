"""The nine questions of a first visit: each answer from a fact, and no answer from silence."""

from datetime import date

import pytest

from tests.made_up import JA, make_place, say
from webmap.places.fees import Fee
from webmap.places.vocabulary import FACTS
from webmap.words.first_visit import QUESTIONS, make_first_visit

TODAY = date(2026, 12, 4)
OF_FACTS = [one for one in QUESTIONS if one in FACTS]


def visit(**said):
    return make_first_visit(make_place(**said), JA, TODAY)


def answer(what, **said):
    return {one.what: one for one in visit(**said).known}[what]


def test_silence_answers_nothing():
    made = visit()
    assert made.known == ()
    assert tuple(one.what for one in made.unknown) == QUESTIONS
    assert len(QUESTIONS) == 9


@pytest.mark.parametrize("what", OF_FACTS)
@pytest.mark.parametrize("sign", ["yes", "no"])
def test_a_fact_is_said_plainly(what, sign):
    found = answer(what, **{f"fact__{what}": sign})
    assert found.sign == sign
    assert (
        found.lines[0]
        and found.lines != answer(what, **{f"fact__{what}": "no" if sign == "yes" else "yes"}).lines
    )
    assert what not in {one.what for one in visit(**{f"fact__{what}": sign}).unknown}


@pytest.mark.parametrize("what", OF_FACTS)
def test_a_limit_is_said_in_its_own_words(what):
    found = answer(what, **{f"fact__{what}": say("limited", "小学生から")})
    assert (found.sign, found.lines, found.note) == ("limited", ("小学生から",), "")
    assert answer(what, **{f"fact__{what}": "limited"}).lines == ("条件つき",)


def test_who_says_words_and_ages():
    assert answer("who", who="だれでも").lines == ("だれでも",)
    assert answer("who", who="乳幼児と保護者", ages="0-5").lines == ("乳幼児と保護者", "0〜5さい")
    assert answer("who", ages="6-12").lines == ("6〜12さい",)


def test_every_fee_has_its_line_and_what_costs_all_the_same_its_words():
    made = answer("fee", fee__elementary__visit=Fee("0"), fee__adult__visit=Fee("300"))
    assert made.lines == ("小学生 0円", "おとな 300円")
    words = say(Fee("0"), "参加無料（駄菓子などは実費）")
    assert answer("fee", fee__everyone__visit=words).note == "参加無料（駄菓子などは実費）"


def test_a_fee_without_yen_and_words_answers_nothing():
    assert "fee" in {one.what for one in visit(fee__adult__visit=Fee()).unknown}


@pytest.mark.parametrize(
    ("booking", "sign", "words"),
    [
        ("none", "yes", "いりません"),
        ("required", "limited", "いります"),
        ("first_time", "limited", "はじめてのときだけいります"),
    ],
)
def test_booking_is_said(booking, sign, words):
    found = answer("booking", booking=booking)
    assert found.sign == sign
    assert found.lines[0].startswith(words)


def test_how_one_books_does_not_tell_whether_one_must():
    open_ones = {one.what: one for one in visit(booking="ask", booking_way="line").unknown}
    assert open_ones["booking"].hint == "きいてみてください（LINEで）"


def test_the_first_day_is_said_as_typed():
    assert answer("first_day", first_day="名前を 書いて、席に つきます").lines[0].startswith("名前")


def test_an_answer_has_its_day_and_says_when_it_may_be_old():
    old = answer("alone", fact__alone=say("yes", day="2024-03-01"))
    assert (old.day, old.old) == ("2024年3月", True)
    assert not answer("alone", fact__alone=say("yes", day="2026-07")).old
