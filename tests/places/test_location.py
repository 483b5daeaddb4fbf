"""A point keeps its digits and is only as good as its level says."""

import pytest

from webmap.places.errors import BadCell
from webmap.places.location import Location


def test_the_digits_stay_as_published():
    here = Location("35.68347170", "139.4490542", "building")
    assert here.lat == "35.68347170"
    assert here.point == (35.6834717, 139.4490542)


@pytest.mark.parametrize("level", ["building", "block"])
def test_a_building_or_a_block_is_a_pin(level):
    assert Location("35.68", "139.44", level).exact


@pytest.mark.parametrize(
    ("level", "radius", "shown"),
    [
        ("building", "", "pin"),
        ("block", "40", "pin"),
        ("town", "161", "disc"),
        ("town", "300", "disc"),
        ("town", "301", "tray"),
        ("town", "", "tray"),
        ("city", "2000", "city"),
        ("city", "", "city"),
    ],
)
def test_a_map_shows_a_location_only_as_exactly_as_it_is_known(level, radius, shown):
    assert Location("35.68", "139.44", level, radius).shown == shown


@pytest.mark.parametrize("level", ["town", "city"])
def test_a_town_is_an_area_not_a_pin(level):
    assert not Location("35.68", "139.44", level, "250").exact


@pytest.mark.parametrize(
    ("lat", "lon", "level", "radius", "column"),
    [
        ("", "139.44", "building", "", "lat"),
        ("35.68", "", "building", "", "lon"),
        ("139.44", "35.68", "building", "", "lat"),
        ("北緯35度", "139.44", "building", "", "lat"),
        ("nan", "139.44", "building", "", "lat"),
        ("35.68", "inf", "building", "", "lon"),
        ("３５.68", "139.44", "building", "", "lat"),
        ("3_5.68", "139.44", "building", "", "lat"),
        ("35.68", "181", "building", "", "lon"),
        ("35.68", "139.44", "", "", "level"),
        ("35.68", "139.44", "house", "", "level"),
        ("35.68", "139.44", "town", "2.5", "radius_m"),
        ("35.68", "139.44", "town", "-1", "radius_m"),
        ("35.68", "139.44", "town", "２５０", "radius_m"),
    ],
)
def test_what_is_no_point_is_a_bad_cell(lat, lon, level, radius, column):
    with pytest.raises(BadCell) as bad:
        Location(lat, lon, level, radius)
    assert bad.value.column == column
