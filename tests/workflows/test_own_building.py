"""A place that shares its building gets one of its own by its form; the others stay where they are."""

from datetime import datetime

import pytest

from tests.made_up import DATA, TOKYO
from webmap.places.changes import by_staff
from webmap.places.place import Site
from webmap.storage.changes import read_record
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.storage.sketches import places_at
from webmap.workflows.edit_place import Refused, Saved, open_form, save_form

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
KEY, SHARED = "yagawa-jidokan", "yagawa-plus"
TOLD = {"common:source": ["電話で きいた"], "common:day": ["2026-12-04"]}


@pytest.fixture
def db(settings):
    db = open_database(settings.database)
    yield db
    db.close()


def save(db, **changed):
    form = open_form(db, KEY)
    assert form
    base = {f"base:{of}": [str(number)] for of, number in form.base.items()}
    shown = {name.partition(":")[0] for name in form.cells} - {"shown"}
    cells = form.cells | base | TOLD | {"shown": sorted(shown)}
    cells |= {name: [text] for name, text in changed.items()}
    return save_form(db, DATA, KEY, cells, by_staff("mihon"), NOW)


def site_of(db, key):
    found = place(db, key)
    assert found
    site = read_record(db, "site", found.text("site"))
    assert isinstance(site, Site)
    return site


def test_only_the_one_place_moves(db):
    before = read_record(db, "site", SHARED)
    answer = save(db, **{"site:value": "new", "site/address:value": "国立市谷保0-0"})
    assert isinstance(answer, Saved)
    site = site_of(db, KEY)
    assert (site.key, site.text("address")) == (KEY, "国立市谷保0-0")
    assert read_record(db, "site", SHARED) == before
    assert len(places_at(db, SHARED)) == 4


def test_address_and_point_come_along_with_their_sources(db):
    before = site_of(db, KEY)
    assert isinstance(save(db, **{"site:value": "new"}), Saved)
    after = site_of(db, KEY)
    assert after.key != before.key
    assert after.said["address"] == before.said["address"]
    assert after.location == before.location


def test_a_group_of_its_own_is_made_as_well(db):
    answer = save(db, **{"group:value": "new", "group/name:value": "みほんの会"})
    assert isinstance(answer, Saved)
    found = place(db, KEY)
    assert found
    group = read_record(db, "group", found.text("group"))
    assert group and group.text("name") == "みほんの会"


def test_a_building_that_is_not_there_is_refused(db):
    assert isinstance(save(db, **{"site:value": "nowhere"}), Refused)
    assert site_of(db, KEY).key == SHARED
