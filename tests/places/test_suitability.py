"""Which special needs a place suits, and what that stands on."""

import pytest

from tests.made_up import make_place, say
from webmap.places.suitability import RULES, suitability, suits
from webmap.places.visibility import public_view
from webmap.places.vocabulary import CATEGORIES, SUPPORT


def answers(**said):
    return {one.topic: one.answer for one in suits(make_place(**said))}


def test_what_a_place_is_answers_where_nothing_is_said():
    assert answers(categories="hattatsu") == {"developmental": "yes"}
    assert answers(categories="kyoiku_shien") == {"not_at_school": "yes", "learning": "yes"}


def test_a_further_category_answers_as_the_main_one_does():
    assert answers(categories="ibasho;hattatsu") == {"developmental": "yes"}


@pytest.mark.parametrize("category", sorted({*CATEGORIES} - {"hattatsu", "kyoiku_shien"}))
def test_of_other_places_nothing_is_known_by_what_they_are(category):
    """Also a free school's children are not known to be told so by its category alone."""
    assert answers(categories=category) == {}


def test_nothing_ever_answers_for_medical_care_but_the_place_itself():
    assert all(rule.topic != "medical_care" for rule in RULES)
    assert "medical_care" not in answers(categories=";".join(CATEGORIES))
    assert answers(fact__medical_care="limited") == {"medical_care": "limited"}


@pytest.mark.parametrize("said", ["no", "limited"])
def test_the_place_s_own_word_decides_against_what_it_is(said):
    found = suitability(
        make_place(categories="hattatsu", fact__developmental=said), "developmental"
    )
    assert found is not None
    assert (found.answer, found.category) == (said, "")
    assert found.fact is not None and found.fact.text == said


def test_an_answer_by_category_names_it_and_no_fact():
    found = suitability(make_place(categories="ibasho;kyoiku_shien"), "learning")
    assert found is not None
    assert (found.answer, found.category, found.fact) == ("yes", "kyoiku_shien", None)


def test_a_fact_for_the_staff_leaves_the_public_answer_as_if_it_was_not_there():
    place = make_place(
        categories="hattatsu",
        fact__developmental=say("no", visibility="staff"),
        fact__learning=say("yes", visibility="staff"),
    )
    assert {one.topic: one.answer for one in suits(public_view(place, None, None).place)} == {
        "developmental": "yes"
    }


def test_topics_come_in_one_order():
    said = {f"fact.{topic}": "yes" for topic in reversed(SUPPORT)}
    assert tuple(answers(**said)) == SUPPORT


def test_every_rule_says_where_it_is_written():
    assert all(rule.law and rule.topic in SUPPORT and rule.category in CATEGORIES for rule in RULES)
