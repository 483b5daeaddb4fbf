"""What there is already of what somebody is about to make new."""

import pytest

from tests.made_up import DATA
from tests.workflows.test_new_place import NOW
from webmap.formats.new_place_form import fingerprint
from webmap.storage.database import edition, open_database
from webmap.workflows.look_for_place import look_for_place
from webmap.workflows.read_gazetteer import read_gazetteer


@pytest.fixture(scope="module")
def look(filled):
    """Looks at a form with these cells; nothing is kept."""
    db, gazetteer = open_database(filled), read_gazetteer(DATA)

    def look(**cells):
        before = edition(db)
        named = {name.replace("__", ":"): [text] for name, text in cells.items()}
        looked = look_for_place(db, gazetteer, named, NOW.date())
        assert edition(db) == before
        return looked

    yield look
    db.close()


def asked(looked, name):
    return looked.cells[name][0]


ADDRESS, GROUP = "site/address__value", "group/name__value"


def test_the_pin_stands_where_the_address_is(look):
    looked = look(**{ADDRESS: "国立市谷保"})
    assert asked(looked, "site/location:level") == "town"
    assert asked(looked, "site/location:radius_m") == "618"
    assert asked(looked, "site/location:source").startswith("gazetteer")


def pin(lat, lon, level="building", radius=""):
    parts = {"lat": lat, "lon": lon, "level": level, "radius_m": radius}
    return {f"site/location__{part}": text for part, text in parts.items()}


@pytest.mark.parametrize("moved", [("35.7", "139.45"), ("", "", ""), ("きた", "139.439834")])
def test_a_pin_that_a_person_moved_or_cleared_stays_so(look, moved):
    before = "35.680333 139.439834 town 618"
    looked = look(**{ADDRESS: "国立市矢川", "found": before} | pin(*moved))
    assert asked(looked, "site/location:lat") == moved[0]


def test_a_pin_that_nobody_moved_follows_the_address(look):
    before = "35.680333 139.439834 town 618"
    stands = pin("35.680333", "139.439834", "town", "618")
    looked = look(**{ADDRESS: "国立市矢川", "found": before} | stands)
    assert asked(looked, "site/location:lat") == "35.681309"


def test_doubles_are_found_by_the_point_of_the_address_too(look):
    looked = look(name__value="みほん", **{ADDRESS: "富士見台4-17-65"})
    assert {one.place.site for one in looked.doubles} == {"yagawa-plus"}


def test_the_building_at_the_address_is_offered_first(look):
    looked = look(**{ADDRESS: "富士見台４丁目17-65"})
    assert [one.key for one in looked.sites] == ["yagawa-plus"]
    assert asked(looked, "site:value") == "yagawa-plus"
    again = look(**{ADDRESS: "東京都国立市富士見台4-17-65", "site__value": "new"})
    assert asked(again, "site:value") == "new"


def test_a_group_of_the_same_name_is_taken_unless_one_says_otherwise(look):
    name = "ＮＰＯ法人くにたち農園の会"
    looked = look(**{GROUP: name, "group__value": "new"})
    assert asked(looked, "group:value") == "hatakenbo"
    word = fingerprint({"group/name:value": [name]})
    again = look(**{GROUP: name, "group__value": "new", "looked": word})
    assert asked(again, "group:value") == "new"


def test_a_new_group_is_new_and_none_is_none(look):
    assert asked(look(**{GROUP: "みほんの会"}), "group:value") == "new"
    assert asked(look(name__value="みほん"), "group:value") == ""


def test_a_free_key_and_today_are_suggested(look):
    looked = look(name__value="みほん")
    assert (asked(looked, "key"), asked(looked, "common:day")) == ("p1", "2026-12-04")
    typed = look(name__value="みほん", key="mihon", common__day="2026-11")
    assert (asked(typed, "key"), asked(typed, "common:day")) == ("mihon", "2026-11")
