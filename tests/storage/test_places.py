"""Records as they stand."""

import pytest

from tests.made_up import filled, make_group, make_place, make_site, make_source, say
from webmap.places.location import Location
from webmap.storage.database import open_database
from webmap.storage.places import (
    all_records,
    all_views,
    count_standings,
    names_of_places,
    place,
    public_sources,
    view,
    views,
)


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_place("b", group="test-group", site="test-site"),
        make_place("a", standing="check"),
        make_place("c", hidden="yes", site="test-site"),
        make_group(),
        make_site(location=Location("35.68", "139.44", "building")),
        make_source(),
    )


def test_a_place_by_its_key(db):
    found = place(db, "b")
    assert found is not None
    assert found.name == "テスト食堂"
    assert place(db, "nowhere") is None


def test_places_are_counted_by_standing(db, tmp_path):
    assert count_standings(db) == {"listed": 2, "check": 1}
    assert count_standings(open_database(tmp_path / "empty.sqlite")) == {}


def test_all_records_come_by_sort_and_key(db):
    assert [(record.of, record.key) for record in all_records(db)] == [
        ("place", "a"),
        ("place", "b"),
        ("place", "c"),
        ("group", "test-group"),
        ("site", "test-site"),
        ("source", "test"),
    ]


def test_a_view_has_the_places_group_and_site(db):
    found = place(db, "b")
    assert found is not None
    shown = view(db, found)
    assert shown.group_name == "テストの会"
    assert shown.location is not None


def test_every_view_is_a_public_one(db):
    shown = {one.place.key: one for one in all_views(db)}
    assert set(shown) == {"a", "b", "c"}
    assert shown["c"].address is None
    assert shown["c"].location is None


def test_the_names_of_all_places_by_key(tmp_path):
    db = filled(tmp_path, make_place("b", name="い", standing="ended"), make_place("a", name="あ"))
    assert names_of_places(db) == {"a": "あ", "b": "い"}


def test_views_come_in_the_order_asked_for(db):
    assert [one.place.key for one in views(db, ["c", "a", "nowhere", "b"])] == ["c", "a", "b"]


def test_a_group_that_is_not_there_is_no_group(tmp_path):
    db = filled(tmp_path, make_place(group="nowhere", site="nowhere"))
    assert [one.group_name for one in all_views(db)] == [""]


def test_sources_by_key(db):
    assert public_sources(db)["test"].text("name") == "テストの出典"


def test_a_staff_statement_of_the_place_is_not_in_its_view(tmp_path):
    db = filled(tmp_path, make_place(who=say("ひみつ", visibility="staff")))
    assert "ひみつ" not in repr(list(all_views(db)))
