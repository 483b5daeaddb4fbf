"""The schools, the stations and the river of the city, as its tables have them."""

import csv

import pytest

from tests.made_up import DATA
from webmap.workflows.check_data import check_data
from webmap.workflows.read_surroundings import read_surroundings, shared_keys


@pytest.fixture(scope="module")
def around():
    return read_surroundings(DATA)


def stations():
    """Every station's point, those without a key too."""
    with (DATA / "stations.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def test_one_may_walk_from_every_school_and_from_the_four_stations(around):
    sorts = [one.sort for one in around.origins.values()]
    assert (sorts.count("school"), sorts.count("station")) == (11, 4)
    assert around.origins["es5"].name == "国立第五小学校"
    assert {one.name for one in around.origins.values() if one.sort == "station"} == {
        "国立", "谷保", "矢川", "西国立",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["聖蹟桜ヶ丘", "高幡不動", "百草園", "万願寺", "甲州街道", "程久保"],
)
def test_the_river_lies_before_the_stations_of_the_south(around, name):
    for origin in around.origins.values():
        assert around.river.parts(origin.point, stations()[name]), origin.key


@pytest.mark.parametrize(
    "name",
    ["立川", "柴崎体育館", "高松", "西国分寺", "国分寺", "西府", "分倍河原", "府中本町", "中河原"],
)
def test_and_not_before_those_of_the_north(around, name):
    for origin in around.origins.values():
        assert not around.river.parts(origin.point, stations()[name]), origin.key


def test_the_river_reaches_beyond_every_place_of_the_tables(around):
    with (DATA / "sites.csv").open(encoding="utf-8", newline="") as file:
        east = [float(row["lon"]) for row in csv.DictReader(file) if row["lon"]]
    line = [lon for _, lon in around.river.line]
    assert min(line) < min(east) - 0.02 and max(line) > max(east) + 0.02
    assert line == sorted(line)


def test_a_city_without_a_river_or_schools_walks_all_the_same(data):
    for name in ("river", "schools"):
        (data / f"{name}.csv").unlink()
    around = read_surroundings(data)
    assert len(around.origins) == 4
    assert not around.river.parts((35.70, 139.44), (35.60, 139.44))


def test_a_table_that_cannot_be_read_costs_itself_only_and_check_says_so(data):
    path = data / "schools.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("35.680812", "ほくい"), encoding="utf-8"
    )
    assert {one.sort for one in read_surroundings(data).origins.values()} == {"station"}
    found = [one for one in check_data(data).problems if one.file == "schools.csv"]
    assert [(one.line, one.column, one.found) for one in found] == [(2, "lat", "ほくい")]


def test_no_school_has_the_key_of_a_station_or_check_says_so(data):
    assert not [one for one in check_data(DATA).problems if one.file == "stations.csv"]
    path = data / "stations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("yaho,", "es5,"), encoding="utf-8")
    [problem] = [one for one in check_data(data).problems if one.file == "stations.csv"]
    assert (problem.found, problem.severity) == ("es5", "error")
    assert read_surroundings(data).origins["es5"].sort == "school"


def test_keys_are_shared_only_where_there_is_one():
    assert shared_keys([{"key": ""}, {"key": "a"}], [{"key": ""}, {"key": "b"}]) == []
