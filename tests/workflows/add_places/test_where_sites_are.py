"""``add`` gives the sites that it writes their points, with the offline gazetteer alone."""

import pytest

from tests.made_up import (
    DATA,
    NOON,
    filled,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
)
from tests.workflows.add_places.made_files import FURTHER, MAIN, Clerk, shokudo, venue, write
from webmap.formats.tables import write_tables
from webmap.places.changes import GEOCODER, diff
from webmap.places.location import Location
from webmap.places.who_wins import LOCATED
from webmap.places.whose_point import PUBLISHED
from webmap.storage.changes import history, keep_changes, read_record
from webmap.workflows.points import Points

KEY = "ks-132152-1"
EAST = "東京都国立市東1-2-3"
NORTH = "東京都国立市北2-2-2"
POINT = {"緯度": "35.6981", "経度": "139.4501"}


def point(clerk, key=KEY):
    said = clerk.site(key).said.get("location")
    return said and (said.value.level, said.sources[0])


def found(level="block", lat="35.69", source="gsi-address"):
    return say(Location(lat, "139.44", level), source=source, day="2026-11-01")


def edit_site(clerk, location, key=KEY, **more):
    """A person sets or empties the point of a place's site."""
    site = clerk.site(key)
    said = {name: one for name, one in site.said.items() if name != "location"} | more
    clerk.edit(site, type(site)(site.key, said | ({"location": location} if location else {})))


def give(clerk, location, key=KEY):
    """A geocoder's point, as an online one would give it."""
    site = clerk.site(key)
    clerk.edit(site, type(site)(site.key, {**site.said, "location": location}), f"{GEOCODER}gsi")


def test_a_new_site_without_a_point_gets_the_towns(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    assert point(clerk) == ("town", "gazetteer")
    *_, change = history(clerk.db, "site", clerk.site(KEY).key)
    assert (change.field, change.old, change.who) == ("location", None, f"{GEOCODER}gazetteer")
    assert read_record(clerk.db, "source", "gazetteer")
    (told,) = [one for row in clerk.heard.rows for one in row.outcomes if one.why == LOCATED]
    assert told.new == clerk.site(KEY).said["location"]


def test_a_published_point_is_the_points_owner(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST, **POINT)))
    assert point(clerk) == ("building", "kodomo-shokudo-132152")


@pytest.mark.parametrize("address", ["大阪府どこか市東1-1-1", "東京都台東区東上野4-5-6", ""])
def test_what_the_gazetteer_does_not_know_has_no_point(clerk, tmp_path, address):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=address)))
    sites = (read_record(clerk.db, "site", key) for key in clerk.records("site"))
    assert not any("location" in site.said for site in sites if site)


def test_an_address_of_another_citys_file_is_not_taken_for_ours(clerk, tmp_path):
    row = shokudo(住所="東1-2-3", **{"全国地方公共団体コード": "131067"})
    clerk.add(write(tmp_path / "131067_taitoku_kodomosyokudo.csv", row))
    (key,) = clerk.records()
    assert point(clerk, key) is None


def test_a_new_address_takes_the_old_found_point_away_and_gives_a_new_one(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    east = clerk.site(KEY).said["location"]
    clerk.add(write(tmp_path / MAIN, shokudo(住所=NORTH)), day="2026-08")
    north = clerk.site(KEY).said["location"]
    assert (north.value.level, north.sources[0]) == ("town", "gazetteer")
    assert north.value.point != east.value.point
    clerk.add(write(tmp_path / MAIN, shokudo(住所="大阪府どこか市1-1-1")), day="2026-09")
    assert point(clerk) is None


def test_more_words_for_the_same_building_keep_a_finer_point(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    give(clerk, found("block"))
    clerk.add(write(tmp_path / MAIN, shokudo(住所=f"{EAST} まるビル2階")), day="2026-08")
    assert clerk.site(KEY).text("address").endswith("まるビル2階")
    assert point(clerk) == ("block", "gsi-address")


def test_the_gazetteers_point_is_no_finer_than_the_address_of_now(clerk, tmp_path):
    """中2-1 is a known building; of 中2-1-5 in it only the block is."""
    clerk.add(write(tmp_path / MAIN, shokudo(住所="東京都国立市中2-1")), day="2026-07-01")
    assert point(clerk) == ("building", "gazetteer")
    clerk.add(write(tmp_path / MAIN, shokudo(住所="東京都国立市中2-1-5")), day="2026-08-01")
    assert point(clerk) == ("block", "gazetteer")


def test_a_persons_pin_is_never_touched_nor_an_emptied_one(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    pin = say(Location("35.1", "139.1", "building"), source="staff")
    edit_site(clerk, pin)
    clerk.add(write(tmp_path / MAIN, shokudo(住所=NORTH)), day="2026-08")
    assert clerk.site(KEY).said["location"] == pin
    edit_site(clerk, None)
    clerk.add(write(tmp_path / MAIN, shokudo(住所="東京都国立市西1-1-1")), day="2026-09")
    assert point(clerk) is None


def test_a_pin_is_not_left_behind_when_the_new_address_is_another_sites(clerk, tmp_path):
    one, other = shokudo(住所=EAST), shokudo("2", "となりの食堂", 住所=NORTH)
    clerk.add(write(tmp_path / MAIN, one, other))
    pin = say(Location("35.1", "139.1", "building"), source="staff")
    edit_site(clerk, pin)
    clerk.add(write(tmp_path / MAIN, shokudo(住所=NORTH), other), day="2026-08")
    assert clerk.site(KEY).said["location"] == pin
    assert clerk.site(KEY).text("address") == NORTH


@pytest.mark.parametrize("level", ["town", "block", "building"])
def test_a_published_point_that_comes_later_takes_the_found_ones_place(clerk, tmp_path, level):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    give(clerk, found(level, "35.6"))
    counts = clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST, **POINT)), day="2026-08")
    assert counts.changed == 1
    assert point(clerk) == ("building", "kodomo-shokudo-132152")
    assert PUBLISHED in {one.why for row in clerk.heard.rows for one in row.outcomes}


def test_of_a_shared_site_too_and_no_second_site_is_made_for_it(clerk, tmp_path):
    rows = shokudo("1", "東の食堂", 住所=EAST), shokudo("2", "西の食堂", 住所=EAST)
    clerk.add(write(tmp_path / MAIN, *rows))
    third = shokudo("3", "北の食堂", 住所=EAST, **POINT)
    clerk.add(write(tmp_path / MAIN, *rows, third), day="2026-08")
    assert len(clerk.records("site")) == 1
    assert point(clerk) == ("building", "kodomo-shokudo-132152")


def test_the_same_file_again_changes_nothing(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(住所=EAST), shokudo("2", "西の食堂", 住所=NORTH))
    clerk.add(path)
    before = clerk.changes()
    assert clerk.add(path).unchanged == 2
    assert clerk.add(path, day="2026-08").unchanged == 2
    assert clerk.changes() > before  # the days
    assert [point(clerk, f"ks-132152-{n}") for n in (1, 2)] == [("town", "gazetteer")] * 2


def test_sources_are_named_as_in_the_citys_own_table_or_else_in_ours(clerk, tmp_path):
    names = {"gazetteer": "わたしたちの 地名の表"}
    table = ["key,name,publisher,url,licence,credit,layout,note"]
    table += [f"{key},{name},,,,,," for key, name in names.items()]
    (tmp_path / "sources.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    known = say(Location("35.6", "139.4", "town"), source="gazetteer;nominatim;new")
    keep_changes(clerk.db, Points(clerk.db, tmp_path, NOON).new_sources(known))
    made = [read_record(clerk.db, "source", key) for key in known.sources]
    assert [one.text("name") for one in made if one] == [
        "わたしたちの 地名の表",
        "OpenStreetMap Nominatim（住所の検索）",
        "new",
    ]


# -- hidden


@pytest.mark.parametrize(
    "cells",
    [
        {"備考": "住所は非公開"},
        {"備考": "場所は未公開です"},
        {"住所": f"{EAST} 山田様方"},
    ],
)
def test_where_somebody_hides_gets_no_point(clerk, tmp_path, cells):
    clerk.add(write(tmp_path / MAIN, shokudo(**({"住所": EAST} | cells))))
    assert clerk.site(KEY).said.get("location") is None


def test_a_site_that_is_shared_with_somebody_who_hides_gets_no_point(clerk, tmp_path):
    hidden = shokudo("1", "かくれた食堂", 住所=EAST, 備考="住所は非公開")
    clerk.add(write(tmp_path / MAIN, hidden, shokudo("2", "おもての食堂", 住所=EAST)))
    assert clerk.place("ks-132152-1").text("site") == clerk.place("ks-132152-2").text("site")
    assert point(clerk) is None


@pytest.mark.parametrize("who", ["itself", "another"])
def test_who_hides_later_loses_what_was_found(clerk, tmp_path, who):
    row = shokudo("1", 住所=EAST)
    clerk.add(write(tmp_path / MAIN, row))
    assert point(clerk) == ("town", "gazetteer")
    hides = {"備考": "住所は非公開"}
    rows = (row | hides,) if who == "itself" else (row, shokudo("2", "かくれた", 住所=EAST) | hides)
    clerk.add(write(tmp_path / MAIN, *rows), day="2026-08")
    assert clerk.place(f"ks-132152-{len(rows)}").text("hidden") == "yes"
    assert point(clerk) is None


def test_a_further_voice_about_one_who_hides_gets_no_point(tmp_path):
    site = make_site("old", address=say("東京都国立市西1-1-1", day="2026-07-29", source="kept"))
    place = make_place(KEY, name="テスト食堂", site="old", identifier__kodomo_shokudo="132152:1")
    hidden = type(place)(place.key, {**place.said, "hidden": say("yes")})
    clerk = Clerk(filled(tmp_path, site, hidden, make_source(), make_source("kept")))
    clerk.add(write(tmp_path / MAIN, shokudo(住所=NORTH)), day="2026-07")
    assert len(clerk.records("site")) == 2
    sites = [read_record(clerk.db, "site", key) for key in clerk.records("site")]
    assert not any("location" in one.said for one in sites if one)


def test_a_further_venue_is_located_too(clerk, tmp_path):
    main = write(tmp_path / MAIN, shokudo(住所=EAST))
    clerk.add(main, write(tmp_path / FURTHER, venue("1", NORTH)))
    assert point(clerk, "ks-132152-1-2") == ("town", "gazetteer")


def follow(clerk, record, **said):
    """A person changes what is said of a record."""
    moved = type(record)(record.key, record.said | said)
    changes = [*diff(record, moved, kept=NOON, who="花子")]
    keep_changes(clerk.db, Points(clerk.db, DATA, NOON).follow(changes))


def test_a_hidden_place_that_moves_takes_the_found_point_of_the_site_it_moves_to(clerk, tmp_path):
    rows = shokudo("1", 住所=EAST), shokudo("2", "かくれた", 住所=NORTH, 備考="住所は非公開")
    clerk.add(write(tmp_path / MAIN, *rows))
    assert point(clerk, "ks-132152-1") == ("town", "gazetteer")
    hidden, open_place = clerk.place("ks-132152-2"), clerk.place("ks-132152-1")
    follow(clerk, hidden, site=say(open_place.text("site")))
    assert point(clerk, "ks-132152-1") is None


def test_so_does_one_that_says_only_now_that_it_is_in_a_home(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    follow(clerk, clerk.place(KEY), address_note=say("みほん様方", visibility="staff"))
    assert point(clerk) is None


@pytest.mark.parametrize("visibility", ["staff", "print"])
def test_an_address_that_is_not_public_any_more_has_no_found_point(clerk, tmp_path, visibility):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    follow(clerk, clerk.site(KEY), address=say(EAST, visibility=visibility))
    assert point(clerk) is None


def test_but_a_persons_pin_and_a_published_point_stay_there(clerk, tmp_path):
    rows = shokudo("1", 住所=EAST), shokudo("2", "西の食堂", 住所=NORTH, **POINT)
    clerk.add(write(tmp_path / MAIN, *rows))
    edit_site(clerk, found())
    for key in ("ks-132152-1", "ks-132152-2"):
        follow(clerk, clerk.place(key), hidden=say("yes"))
        follow(clerk, clerk.site(key), address=say(EAST, visibility="staff"))
    assert point(clerk, "ks-132152-1") == ("block", "gsi-address")
    assert point(clerk, "ks-132152-2") == ("building", "kodomo-shokudo-132152")


# -- our own tables


@pytest.mark.parametrize("when", ["new", "later"])
def test_a_found_point_that_tables_bring_is_dropped_where_somebody_hides(clerk, tmp_path, when):
    place, site = make_place("b", site="closed", hidden="yes"), make_site("closed", address=NORTH)
    located = make_site("closed", address=NORTH, location=found())
    for number, one in enumerate((located,) if when == "new" else (site, located)):
        write_tables((make_source(), place, one), tmp_path / f"tables-{number}")
        clerk.add(tmp_path / f"tables-{number}")
    assert clerk.site("b").said.get("location") is None


def test_of_a_site_that_tables_bring_the_point_is_told_once(clerk, tmp_path):
    places = make_place("a", site="open"), make_place("b", site="open", name="西の食堂")
    write_tables((make_source(), make_site("open", address=EAST), *places), tmp_path / "tables")
    clerk.add(tmp_path / "tables")
    told = [one for row in clerk.heard.rows for one in row.outcomes if one.why == LOCATED]
    assert [one.new for one in told] == [clerk.site("a").said["location"]]


@pytest.mark.parametrize("last", ["132152", "131067"])
def test_a_site_that_two_cities_use_is_in_either(clerk, tmp_path, last):
    first = "131067" if last == "132152" else "132152"
    places = make_place("a", site="open", city=first), make_place("b", site="open", city=last)
    site = make_site("open", address="東1-2-3")
    write_tables((make_source(), site, *places), tmp_path / "tables")
    clerk.add(tmp_path / "tables")
    assert point(clerk, "a") == ("town", "gazetteer")


def test_tables_that_are_added_are_located_but_not_where_somebody_hides(clerk, tmp_path):
    records = (
        make_source(),
        make_group(),
        make_site("open", address=EAST),
        make_site("closed", address=NORTH),
        make_place("a", site="open"),
        make_place("b", site="closed", hidden="area"),
    )
    write_tables(records, tmp_path / "tables")
    clerk.add(tmp_path / "tables")
    assert point(clerk, "a") == ("town", "gazetteer")
    assert clerk.site("b").said.get("location") is None


def test_our_own_tables_say_all_there_is_to_say(clerk):
    """Added to an empty database they are what fill makes of them, and once more change nothing."""
    clerk.add(DATA)
    assert not [key for key in clerk.records("site") if len([*history(clerk.db, "site", key)]) > 1]
    before = clerk.changes()
    clerk.add(DATA)
    assert clerk.changes() == before


# -- any other hand that writes


def test_a_person_who_changes_an_address_gets_its_point_with_it(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(住所=EAST)))
    site = clerk.site(KEY)
    east = site.said["location"]
    moved = type(site)(site.key, {**site.said, "address": say(NORTH)})
    changes = [*diff(site, moved, kept=NOON, who="花子")]
    keep_changes(clerk.db, Points(clerk.db, DATA, NOON).follow(changes))
    north = clerk.site(KEY).said["location"]
    assert north.value.point != east.value.point
    gone = type(site)(site.key, {"location": north})
    changes = [*diff(clerk.site(KEY), gone, kept=NOON, who="花子")]
    keep_changes(clerk.db, Points(clerk.db, DATA, NOON).follow(changes))
    assert point(clerk) is None
