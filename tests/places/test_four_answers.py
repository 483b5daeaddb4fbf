"""Yes, limited, unknown, no, counted together."""

from itertools import permutations

import pytest

from webmap.places.four_answers import best, worst


@pytest.mark.parametrize("answers", [*permutations(["yes", "limited", "unknown", "no"], 2)])
def test_of_two_answers_one_is_worse_whichever_comes_first(answers):
    falling = ["yes", "limited", "unknown", "no"]
    first, second = sorted(answers, key=falling.index)
    assert (best(answers), worst(answers)) == (first, second)


def test_what_is_not_known_hides_no_limit_and_a_no_hides_both():
    assert worst(["limited", "unknown", "yes"]) == "unknown"
    assert worst(["limited", "no", "unknown"]) == "no"
    assert best(["no", "unknown", "limited"]) == "limited"


def test_all_of_nothing_hold_and_none_of_nothing_does():
    assert worst([]) == "yes"
    assert best([]) == "no"
