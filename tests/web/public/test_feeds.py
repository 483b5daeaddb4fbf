"""The data for the map and for others, and the map's script."""

import json

import pytest

from tests.web.asking import listed_keys
from tests.web.made_up import (
    ABOUT_THERE,
    ENDED,
    EVERYTHING,
    HIDDEN,
    NOT_FOR_DROPPING_IN,
    NOTHING,
    PAUSED,
    UNCHECKED,
    Tables,
)  # fmt: skip
from webmap.places.vocabulary import CATEGORIES, LEVELS


@pytest.fixture
def made_up(site):
    """Asks a site with the real places and one made-up place of each sort."""
    return site.app.test_client()


def features(client):
    answer = client.get("/places.geojson")
    assert answer.mimetype == "application/geo+json"
    return {one["id"]: one for one in json.loads(answer.data)["features"]}


# -- /places.geojson


def test_the_open_data_is_valid_geojson(made_up):
    collection = json.loads(made_up.get("/places.geojson").data)
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    for one in collection["features"]:
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert one["type"] == "Feature"
        if one["geometry"] is not None:
            assert set(one["geometry"]) == {"type", "coordinates"}
            lon, lat = one["geometry"]["coordinates"]
            assert 139 < lon < 140 and 35 < lat < 36


def test_every_feature_says_what_was_promised(made_up):
    for key, one in features(made_up).items():
        said = one["properties"]
        assert said["key"] == key
        assert said["name"]
        assert set(said["categories"]) <= set(CATEGORIES) and said["categories"]
        assert said["level"] in (*LEVELS, None)
        assert said["radius_m"] is None or isinstance(said["radius_m"], int)
        assert (said["level"] in ("building", "block")) == (one["geometry"] is not None)
        assert (said["level"] == "town") == ("area_center" in said)


def test_keys_are_there_once(made_up):
    collection = json.loads(made_up.get("/places.geojson").data)
    keys = [one["id"] for one in collection["features"]]
    assert len(keys) == len(set(keys))


def test_every_public_place_and_no_other_is_open_data(made_up):
    keys = set(features(made_up))
    assert {EVERYTHING, NOTHING, PAUSED, HIDDEN, ABOUT_THERE, NOT_FOR_DROPPING_IN} <= keys
    assert keys.isdisjoint({ENDED, UNCHECKED})


def test_a_place_that_is_hidden_or_not_located_has_no_geometry(made_up):
    found = features(made_up)
    for key in (HIDDEN, ABOUT_THERE, NOTHING):
        assert found[key]["geometry"] is None
        assert found[key]["properties"]["level"] is None


def test_a_name_is_as_published(client, data):
    rows = {row["key"]: row["name"] for row in Tables(data).rows["places"]}
    assert all(one["properties"]["name"] == rows[key] for key, one in features(client).items())


def test_a_place_not_for_dropping_in_says_so(made_up):
    found = features(made_up)
    assert found[NOT_FOR_DROPPING_IN]["properties"]["drop_in"] is False
    assert "drop_in" not in found[EVERYTHING]["properties"]  # nobody has said so


def test_the_open_data_may_be_used_from_any_page(client):
    assert client.get("/places.geojson").headers["Access-Control-Allow-Origin"] == "*"


def test_every_point_of_the_tables_is_there(client, data):
    sites = {row["key"]: row for row in Tables(data).rows["sites"]}
    listed = [row for row in Tables(data).rows["places"] if row["standing"] == "listed"]
    found = features(client)
    for row in listed:
        site = sites[row["site"]]
        exact = site["level"] in ("building", "block")
        expected = [float(site["lon"]), float(site["lat"])] if exact else None
        geometry = found[row["key"]]["geometry"]
        assert (geometry and geometry["coordinates"]) == expected
        assert found[row["key"]]["properties"]["level"] == (site["level"] or None)


# -- /ja/places.json


def map_keys(client, query=""):
    data = client.get(f"/ja/places.json{query}").get_json()
    return [row[data["columns"].index("key")] for row in data["places"]]


def test_the_map_has_every_located_place_that_the_list_has(made_up):
    shown = ("building", "block", "town")
    located = {k for k, one in features(made_up).items() if one["properties"]["level"] in shown}
    not_asked = {NOT_FOR_DROPPING_IN, "kodomo-lab"}
    assert set(map_keys(made_up)) == located - not_asked


def test_a_place_not_for_dropping_in_is_on_the_map_when_asked_for(made_up):
    assert NOT_FOR_DROPPING_IN not in map_keys(made_up)
    assert NOT_FOR_DROPPING_IN in map_keys(made_up, "?category=ibasho")
    assert NOT_FOR_DROPPING_IN in map_keys(made_up, "?q=いりぐち")
    assert NOT_FOR_DROPPING_IN not in map_keys(made_up, "?category=soudan")


@pytest.mark.parametrize(
    "query",
    ["?category=ibasho", "?category=ibasho&category=soudan", "?q=矢川", "?category=jidokan&q=矢川"],
)
def test_map_and_list_agree(made_up, query):
    assert set(map_keys(made_up, query)) <= set(listed_keys(made_up.get(f"/ja/{query}")))


def test_the_page_number_of_the_list_does_not_cut_the_map(made_up):
    assert map_keys(made_up, "?page=2") == map_keys(made_up)


def test_an_empty_question_of_blanks_is_no_question(made_up):
    assert map_keys(made_up, "?q=%20%E3%80%80") == map_keys(made_up)


# -- /ja/map.js and /healthz


def test_the_map_script_is_a_script(client):
    answer = client.get("/ja/map.js")
    assert answer.mimetype == "text/javascript"
    assert "city_map" in answer.text and "<" not in answer.text.replace("<a href", "").replace(
        "</a>", ""
    )


def test_health_is_never_kept(client):
    answer = client.get("/healthz")
    assert (answer.text, answer.headers["Cache-Control"]) == ("ok\n", "no-store")
