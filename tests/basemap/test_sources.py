"""Which sources the builder finds, and what it says of those that it cannot read."""

import pytest

from webmap.places.errors import ForPeople

from .building import box, build, close
from .made_up import area, point, put, way

CORNERS = (area(-490, -490, -470, -470), area(470, 470, 490, 490))
"""Buildings from one end of the city to the other."""


def test_of_the_shape_alone_there_is_a_map_and_the_rest_is_said_to_lack(sources):
    built, drawing = build(sources)
    assert built.found == ("n03",)
    assert set(built.lacks) == {"overpass", "building", "water", "n02", "p29"}
    [[city]] = drawing.areas("city")
    assert close(box(city), (-500, -500, 500, 500))


def test_without_the_shape_of_the_city_nothing_is_written(sources):
    (sources / "made_up_n03.geojson").unlink()
    put(sources, "other_n03.geojson", area(0, 0, 9, 9, code="13999", name="よその市"))
    with pytest.raises(ForPeople, match="13215"):
        build(sources)
    assert not (sources.parent / "basemap").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ForPeople, match="フォルダ"):
        build(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\x1f\x8bno gzip", b'{"features": [{"geometry": 3}]}']
)
def test_a_broken_file_is_named(sources, content):
    (sources / "broken_buildings.geojson").write_bytes(content)
    with pytest.raises(ForPeople, match="broken_buildings"):
        build(sources)


def test_the_same_sources_give_the_same_bytes(sources):
    put(sources, "buildings.geojson.gz", *(area(x, 0, x + 9, 9) for x in range(0, 300, 12)))
    first = build(sources)[0].files[1].read_bytes()
    assert build(sources)[0].files[1].read_bytes() == first


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("overpass.json", b'{"elements": [5, null]}'),
        (
            "overpass.json",
            b'{"elements": [{"geometry": [{"lat": 35.69, "lon": "x"}, {"lat": 1}]}]}',
        ),
        ("overpass.json", b'{"elements": ' + b"[" * 100_000),
        (
            "buildings.geojson",
            b'{"features": [{"geometry": {"type": "Curve", "coordinates": []}}]}',
        ),
        (
            "buildings.geojson",
            b'{"features": [{"geometry": {"type": "Point", "coordinates": [35.69, 139.44]}}]}',
        ),
        (
            "buildings.geojson",
            b'{"features": [{"geometry": {"type": "Point", "coordinates": [NaN, 1e300]}}]}',
        ),
    ],
    ids=("numbers", "corners", "deep", "curve", "latitude first", "no degrees"),
)
def test_a_file_that_cannot_be_drawn_is_named_and_the_old_drawing_stays(sources, name, content):
    build(sources)
    before = (sources.parent / "basemap" / "drawing.json").read_bytes()
    (sources / name).write_bytes(content)
    with pytest.raises(ForPeople, match=name):
        build(sources)
    assert (sources.parent / "basemap" / "drawing.json").read_bytes() == before


@pytest.mark.parametrize("tags", (None, {}, {"highway": "trunk", "name": None}))
def test_ways_without_tags_are_passed_over(sources, tags):
    put(sources, "overpass.json", {**way((0, 0), (9, 9)), "tags": tags})
    assert build(sources)[1].names("street") == []


def test_a_city_that_is_no_area_is_refused_before_anything_is_written(sources):
    build(sources)
    before = (sources.parent / "basemap" / "outline.geojson").read_bytes()
    put(sources, "made_up_n03.geojson", point(0, 0, code="13215", name="テスト市"))
    with pytest.raises(ForPeople, match="面"):
        build(sources)
    assert (sources.parent / "basemap" / "outline.geojson").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said(sources):
    (sources.parent / "basemap").write_text("a file")
    with pytest.raises(ForPeople, match="書けません"):
        build(sources)


def test_of_a_drawing_that_cannot_be_put_in_place_no_half_is_left(sources):
    folder = sources.parent / "basemap"
    (folder / "drawing.json").mkdir(parents=True)
    with pytest.raises(ForPeople, match="書けません"):
        build(sources)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_file_with_nothing_to_draw_is_not_said_to_be_drawn(sources):
    put(sources, "water.geojson")
    put(sources, "n02.geojson", point(0, 0, line="A"))
    (sources / "overpass.json").write_text('{"elements": []}')
    built, _ = build(sources)
    assert built.found == ("n03",)
    assert set(built.empty) == {"water", "n02", "overpass"}
    assert set(built.lacks) == {"building", "p29"}


def test_names_of_files_may_be_in_capitals_and_copies_are_no_sources(sources):
    (sources / "made_up_n03.geojson").rename(sources / "MADE_UP_N03.GEOJSON")
    (sources / "p29.geojson.bak").write_bytes(b"not read")
    built, _ = build(sources)
    assert built.found == ("n03",) and "p29" in built.lacks


def test_files_are_read_as_they_are_downloaded(tmp_path):
    """The columns of 国土数値情報: N03 行政区域, N02 鉄道 (a station is a line), P29 学校 (2021)."""
    folder = tmp_path / "sources"
    put(folder, "N03.geojson", area(-500, -500, 500, 500, N03_007="13215", N03_004="テスト市"))
    platform = way((0, 0), (60, 0))["geometry"]
    station = {
        "type": "Feature",
        "properties": {"N02_003": "なか線", "N02_005": "なか"},
        "geometry": {
            "type": "LineString",
            "coordinates": [[corner["lon"], corner["lat"]] for corner in platform],
        },
    }
    put(folder, "N02.geojson", station)
    put(folder, "P29.geojson", point(9, 9, P29_003=16001, P29_004="テスト第一小学校"))
    built, drawing = build(folder)
    assert built.found == ("n03", "n02", "p29")
    assert drawing.names("station") == ["なか駅"]
    assert drawing.names("school") == ["第一小", "テスト第一小学校"]
