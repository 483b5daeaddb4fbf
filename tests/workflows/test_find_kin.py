"""Groups and buildings among those that are stored."""

import pytest

from webmap.storage.database import open_database
from webmap.storage.sketches import sketches
from webmap.workflows.find_kin import find_groups, find_sites, sites_at


@pytest.fixture(scope="module")
def db(filled):
    db = open_database(filled)
    yield db
    db.close()


@pytest.mark.parametrize(
    "text", ["矢川児童館", "矢川プラス", "富士見台4-17", "富士見台四丁目17番地の65"]
)
def test_a_building_is_found_by_address_or_by_who_is_there(db, text):
    found = {one.key: one for one in find_sites(db, text)}
    assert "矢川児童館" in found["yagawa-plus"].places
    assert found["yagawa-plus"].name == "東京都国立市富士見台4-17-65"


def test_an_address_comes_before_a_name(db):
    assert find_sites(db, "矢川")[0].name.startswith("東京都国立市矢川")


def test_a_group_is_found_by_a_part_of_its_name_the_beginning_first(db):
    names = [one.name for one in find_groups(db, "ｸﾆﾀﾁ")]
    assert names[0].startswith("くにたち")
    assert "NPO法人くにたち農園の会" in names


@pytest.mark.parametrize("text", ["", " ", "「」", "そのような会はない"])
def test_what_is_not_there_is_not_found(db, text):
    assert find_groups(db, text) == []
    assert find_sites(db, text) == []


def test_only_the_very_address_is_the_same_building(db):
    known = sketches(db)
    (site,) = sites_at(known, "国立市富士見台４丁目１７番６５号")
    assert (site.key, len(site.places)) == ("yagawa-plus", 5)
    for address in ("国立市富士見台4-17-6", "国立市富士見台4-17", "国立市富士見台", ""):
        assert sites_at(known, address) == []
