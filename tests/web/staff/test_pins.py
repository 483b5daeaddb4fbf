"""Where an address may be, and which group or building is meant; and what is told beside a pin."""

import pytest

from tests.browser.pin_page import PATH, add_pin_page


@pytest.fixture
def viewer(app, desk):
    add_pin_page(app, [])
    return desk("viewer")


def test_a_viewer_may_ask_where_an_address_is(viewer):
    answer = viewer.post("/staff/find-point", {"address": "富士見台2-47-1"})
    assert answer.json["candidates"][0] == {
        "lat": "35.683934",
        "lon": "139.441379",
        "level": "building",
        "radius_m": "",
        "matched": "東京都国立市富士見台二丁目47番1",
        "source": "gazetteer;plateau-2023",
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["", "どこか", "長" * 10_000])
def test_of_no_address_there_is_no_candidate(viewer, address):
    assert viewer.post("/staff/find-point", {"address": address}).json == {"candidates": []}


def test_groups_and_buildings_are_found(viewer):
    groups = viewer.post("/staff/find-group", {"q": "農園"}).json["found"]
    assert groups == [{"key": "hatakenbo", "name": "NPO法人くにたち農園の会", "places": []}]
    (site,) = viewer.post("/staff/find-site", {"q": "矢川児童館"}).json["found"]
    assert (site["key"], len(site["places"])) == ("yagawa-plus", 5)


@pytest.mark.parametrize("path", ["find-point", "find-group", "find-site"])
def test_without_the_forms_token_nobody_is_answered(viewer, path):
    assert viewer.client.post(f"/staff/{path}", data={"q": "農園"}).status_code == 401


def test_a_shared_building_names_the_others(viewer):
    page = viewer.get(PATH + "yagawa-jidokan").text
    assert "ほかの 4つの場所も つかっています" in page
    assert 'href="/staff/places/yagawa-kogamo"' in page
    assert 'href="/staff/places/yagawa-jidokan"' not in page


def test_a_building_of_its_own_says_nothing(viewer):
    assert "つかっています" not in viewer.get(PATH + "guruguru").text


def test_the_words_of_a_hidden_place_stand_beside_its_pin(viewer, app):
    from tests.made_up import keep, make_place, make_site
    from tests.web.asking import house_of
    from webmap.storage.database import open_database

    db = open_database(house_of(app).settings.database)
    keep(db, make_site(), make_place("mihon", site="test-site", hidden="yes"))
    db.close()
    assert "職員だけに 見えます" in viewer.get(PATH + "mihon").text
    assert "職員だけに 見えます" not in viewer.get(PATH + "guruguru").text
