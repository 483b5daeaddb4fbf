"""What answers a wish, and where its answer is entered."""

import pytest

from webmap.places.fields import check_path
from webmap.places.vocabulary import WISHES, WRONGS
from webmap.places.wish import anchor_of, answered


@pytest.mark.parametrize(
    "field, what",
    [
        ("fact.elevator", "elevator"),
        ("schedule.2", "when"),
        ("site", "where"),
        ("fee.adult.visit", "fee"),
        ("phone.2", "phone"),
    ],
)
def test_a_statement_answers_the_wish_that_is_about_it(field, what):
    assert answered([field, "name"]) == {what}


def test_an_exception_tells_nobody_when_a_place_is_usually_open():
    assert answered(["exception.2026-12-29"]) == frozenset()


@pytest.mark.parametrize("what", {*WISHES, *WRONGS})
def test_every_answer_is_anchor_of_a_field_or_section_of_the_form(what):
    head, _, field = anchor_of(what).partition("-")
    if head == "s":
        assert field in ("when", "where", "money", "basic")
    else:
        check_path("place", field)
