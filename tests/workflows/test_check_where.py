"""``check`` tells a wish to hide that nobody settled, and a point outside its municipality."""

import shutil

import pytest

from tests.made_up import DATA, filled, keep, make_place, make_site, make_source, say
from webmap.formats.tables import write_tables
from webmap.places.location import Location
from webmap.workflows.check_data import check_data
from webmap.workflows.check_where import check_stored_where

ADDRESS = "東京都国立市泉1-1"
NEAR, FAR = Location("35.6732", "139.4363", "building"), Location("36.69", "139.4363", "building")


@pytest.fixture
def told(tmp_path):
    """What ``check`` tells of made-up records: file, column, and what it found."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)

    def told(*records):
        write_tables([*records, make_source()], folder)
        problems = check_data(folder).problems
        assert {problem.severity for problem in problems} <= {"note"}
        return [(one.file, one.column, one.found) for one in problems]

    return told


@pytest.mark.parametrize(
    ("fields", "file", "column"),
    [
        ({"address_note": "2階（非公開）"}, "details.csv", "address_note"),
        ({"remark__1": say("場所は未公開です", visibility="staff")}, "details.csv", "remark.1"),
        ({"fact__alone": say("yes", "住所は非公表")}, "facts.csv", "fact.alone"),
        ({"name": say("テスト食堂", "番地は公開しない")}, "places.csv", "name"),
    ],
)
def test_a_cell_that_asks_to_hide_is_told_until_somebody_settles_it(told, fields, file, column):
    site = make_site(address=ADDRESS)
    ((found_in, of, found),) = told(make_place(site="test-site", **fields), site)
    assert (found_in, of) == (file, column)
    assert found.startswith("test: ")
    assert told(make_place(site="test-site", hidden="yes", **fields), site) == []
    assert told(make_place(site="test-site", hidden="area", **fields), site) == []


def test_so_is_an_address_with_such_words(told):
    for address in (f"{ADDRESS} 非公開", say(ADDRESS, "公開不可")):
        site = make_site(address=address)
        assert [one[:2] for one in told(make_place(site="test-site"), site)] == [
            ("sites.csv", "address")
        ]


def test_a_point_outside_its_municipality_is_told_once(told):
    places = [make_place(key, site="test-site", city="132152") for key in ("a", "b")]
    assert told(*places, make_site(address=ADDRESS, location=NEAR)) == []
    ((file, column, found),) = told(*places, make_site(address=ADDRESS, location=FAR))
    assert (file, column) == ("sites.csv", "lat")
    assert "国立市" in found
    assert "36.69" in found


def test_the_municipality_is_that_of_the_address_else_that_of_the_place(told):
    place = make_place(site="test-site", city="132152")
    assert told(place, make_site(address="どこか", location=FAR))
    assert told(place, make_site(address="東京都立川市錦町1-1", location=NEAR))
    assert not told(make_place(site="test-site"), make_site(address="どこか", location=FAR))


def test_a_point_far_away_is_told_also_where_the_outline_of_its_city_is_cut(told):
    place = make_place(site="test-site", city="132071")
    for lat, lon in (("0", "0"), ("34.7", "135.5")):
        site = make_site(address="東京都昭島市", location=Location(lat, lon, "building"))
        ((_, _, found),) = told(place, site)
        assert "昭島市" in found


def test_our_own_places_are_where_they_should_be():
    columns = {problem.column for problem in check_data(DATA).problems}
    assert not columns & {"lat", "address", "address_note", "name"}


def test_of_the_database_only_what_the_tables_do_not_say_is_told(tmp_path):
    site = make_site(address=ADDRESS, location=FAR)
    db = filled(tmp_path, make_place("a", site="test-site"), site, make_source())
    keep(db, make_place("b", site="test-site", remark__1="非公開"))
    found = [problem.found for problem in check_stored_where(db, DATA)]
    assert [text[:2] for text in found] == ["a:", "b:"]
    assert [one.found for one in check_stored_where(db, DATA, {found[0]})] == found[1:]


def test_without_outlines_nothing_is_told_of_points(told, tmp_path):
    (tmp_path / "data" / "basemap" / "outline.geojson").unlink()
    assert (
        told(
            make_place(site="test-site"),
            make_site(address=ADDRESS, location=Location("35.9", "139.4", "building")),
        )
        == []
    )
