"""A change in words: place, field, from, to, why."""

from collections import Counter
from datetime import date

import pytest

from tests.made_up import JA, say
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.who_wins import Outcome
from webmap.words.changes import (
    say_days,
    say_field,
    say_first,
    say_outcome,
    say_problems,
    say_statement,
    usual_day,
)

TODAY = date(2026, 11, 22)


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
    assert list(say_days(moves, JA)) == ["同じ内容（2項目）:日づけだけ2026年に"]
    assert list(say_days([], JA)) == []


# -- a place that is new


def first(field, *said, **more):
    statement = say(*said, **more)
    return Outcome(field, None, statement, "first", statement)


def say_new(outcome, names=None):
    return say_first(outcome, JA, names or {}, usual=say("").day, today=TODAY)


def test_a_field_of_a_new_place_is_its_name_and_value():
    assert say_new(first("phone", "042-000-0000")) == "でんわ:042-000-0000"


def test_its_note_and_that_it_is_for_the_staff_are_said():
    said = say_new(first("phone", "042", "よる", visibility="staff"))
    assert said == "でんわ:042「よる」（職員だけ）"


def test_its_group_is_said_by_its_name():
    assert say_new(first("group", "a"), {"a": "テストの会"}) == "やっている人:テストの会"


def test_only_a_day_that_is_not_the_usual_one_is_said():
    said = [first("name", "a"), first("who", "b"), first("phone", "042", day="2025")]
    assert usual_day([one.new for one in said]).text == "2026-07-01"
    assert say_new(said[2]) == "でんわ:042〔2025年〕"


@pytest.mark.parametrize(
    ("standing", "day", "words"),
    [
        ("check", "2024-08", "確認をまつ（18か月より古い情報）〔2024年8月〕"),
        ("check", "2026-07-01", "確認をまつ"),
        ("check", "", "確認をまつ〔いつの情報かわかりません〕"),
        ("listed", "2024-08", "のせる〔2024年8月〕"),
    ],
)
def test_what_waits_because_it_is_old_says_so(standing, day, words):
    assert say_new(first("standing", standing, day=day)) == f"のせかた:{words}"


# -- many problems


def test_problems_are_counted_by_column_most_first():
    found = {
        ("error", "定員"): 2,
        ("error", "定休日"): 3139,
        ("note", ""): 4,
        ("note", "住所"): 1,
    }
    assert list(say_problems(Counter(found), JA)) == [
        "直すところ:定休日3,139、定員2",
        "たしかめるところ:そのほか4、住所1",
    ]


def test_only_the_sort_that_is_there_is_said():
    assert list(say_problems(Counter({("error", "定員"): 2}), JA)) == ["直すところ:定員2"]
