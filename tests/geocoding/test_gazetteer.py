"""Addresses are found as exactly as is known, and never somewhere near."""

import csv

import pytest
from geopy.distance import great_circle
from geopy.exc import GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import DATA, texts
from webmap.geocoding.gazetteer import Gazetteer, KnownAddress
from webmap.geocoding.municipality import Town
from webmap.workflows.read_gazetteer import read_gazetteer

GAZETTEER = read_gazetteer(DATA)
HALL = "東京都国立市富士見台二丁目47番1"


def table(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TOWNS, ADDRESSES, SITES = table("towns"), table("addresses"), table("sites")


def found(text):
    """Level and matched, or None."""
    location = GAZETTEER.geocode(text)
    return location and (location.raw["level"], location.raw["matched"])


def locate(text, gazetteer=GAZETTEER):
    location = gazetteer.geocode(text)
    assert location, text
    return location


@pytest.mark.parametrize(
    "written",
    [
        "国立市富士見台2-47-1",
        "東京都国立市富士見台2-47-1",
        "富士見台2-47-1",
        "東京都富士見台2-47-1",
        "国立市富士見台二丁目47番地の1",
        "国立市富士見台２丁目４７番１号",
        "国立市富士見台二丁目四十七番地一",
        "国立市富士見台二ノ四七ノ一",
        "国立市富士見台2\u221247\u22121",
        "国立市富士見台2〜47～1",
        "国立市富士見台2ー47ｰ1",
        "国立市富士見台2-47-1市役所3階",
        "国立市富士見台2-47-1 国立市役所",
        "國立市冨士見臺2-47-1",
        "東京 国立市 富士見台 2-47-1",
        "〒186-8501 東京都国立市富士見台2-47-1",
        "東京都北多摩郡国立町富士見台2-47-1",
        "\t国立市富士見台2-47-1\t\t\u3000",
        "国立市大字富士見台2-47-1",
        "国立市富士見台2-47-1-101",
        "国立市富士見台2\u204347\u20431",
        "国立市富士見台2゠47➖1",
        "国立市富士見台弐丁目四拾七番壱号",
        "国立市富士見台（2-47-1）",
        "国立市富士見台(2-47-1) 国立市役所",
        "国立市富士見台2丁目 47番地 1",
        "郵便番号186-0003 国立市富士見台2-47-1",
        "〒 186 0003 東京都国立市富士見台2-47-1",
        "住所：国立市富士見台2-47-1",
        "所在地 〒186-0003 国立市富士見台2-47-1",
        "東京都国立市国立市富士見台2-47-1",
        "東京都国立市東京都国立市富士見台2-47-1",
        "富士見台2-47-1 国立市役所",
        "富士見台2-47-1 くにたち市民ホール",
        "富士見台2-47-1（国立市）",
    ],
)
def test_the_city_hall_however_written(written):
    assert found(written) == ("building", HALL)


@pytest.mark.parametrize(
    ("written", "level", "matched"),
    [
        ("国立市富士見台2-47-99", "block", "東京都国立市富士見台二丁目47番"),
        ("国立市富士見台2-47", "block", "東京都国立市富士見台二丁目47番"),
        ("国立市富士見台2-47-101号室", "block", "東京都国立市富士見台二丁目47番"),
        ("国立市富士見台2丁目 47番地 205", "block", "東京都国立市富士見台二丁目47番"),
        ("国立市富士見台2・47・1", "town", "東京都国立市富士見台二丁目"),
        ("国立市富士見台（042-576-2111）", "town", "東京都国立市富士見台"),
        ("国立市谷保（2024）", "town", "東京都国立市谷保"),
        ("国立市国立市", "city", "東京都国立市"),
        ("国立市富士見台2-46-1", "town", "東京都国立市富士見台二丁目"),
        ("国立市富士見台2", "town", "東京都国立市富士見台二丁目"),
        ("国立市富士見台2丁目 1階", "town", "東京都国立市富士見台二丁目"),
        ("国立市富士見台", "town", "東京都国立市富士見台"),
        ("国立市富士見台47番地1", "town", "東京都国立市富士見台"),
        ("東京都国立市", "city", "東京都国立市"),
        ("国立市", "city", "東京都国立市"),
        ("国立市西2-13", "building", "東京都国立市西二丁目13番"),
        ("国立市西2-13-7", "block", "東京都国立市西二丁目13番"),
        ("国立市東 1-15-18", "building", "東京都国立市東一丁目15番18"),
        ("国立市中3-1-10", "block", "東京都国立市中三丁目1番10"),
        ("国立市中1-15-1", "building", "東京都国立市中一丁目15番1"),
        ("谷保6026", "building", "東京都国立市谷保6026番"),
        ("国立市谷保", "town", "東京都国立市谷保"),
        ("国立市大字谷保6026番地", "building", "東京都国立市谷保6026番"),
        ("国立市谷保六千二十六番地", "building", "東京都国立市谷保6026番"),
        ("国立市谷保7-10-2", "building", "東京都国立市谷保七丁目10番2"),
        ("国立市谷保七丁目10番地の2", "building", "東京都国立市谷保七丁目10番2"),
        ("国立市谷保7-10番地2", "building", "東京都国立市谷保七丁目10番2"),
        ("国立市谷保7-10番地", "block", "東京都国立市谷保七丁目10番"),
        ("国立市大字谷保7-10-2", "town", "東京都国立市谷保"),
        ("国立市谷保7番地10", "town", "東京都国立市谷保"),
        ("国立市谷保8-10", "town", "東京都国立市谷保"),
        ("国立市谷保字一本松123", "town", "東京都国立市谷保字一本松"),
        ("国立市谷保一本松123", "town", "東京都国立市谷保字一本松"),
        ("国立市大字谷保小字栗原6026", "building", "東京都国立市谷保6026番"),
        ("国立市谷保字ない123", "town", "東京都国立市谷保"),
        ("国立市谷保字石田6026", "town", "東京都国立市谷保"),
        ("国立市青柳字栗原123", "town", "東京都国立市青柳"),
        ("日野市大字日野字宮1", "town", "東京都日野市大字日野"),
        ("日野市三沢字高幡1-2", "town", "東京都日野市三沢"),
        ("国立市一本松", "town", "東京都国立市一本松"),
        ("中1-15-1", "building", "東京都国立市中一丁目15番1"),
        ("西二丁目13番", "building", "東京都国立市西二丁目13番"),
        ("東京都中1-15-1", "building", "東京都国立市中一丁目15番1"),
        ("青柳1-21-14", "building", "東京都国立市青柳一丁目21番14"),
        ("昭島市つつじヶ丘3-3-15", "building", "東京都昭島市つつじが丘三丁目3番15"),
        ("小平市小川東町4-2-1 小平元気村おがわ東3階", "building", "東京都小平市小川東町四丁目2番1"),
        ("日野市日野1234", "town", "東京都日野市大字日野"),
        ("日野市日野本町1-2-3", "town", "東京都日野市日野本町一丁目"),
        ("日野市三澤1-2-3", "town", "東京都日野市三沢一丁目"),
        ("国分寺市東恋ヶ窪3-1", "town", "東京都国分寺市東恋ケ窪三丁目"),
        ("立川市一番町1-2-3", "town", "東京都立川市一番町一丁目"),
        ("南多摩郡日野町百草12", "town", "東京都日野市百草"),
    ],
)
def test_as_exactly_as_is_known(written, level, matched):
    assert found(written) == (level, matched)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "東京都",
        "東",
        "中",
        "1-1",
        "国立",
        "国立市中央1-1",
        "国立市東京1-1",
        "東京1-1",
        "東京都1-1",
        "北海道1-1",
        "北海道札幌市北区北1条西2丁目",
        "北1条西2丁目",
        "北1西2",
        "国立市北1条西2",
        "国立市富士見台九丁目1",
        "国立市富士見台9-1",
        "国立市富士見台47-1",
        "国立市中5-1",
        "国立市富士見町1-1",
        "国立市富士見台団地1-7",
        "国立市立図書館",
        "国立市役所",
        "国立市東西1-1",
        "国立市東一番館",
        "国立市谷保八丁目1",
        "国立市谷保青柳1-1",
        "国立市谷保石田6026",
        "国立市谷保石田",
        "国立市青柳栗原123",
        "国立市石田一本松123",
        "日野市三沢高幡1-2",
        "日野市日野宮1",
        "昭島市大神町築地町1",
        "中1",
        "中3",
        "中1〜中3",
        "中1〜3",
        "中1・2・3",
        "中1-2-3年生",
        "東1-2-3歳",
        "中2-1",
        "西2-13",
        "東四丁目",
        "北3 西2",
        "北3-西2-1",
        "北3-西2-1-1",
        "国立市北3-西2-1",
        "東3-2 札幌",
        "青柳8-29-12",
        "富士見台1-1 練馬区",
        "富士見台2-47-1、練馬区富士見台",
        "富士見台2-47-1（埼玉県ふじみ野市）",
        "北1-1 帯広市",
        "北1-1-1 帯広市",
        "北1-1-1 北海道",
        "国立市谷保小東1-1",
        "国立市栄町1-1",
        "長野県国立市富士見台2-47-1",
        "長野県富士見台2-47-1",
        "長野国立市富士見台2-47-1",
        "八王子市東1-1",
        "八王子市富士見台2-47-1",
        "西東京市東町1-1",
        "東村山市本町1-2-3",
        "東大和市中央3-930",
        "中野区中央2-1",
        "北区東田端1-1",
        "国分寺市東1-1",
        "立川市富士見台2-47-1",
        "広島県府中市府中町315",
        "広島県安芸郡府中町本町1-1",
        "安芸郡府中町本町1-1",
        "蒲生郡日野町",
        "西多摩郡瑞穂町富士山栗原新田1",
        "栄町1-1",
        "本町5-1",
        "石田1-2",
        "栗原3890-1",
        "泉52番地3",
        "富士見台54番40号",
        "東八番丁183",
        "西三ケ尾484",
        "西一之江2-15-22",
        "西3号北26番地",
        "つつじが丘3-3-15",
        "非公開",
        "https://example.jp/",
    ],
)
def test_never_a_near_guess(written):
    assert GAZETTEER.geocode(written) is None


@pytest.mark.parametrize(
    ("written", "radius"),
    [
        ("国立市富士見台3-38-5", 196),
        ("国立市谷保", 618),
        ("国立市谷保7-10", 618),
        ("国立市泉5-20-4", None),
        ("国立市富士見台", None),
        ("立川市柏町4-8-4", None),
        ("国立市富士見台2-47-1", None),
        ("国立市富士見台2-47", None),
    ],
)
def test_the_radius_is_that_of_the_town_or_unknown(written, radius):
    assert locate(written).raw["radius_m"] == radius


def test_7_10_of_yaho_may_be_two_places_so_it_is_only_somewhere_in_yaho():
    """7番10 of 谷保, or 10番 of 谷保七丁目: a kilometre apart."""
    for written in ("国立市谷保7-10", "国立市谷保7"):
        assert found(written) == ("town", "東京都国立市谷保")


def test_points_of_one_address_that_lie_apart_are_a_block_in_their_middle():
    school = locate("国立市中3-1-10")
    rows = [row for row in ADDRESSES if (row["town"], row["ban"]) == ("中三丁目", "1")]
    assert len(rows) == 3
    assert school.latitude == pytest.approx(sum(float(row["lat"]) for row in rows) / 3, abs=1e-6)
    hall = locate("国立市中1-15-1")
    assert hall.latitude == pytest.approx((35.696893 + 35.696897) / 2, abs=1e-6)


def test_the_source_is_that_of_the_points():
    def source(text):
        return locate(text).raw["source"]

    assert source("国立市富士見台2-47-1") == "gazetteer;plateau-2023"
    assert source("国立市富士見台2-47") == "gazetteer;ksj-p29;plateau-2023"
    assert source("国立市富士見台3-38-5") == "gazetteer;abr-town"
    keys = {row["key"] for row in table("sources")}
    assert {key for row in SITES for key in source(row["address"]).split(";")} <= keys


def test_every_known_address_is_found_at_its_own_point():
    for row in ADDRESSES:
        location = locate(row["address"])
        assert location.raw["level"] in ("building", "block"), row["address"]
        own = (float(row["lat"]), float(row["lon"]))
        limit = 30 if location.raw["level"] == "building" else 100
        assert great_circle(own, (location.latitude, location.longitude)).m < limit


def test_every_town_is_found_by_its_own_name():
    for row in TOWNS:
        location = locate(row["pref"] + row["city"] + row["town"])
        expected = (float(row["lat"]), float(row["lon"]))
        assert (location.latitude, location.longitude) == expected, row["town"]
        assert location.raw["level"] == "town"


def test_every_site_with_a_town_is_found_in_its_town():
    for row in SITES:
        location = locate(row["address"])
        whole = row["address"].endswith("市")
        assert (location.raw["level"] == "city") == whole, row["address"]
        if row["lat"]:
            distance = great_circle(
                (float(row["lat"]), float(row["lon"])), (location.latitude, location.longitude)
            ).m
            assert distance < 800, row["address"]


@pytest.mark.parametrize(
    ("written", "town", "municipality"),
    [
        ("東京都国立市富士見台3-38-5", "富士見台三丁目", "132152"),
        ("国立市谷保6026", "谷保", "132152"),
        ("国立市谷保字一本松1", "谷保字一本松", "132152"),
        ("富士見台", "富士見台", "132152"),
        ("国立市中央1-1", "", "132152"),
        ("国立市富士見台九丁目", "", "132152"),
        ("東京都国立市", "", "132152"),
        ("府中市住吉町1-61", "住吉町一丁目", "132063"),
        ("八王子市東1-1", "", ""),
        ("長野県国立市富士見台1-1", "", ""),
        ("", "", ""),
    ],
)
def test_town_and_municipality(written, town, municipality):
    assert GAZETTEER.town_of(written) == town
    assert GAZETTEER.municipality_of(written) == municipality


@pytest.mark.parametrize(
    ("written", "spelled_out"),
    [
        ("富士見台2-47-1", "東京都国立市富士見台2-47-1"),
        ("國立市富士見臺２－４７－１ ﾋﾞﾙ3階", "東京都国立市富士見臺２－４７－１ ﾋﾞﾙ3階"),
        ("東京 国立市 富士見台2-47-1", "東京都国立市富士見台2-47-1"),
        ("〒186-8501 東京都国立市富士見台2-47-1", "東京都国立市富士見台2-47-1"),
        ("東京都北多摩郡国立町富士見台2-47-1", "東京都国立市富士見台2-47-1"),
        ("立川市国立通り2-47-1", "東京都立川市国立通り2-47-1"),
        ("国立市", "東京都国立市"),
        ("大阪府どこか市1-1", "大阪府どこか市1-1"),
        ("", ""),
    ],
)
def test_for_those_who_guess_nothing_the_municipality_is_spelled_out(written, spelled_out):
    assert GAZETTEER.spelled_out(written) == spelled_out


@pytest.mark.parametrize(
    ("written", "assumed"),
    [
        ("富士見台2-47-1", True),
        ("東京都富士見台2-47-1", True),
        ("國立市富士見台2-47-1", False),
        ("立川市富士見町2-47-1", False),
        ("大阪府どこか市1-1", False),
        ("本町1-1", False),
    ],
)
def test_whether_the_home_was_assumed(written, assumed):
    assert GAZETTEER.assumes_home(written) is assumed


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("国立市中央1-1", "東京都国立市"),
        ("国立市富士見台九丁目1", "東京都国立市富士見台"),
        ("長野県国立市中1", ""),
    ],
)
def test_it_says_what_it_understood_of_what_is_not_found(written, understood):
    assert GAZETTEER.understood_of(written) == understood


# -- as a geocoder of geopy


def test_it_refuses_the_network():
    for ask in (GAZETTEER.adapter.get_json, GAZETTEER.adapter.get_text):
        with pytest.raises(GeocoderUnavailable):
            ask("http://127.0.0.1/", timeout=1, headers={})


def test_it_answers_as_geopy_does():
    locations = GAZETTEER.geocode("国立市富士見台2-47-1", exactly_one=False, timeout=3)
    assert locations
    assert [one.address for one in locations] == [HALL]
    assert (locations[0].latitude, locations[0].longitude) == (35.683934, 139.441379)
    assert GAZETTEER.geocode("北海道", exactly_one=False) is None
    asked = RateLimiter(GAZETTEER.geocode, min_delay_seconds=0)
    assert asked("国立市谷保").raw["level"] == "town"


def test_reverse_names_the_door_or_the_town_or_nothing():
    hall = GAZETTEER.reverse((35.68395, 139.44140))
    town = GAZETTEER.reverse("35.6870, 139.4372")
    assert hall and town
    assert (hall.raw["level"], hall.address) == ("building", HALL)
    assert (town.raw["level"], town.address) == ("town", "東京都国立市富士見台三丁目")
    assert GAZETTEER.reverse((43.06, 141.35)) is None
    several = GAZETTEER.reverse((35.68395, 139.4414), exactly_one=False)
    assert several and several[0].address == HALL
    with pytest.raises(ValueError):
        GAZETTEER.reverse("市役所")


def test_a_text_too_long_for_an_address_is_none_so_that_no_number_is_cut():
    """At 300 characters 2-47-19 would have become 2-47-1, the city hall."""
    for filling in range(280, 300):
        location = GAZETTEER.geocode(f"国立市{'、' * filling}富士見台2-47-19")
        assert not location or location.raw["level"] == "block"
    assert found(f"国立市富士見台2-47-1{chr(9) * 400}") == ("building", HALL)


# -- for another city


NAMES = {"132152": "東京都国立市"}


def test_without_towns_the_known_addresses_are_found_and_nothing_else():
    hall = KnownAddress("132152", "富士見台二丁目", "47", "1", (35.683934, 139.441379), "test")
    little = Gazetteer(NAMES, [], [hall], home="132152")
    assert locate("国立市富士見台2-47-1", little).raw["level"] == "building"
    assert little.geocode("国立市富士見台2-48-1") is None
    assert little.geocode("国立市") is None
    assert little.town_of("国立市富士見台2-48-1") == "富士見台二丁目"


def test_with_nothing_at_all_it_still_knows_the_names_of_municipalities():
    empty = Gazetteer(NAMES, [])
    assert empty.geocode("国立市富士見台2-47-1") is None
    assert empty.municipality_of("国立市富士見台2-47-1") == "132152"
    assert empty.reverse((35.68, 139.44)) is None


def test_a_town_that_two_cities_have_is_not_found_without_its_city():
    towns = [Town("132152", "東町", (35.68, 139.44), 100), Town("132021", "東町", (35.7, 139.4))]
    two = Gazetteer({**NAMES, "132021": "東京都立川市"}, towns, home="132152")
    assert two.geocode("東町1-2") is None
    assert locate("立川市東町1-2", two).raw["matched"] == "東京都立川市東町"
    one = Gazetteer(NAMES, towns[:1], home="132152")
    assert locate("東町1-2", one).raw["radius_m"] == 100


def test_a_town_of_one_character_beside_one_that_begins_with_it():
    towns = [Town("132152", name, (35.6, 139.4), 100) for name in ("西町", "西一丁目")]
    two = Gazetteer(NAMES, towns, home="132152")
    for written, matched in [
        ("国立市西町1-2", "西町"),
        ("西町1-2", "西町"),
        ("西1-2-3", "西一丁目"),
        ("国立市西1", "西一丁目"),
    ]:
        assert locate(written, two).raw["matched"] == f"東京都国立市{matched}"
    assert two.geocode("西1-2") is None


def test_where_no_extent_is_known_no_town_is_taken_for_part_of_another():
    towns = [Town("132152", name, (35.6, 139.4)) for name in ("谷保", "一本松")]
    bare = Gazetteer(NAMES, towns)
    assert bare.geocode("国立市谷保一本松12") is None
    assert locate("国立市谷保字一本松12", bare).raw["matched"] == "東京都国立市谷保"


# -- properties


BOXES = {
    city: [
        (min(values) - 0.005, max(values) + 0.005)
        for values in (
            [float(row[column]) for row in TOWNS if row["city"] == city]
            for column in ("lat", "lon")
        )
    ]
    for city in {row["city"] for row in TOWNS}
}
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
PIECES = [
    *("東京都", "長野県", "国立市", "立川市", "八王子市", "北多摩郡", "大字", "字", "一本松"),
    *("東", "中", "谷保", "富士見台", "石田", "二丁目", "七", "丁目", "番地", "号", "の", "-"),
    *("1", "47", "10", " ", "ビル", "3階", "条", "央", "〒186-0003"),
]


@given(texts | st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_whatever_is_asked_nothing_is_raised_and_a_point_lies_in_its_city(text):
    location = GAZETTEER.geocode(text)
    GAZETTEER.town_of(text)
    if location:
        raw = location.raw
        assert raw.keys() == {"level", "radius_m", "source", "matched"}
        assert raw["source"].startswith("gazetteer;")
        city = next(city for city in BOXES if raw["matched"].startswith(f"東京都{city}"))
        for (low, high), value in zip(
            BOXES[city], (location.latitude, location.longitude), strict=True
        ):
            assert low <= value <= high
        assert "長野県" not in text[:3]


@given(
    st.sampled_from([row for row in TOWNS if row["town"].endswith("丁目")]),
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_one_address_in_many_spellings_has_one_answer(row, ban, go):
    head, numeral = row["town"][:-3], row["town"][-3]
    chome = "一二三四五六七八九".index(numeral) + 1
    city = row["city"]
    number = f"{chome}-{ban}-{go}"
    spellings = [
        f"{row['pref']}{city}{row['town']}{ban}番{go}号",
        f"{city}{head}{number}",
        f"{city}{head}{number.translate(WIDE)}",
        f"{city}{head}{number.translate(KANJI)}",
        f"{city}{row['town']}{str(ban).translate(KANJI)}番地の{str(go).translate(KANJI)}",
        f"{city} {head} {number} コーポ2階",
    ]
    answers = {(one.latitude, one.longitude, one.address) for one in map(locate, spellings)}
    assert len(answers) == 1
