"""What answers a wish, and where its answer is entered."""

import pytest

from webmap.places.fields import check_path
from webmap.places.vocabulary import WISHES, WRONGS
from webmap.places.wish import answered, entered_in


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
def test_every_answer_is_entered_in_a_field_that_there_is(what):
    of, _, field = entered_in(what).rpartition("/")
    check_path(of or "place", field)
