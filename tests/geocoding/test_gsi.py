"""国土地理院's address search: its answers are taken for what they state, or not at all."""

import pytest
from geopy.exc import GeocoderParseError, GeocoderServiceError

from tests.geocoding.loopback import HALF, RUBBISH, STRANGE, Reply, feature
from webmap.geocoding.gsi import GsiAddressSearch, level_of

ASKED = "東京都国立市富士見台2-47-1"


def search(server, text=ASKED, **more):
    return GsiAddressSearch(
        user_agent="test (office@example.jp)", domain=server.domain, scheme="http"
    ).geocode(text, **more)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("東京都国立市富士見台二丁目47番地", "block"),
        ("東京都国立市富士見台２丁目４７番地の１", "block"),
        ("東京都国立市富士見台二丁目", "town"),
        ("東京都国立市谷保", "town"),
        ("東京都国立市谷保６０２６番地", "block"),
        ("東京都昭島市つつじが丘三丁目3番15号", "building"),
        ("東京都昭島市拝島町", "town"),
        ("東京都国立市", "city"),
        ("東京都町田市", "city"),
        ("東京都西多摩郡瑞穂町", "city"),
        ("東京都", "city"),
    ],
)
def test_the_level_is_what_the_title_states(title, level):
    assert level_of(title) == level


def test_a_point_comes_latitude_first_with_its_level_and_source(serve):
    server = serve(Reply([feature("東京都国立市富士見台二丁目47番地", 35.683934, 139.441379)]))
    found = search(server)
    assert (found.latitude, found.longitude) == (35.683934, 139.441379)
    assert found.raw == {
        "level": "block",
        "radius_m": None,
        "source": "gsi-address",
        "matched": "東京都国立市富士見台二丁目47番地",
    }
    assert server.asked == [ASKED]
    assert server.paths[0].startswith("/address-search/AddressSearch?q=")
    assert server.agents == ["test (office@example.jp)"]


def test_the_finest_that_is_the_address_is_taken_and_never_merely_the_first(serve):
    titles = (
        "東京都国立市富士見台四丁目",
        "大阪府どこか市富士見台二丁目47番地",
        "東京都国立市富士見台二丁目",
        "東京都国立市富士見台二丁目47番地",
        "東京都国立市富士見台二丁目4番地",
        "東京都国立市富士見台二丁目48番地",
        "国立富士見台団地",
    )
    assert search(serve(Reply([feature(one) for one in titles]))).address == titles[3]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("東京都国立市富士見台2-47-1", "東京都国立市富士見台四丁目47番地"),
        ("東京都国立市富士見台2-47-1", "東京都国立市富士見台二丁目4番地"),
        ("東京都国立市富士見台2-47-1", "東京都国立市富士見台二丁目47番地の10"),
        ("東京都日野市日野本町3-1", "東京都日野市日野"),
        ("東京都国立市東1-1", "東京都東大和市東一丁目"),
        ("東京都国立市東1-1", "国立市民総合体育館"),
        ("東京都国立市東1-1", ""),
    ],
)
def test_what_is_another_address_is_not_found(serve, asked, title):
    assert search(serve(Reply([feature(title)])), asked) is None


@pytest.mark.parametrize(
    ("asked", "title", "level"),
    [
        ("国立市谷保6026", "東京都国立市大字谷保６０２６番地", "block"),
        ("東京都国立市大字谷保6026", "東京都国立市谷保", "town"),
        (
            "東京都国立市富士見台4-10-6アクトS国立ビル1階",
            "東京都国立市富士見台四丁目10番地",
            "block",
        ),
        ("東京都国立市富士見台２丁目４７番地の１", "東京都国立市富士見台二丁目", "town"),
        ("東京都日野市日野本町3-1", "東京都日野市", "city"),
        ("東京都昭島市つつじケ丘3-3-15", "東京都昭島市つつじが丘三丁目３番", "block"),
    ],
)
def test_the_address_may_be_written_otherwise(serve, asked, title, level):
    assert search(serve(Reply([feature(title)])), asked).raw["level"] == level


def test_an_empty_list_is_not_found(serve):
    server = serve()
    assert search(server) is None
    assert search(server, exactly_one=False) is None


def test_several_are_listed_finest_first(serve):
    titles = ["東京都国立市富士見台二丁目", "東京都国立市富士見台二丁目47番地"]
    found = search(serve(Reply([feature(one) for one in titles])), exactly_one=False)
    assert [one.address for one in found] == titles[::-1]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "reply",
    [
        *STRANGE,
        RUBBISH,
        Reply([feature("東京都国立市富士見台", 139.4, 35.6)]),
        Reply([feature("東京都国立市富士見台", 35.6, 1e9)]),
        Reply(b'[{"geometry": {"coordinates": [NaN, 1]}, "properties": {"title": "\xe5"}}]'),
    ],
)
def test_what_is_no_answer_is_an_outage_and_no_not_found(serve, reply):
    with pytest.raises(GeocoderParseError):
        search(serve(reply))


def test_half_an_answer_is_an_outage(serve):
    with pytest.raises(GeocoderServiceError):
        search(serve(HALF))
