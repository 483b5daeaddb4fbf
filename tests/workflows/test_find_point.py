"""Where an address may be, offline: the house first, then its town."""

import pytest

from tests.made_up import DATA
from webmap.workflows.find_point import find_points, is_far
from webmap.workflows.read_gazetteer import read_gazetteer

CENTER = (35.685, 139.4386)


@pytest.fixture(scope="module")
def gazetteer():
    return read_gazetteer(DATA)


def levels(gazetteer, address):
    return [(one.location.level, one.matched) for one in find_points(gazetteer, address)]


def test_a_known_address_is_a_building_or_its_town(gazetteer):
    assert levels(gazetteer, "富士見台2-47-1") == [
        ("building", "東京都国立市富士見台二丁目47番1"),
        ("town", "東京都国立市富士見台二丁目"),
    ]


def test_of_an_unknown_house_only_the_town_is_found(gazetteer):
    (one,) = find_points(gazetteer, "国立市谷保99999")
    assert (one.location.level, one.location.radius_m) == ("town", "618")
    assert one.source == "gazetteer;abr-town"


@pytest.mark.parametrize("address", ["", "どこか", "{{7*7}}", "長" * 5000, "\x00"])
def test_what_is_no_address_is_found_nowhere(gazetteer, address):
    assert find_points(gazetteer, address) == []


def test_a_neighbour_is_found_as_well(gazetteer):
    assert levels(gazetteer, "府中市本町1-1") == [("town", "東京都府中市本町一丁目")]


def test_far_is_thirty_kilometres():
    assert not is_far((35.6896, 139.6917), CENTER)  # 新宿, 23 km
    assert is_far((35.4437, 139.638), CENTER)  # 横浜, 32 km
    assert is_far((3.5685, 139.44), CENTER)  # a digit is missing
