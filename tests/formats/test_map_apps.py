"""Links into map apps: to the door, by the words of an address, or not at all."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.made_up import HOSTILE, make_place, make_site
from webmap.formats.map_apps import ways_to
from webmap.places.location import Location
from webmap.places.visibility import public_view

DOOR = Location("35.683", "139.440", "building")


def ways(site, **said):
    return {way.app: way.url for way in ways_to(public_view(make_place(**said), None, site))}


def test_a_door_is_walked_to():
    found = ways(make_site(location=DOOR))
    assert found["android"].startswith("geo:35.683,139.440?q=35.683,139.440%28")
    asked = parse_qs(urlsplit(found["web"]).query)
    assert asked["destination"] == ["35.683,139.440"] and asked["travelmode"] == ["walking"]
    assert parse_qs(urlsplit(found["apple"]).query) == {
        "daddr": ["35.683,139.440"],
        "dirflg": ["w"],
    }


@pytest.mark.parametrize("name", HOSTILE[:18], ids=ascii)
def test_a_name_ends_no_link(name):
    url = ways(make_site(location=DOOR), name=name)["android"]
    assert url.isascii() and not set(url) & set("\"'<> \n&#")


def test_without_a_point_the_address_is_searched_for_where_it_names_a_house():
    found = ways(make_site())
    assert parse_qs(urlsplit(found["web"]).query)["query"] == ["東京都国立市東0-0-0"]
    assert ways(make_site(address="東京都国立市谷保")) == {}


@pytest.mark.parametrize("hidden", ["yes", "area"])
def test_a_hidden_place_has_no_way(hidden):
    assert ways(make_site(location=DOOR), hidden=hidden) == {}
