"""What a family asks for: the words of an address, and what they are when one is taken away."""

import pytest

from webmap.places.needs import BANDS, DAYS, GRADES, LISTS, OPEN, TIMES, Need, Needs
from webmap.places.vocabulary import ACCESS, SUPPORT

ALL = Needs.of(LISTS, "みほん")


def test_the_words_of_an_address_are_kept_for_ever():
    """Links with them are on paper: a word or value may be added here, never taken away."""
    assert tuple(LISTS) == (
        "category", "age", "grade", "band", "weekday", "time", "open", "access", "support", "free",
        "booking", "alone", "takeout",
    )  # fmt: skip
    assert GRADES == (
        "es1", "es2", "es3", "es4", "es5", "es6", "jhs1", "jhs2", "jhs3", "hs",
    )  # fmt: skip
    assert BANDS == ("0-2", "3-5", "es1-3", "es4-6", "jhs", "hs", "parents")
    assert DAYS == ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert OPEN == ("today", "tomorrow", "week")
    assert tuple(TIMES) == ("morning", "afternoon", "evening")
    assert ACCESS == (
        "step_free", "elevator", "wheelchair_toilet", "changing_table", "nursing_room", "stroller",
        "parking", "quiet_room", "written",
    )  # fmt: skip
    assert SUPPORT == (
        "developmental", "medical_care", "not_at_school", "food_allergy", "family_care",
        "foreign_roots", "learning",
    )  # fmt: skip
    assert [LISTS["age"][at] for at in (0, 99)] == ["0", "99"] and len(LISTS["age"]) == 100
    assert [LISTS[word] for word in ("free", "booking", "alone", "takeout")] == [
        ("1",), ("none",), ("1",), ("1",),
    ]  # fmt: skip


def test_the_times_of_a_day_follow_each_other_without_a_gap_and_reach_over_the_night():
    ends = [end for _, end in TIMES.values()]
    assert [begin for begin, _ in TIMES.values()] == [0, 12 * 60, 17 * 60]
    assert ends[:2] == [12 * 60, 17 * 60]
    assert ends[2] >= 30 * 60  # 29:59 is the latest hour that a table can hold


def test_conditions_come_in_the_order_of_the_words_and_the_text_is_none_of_them():
    asked = Needs(takeout=("1",), category=("ibasho",), weekday=("sat", "sun"), q="みほん")
    assert [need.text for need in asked] == [
        "category=ibasho", "weekday=sat", "weekday=sun", "takeout=1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked", [Needs(q="み"), *(Needs.of({word: LISTS[word]}) for word in LISTS)]
)
def test_whatever_is_asked_something_is_asked(asked):
    assert asked


def test_nothing_asked_is_nothing():
    assert not Needs()
    assert not Needs().asks_when
    assert (list(Needs()), Needs().persons) == ([], ())


@pytest.mark.parametrize("need", list(ALL), ids=lambda need: need.text)
def test_one_condition_is_taken_away_and_no_other(need):
    rest = ALL.without(need)
    assert not rest.asks(need)
    assert [*rest] == [one for one in ALL if one != need]
    assert rest.q == "みほん"


def test_the_text_is_taken_away_whatever_it_is():
    assert ALL.without(Need("q", "")) == ALL.without(Need("q", "みほん")) == Needs.of(LISTS)


@pytest.mark.parametrize("need", [Need("access", "parking"), Need("weekday", "sat"), Need("q", "")])
def test_taking_away_what_is_not_asked_changes_nothing(need):
    asked = Needs(access=("elevator",), weekday=("sun",))
    assert asked.without(need) == asked


def test_brothers_and_sisters_are_each_a_person():
    asked = Needs(band=("parents",), grade=("es1", "jhs2"), age=("3",), access=("stroller",))
    assert [one.text for one in asked.persons] == [
        "age=3", "grade=es1", "grade=jhs2", "band=parents",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["weekday", "time", "open"])
def test_a_day_a_weekday_and_a_time_ask_when(word):
    assert Needs.of({word: LISTS[word][:1]}).asks_when


@pytest.mark.parametrize("word", sorted({*LISTS} - {"weekday", "time", "open"}))
def test_nothing_else_asks_when(word):
    assert not Needs.of({word: LISTS[word][:1]}).asks_when
