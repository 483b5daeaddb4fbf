"""Where a place is said to be: as exactly as it is known, and no more."""

import pytest

from tests.made_up import CITY, JA, make_place, make_site, say
from webmap.places.location import Location
from webmap.places.visibility import public_view
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder

READINGS = Readings({"谷保": "やほ", "国立市": "くにたちし"})


def town_of(address):
    return "谷保" if "谷保" in address else ""


def where(site=None, /, **said):
    view = public_view(make_place(**said), None, site)
    return Wayfinder(JA, READINGS, CITY, town_of).whereabouts(view)


def words(found):
    return "".join(text for text, _ in found.words)


def at(level, radius="", address="東京都国立市谷保0"):
    return make_site(address=address, location=Location("35.68", "139.44", level, radius))


@pytest.mark.parametrize("level", ["building", "block"])
def test_a_pin_needs_no_words(level):
    found = where(at(level))
    assert (found.shown, found.words, found.on_map) == ("pin", (), True)


def test_a_small_town_is_about_there():
    found = where(at("town", "230"))
    assert (found.shown, words(found), found.on_map) == ("disc", "だいたいの場所", True)


@pytest.mark.parametrize("radius", ["618", ""])
def test_a_wide_town_is_named_with_its_reading(radius):
    found = where(at("town", radius))
    assert (found.shown, found.on_map) == ("tray", True)
    assert found.words == (("谷保", "やほ"), ("のどこか", ""))


def test_a_wide_town_without_a_name_is_around_here():
    assert words(where(at("town", address="東京都国立市みほん町"))) == "このあたりのどこか"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("132152", "国立市のどこか"),
        ("132063", "府中市のどこか"),
        ("011002", "このあたりのどこか"),
        ("", "このあたりのどこか"),
    ],
)
def test_a_city_is_named_and_is_not_on_the_map(code, said):
    found = where(at("city", "2000"), **({"city": code} if code else {}))
    assert (found.shown, words(found), found.on_map) == ("city", said, False)


def test_a_place_without_a_point_is_being_looked_for():
    for found in (where(make_site()), where()):
        assert (found.shown, words(found)) == ("unknown", "場所はかくにん中")


def test_a_hidden_place_is_not_said_to_be_being_looked_for():
    """It is known and withheld; 「かくにん中」 would not be true."""
    found = where(at("building"), hidden="yes", city="132063")
    assert (found.shown, words(found), found.on_map) == ("hidden", "住所は出していません", False)


def test_of_a_place_that_shows_its_municipality_nothing_nearer_is_said():
    found = where(at("town", "618"), hidden="area", city="132152")
    assert (found.shown, words(found), found.on_map) == ("city", "国立市のどこか", False)


def test_a_place_whose_address_is_for_staff_says_nothing_of_a_town():
    site = at("town", "618", say("東京都国立市谷保0", visibility="staff"))
    assert where(site).shown == "unknown"
