"""Nominatim falls back to the road or the quarter and does not say so: it is not believed blindly."""

from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.exc import GeocoderParseError

from tests.geocoding.loopback import RUBBISH, STRANGE, Reply, osm
from webmap.geocoding.nominatim import NominatimOfJapan

ASKED = "東京都国立市富士見台2-47-1"
TOWN = {"quarter": "富士見台", "neighbourhood": "富士見台二丁目"}


def search(server, text=ASKED):
    return NominatimOfJapan(
        user_agent="test (office@example.jp)", domain=server.domain, scheme="http"
    ).geocode(text)


def level(serve, address, asked=ASKED):
    found = search(serve(Reply([osm(**address)])), asked)
    return found and found.raw["level"]


def test_it_is_asked_in_japan_and_japanese_by_name(serve):
    server = serve(Reply([osm("35.683934", "139.441379", **TOWN, house_number="47-1")]))
    found = search(server)
    asked = parse_qs(urlsplit(server.paths[0]).query)
    assert asked["q"] == [ASKED]
    assert (asked["countrycodes"], asked["accept-language"]) == (["jp"], ["ja"])
    assert asked["addressdetails"] == ["1"]
    assert server.agents == ["test (office@example.jp)"]
    assert (found.latitude, found.longitude) == (35.683934, 139.441379)
    assert found.raw["source"] == "nominatim"
    assert (found.raw["level"], found.raw["radius_m"]) == ("building", None)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({**TOWN, "house_number": "47-1"}, "building"),
        ({**TOWN, "city_block": "47", "house_number": "1"}, "building"),
        ({**TOWN, "house_number": "47"}, "block"),
        ({**TOWN, "city_block": "47"}, "block"),
        ({**TOWN, "house_number": "4"}, "town"),
        ({**TOWN, "house_number": "2"}, "town"),
        ({**TOWN, "house_number": "48-1"}, "town"),
        ({**TOWN, "road": "さくら通り"}, "town"),
        ({"neighbourhood": "富士見台二丁目"}, "town"),
        ({"suburb": "富士見台"}, "town"),
        ({"road": "大学通り"}, "city"),
        ({"neighbourhood": "富士見台四丁目", "house_number": "47-1"}, "city"),
        ({}, "city"),
        ({"city": "立川市", **TOWN, "house_number": "47-1"}, None),
    ],
)
def test_the_level_is_what_the_answer_shares_with_the_address(serve, address, expected):
    assert level(serve, address) == expected


def test_a_town_is_not_a_longer_one(serve):
    assert level(serve, {"quarter": "日野", "city": "日野市"}, "東京都日野市日野本町3-1") == "city"
    assert level(serve, {"neighbourhood": "東一丁目"}, "東京都国立市東11-1") == "city"


def test_of_several_answers_the_finest_counts(serve):
    answers = [osm(road="大学通り"), osm(**TOWN), osm(city="立川市", house_number="47-1")]
    assert search(serve(Reply(answers))).raw["level"] == "town"


def test_an_empty_list_is_not_found(serve):
    assert search(serve()) is None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "reply",
    [
        *STRANGE[1:],
        RUBBISH,
        Reply([{"lat": "35.6"}]),
        Reply([{"lat": "35", "lon": "139"}]),
        Reply([osm("95.0", "139.0", **TOWN)]),
        Reply([osm("35.0", "439.0", **TOWN)]),
        Reply([osm("nan", "139.0", **TOWN)]),
    ],
)
def test_what_is_no_answer_is_an_outage_and_no_not_found(serve, reply):
    with pytest.raises(GeocoderParseError):
        search(serve(reply))
