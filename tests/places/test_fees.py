"""Fees are whole yen, or only words."""

import pytest

from webmap.places.errors import BadCell
from webmap.places.fees import Fee


def test_nothing_to_pay_is_free():
    assert Fee("0").free


@pytest.mark.parametrize("fee", [Fee(), Fee("100"), Fee("0", "500")])
def test_unknown_or_from_nothing_to_something_is_not_free(fee):
    assert not fee.free


@pytest.mark.parametrize(
    ("yen", "yen_max", "column"),
    [
        ("無料", "", "yen"),
        ("１００", "", "yen"),
        ("100円", "", "yen"),
        ("-100", "", "yen"),
        ("1,000", "", "yen"),
        ("300", "100", "yen_max"),
        ("", "100", "yen_max"),
        ("100", "many", "yen_max"),
    ],
)
def test_what_is_no_sum_is_a_bad_cell(yen, yen_max, column):
    with pytest.raises(BadCell) as bad:
        Fee(yen, yen_max)
    assert bad.value.column == column
