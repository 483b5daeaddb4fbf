"""Ages are whole years, both ends included."""

import pytest

from webmap.places.ages import STAGE_AGES, Ages, read_ages
from webmap.places.errors import BadCell


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("6-12", 6, 12), ("15-", 15, None), ("-18", None, 18), ("0-0", 0, 0), ("6-6", 6, 6)],
)
def test_bounds_are_read(text, low, high):
    assert read_ages(text) == Ages(low, high)


@pytest.mark.parametrize(
    "text", ["", "-", "6", "12-6", "6〜12", "小1-3", "6-12歳", " 6-12", "6-123", "-1-3", "６-１２"]
)
def test_another_form_is_a_bad_cell(text):
    with pytest.raises(BadCell):
        read_ages(text)


def test_the_classes_of_a_fee_leave_no_child_of_school_age_out():
    covered = {age for low, high in STAGE_AGES.values() for age in range(low, high + 1)}
    assert covered == set(range(1, 19))


def test_a_fee_says_nothing_of_infants():
    assert STAGE_AGES["preschool"][0] == 1
