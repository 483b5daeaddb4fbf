"""A change in words: place, field, from, to, why."""

import pytest

from tests.made_up import JA, say
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.who_wins import Outcome
from webmap.words.changes import say_days, say_field, say_outcome, say_statement


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("phone", "でんわ"),
        ("phone.2", "でんわ（ほかの出典）"),
        ("fact.elevator", "エレベーター"),
        ("fee.adult.visit", "お金（おとな）"),
        ("fee.everyone.month", "お金（みんな）"),
        ("schedule.2", "ひらく日2"),
        ("identifier.wamnet", "外の番号"),
        ("group.name", "団体の名前"),
        ("group.2", "やっている人（ほかの出典）"),
    ],
)
def test_a_field_has_a_name(field, words):
    assert say_field(field, JA).replace(" ", "") == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("who", "だれでも", "だれでも"),
        ("standing", "check", "確認をまつ"),
        ("fact.alone", "limited", "条件つき"),
        ("booking_way", "phone;line", "でんわ、LINE"),
        ("fee.adult.visit", Fee("300"), "300円"),
        ("fee.adult.visit", Fee(), "（ことばだけ）"),
        ("schedule.1", Rule("open", "twice_monthly", "SU", "1;3"), "第1・第3日曜"),
        ("schedule.1", Rule("closed", weekdays="SU"), "おやすみ日曜"),
        ("location", Location("35.1", "139.2", "building"), "35.1,139.2"),
        ("exception.2026-12-06", ExceptionDay("closed"), "おやすみ"),
    ],
)
def test_a_value_is_said(field, value, words):
    said = say_statement(field, say(value, day="2026-07"), JA).replace(" ", "")
    assert said == f"{words}〔2026年7月〕"


def test_unknown_is_said_so():
    assert say_statement("phone", None, JA) == "（まだわからない）"


def test_a_note_and_that_it_is_for_the_staff():
    said = say_statement("phone", say("042", "よる", visibility="staff"), JA)
    assert said.startswith("042「よる」（職員だけ）")


def test_a_change_says_from_to_and_why():
    old, new = say("10", day="2025"), say("20", day="2026")
    said = say_outcome(Outcome("capacity", old, new, "later", new), JA)
    assert said == "いちどに入れる人数:10〔2025年〕→20〔2026年〕【日づけが新しい】"


def test_what_was_not_taken_is_said_too():
    old, heard = say("10", day="2026"), say("20", day="2026")
    said = say_outcome(Outcome("capacity", old, old, "person", heard), JA)
    assert "10〔2026年〕のまま" in said
    assert "20〔2026年〕" in said


def test_a_group_is_said_by_its_name():
    outcome = Outcome("group", say("a"), say("b"), "later", say("b"))
    said = say_outcome(outcome, JA, {"a": "まえの会", "b": "あとの会"})
    assert said.index("まえの会") < said.index("あとの会")


def test_days_that_move_alone_are_one_line():
    moves = [
        Outcome(field, say("x", day="2025"), say("x", day="2026"), "agrees")
        for field in ("name", "phone")
    ]
    assert list(say_days(moves, JA)) == ["同じ内容で、日づけだけ2026年に:名前、でんわ"]
    assert list(say_days([], JA)) == []
