"""A family looks for a place: the groups, their order, their pages, and what to loosen."""

import json
from datetime import datetime

import pytest

from tests.made_up import (
    CITY,
    JA,
    TOKYO,
    filled,
    make_place,
    make_site,
    make_source,
    say,
)  # fmt: skip
from tests.workflows.finding import NOW, TODAY, fits, keys, rule, small_city
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.nearness import Origin, Start, Surroundings, Walk
from webmap.places.needs import Need, Needs
from webmap.places.schedule import Rule
from webmap.places.walking import River
from webmap.storage.database import open_database
from webmap.words.readings import Readings
from webmap.workflows.find_places import PAGE, Finder, find_place, geojson


@pytest.fixture
def finder():
    return Finder(JA, Readings({}), CITY)


@pytest.fixture
def db(tmp_path):
    return small_city(tmp_path)


# -- the groups


def test_every_public_place_fits_when_nothing_is_asked(finder, db):
    found = finder.find(db, Needs(), NOW)
    assert keys(found.fits) == ["a", "f", "c", "b"]
    assert (found.fits.total, found.unknown.total, found.page, found.pages) == (4, 0, 1, 1)
    assert found.loosen is None


def test_what_is_not_known_stands_apart_and_what_does_not_fit_nowhere(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("yes", fact__elevator="yes"),
        make_place("limited", fact__elevator="limited"),
        make_place("no", fact__elevator="no"),
        make_place("unknown"),
    )
    found = finder.find(db, Needs(access=("elevator",)), NOW)
    assert keys(found.fits) == ["yes", "limited"]
    assert keys(found.unknown) == ["unknown"]
    assert (found.fits.total, found.unknown.total) == (2, 1)


def test_words_and_categories_narrow_both_groups(finder, db):
    assert fits(finder, db, Needs(q="いずみ")) == ["b"]
    assert fits(finder, db, Needs(category=("soudan",))) == ["c"]
    assert fits(finder, db, Needs(category=("asobiba", "soudan"))) == ["c", "b"]
    assert fits(finder, db, Needs(q="食堂", category=("soudan",))) == []
    found = finder.find(db, Needs(q="食堂", access=("parking",)), NOW)
    assert (keys(found.fits), keys(found.unknown)) == ([], ["a", "f"])


def test_words_that_nothing_holds_find_nothing(finder, db):
    found = finder.find(db, Needs(q="ない場所"), NOW)
    assert (found.fits.total, found.unknown.total, found.pages) == (0, 0, 1)


def test_what_only_the_staff_may_read_answers_nothing(finder, tmp_path):
    said = {
        "fact__elevator": say("yes", visibility="staff"),
        "ages": say("6-12", visibility="staff"),
        "booking": say("none", visibility="print"),
        "fee__elementary__visit": say(Fee("0"), visibility="staff"),
        "schedule__1": say(Rule(frequency="daily"), visibility="staff"),
    }
    db = filled(tmp_path, make_place("a", **said))
    for asked in (
        Needs(access=("elevator",)), Needs(grade=("es1",)), Needs(booking=("none",)),
        Needs(free=("1",)), Needs(open=("tomorrow",)),
    ):  # fmt: skip
        found = finder.find(db, asked, NOW)
        assert (found.fits.total, found.unknown.total) == (0, 1), asked


# -- the order


def test_what_opens_soonest_comes_first_and_what_is_open_counts_as_now(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("1", name="あ", **rule("10:00", "16:00")),
        make_place("2", name="い", **rule("17:00", "20:00")),
        make_place("3", name="う", **rule("10:00", "18:00")),
        make_place("4", name="え", **rule("16:00", "17:00")),
        make_place("5", name="お", **rule("10:00", "12:00", weekdays="SA")),
    )
    assert fits(finder, db) == ["3", "4", "2", "1", "5"]
    night = datetime(2026, 12, 5, 0, 0, tzinfo=TOKYO)
    assert fits(finder, db, now=night) == ["1", "3", "5", "4", "2"]


def test_a_sure_date_comes_before_an_unsure_one_and_no_date_last(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("none", name="あ"),
        make_place("unsaid", name="い", **rule("16:00", frequency="twice_monthly")),
        make_place("maybe", name="う", **rule("16:00", weekdays="FR", frequency="monthly")),
        make_place("sure", name="え", **rule("10:00", "12:00", weekdays="TH")),
    )
    assert fits(finder, db) == ["sure", "maybe", "none", "unsaid"]


def test_yes_comes_before_limited_when_both_are_as_soon(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("l", name="あ", fact__alone="limited", **rule("16:00", "18:00")),
        make_place("y", name="い", fact__alone="yes", **rule("16:00", "18:00")),
        make_place("late", name="う", fact__alone="yes", **rule("17:00", "18:00")),
    )
    assert fits(finder, db, Needs(alone=("1",))) == ["y", "l", "late"]
    assert fits(finder, db) == ["l", "y", "late"]


def test_where_one_drops_in_comes_before_all_that_opens_sooner_elsewhere(finder, tmp_path):
    open_now = rule("10:00", "20:00")
    db = filled(
        tmp_path,
        make_place("closed-door", categories="kodomo_shokudo", drop_in="no", **open_now),
        make_place("advice", categories="soudan;ibasho", **open_now),
        make_place("also-advice", categories="ibasho;soudan"),
        make_place("no-date"),
        make_place("closed-advice", categories="hattatsu", drop_in="no", **open_now),
    )
    assert fits(finder, db) == [
        "also-advice", "no-date", "advice", "closed-advice", "closed-door",
    ]  # fmt: skip


def test_what_is_as_soon_comes_by_reading_and_then_by_key(tmp_path):
    finder = Finder(JA, Readings({"谷保": "やほ", "矢川": "やがわ"}), CITY)
    db = filled(
        tmp_path,
        make_place("1", name="谷保"),
        make_place("4", name="おなじ"),
        make_place("3", name="おなじ"),
        make_place("2", name="矢川"),
    )
    assert fits(finder, db) == ["3", "4", "2", "1"]


def test_the_order_follows_the_opening_that_meets_what_is_asked(finder, tmp_path):
    sunday = {"schedule__2": Rule(weekdays="SU", opens="10:00", closes="12:00")}
    db = filled(
        tmp_path,
        make_place("early", name="い", schedule__1=Rule(weekdays="SA", opens="09:00"), **sunday),
        make_place("late", name="あ", schedule__1=Rule(weekdays="SA", opens="11:00"), **sunday),
    )
    assert fits(finder, db, Needs(weekday=("sat",))) == ["early", "late"]
    assert fits(finder, db, Needs(weekday=("sun",))) == ["late", "early"]


def test_what_is_not_known_is_in_the_same_order(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("none", name="あ"),
        make_place("advice", name="い", categories="soudan", **rule("10:00", "20:00")),
        make_place("late", name="う", **rule("17:30", "18:00")),
        make_place("soon", name="え", **rule("17:00", "18:00")),
    )
    found = finder.find(db, Needs(access=("elevator",)), NOW)
    assert keys(found.unknown) == ["soon", "late", "none", "advice"]


# -- pages


def test_each_group_comes_in_pages_with_its_whole_count(finder, tmp_path):
    known = (make_place(f"y{n:03}", fact__elevator="yes") for n in range(PAGE + 1))
    unknown = (make_place(f"u{n:03}") for n in range(2 * PAGE + 3))
    db = filled(tmp_path, *known, *unknown)
    asked = Needs(access=("elevator",))
    pages = [finder.find(db, asked, NOW, number) for number in (1, 2, 3)]
    assert [len(found.fits.offers) for found in pages] == [PAGE, 1, 0]
    assert [len(found.unknown.offers) for found in pages] == [PAGE, PAGE, 3]
    assert {(found.fits.total, found.unknown.total, found.pages) for found in pages} == {
        (PAGE + 1, 2 * PAGE + 3, 3)
    }
    shown = [key for found in pages for key in (*keys(found.fits), *keys(found.unknown))]
    assert len(set(shown)) == len(shown) == 3 * PAGE + 4


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 1)])
def test_a_page_that_is_not_there_is_the_nearest_one(finder, db, asked, given):
    found = finder.find(db, Needs(), NOW, asked)
    assert (found.page, keys(found.fits)) == (given, ["a", "f", "c", "b"])


# -- what to loosen


@pytest.fixture
def strict(tmp_path):
    """Two places with an elevator, one that is free; none that is both."""
    return filled(
        tmp_path,
        make_place("e1", fact__elevator="yes", fee__everyone__visit=Fee("100")),
        make_place("e2", name="みほん", fact__elevator="yes", fee__everyone__visit=Fee("100")),
        make_place("f", fact__elevator="no", fee__everyone__visit=Fee("0")),
    )


def test_when_nothing_fits_the_dearest_condition_is_told(finder, strict):
    found = finder.find(strict, Needs(access=("elevator",), free=("1",)), NOW)
    assert found.fits.total == 0 and found.loosen is not None
    assert (found.loosen.need, found.loosen.count) == (Need("free", "1"), 2)
    assert found.loosen.needs == Needs(access=("elevator",))
    assert len(fits(finder, strict, found.loosen.needs)) == found.loosen.count


def test_of_conditions_that_cost_the_same_the_first_is_told(finder, strict):
    asked = Needs(access=("elevator",), free=("1",), q="みほん")
    found = finder.find(strict, asked, NOW)
    assert found.loosen is not None
    assert (found.loosen.need, found.loosen.count) == (Need("free", "1"), 1)
    one_each = Needs(access=("elevator",), free=("1",), category=("kodomo_shokudo",), q="ない")
    assert finder.find(strict, one_each, NOW).loosen is None


def test_the_words_to_find_may_be_what_costs_most(finder, strict):
    found = finder.find(strict, Needs(access=("elevator",), q="ない場所"), NOW)
    assert found.loosen is not None
    assert (found.loosen.need.word, found.loosen.count) == ("q", 2)
    assert found.loosen.needs == Needs(access=("elevator",))


def test_the_one_of_several_grades_that_costs_most_is_told(finder, tmp_path):
    db = filled(tmp_path, make_place("a", ages="6-9"), make_place("b", ages="7-13"))
    found = finder.find(db, Needs(grade=("es1", "jhs1")), NOW)
    assert found.loosen is not None
    assert (found.loosen.need, found.loosen.count) == (Need("grade", "es1"), 1)


def test_nothing_is_told_while_something_fits_or_when_nothing_would(finder, strict, tmp_path):
    assert finder.find(strict, Needs(access=("elevator",)), NOW).loosen is None
    assert finder.find(strict, Needs(access=("parking", "stroller")), NOW).loosen is None
    empty = open_database(tmp_path / "empty.sqlite")
    assert finder.find(empty, Needs(access=("parking",), q="み"), NOW).loosen is None


# -- search, one place, open data


def test_search_names_keys_in_the_order_of_the_list(finder, db):
    assert finder.search(db, "食堂", TODAY) == ["a", "f"]
    assert finder.search(db, "おわり", TODAY) == finder.search(db, "えんの会", TODAY) == []


def test_one_place(db):
    found = find_place(db, "a")
    assert found is not None
    assert found.place.name == "あさひ食堂"
    assert find_place(db, "nowhere") is None


def test_geojson_has_what_the_list_has(finder, db):
    ids = {feature["id"] for feature in json.loads(geojson(db))["features"]}
    assert ids == set(fits(finder, db))


# -- nearest first

SCHOOL = Origin("es5", "みほん小学校", "school", (35.685, 139.4414))
FLOW = River(((35.70, 139.36), (35.6775, 139.423), (35.655, 139.452), (35.65, 139.52)))


@pytest.fixture
def walkers(tmp_path):
    """The finder of a city with a river, and its database: near, nearer, across, nowhere."""
    open_now = rule("10:00", "18:00")
    db = filled(
        tmp_path,
        make_site("far", location=Location("35.69", "139.45", "building")),
        make_site("near", location=Location("35.686", "139.4414", "building")),
        make_site("across", location=Location("35.672", "139.415", "building")),
        make_place("a-far", name="あ", site="far", **open_now),
        make_place("b-near", name="い", site="near"),
        make_place("c-near-open", name="う", site="near", **open_now),
        make_place("d-across", name="え", site="across", **open_now),
        make_place("e-nowhere", name="お", **open_now),
        make_place("f-hidden", name="か", site="near", hidden="yes", **open_now),
        make_place("g-talk", name="き", site="near", categories="soudan", **open_now),
        make_source(),
    )
    return Finder(JA, Readings({}), CITY, surroundings=Surroundings.of([SCHOOL], FLOW)), db


def test_the_nearest_come_first_and_of_equals_the_one_that_opens_soonest(walkers):
    finder, db = walkers
    found = finder.find(db, Needs(), NOW, start=Start(SCHOOL))
    assert keys(found.fits) == [
        "c-near-open", "b-near", "a-far", "d-across", "e-nowhere", "f-hidden", "g-talk",
    ]  # fmt: skip
    assert keys(finder.find(db, Needs(), NOW).fits)[:2] == ["a-far", "c-near-open"]


def test_each_place_tells_its_way_and_a_hidden_one_has_none(walkers):
    finder, db = walkers
    for start, minutes in ((Start(SCHOOL), 2), (Start(SCHOOL, "child"), 3)):
        offers = finder.find(db, Needs(), NOW, start=start).fits.offers
        walks = {offer.listed.entry.key: offer.walk for offer in offers}
        assert walks["c-near-open"] == Walk(minutes=minutes)
        assert walks["d-across"] == Walk(metres=2800)
        assert walks["f-hidden"] == walks["e-nowhere"] == Walk()


def test_without_a_start_nothing_is_said_of_the_way(walkers):
    finder, db = walkers
    assert {offer.walk for offer in finder.find(db, Needs(), NOW).fits.offers} == {None}


def test_the_next_page_goes_on_from_the_farthest_of_the_one_before(tmp_path):
    finder = Finder(JA, Readings({}), CITY, surroundings=Surroundings.of([SCHOOL], River()))
    sites = [
        make_site(f"s{n}", location=Location(f"{35.7 + n / 1000:.3f}", "139.44", "building"))
        for n in range(PAGE + 5)
    ]
    places = [make_place(f"p{n}", name=f"みほん{9999 - n}", site=f"s{n}") for n in range(PAGE + 5)]
    db = filled(tmp_path, *sites, *places, make_source())
    found = finder.find(db, Needs(), NOW, 2, Start(SCHOOL))
    assert keys(found.fits) == [f"p{n}" for n in range(PAGE, PAGE + 5)]
