"""A family looks for a place: the list, the map's data, the page."""

import json
from datetime import date

import pytest

from tests.made_up import CITY, JA, NOON, filled, keep, make_place, make_site, make_source, say
from webmap.places.location import Location
from webmap.storage.database import open_database
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder
from webmap.workflows.find_places import PAGE, Finder, Needs, find_place, geojson

TODAY = date(2026, 11, 22)
HERE = make_site(location=Location("35.68", "139.44", "building"))


@pytest.fixture
def finder():
    return Finder(JA, Readings({}), CITY)


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_place("a", name="あさひ食堂", site="test-site"),
        make_place("b", name="いずみ広場", categories="asobiba", site="test-site", drop_in="no"),
        make_place("c", name="うみ相談", categories="soudan"),
        make_place("d", name="えんの会", site="test-site", standing="check"),
        make_place("e", name="おわり食堂", site="test-site", standing="ended", since="2026-03"),
        make_place("f", name="かくれ食堂", site="test-site", hidden="yes"),
        HERE,
        make_source(),
    )


def keys(found):
    return [card.key for card in found.cards]


def markers(answer):
    return [row[0] for row in json.loads(answer)["places"]]


def test_the_list_has_every_public_place_those_to_drop_in_first(finder, db):
    found = finder.find(db, Needs(), TODAY)
    assert keys(found) == ["a", "f", "c", "b"]
    assert (found.total, found.page, found.pages) == (4, 1, 1)


def test_however_many_places_are_shown_one_guide_says_where_they_are(finder, db, monkeypatch):
    made = []

    def make(*how):
        made.append(how)
        return Wayfinder(*how)

    monkeypatch.setattr("webmap.workflows.find_places.Wayfinder", make)
    finder.find(db, Needs(), TODAY)
    finder.find(db, Needs(query="いずみ"), TODAY)
    assert len(made) == 1


def test_words_and_categories_narrow_the_list(finder, db):
    assert keys(finder.find(db, Needs(query="いずみ"), TODAY)) == ["b"]
    assert keys(finder.find(db, Needs(("soudan",)), TODAY)) == ["c"]
    assert finder.find(db, Needs(query="ない場所"), TODAY).total == 0


def test_a_place_not_for_dropping_in_has_a_marker_only_when_asked_for(finder, db):
    assert markers(finder.map_data(db, Needs(), TODAY)) == ["a"]
    assert markers(finder.map_data(db, Needs(("asobiba",)), TODAY)) == ["b"]
    assert markers(finder.map_data(db, Needs(query="いずみ"), TODAY)) == ["b"]


def test_hidden_ended_and_unchecked_places_are_never_on_the_map(finder, db):
    answer = finder.map_data(db, Needs(query="食堂"), TODAY)
    assert markers(answer) == ["a"]
    assert "えんの会".encode() not in answer
    assert "おわり".encode() not in answer


def test_a_town_is_on_the_map_and_a_city_is_not(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("a", site="town"),
        make_place("b", site="city"),
        make_site("town", location=Location("35.68", "139.44", "town", "161")),
        make_site("city", location=Location("35.68", "139.44", "city", "2000")),
    )
    assert markers(finder.map_data(db, Needs(), TODAY)) == ["a"]


def test_the_gazetteer_that_is_handed_in_names_the_town_of_a_tray(tmp_path):
    finder = Finder(
        JA, Readings({}), CITY, town_of=lambda address: address.removeprefix("東京都国立市")
    )
    town = make_site(
        address="東京都国立市谷保", location=Location("35.68", "139.44", "town", "618")
    )
    db = filled(tmp_path, make_place(site="test-site"), town)
    [card] = finder.find(db, Needs(), TODAY).cards
    assert "".join(text for text, _ in card.where.words) == "谷保のどこか"


def test_a_change_is_seen_at_once_also_when_another_process_made_it(finder, db, tmp_path):
    assert finder.find(db, Needs(), TODAY).total == 4
    other = open_database(tmp_path / "test.sqlite")
    keep(other, make_place("new", name="あたらしい食堂"))
    assert finder.find(db, Needs(), TODAY).total == 5


def test_a_place_becomes_old_when_the_day_comes(finder, db):
    assert not finder.find(db, Needs(query="あさひ"), TODAY).cards[0].old
    assert finder.find(db, Needs(query="あさひ"), date(2028, 2, 2)).cards[0].old


def test_a_long_list_comes_in_pages(finder, tmp_path):
    db = filled(tmp_path, *(make_place(f"p{number:03}") for number in range(PAGE + 1)))
    first, second = (finder.find(db, Needs(page=page), TODAY) for page in (1, 2))
    assert (len(first.cards), len(second.cards)) == (PAGE, 1)
    assert (first.total, first.pages) == (PAGE + 1, 2)
    assert not set(keys(first)) & set(keys(second))


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 1)])
def test_a_page_that_is_not_there_is_the_nearest_one(finder, db, asked, given):
    assert finder.find(db, Needs(page=asked), TODAY).page == given


def test_an_empty_database_is_an_empty_list(finder, tmp_path):
    db = open_database(tmp_path / "empty.sqlite")
    assert finder.find(db, Needs(), TODAY).total == 0
    assert markers(finder.map_data(db, Needs(), TODAY)) == []


def test_one_place(db):
    found = find_place(db, "a")
    assert found is not None
    assert found.place.name == "あさひ食堂"
    assert find_place(db, "nowhere") is None


def test_geojson_has_what_the_list_has(finder, db):
    ids = {feature["id"] for feature in json.loads(geojson(db))["features"]}
    assert ids == set(keys(finder.find(db, Needs(), TODAY)))


def test_what_is_known_is_counted_over_the_public_places(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("a", fact__parking="no", phone="042-000-0000"),
        make_place("b", fact__parking=say("yes", visibility="staff")),
        make_place("c", fact__parking="yes", standing="check"),
    )
    known = {one.name: (one.known, one.unknown) for one in finder.shelf(db, TODAY).tally.known()}
    assert known["parking"] == (1, 1)
    assert known["phone"] == (1, 1)
    assert known["location"] == (0, 2)


def test_the_moment_of_filling_is_the_edition(finder, db):
    assert NOON.isoformat() in finder.shelf(db, TODAY).edition
