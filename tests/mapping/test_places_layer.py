"""The compact JSON that the map loads."""

import json
from datetime import date

import pytest

from tests.made_up import CITY
from webmap.mapping.places_layer import (
    ASK_DATES,
    COLUMNS,
    NOT_FOR_DROPPING_IN,
    OLD,
    PAUSED,
    Payload,
    PlacesLayer,
)  # fmt: skip
from webmap.places.days import read_day
from webmap.places.location import Location
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.places.schedule import Rule
from webmap.places.visibility import View
from webmap.places.vocabulary import CATEGORIES
from webmap.settings import ROOT
from webmap.words.card import make_card
from webmap.words.phrases import read_phrases
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder

TODAY = date(2026, 12, 4)
READINGS = Readings({"谷保": "やほ"})
SAY = read_phrases(ROOT / "data" / "phrases", "ja")


def view(key="mihon", level="building", radius="", address="", site="mihon-site", **texts):
    said = {"name": "みほん", "categories": "ibasho", "standing": "listed", **texts}
    statements = {name: Statement(text, day=read_day("2026-10")) for name, text in said.items()}
    location = Location("35.6912345678", "139.4", level, radius) if level else None
    return View(Place(key, statements), "", Statement(address), location, site)


def payload(*views):
    made = Payload()
    finder = Wayfinder(SAY, READINGS, CITY, lambda address: "谷保" if "谷保" in address else "")
    for one in views:
        made.add(one, make_card(one, SAY, READINGS, CITY, finder.whereabouts(one), TODAY))
    return made


def rows(*views):
    keys = [one.place.key for one in views]
    data = json.loads(payload(*views).json(keys))
    return data, [dict(zip(data["columns"], row, strict=True)) for row in data["places"]]


def test_the_columns_are_these():
    assert COLUMNS == (
        "key", "name", "venue", "category", "lat", "lon", "site", "when", "who", "fee", "day",
        "flags", "where", "radius_m",
    )  # fmt: skip


def test_a_place_is_one_row_with_a_point_of_one_metre():
    data, [row] = rows(view(categories="soudan;ibasho"))
    assert (row["key"], row["name"], row["lat"], row["lon"]) == (
        "mihon",
        ["みほん"],
        35.69123,
        139.4,
    )
    assert data["categories"][row["category"]] == "soudan"
    assert tuple(data["categories"]) == CATEGORIES


@pytest.mark.parametrize("level", ["city", None])
def test_a_place_of_which_no_town_is_known_is_not_on_the_map(level):
    assert rows(view(level=level, radius="2000" if level else ""))[1] == []


@pytest.mark.parametrize("level", ["building", "block"])
def test_a_place_whose_house_or_block_is_known_has_a_pin(level):
    _, [row] = rows(view(level=level, radius="25"))
    assert (row["where"], row["radius_m"]) == (-1, 0)


def test_a_place_in_a_small_town_has_a_disc_of_the_town_s_radius():
    data, [row] = rows(view(level="town", radius="300"))
    assert data["texts"][row["where"]] == ["だいたいの場所"]
    assert (row["lat"], row["radius_m"]) == (35.69123, 300)


@pytest.mark.parametrize("radius", ["301", "618", ""])
def test_a_place_in_a_wide_town_has_a_tray_with_the_town_s_name_and_no_disc(radius):
    data, [row] = rows(view(level="town", radius=radius, address="東京都国立市谷保"))
    assert data["texts"][row["where"]] == [["谷保", "やほ"], "のどこか"]
    assert row["radius_m"] == 0


def test_a_tray_of_an_unknown_town_names_none():
    data, [row] = rows(view(level="town", address="東京都国立市みほん町"))
    assert data["texts"][row["where"]] == ["このあたりのどこか"]


def test_the_words_of_a_tray_are_sent_once():
    said = {"level": "town", "address": "国立市谷保"}
    data, found = rows(view("a", **said), view("b", **said, site="other"))
    assert found[0]["where"] == found[1]["where"]
    assert len(data["texts"]) - len({str(one) for one in data["texts"]}) == 0


def test_the_edition_tells_of_nothing_but_what_is_there():
    assert payload(view("a")).edition == payload(view("a"), view("b", level="")).edition
    assert payload(view("a")).edition != payload(view("a"), view("b")).edition


def test_what_is_not_known_is_minus_one():
    _, [row] = rows(view())
    assert (row["when"], row["who"], row["fee"]) == (-1, -1, -1)


def test_a_text_that_two_places_share_is_sent_once():
    data, [first, second] = rows(view("a", who="小学生"), view("b", who="小学生"))
    assert first["who"] == second["who"]
    assert data["texts"].count("小学生") == 1


def test_places_of_one_site_share_its_number():
    _, found = rows(view("a"), view("b"), view("c", site="other"))
    assert [row["site"] for row in found] == [0, 0, 1]


@pytest.mark.parametrize(
    ("texts", "flags"),
    [({}, 0), ({"standing": "paused"}, PAUSED), ({"drop_in": "no"}, NOT_FOR_DROPPING_IN)],
)
def test_flags_say_what_is_special(texts, flags):
    assert rows(view(**texts))[1][0]["flags"] == flags


def test_an_old_information_is_marked():
    old = view()
    said = {name: Statement(one.text, day=read_day("2020")) for name, one in old.place.said.items()}
    assert rows(View(Place("mihon", said), location=old.location))[1][0]["flags"] == OLD


def test_a_place_whose_dates_must_be_asked_is_marked():
    one = view()
    monthly = Statement(Rule(weekdays="SU", frequency="monthly"))
    said = {**one.place.said, "schedule.1": monthly}
    assert rows(View(Place("mihon", said), location=one.location))[1][0]["flags"] == ASK_DATES


def test_only_the_places_that_are_asked_for_are_sent():
    made = payload(view("a"), view("b"))
    assert [row[0] for row in json.loads(made.json(["b", "c"]))["places"]] == ["b"]


def test_places_come_in_the_order_that_is_asked_for():
    made = payload(view("a"), view("b"))
    assert [row[0] for row in json.loads(made.json(["b", "a"]))["places"]] == ["b", "a"]


def test_no_text_of_a_place_passes_through_the_layer():
    layer = PlacesLayer("/x.json", "/signs.svg", {"ibasho": "居場所"}, {"group": "{count}"})
    assert set(layer.options) == {"sprite", "labels", "words"}
    assert (PlacesLayer.default_js, PlacesLayer.__init__.__code__.co_argcount) == ([], 5)
