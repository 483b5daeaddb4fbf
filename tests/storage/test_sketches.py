"""What is stored, in short: who is known by what, and who is where."""

import pytest

from tests.made_up import filled, keep, make_group, make_place, make_site, make_source
from webmap.places.location import Location
from webmap.storage.sketches import (
    addresses_of_sites,
    highest_number,
    is_key_known,
    names_of_groups,
    places_at,
    places_by_site,
    sketches,
)

HOUSE = make_site("house", location=Location("35.68", "139.44", "building"))
TOWN = make_site("town", address="国立市谷保", location=Location("35.67", "139.43", "town", "618"))


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_place("a", name="あさひ", site="house", phone="042-000-0000", kana="アサヒ"),
        make_place("b", name="いずみ", site="town", standing="ended", identifier__wamnet="13:A1"),
        make_place("c", name="うみ", standing="check"),
        make_place("house-2", name="えん", site="house"),
        make_group(),
        HOUSE,
        TOWN,
        make_source(),
    )


def test_a_sketch_tells_by_what_a_place_is_known(db):
    a, b, c, _ = sketches(db)
    assert (a.name, a.kana, a.phone, a.site) == ("あさひ", "アサヒ", "042-000-0000", "house")
    assert (a.address, a.point) == ("東京都国立市東0-0-0", (35.68, 139.44))
    assert (b.standing, b.address, b.point) == ("ended", "国立市谷保", None)
    assert "13:A1" in b.identifiers
    assert (c.standing, c.site, c.address, c.point) == ("check", "", "", None)


def test_who_uses_a_site(db):
    assert places_at(db, "house") == {"a": "あさひ", "house-2": "えん"}
    assert places_at(db, "town") == {"b": "いずみ"}
    assert places_at(db, "nowhere") == {}
    assert dict(places_by_site(db)) == {"house": "えん", "town": "いずみ"}


def test_names_and_addresses(db):
    assert names_of_groups(db) == {"test-group": "テストの会"}
    assert addresses_of_sites(db)["town"] == "国立市谷保"


def test_a_key_that_ever_was_is_known(db):
    assert is_key_known(db, "place", "a")
    assert not is_key_known(db, "place", "house")
    assert is_key_known(db, "site", "house")


def test_the_highest_number_is_that_of_numbers(db):
    assert highest_number(db, "place", "p") == 0
    keep(db, *(make_place(key) for key in ("p2", "p10", "p3", "p11-2", "plum", "pp99", "q50")))
    assert highest_number(db, "place", "p") == 10
