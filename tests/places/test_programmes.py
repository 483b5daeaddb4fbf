"""What the city does that is no place."""

import pytest

from webmap.places.days import Day
from webmap.places.errors import BadCell
from webmap.places.programmes import Programme, Programmes


def make(key, persons=("child",), topics=()):
    return Programme(key, f"みほん {key}", "", persons, topics, "", "", "", Day())


PROGRAMMES = Programmes(
    (
        make("a", ("parent",), ("developmental",)),
        make("b", ("child", "parent"), ("developmental", "learning")),
        make("c", ("parent",)),
        make("d"),
        make("e", ("group",), ("learning",)),
        make("f", ()),
    )
)


def keys(several):
    return "".join(one.key for one in several)


def test_a_topic_has_those_that_name_it_children_first():
    assert keys(PROGRAMMES.of_topic("developmental")) == "ba"
    assert keys(PROGRAMMES.of_topic("medical_care")) == ""


def test_what_is_for_organisations_stands_by_itself():
    assert keys(PROGRAMMES.of_topic("learning")) == "b"
    assert keys(PROGRAMMES.for_organisations) == "e"


def test_what_names_no_topic_is_not_lost():
    assert keys(PROGRAMMES.of_no_topic) == "dcf"


@pytest.mark.parametrize(
    ("column", "cells"),
    [("topics", {"topics": ("sports",)}), ("persons", {"persons": ("dog",)})],
)
def test_an_unknown_word_is_refused(column, cells):
    with pytest.raises(BadCell) as bad:
        make("x", **cells)
    assert bad.value.column == column
