"""The data for the map and for others, and the map's script."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.asking import found_keys, sent_places
from tests.web.live_site import NOW
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
from webmap import create_app
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


def test_the_page_loads_every_public_place_and_no_other(made_up):
    assert set(sent_places(made_up)) == set(features(made_up))


def test_a_place_has_a_point_where_its_house_block_or_town_is_known(made_up):
    sent = sent_places(made_up)
    for key, one in features(made_up).items():
        shown = one["properties"]["level"] in ("building", "block", "town")
        assert (sent[key]["lat"] is not None) == (sent[key]["lon"] is not None) == shown, key


def test_the_points_are_those_of_the_open_data(made_up):
    sent = sent_places(made_up)
    for key, one in features(made_up).items():
        if one["geometry"]:
            lon, lat = one["geometry"]["coordinates"]
            assert (sent[key]["lat"], sent[key]["lon"]) == (round(lat * 1e5), round(lon * 1e5))


def test_those_not_for_dropping_in_come_last_and_are_marked(made_up):
    sent = sent_places(made_up)
    marked = [key for key, row in sent.items() if row["flags"] & 2]
    assert set(marked) == {NOT_FOR_DROPPING_IN, "kodomo-lab"}
    assert list(sent)[-2:] == marked


@pytest.mark.parametrize("query", ["?category=ibasho", "?q=みほん", "?page=2", "?edition=x"])
def test_the_page_loads_one_file_whatever_is_asked(made_up, query):
    whole, asked = made_up.get("/ja/places.json"), made_up.get(f"/ja/places.json{query}")
    assert (asked.data, asked.headers["ETag"]) == (whole.data, whole.headers["ETag"])


def test_a_new_day_is_another_file(settings):
    answers = [
        create_app(replace(settings, fixed_now=now)).test_client().get("/ja/places.json")
        for now in (NOW, NOW + timedelta(hours=7), NOW + timedelta(hours=8))
    ]
    first, same_day, next_day = answers
    assert first.headers["ETag"] == same_day.headers["ETag"] != next_day.headers["ETag"]
    assert first.get_json()["edition"] != next_day.get_json()["edition"]


def test_all_the_real_places_are_few_bytes(client):
    """A phone loads them on a slow line."""
    answer = client.get("/ja/places.json", headers={"Accept-Encoding": "br"})
    assert len(answer.data) < 12 * 1024


# -- /ja/search.json


def test_search_names_the_places_that_hold_the_words(made_up):
    assert found_keys(made_up, "いりぐち") == [NOT_FOR_DROPPING_IN]
    assert EVERYTHING in found_keys(made_up, "みほん食堂")
    assert found_keys(made_up, "ない場所です") == []
    assert not {ENDED, UNCHECKED} & {*found_keys(made_up, "みほん")}


def test_search_keeps_the_order_of_the_file(made_up):
    found, order = found_keys(made_up, "国立市"), list(sent_places(made_up))
    assert len(found) > 5
    assert found == [key for key in order if key in found]


@pytest.mark.parametrize("text", ["", "　 "])
def test_an_empty_question_of_blanks_is_no_question(made_up, text):
    assert found_keys(made_up, text) == list(sent_places(made_up))


def test_what_somebody_looked_for_is_kept_nowhere(client):
    answer = client.get("/ja/search.json?q=矢川")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/json"


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
