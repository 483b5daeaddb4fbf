"""What is asked, in words: every condition in the sentence, and as a question to ask there."""

import pytest

from tests.made_up import DATA, JA
from webmap.places.needs import LISTS, Need
from webmap.words.needs import say_need, say_question
from webmap.words.phrases import read_phrases

PHRASES = read_phrases(DATA / "phrases", "ja")
ALL = [Need(word, value) for word, values in LISTS.items() for value in values]
DATE = Need("open", "2026-12-06")
LEFT_OPEN = ("{", "}")


@pytest.mark.parametrize("need", [*ALL, DATE], ids=lambda need: need.text)
def test_every_condition_has_words(need):
    said = say_need(need, PHRASES)
    assert said.strip() == said != ""
    assert not any(sign in said for sign in LEFT_OPEN)
    assert need.word == "age" or need.value not in said


@pytest.mark.parametrize(
    "need", [one for one in [*ALL, DATE] if one.word != "category"], ids=lambda need: need.text
)
def test_every_condition_of_which_something_may_be_unknown_has_a_question(need):
    said = say_question(need, PHRASES)
    assert said.endswith("きいてみてください")
    assert not any(sign in said for sign in LEFT_OPEN)


def test_conditions_that_go_together_are_never_said_alike():
    """Else a family could not tell which of two parts of its sentence to take away."""
    said = [say_need(need, PHRASES) for need in ALL if need.word not in ("grade", "band")]
    assert len(set(said)) == len(said)


def test_each_thing_is_asked_in_words_of_its_own():
    things = ("access", "support", "free", "booking", "alone", "takeout")
    said = [say_question(need, PHRASES) for need in ALL if need.word in things]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("category=kodomo_shokudo", "子ども食堂"),
        ("age=0", "0さい"),
        ("age=18", "18さい"),
        ("grade=es4", "小学4年生"),
        ("band=0-2", "0〜2さい"),
        ("band=parents", "保護者"),
        ("weekday=sun", "日曜"),
        ("open=today", "きょう"),
        ("open=2026-12-06", "12月6日（日）"),
        ("open=2027-01-01", "1月1日（金）"),
        ("access=elevator", "エレベーターがある"),
        ("booking=none", "よやくはいらない"),
        ("free=1", "こどもは0円"),
    ],
)
def test_a_condition_is_said_so(text, said):
    word, _, value = text.partition("=")
    assert say_need(Need(word, value), JA) == said


@pytest.mark.parametrize("text", ["open=today", "open=2026-12-06", "weekday=sun", "time=morning"])
def test_day_weekday_and_time_are_one_question(text):
    word, _, value = text.partition("=")
    assert say_question(Need(word, value), JA) == "ひらく日と時間をきいてみてください"


def test_a_person_is_named_in_the_question():
    assert say_question(Need("grade", "jhs1"), JA) == "中学1年生が行っていいかきいてみてください"
    assert say_question(Need("band", "parents"), JA) == "保護者が行っていいかきいてみてください"
