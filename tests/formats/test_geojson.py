"""GeoJSON (RFC 7946): every public place one Feature, public fields only."""

import json

import pytest

from tests.made_up import HOSTILE, MAIL, MOBILE, make_group, make_place, make_site, say
from webmap.formats.geojson import write_geojson
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.visibility import public_view

HERE = make_site(location=Location("35.68347175", "139.4490542", "building"))


def features(*views):
    collection = json.loads(write_geojson(views))
    assert collection["type"] == "FeatureCollection"
    return collection["features"]


def feature(group=None, site=None, **said):
    return features(public_view(make_place(**said), group, site))[0]


def test_a_feature_has_key_name_categories_level_and_radius():
    made = feature(site=HERE, categories="ibasho;yagawa_plus")
    assert made["type"] == "Feature"
    assert made["id"] == made["properties"]["key"] == "test"
    assert made["properties"]["name"] == "テスト食堂"
    assert made["properties"]["categories"] == ["ibasho", "yagawa_plus"]
    assert made["properties"]["level"] == "building"
    assert made["properties"]["radius_m"] is None


def test_the_point_is_longitude_first():
    assert feature(site=HERE)["geometry"] == {
        "type": "Point",
        "coordinates": [139.4490542, 35.68347175],
    }


def test_a_place_that_is_not_located_has_no_geometry_but_is_there():
    made = feature(site=make_site())
    assert made["geometry"] is None
    assert made["properties"]["level"] is None


def test_a_town_is_no_point_but_says_where_it_is_and_how_wide():
    made = feature(site=make_site(location=Location("35.68123456", "139.44", "town", "161")))
    assert made["geometry"] is None
    said = made["properties"]
    assert (said["level"], said["radius_m"]) == ("town", 161)
    assert said["area_center"] == [139.44, 35.68123]


def test_a_city_is_no_point_and_has_no_middle():
    made = feature(site=make_site(location=Location("35.68", "139.44", "city", "2000")))
    assert made["geometry"] is None
    assert made["properties"]["level"] == "city"
    assert "area_center" not in made["properties"]


@pytest.mark.parametrize("level", ["building", "block"])
def test_a_point_has_no_area_beside_it(level):
    made = feature(site=make_site(location=Location("35.68", "139.44", level)))
    assert made["geometry"] is not None
    assert "area_center" not in made["properties"]


def test_a_hidden_place_has_no_geometry_and_no_word_of_where():
    site = make_site("himitsu", location=Location("35.999", "139.999", "building"))
    view = public_view(
        make_place(hidden="yes", site="himitsu", address_note="ひみつ", access__1="ひみつ"),
        None,
        site,
    )
    written = write_geojson([view]).decode()
    assert json.loads(written)["features"][0]["geometry"] is None
    for canary in ("ひみつ", "himitsu", "999", "東京都"):
        assert canary not in written


@pytest.mark.parametrize(("drop_in", "said"), [("no", False), ("yes", True)])
def test_whether_one_can_drop_in_is_always_said(drop_in, said):
    assert feature(drop_in=drop_in)["properties"]["drop_in"] is said


@pytest.mark.parametrize("standing", ["check", "ended"])
def test_a_place_that_is_not_listed_is_not_there(standing):
    assert features(public_view(make_place(standing=standing), None, None)) == []


@pytest.mark.parametrize("standing", ["listed", "paused"])
def test_a_listed_or_resting_place_is_there(standing):
    assert feature(standing=standing)["properties"]["standing"] == standing


def test_what_is_unknown_is_absent():
    assert not {"phone", "fees", "facts", "schedules", "group", "address"} & set(
        feature()["properties"]
    )


def test_what_is_known_is_said_with_source_and_day():
    made = feature(
        group=make_group(),
        site=HERE,
        schedule__1=Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00"),
        fact__alone=say("yes", "子どもだけでも", day="2024-03-01"),
        fee__adult__visit=Fee("300"),
        identifier__kodomo_shokudo="132152:0",
        stages="elementary;high",
        **{"exception.2026-12-06": ExceptionDay("closed")},
    )["properties"]
    assert made["group"] == "テストの会"
    assert made["schedules"][0]["nth"] == "1;3"
    assert made["schedules"][0]["day"] == "2026-07-01"
    assert made["facts"]["alone"] == {
        "answer": "yes",
        "note": "子どもだけでも",
        "source": "test",
        "day": "2024-03-01",
    }
    assert made["fees"][0]["yen"] == "300"
    assert made["exceptions"][0]["date"] == "2026-12-06"
    assert made["identifiers"] == {"kodomo_shokudo": "132152:0"}
    assert made["stages"] == ["elementary", "high"]


@pytest.mark.parametrize("canary", [MOBILE, MAIL, "要確認"])
def test_no_staff_word_and_no_private_number_is_there(canary):
    view = public_view(
        make_place(
            name=say("テスト食堂", canary),
            remark__1=say(canary, visibility="staff"),
            who=say(canary, visibility="staff"),
            venue=say(canary, visibility="print"),
            **{"phone.2": say("042-000-0000", canary, visibility="staff")},
        ),
        make_group(name=say(canary, visibility="staff")),
        make_site(address=say(canary, visibility="staff")),
    )
    assert canary not in write_geojson([view]).decode()


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_comes_through_as_typed(text):
    named = f"テスト{text}"
    made = feature(name=named, who=named)
    assert made["properties"]["name"] == named
    assert made["properties"]["who"] == named


def test_no_place_is_an_empty_collection():
    assert features() == []
