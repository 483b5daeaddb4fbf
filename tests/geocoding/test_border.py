"""A point is inside a municipality, or it is not; the line is as coarse as it was drawn."""

import csv
import json
import re
from collections import Counter

import pytest
from shapely import Point
from shapely.geometry import shape

from tests.made_up import DATA
from webmap.geocoding.border import INSIDE, MARGIN_M, OUTSIDE, UNCHECKED, read_borders
from webmap.places.errors import ForPeople

OUTLINE = DATA / "basemap" / "outline.geojson"
METRE = 1 / 111_195
"""Of latitude, in degrees."""


@pytest.fixture(scope="module")
def borders():
    return read_borders(OUTLINE)


def holds(borders, name, lat, lon):
    return borders.judge(name, lat, lon) == INSIDE


def square(path, part="neighbour", kind="Polygon"):
    """A municipality of 0.01 degrees, with a lake in its middle that is not of it."""
    ring = [[139, 35], [139.01, 35], [139.01, 35.01], [139, 35.01], [139, 35]]
    hole = [[139.004, 35.004], [139.006, 35.004], [139.006, 35.006], [139.004, 35.006]]
    rings = [ring, [*hole, hole[0]]]
    far = [[[140, 36], [140.01, 36], [140.01, 36.01], [140, 36]]]
    geometry = {"type": kind, "coordinates": rings if kind == "Polygon" else [rings, far]}
    feature = {"properties": {"name": "まる市", "part": part}, "geometry": geometry}
    path.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    return read_borders(path)


def test_the_city_hall_is_in_the_city_and_nowhere_else(borders):
    hall = (35.683934, 139.441379)
    assert holds(borders, "国立市", *hall)
    assert not any(holds(borders, name, *hall) for name in borders.outlines if name != "国立市")


def test_latitude_and_longitude_are_not_confused(borders):
    assert not holds(borders, "国立市", 139.441379, 35.683934)


def known_points():
    for name in ("towns", "addresses"):
        with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                named = re.match("(?:東京都)?(.+?市)", row.get("city") or row["address"])
                if row["lat"] and named:
                    yield named[1], float(row["lat"]), float(row["lon"])


def test_what_is_known_of_a_municipality_is_never_outside_of_it(borders):
    """Where the drawing does not reach nothing is said."""
    points = [*known_points()]
    verdicts = Counter(borders.judge(*point) for point in points)
    assert [point for point in points if borders.judge(*point) == OUTSIDE] == []
    assert verdicts[INSIDE] > verdicts[UNCHECKED] > 0


def test_beyond_the_frame_of_the_drawing_only_what_is_whole_can_be_judged(borders):
    far = (35.8, 139.2)
    assert borders.judge("昭島市", *far) == UNCHECKED
    assert borders.judge("国立市", *far) == OUTSIDE
    assert borders.judge("昭島市", 35.6839, 139.4413) == OUTSIDE
    assert borders.judge("昭島市", 35.711, 139.385) == INSIDE


def test_it_says_what_shapely_says(borders):
    areas = {
        one["properties"]["name"]: shape(one["geometry"])
        for one in json.loads(OUTLINE.read_text(encoding="utf-8"))["features"]
    }
    for name, area in areas.items():
        west, south, east, north = area.bounds
        for step in range(400):
            lon = west + (east - west) * (step % 20 + 0.5) / 20
            lat = south + (north - south) * (step // 20 + 0.5) / 20
            metres = area.distance(Point(lon, lat)) / METRE
            if metres == 0 or metres > 60:  # by the margin a degree of longitude is shorter
                assert borders.outlines[name].holds(lat, lon) == (metres == 0), (name, lat, lon)


@pytest.mark.parametrize("part", ["city", "neighbour"])
def test_the_margin_is_as_wide_as_the_line_is_coarse(tmp_path, part):
    borders = square(tmp_path / "a.geojson", part)
    margin = MARGIN_M[part]
    assert holds(borders, "まる市", 35 - (margin - 1) * METRE, 139.005)
    assert not holds(borders, "まる市", 35 - (margin + 1) * METRE, 139.005)
    assert not holds(borders, "まる市", 35.02, 139.02)


def test_a_hole_is_outside_and_a_part_far_off_inside(tmp_path):
    borders = square(tmp_path / "a.geojson", kind="MultiPolygon")
    assert not holds(borders, "まる市", 35.005, 139.005)
    assert holds(borders, "まる市", 35.002, 139.002)
    assert holds(borders, "まる市", 36.001, 140.005)


def test_a_municipality_in_several_features_is_all_of_them(tmp_path):
    """As 国土数値情報 N03 publishes one with islands or exclaves."""
    square(tmp_path / "a.geojson", kind="MultiPolygon")
    (whole,) = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    parts = [
        {**whole, "geometry": {"type": "Polygon", "coordinates": rings}}
        for rings in whole["geometry"]["coordinates"]
    ]
    text = json.dumps({"features": parts})
    (tmp_path / "b.geojson").write_text(text, encoding="utf-8")
    borders = read_borders(tmp_path / "b.geojson")
    assert not holds(borders, "まる市", 35.005, 139.005)
    assert holds(borders, "まる市", 35.002, 139.002)
    assert holds(borders, "まる市", 36.001, 140.005)


def test_a_municipality_without_an_outline_holds_no_point(borders):
    assert not borders.knows("京都市")
    assert borders.judge("京都市", 35.0, 135.7) == UNCHECKED


def test_no_file_is_no_outlines_and_another_is_said_for_people(tmp_path):
    assert not read_borders(tmp_path / "nothing.geojson").outlines
    for text in ("{", "[]", '{"features": [{"properties": {}}]}'):
        (tmp_path / "bad.geojson").write_text(text, encoding="utf-8")
        with pytest.raises(ForPeople, match=r"bad\.geojson"):
            read_borders(tmp_path / "bad.geojson")
