"""Whether a visit costs a child nothing."""

from typing import Any

import pytest

from tests.made_up import make_place, say
from webmap.places.fees import Fee
from webmap.places.free import CHILDREN, free_of
from webmap.places.needs import Need

FREE_FOR_CHILDREN = {f"fee__{child}__visit": Fee("0") for child in CHILDREN}


def answer(*persons, **fees):
    asked = [Need(*text.split("=")) for text in persons]
    return free_of(make_place(**fees)).answer(asked)


# -- one class


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ({}, "unknown"),
        ({"fee__elementary__visit": Fee("0")}, "yes"),
        ({"fee__elementary__visit": say(Fee("0"), "お金は いりません")}, "yes"),
        ({"fee__elementary__visit": Fee("0", "300")}, "no"),
        ({"fee__elementary__visit": Fee("1")}, "no"),
        ({"fee__elementary__visit": say(Fee(), "無料")}, "unknown"),
        ({"fee__high__visit": Fee("0")}, "unknown"),
        ({"fee__everyone__visit": Fee("0")}, "yes"),
        ({"fee__everyone__visit": say(Fee("0"), "無料")}, "yes"),
        ({"fee__everyone__visit": say(Fee("0"), "材料費は べつ")}, "limited"),
        ({"fee__everyone__visit": say(Fee("0"), "無料（材料費は べつ）")}, "limited"),
        ({"fee__everyone__visit": Fee("100")}, "no"),
        ({"fee__everyone__visit": say(Fee(), "寄付")}, "unknown"),
        ({"fee__adult__visit": Fee("0")}, "unknown"),
    ],
    ids=str,
)
def test_a_child_s_own_fee_counts_or_else_that_of_everyone(fees, expected):
    assert answer("grade=es4", **fees) == expected


def test_the_own_fee_counts_before_that_of_everyone():
    everyone = {"fee__everyone__visit": Fee("100")}
    assert answer("grade=es4", fee__elementary__visit=Fee("0"), **everyone) == "yes"
    assert answer("grade=jhs1", fee__elementary__visit=Fee("0"), **everyone) == "no"
    free = {"fee__everyone__visit": Fee("0")}
    assert answer("grade=es4", fee__elementary__visit=Fee("200"), **free) == "no"
    assert answer("grade=es4", fee__elementary__visit=say(Fee(), "実費"), **free) == "unknown"


@pytest.mark.parametrize("whose", ["elementary", "everyone"])
@pytest.mark.parametrize("per", ["month", "entry"])
def test_what_is_paid_each_month_or_at_the_beginning_is_paid(whose, per):
    regular = {f"fee__{whose}__{per}": Fee("1000")}
    assert answer("grade=es4", **FREE_FOR_CHILDREN, **regular) == "no"
    nothing = {f"fee__{whose}__{per}": Fee("0")}
    assert answer("grade=es4", **FREE_FOR_CHILDREN, **nothing) == "yes"
    words = {f"fee__{whose}__{per}": say(Fee(), "保険料")}
    assert answer("grade=es4", **FREE_FOR_CHILDREN, **words) == "yes"


def test_what_another_class_pays_each_month_is_nothing_to_a_child():
    regular = {"fee__high__month": Fee("1000"), "fee__adult__entry": Fee("1000")}
    assert answer("grade=es4", **FREE_FOR_CHILDREN, **regular) == "yes"
    assert answer("grade=hs", **FREE_FOR_CHILDREN, **regular) == "no"


# -- persons


def test_a_child_between_two_classes_is_free_for_sure_only_when_both_are():
    mixed = {"fee__elementary__visit": Fee("0"), "fee__junior_high__visit": Fee("100")}
    assert answer("age=11", **mixed) == "yes"
    assert answer("age=12", **mixed) == "unknown"
    assert answer("age=13", **mixed) == "no"
    both = {"fee__elementary__visit": Fee("0"), "fee__everyone__visit": say(Fee("0"), "材料費")}
    assert answer("age=12", **both) == "limited"
    assert answer("age=12", **FREE_FOR_CHILDREN) == "yes"


def test_of_brothers_and_sisters_the_dearest_counts():
    fees = {"fee__preschool__visit": Fee("0"), "fee__junior_high__visit": Fee("100")}
    assert answer("age=3", **fees) == "yes"
    assert answer("age=3", "grade=es1", **fees) == "unknown"
    assert answer("age=3", "grade=es1", "grade=jhs1", **fees) == "no"


@pytest.mark.parametrize("grown_up", ["band=parents", "age=19", "age=99"])
def test_grown_up_persons_are_passed_over(grown_up):
    """What it costs them is not asked: it is about children."""
    dear = {"fee__adult__visit": Fee("500")}
    assert answer(grown_up, **dear, **FREE_FOR_CHILDREN) == "yes"
    assert answer(grown_up, "grade=es1", **dear, **FREE_FOR_CHILDREN) == "yes"
    assert answer(grown_up, fee__adult__visit=Fee("0")) == "unknown"
    some = {"fee__elementary__visit": Fee("0"), "fee__high__visit": Fee("1")}
    assert answer(grown_up, **some) == answer(**some) == "limited"
    assert answer(grown_up, "grade=hs", **some) == "no"


def test_who_is_eighteen_is_asked_as_a_pupil():
    assert answer("age=18", fee__high__visit=Fee("0"), fee__adult__visit=Fee("500")) == "yes"


# -- nobody is named


def test_when_no_child_is_named_free_for_some_of_them_is_free_with_a_limit():
    assert answer(**FREE_FOR_CHILDREN) == "yes"
    assert answer(**FREE_FOR_CHILDREN | {"fee__high__visit": Fee("100")}) == "limited"
    assert answer(fee__elementary__visit=Fee("0")) == "limited"
    assert answer(fee__everyone__visit=say(Fee("0"), "材料費")) == "limited"


def test_when_no_child_is_named_it_costs_only_where_it_costs_all_of_them():
    assert answer(fee__everyone__visit=Fee("100")) == "no"
    assert answer(fee__elementary__visit=Fee("100")) == "unknown"
    assert answer() == "unknown"


# -- the limit's words


def test_the_words_of_everyone_s_fee_are_the_limit_where_they_limit():
    assert free_of(make_place(fee__everyone__visit=say(Fee("0"), "材料費"))).limit == "材料費"
    assert free_of(make_place(fee__everyone__visit=say(Fee("0"), "無料"))).limit == ""
    assert free_of(make_place(fee__everyone__visit=say(Fee("100"), "材料費"))).limit == ""
    every_class: dict[str, Any] = {
        "fee__everyone__visit": say(Fee("0"), "材料費"),
        **FREE_FOR_CHILDREN,
    }
    assert free_of(make_place(**every_class)).limit == ""
