"""A new place is kept in one act, waits for a check, and is made once however often it is sent."""

from datetime import datetime

import pytest

from tests.formats.test_new_place_form import cells as form
from tests.made_up import DATA, TOKYO
from webmap.formats.new_place_form import read_new_place
from webmap.places.changes import by_staff, is_person
from webmap.places.errors import Invalid
from webmap.places.location import Location
from webmap.places.place import Place, Site
from webmap.places.visibility import PUBLIC_STANDINGS
from webmap.storage.changes import history, read_record
from webmap.storage.database import Database, edition, open_database
from webmap.storage.places import place, view
from webmap.workflows.look_for_place import look_for_place, next_key
from webmap.workflows.new_place import make_place
from webmap.workflows.points import Points
from webmap.workflows.read_gazetteer import read_gazetteer

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
WHO = by_staff("mihon")


@pytest.fixture(scope="module")
def gazetteer():
    return read_gazetteer(DATA)


@pytest.fixture
def db(settings):
    db = open_database(settings.database)
    yield db
    db.close()


@pytest.fixture
def make(db, gazetteer):
    """Makes a place of the form with some cells changed, and returns its key."""

    def make(who=WHO, **changed):
        points = Points(db, DATA, NOW, gazetteer)
        return make_place(points, gazetteer, read_new_place(form(**changed), NOW.date()), who)

    return make


def stored(db: Database, key: str) -> Place:
    found = place(db, key)
    assert found
    return found


def name_of_source(db: Database, key: str) -> str:
    source = read_record(db, "source", key)
    assert source
    return source.text("name")


def located(db: Database, key: str) -> tuple[Location | None, str]:
    """Where a place is, and the source of that."""
    site = read_record(db, "site", stored(db, key).text("site"))
    assert isinstance(site, Site)
    return site.location, site.said["location"].source if site.location else ""


def test_place_site_and_group_are_one_act_of_the_editor(db, make):
    key = make()
    made = [
        change
        for of in ("place", "site", "group", "source")
        for record in (key, "told-1")
        for change in history(db, of, record)
    ]
    assert {change.of for change in made} == {"place", "site", "group", "source"}
    assert {(change.kept, change.who) for change in made} == {(NOW, WHO)}
    assert name_of_source(db, "told-1") == "電話で きいた"


def test_it_waits_for_a_check(db, make):
    shown = stored(db, make())
    assert shown.standing == "check"
    assert shown.standing not in PUBLIC_STANDINGS
    assert shown.text("city") == "132152"
    assert {said.source for said in shown.said.values()} == {"told-1"}


def test_a_source_that_is_there_is_not_made_again(db, make):
    make(**{"common:source": "国立市オープンデータ 公共施設一覧"})
    assert stored(db, "p1").said["name"].source == "kunitachi-public-facility"
    make(key="p2", **{"name:value": "みほん2", "common:source": "wamnet"})
    assert stored(db, "p2").said["name"].source == "wamnet"
    assert read_record(db, "source", "told-1") is None


def test_a_pin_by_hand_is_a_persons(db, make):
    key = make(**{"site/location:source": "職員が 地図で おいた点"})
    (first,) = history(db, "site", key)
    assert is_person(first.who)
    location, source = located(db, key)
    assert location == Location("35.68", "139.44", "building")
    assert name_of_source(db, source) == "職員が 地図で おいた点"


def test_the_point_of_the_gazetteer_stays_its_own(db, make, gazetteer):
    """So that a better one may take its place one day."""
    looked = look_for_place(db, gazetteer, form_of("富士見台2-47-1"), NOW.date())
    pin = {name: texts[0] for name, texts in looked.cells.items() if "location" in name}
    key = make(**{"site/address:value": "富士見台2-47-1"} | pin)
    *_, last = history(db, "site", key)
    assert last.field == "location"
    assert last.who == "geocoder:gazetteer"


def form_of(address):
    blank = {f"site/location:{part}": "" for part in ("lat", "lon", "level", "radius_m", "source")}
    return form(**{"site/address:value": address} | blank)


def test_a_pin_that_was_cleared_stays_away(db, make):
    blank = {"site/location:lat": "", "site/location:lon": ""}
    key = make(**{"site/address:value": "国立市富士見台2-47-1"} | blank)
    assert located(db, key) == (None, "")


def test_a_point_without_address_is_a_site(db, make):
    key = make(**{"site/address:value": ""})
    assert located(db, key)[0] == Location("35.68", "139.44", "building")


def test_without_address_and_point_there_is_no_site(db, make):
    blank = {"site/location:lat": "", "site/location:lon": "", "site/address:value": ""}
    key = make(**blank | {"group/name:value": "", "group:value": ""})
    assert not {"site", "group"} & set(stored(db, key).said)
    assert [*history(db, "site", key)] == []


def test_a_stored_building_and_group_are_only_named(db, make):
    before = read_record(db, "site", "yagawa-plus")
    key = make(**{"site:value": "yagawa-plus", "group:value": "yagawa-jidokan"})
    assert stored(db, key).text("site") == "yagawa-plus"
    assert stored(db, key).text("group") == "yagawa-jidokan"
    assert read_record(db, "site", "yagawa-plus") == before
    assert [*history(db, "site", key)] == []


def test_a_building_that_is_not_there_is_refused_and_nothing_kept(db, make):
    before = edition(db)
    with pytest.raises(Invalid) as refused:
        make(**{"site:value": "nowhere", "group:value": "nobody"})
    assert [bad.column for bad in refused.value.problems] == ["site:value", "group:value"]
    assert edition(db) == before


def test_an_address_in_a_home_is_hidden_at_once(db, make):
    shown = view(db, stored(db, make(**{"site/address:value": "国立市谷保0-0 みほん様方"})))
    assert (shown.hides, shown.location, shown.address) == ("yes", None, None)


# -- keys


def test_the_form_sent_twice_makes_one_place(db, make):
    assert make() == make() == "p1"
    assert place(db, "p2") is None
    assert len([*history(db, "place", "p1")]) == 1


def test_two_editors_with_the_same_suggestion_get_two_keys(db, make):
    assert make() == "p1"
    assert make(by_staff("other"), **{"name:value": "べつの みほん"}) == "p2"
    assert make(**{"name:value": "みほん3", "key:suggested": "p1"}) == "p3"


def test_the_same_name_elsewhere_is_another_place(db, make):
    assert make() == "p1"
    assert make(**{"site/address:value": "国立市東0-0"}) == "p2"


def test_a_key_that_one_has_typed_is_never_swapped(make):
    assert make(**{"key": "mihon", "key:suggested": "p1"}) == "mihon"
    with pytest.raises(Invalid) as refused:
        make(**{"name:value": "べつ", "key": "mihon", "key:suggested": "p1"})
    assert [bad.column for bad in refused.value.problems] == ["key"]


def test_a_key_in_use_is_refused(make):
    with pytest.raises(Invalid):
        make(**{"key": "guruguru", "key:suggested": "p1"})


def test_a_key_is_never_given_again(db, make):
    assert next_key(db) == "p1"
    make()
    db.execute("DELETE FROM record WHERE of = 'place' AND key = 'p1'")
    assert next_key(db) == "p2"
