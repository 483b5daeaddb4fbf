"""The real data: nothing lost, nothing invented, nothing shown that must not be."""

import csv
import json
import re

import brotli
import pytest

from tests.made_up import DATA, NOON, ROOT
from webmap.formats.tables import read_tables
from webmap.places.contacts import is_private
from webmap.places.place import Place
from webmap.places.schedule import Rule
from webmap.storage.database import open_database
from webmap.storage.places import place, view
from webmap.workflows.check_data import check_data
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database
from webmap.workflows.find_places import geojson

KEYS = (ROOT / "tests" / "data" / "place_keys.txt").read_text(encoding="utf-8").split()
CASES = ROOT / "tests" / "data" / "kodomo_shokudo"


@pytest.fixture(scope="module")
def reading():
    return read_tables(DATA)


@pytest.fixture(scope="module")
def places(reading):
    return {key: one for (of, key), one in reading.records.items() if of == "place"}


@pytest.fixture(scope="module")
def groups(reading):
    return {key: one for (of, key), one in reading.records.items() if of == "group"}


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    filled = open_database(tmp_path_factory.mktemp("real") / "test.sqlite")
    fill_database(filled, DATA, NOON)
    return filled


@pytest.fixture(scope="module")
def public_tables(db, tmp_path_factory):
    folder = tmp_path_factory.mktemp("public")
    export_data(db, folder, public=True)
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_check_finds_no_error():
    report = check_data(DATA)
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    assert report.places == 100


def test_the_keys_on_paper_are_all_there(places):
    assert len(KEYS) == 100
    assert set(KEYS) <= set(places)


def test_75_are_listed_and_25_await_checking(places):
    standings = [places[key].text("standing") for key in KEYS]
    assert (standings.count("listed"), standings.count("check")) == (75, 25)


def test_the_numbers_beside_the_plans_are_counted_in_groups():
    rows = {row.category: row for row in check_data(DATA).reconciliation}
    shokudo, ibasho = rows["kodomo_shokudo"], rows["ibasho"]
    assert (shokudo.planned, shokudo.listed, shokudo.awaiting) == (9, 10, 3)
    assert (ibasho.planned, ibasho.listed, ibasho.awaiting) == (11, 3, 6)


# -- groups


def test_a_group_is_named_by_its_corporate_number_or_by_its_first_place(groups):
    for key, group in groups.items():
        number = group.text("identifier.houjin_bangou")
        assert key == number or (not number and key in KEYS), key


def test_a_corporate_number_has_a_right_check_digit(groups):
    for key, group in groups.items():
        number = group.text("identifier.houjin_bangou")
        if number:
            digits = [int(digit) for digit in reversed(number[1:])]
            total = sum(digit * (1 + at % 2) for at, digit in enumerate(digits))
            assert int(number[0]) == 9 - total % 9, key


def test_a_group_that_is_named_by_a_place_runs_it(groups, places):
    for key in groups:
        if key in places:
            assert places[key].text("group") == key


def test_every_group_runs_something_and_every_place_names_a_group_that_is_there(groups, places):
    named = {one.text("group") for one in places.values()} - {""}
    assert named == set(groups)


@pytest.mark.parametrize("key", ["kodomo-lab", "karafuratto"])
def test_a_joint_operator_makes_no_group_and_is_kept_in_words(places, key):
    assert places[key].text("group") == ""
    assert places[key].text("operator")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("heartful-higashi", "heartful-izumi"),
        ("sompo-aoyagi", "sompo-fujimidai"),
        ("yagawa-plus", "ouen-terrace"),
        ("houday-1353400102", "soudan-1373400066"),
        ("hatakenbo", "tsuchinoko"),
    ],
)
def test_one_group_with_several_places(places, one, other):
    assert places[one].text("group") == places[other].text("group") != ""


def test_the_name_of_a_group_is_free_of_brackets_and_of_who_handed_it_the_work(groups):
    for group in groups.values():
        assert "指定管理" not in group.text("name")
        assert not re.search(r"[)）]$", group.text("name"))


# -- some places that we know well


def test_five_places_stand_at_yagawa_plus(places):
    there = {key for key, one in places.items() if one.text("site") == "yagawa-plus"}
    assert there == {
        "yagawa-plus",
        "yagawa-kogamo",
        "yagawa-jidokan",
        "kokosuki-yagawa",
        "kodomo-lab",
    }


def test_one_address_is_one_site(reading):
    addresses = [one.text("address") for (of, _), one in reading.records.items() if of == "site"]
    known = [address for address in addresses if re.search(r"\d", address)]
    assert len(known) == len(set(known))


def test_guruguru_opens_on_the_first_and_third_sunday_without_booking(places):
    guruguru = places["guruguru"]
    rule = guruguru.said["schedule.1"].value
    assert isinstance(rule, Rule)
    assert (rule.weekdays, rule.nth) == ("SU", "1;3")
    assert (rule.opens, rule.closes) == ("11:30", "14:00")
    assert rule.datable
    assert guruguru.text("booking") == "none"
    assert guruguru.text("fact.alone") == "yes"


def test_jikka_never_shows_anything_of_where(db, public_tables):
    found = place(db, "jikka-asagohan")
    assert found is not None
    assert found.text("hidden") == "yes"
    listed = Place(found.key, {**found.said, "standing": found.said["standing"]})
    shown = view(db, listed)
    assert (shown.address, shown.location, shown.site) == (None, None, "")
    assert not {"site", "venue", "address_note"} & shown.place.said.keys()
    assert not list(shown.place.several("access"))
    assert "jikka" not in "".join(public_tables.values())
    assert b"jikka" not in geojson(db)


def test_medical_care_is_stated_by_no_source(places):
    assert not [key for key, one in places.items() if "fact.medical_care" in one.said]


def test_yes_and_no_are_never_guessed(places):
    """Every fact has the source's own words beside it, or at least a source."""
    for key, one in places.items():
        for name, said in one.said.items():
            if name.startswith("fact."):
                assert said.source, f"{key} {name}"


def test_a_point_has_a_source_and_a_level(reading):
    points = [
        one.said["location"]
        for (of, _), one in reading.records.items()
        if "location" in one.said and of == "site"
    ]
    assert len(points) > 40
    assert all(point.source for point in points)


def test_every_listed_place_of_the_city_with_a_town_in_its_address_is_located(reading, places):
    """At least at town level; 国立市 alone is no town."""
    listed = [one for one in places.values() if one.standing == "listed" and one.text("site")]
    sites = [reading.records["site", one.text("site")] for one in listed]
    levels = {
        site.key: site.location.level if site.location else ""
        for site in sites
        if site.text("address").startswith("東京都国立市")
        and site.text("address") != "東京都国立市"
    }
    assert len(levels) > 40
    assert {*levels.values()} <= {"building", "block", "town"}


def test_the_five_places_in_one_building_lie_on_one_point(reading, places):
    inside = [one for one in places.values() if one.text("site") == "yagawa-plus"]
    assert len([one for one in inside if one.standing == "listed"]) == 5
    assert reading.records["site", "yagawa-plus"].location.level == "building"


def test_who_hides_has_no_point(reading, places):
    hiding = [one for one in places.values() if one.text("hidden")]
    assert [one.key for one in hiding] == ["jikka-asagohan"]
    assert reading.records["site", "jikka-asagohan"].location is None


def test_every_place_is_in_or_around_the_city(reading):
    for (of, key), one in reading.records.items():
        if of == "site" and "location" in one.said:
            lat, lon = one.said["location"].value.point
            assert 35.6 < lat < 35.8, key
            assert 139.3 < lon < 139.6, key


# -- for the public


def test_the_public_tables_hold_no_word_of_staff(reading, public_tables):
    text = "".join(public_tables.values())
    staff = [
        (key, name, said)
        for (_, key), one in reading.records.items()
        for name, said in one.said.items()
        if said.visibility != "public" or name.startswith("remark.")
    ]
    assert len(staff) > 50
    rows = {name: list(csv.reader(table.splitlines())) for name, table in public_tables.items()}
    assert not [
        row for table in rows.values() for row in table if {"staff", "print", "remark"} & {*row}
    ]
    cells = {cell for table in rows.values() for row in table for cell in row}
    open_words = {
        said.text
        for one in reading.records.values()
        for said in one.said.values()
        if said.visibility == "public" and isinstance(said.value, str)
    }
    for key, name, said in staff:
        if isinstance(said.value, str) and name.startswith("remark."):
            assert not {said.text, said.note} - {""} - open_words & cells, key
    assert "要確認" not in text


def test_the_public_tables_hold_no_place_that_awaits_checking(places, public_tables):
    rows = list(csv.DictReader(public_tables["places"].splitlines()))
    assert {row["standing"] for row in rows} == {"listed"}
    assert {row["key"] for row in rows} == {
        key for key, one in places.items() if one.text("standing") == "listed"
    }
    for name in ("schedules", "facts", "details", "fees", "exceptions"):
        kept = {row["place"] for row in csv.DictReader(public_tables[name].splitlines())}
        assert kept <= {row["key"] for row in rows}


def test_the_public_sites_are_those_of_places_that_show_where_they_are(places, public_tables):
    used = {
        one.text("site")
        for one in places.values()
        if one.text("standing") == "listed" and not one.text("hidden")
    }
    assert {row["key"] for row in csv.DictReader(public_tables["sites"].splitlines())} <= used


def test_every_known_address_has_a_source_a_town_and_a_point_in_its_city(reading):
    with (DATA / "towns.csv").open(encoding="utf-8", newline="") as file:
        towns = {(row["lg_code"], row["town"]): row for row in csv.DictReader(file)}
    with (DATA / "addresses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 70
    for row in rows:
        assert ("source", row["source"]) in reading.records, row["address"]
        town = towns[row["city"], row["town"]]
        assert town["city"] in row["address"]
        assert abs(float(row["lat"]) - float(town["lat"])) < 0.01
        assert abs(float(row["lon"]) - float(town["lon"])) < 0.013, row["address"]


def test_no_mobile_number_and_no_mail_address_is_in_any_table():
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.reader(file), start=1):
                assert not [cell for cell in row if is_private(cell)], f"{path.name}:{line}"


def test_every_listed_place_is_a_feature(places, db):
    ids = {feature["id"] for feature in json.loads(geojson(db))["features"]}
    assert ids == {key for key, one in places.items() if one.text("standing") == "listed"}


def test_every_source_is_explained_to_the_public(reading):
    page = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    missing = [key for (of, key) in reading.records if of == "source" and f"`{key}`" not in page]
    assert missing == []


def test_every_column_is_explained():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for path in sorted(DATA.glob("*.csv")):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        assert path.name in text
        for column in header.split(","):
            assert f"`{column}`" in text, f"{path.name} {column}"


# -- the open data of four municipalities, for a reader to come


def test_the_six_files_of_the_municipalities_are_there():
    files = sorted(path.name for path in CASES.glob("*.csv"))
    assert len(files) == 6
    credit = (CASES / "README.md").read_text(encoding="utf-8").partition("Credit:")[2]
    assert all(city in credit for city in ("国立市", "大田区", "台東区", "小金井市"))


def test_they_keep_the_bytes_in_which_they_were_published():
    two_marks = b"\xef\xbb\xbf\xef\xbb\xbf"
    assert (CASES / "131067_taitoku_kodomosyokudo.csv").read_bytes().startswith(two_marks)
    assert b"\r\n" in (CASES / "132101_koganeishi_kodomosyokudo.csv").read_bytes()


@pytest.mark.parametrize("path", sorted(CASES.glob("132152*.csv")), ids=lambda path: path.name)
def test_they_hold_no_mobile_number(path):
    assert not re.search(
        r"0[6789]0[-−ー－(]?\d{4}[-−ー－)]?\d{4}", path.read_text(encoding="utf-8")
    )


def test_a_way_to_book_does_not_say_that_one_must():
    """予約方法 names a way; whether booking is needed stands in no column of the city's list."""
    with (DATA / "details.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["field"] == "booking"]
    ways = [row["value"] for row in rows if row["note"].startswith("予約方法")]
    assert ways and set(ways) == {"ask"}


def test_the_drawing_of_the_city_is_small_enough_for_a_phone():
    """120 KB as it is sent: brotli at the quality that answers have."""
    content = (DATA / "basemap" / "drawing.json").read_bytes()
    assert len(brotli.compress(content, quality=5)) < 120 * 1024


def test_the_drawing_shows_what_the_city_has():
    drawing = json.loads((DATA / "basemap" / "drawing.json").read_text(encoding="utf-8"))
    assert {"city", "block-0", "around-0", "far", "park", "wood", "water", "undrawn"} <= {
        name for name, areas in drawing["areas"].items() if areas
    }
    assert {"rail", "trunk", "secondary", "border"} <= {
        name for name, lines in drawing["lines"].items() if lines
    }
    texts = [name["text"] for name in drawing["names"] if name["category"] == "school"]
    named = {"".join(part if isinstance(part, str) else part[0] for part in text) for text in texts}
    for school in csv.DictReader((DATA / "schools.csv").open(encoding="utf-8")):
        assert school["name"] in named
