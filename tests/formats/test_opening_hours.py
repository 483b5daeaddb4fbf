"""The hours that the readers of open data share."""

import pytest

from webmap.formats.opening_hours import read_time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("17:00", "17:00"),
        ("9:30", "09:30"),
        ("１７：００", "17:00"),
        ("17時", "17:00"),
        ("17時30分", "17:30"),
        ("午後5時", "17:00"),
        ("午後5時半", "17:30"),
        ("17:00:00", "17:00"),
        ("0.708333333333333", "17:00"),
        ("1730", "17:30"),
        ("25:00", "25:00"),
        ("", ""),
        ("なし", ""),
        ("あさ", None),
        ("17", None),
        ("30:00", None),
        ("12:75", None),
        ("9" * 5_000, None),
        ("0." + "7" * 5_000, None),
    ],
)
def test_a_time_however_written(text, time):
    assert read_time(text) == time
