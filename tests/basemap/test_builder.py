"""The drawing that the builder makes of open geodata."""

from math import hypot

import pytest

from webmap.basemap.builder import Builder
from webmap.places.errors import ForPeople

from .made_up import CITY, LAT, LON, area, point, put, put_city, way
from .reading import Read

CORNERS = (area(-490, -490, -470, -470), area(470, 470, 490, 490))
"""Buildings from one end of the city to the other."""


def bare(text):
    return ((text, ""),)


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    put_city(folder)
    return folder


def build(sources, towns=(), read=bare):
    folder = sources.parent / "basemap"
    built = Builder(sources, CITY, towns, read, tell=lambda step: None).build(folder)
    return built, Read(folder / "drawing.json")


def box(points):
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def close(one, other, metres=1.5):
    return all(abs(a - b) <= metres for a, b in zip(one, other, strict=True))


# -- what there is, and what is lacking


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


# -- blocks


def test_houses_beside_one_another_are_a_block_and_a_street_stays_white(sources):
    houses = [area(x, y, x + 10, y + 10) for y in (0, 18) for x in (0, 13, 26, 39)]
    put(sources, "buildings.geojson", *CORNERS, *houses)
    _, drawing = build(sources)
    blocks = [rings[0] for rings in drawing.areas("block-0") if abs(rings[0][0][0]) < 100]
    assert len(blocks) == 2
    lower, upper = sorted((box(block) for block in blocks), key=lambda one: one[1])
    assert close(lower, (0, 0, 49, 10), 2.5)
    assert upper[1] - lower[3] > 5  # of 8 m


def test_blocks_grow_paler_away_from_the_city_and_end(sources):
    houses = [area(540 + x, 0, 560 + x, 30) for x in (0, 150, 300, 450)]
    put(sources, "buildings.geojson", area(-400, -400, 400, 400), *houses)
    _, drawing = build(sources)
    shades = [len(drawing.areas(f"around-{shade}")) for shade in range(3)]
    assert shades == [1, 1, 1]
    assert max(box(ring)[2] for [ring] in drawing.areas("around-2")) < 500 + 420


def test_where_the_source_of_buildings_ends_the_map_says_so(sources):
    houses = [(x, y) for x in range(-200, 490, 30) for y in (-490, 0, 480)]
    put(sources, "buildings.geojson", *(area(x, y, x + 12, y + 12) for x, y in houses))
    _, drawing = build(sources)
    [[undrawn]] = drawing.areas("undrawn")
    assert close(box(undrawn), (-500, -500, -200, 500), 5)
    assert drawing.areas("block-3"), "the blocks at the edge fade"


def test_where_it_reaches_all_over_the_city_nothing_is_hatched(sources):
    put(sources, "buildings.geojson", *CORNERS)
    assert build(sources)[1].areas("undrawn") == []


def test_an_inner_court_stays_white(sources):
    walls = (area(0, 0, 60, 10), area(0, 50, 60, 60), area(0, 0, 10, 60), area(50, 0, 60, 60))
    put(sources, "buildings.geojson", *CORNERS, *walls)
    [court] = [holes[0] for _, *holes in build(sources)[1].areas("block-0") if holes]
    assert close(box(court), (10, 10, 50, 50), 2.5)


# -- ways


def test_roads_are_drawn_by_class_and_paths_are_not(sources):
    put(
        sources,
        "overpass.json",
        way((-400, 0), (400, 0), highway="trunk", name="テスト街道"),
        way((0, -400), (0, 400), highway="tertiary"),
        way((50, -400), (50, 400), highway="footway"),
    )
    _, drawing = build(sources)
    assert close(box(drawing.lines("trunk")[0]), (-400, 0, 400, 0))
    assert close(box(drawing.lines("tertiary")[0]), (0, -400, 0, 400))
    assert drawing.lines("small") == []


def test_two_tracks_are_one_railway_and_a_siding_is_none(sources):
    put(
        sources,
        "overpass.json",
        way((-500, 0), (500, 0), railway="rail", usage="main", name="テスト線"),
        way((-400, 5), (400, 5), railway="rail", usage="main", name="テスト線"),
        way((-100, 9), (100, 9), railway="rail", service="siding"),
        way((-500, 300), (500, 300), railway="rail", usage="main", tunnel="yes"),
    )
    [line] = build(sources)[1].lines("rail")
    assert close(box(line), (-500, 0, 500, 0))


def test_streets_are_named_as_people_say_them(sources):
    straight = [(-450, 0), (450, 0)]
    names = {
        "立川国分寺線;富士見通り": ["富士見通り"],
        "戸倉通り (Tokura-dori)": ["戸倉通り"],
        "10中通り": [],
        "府中相模原線": [],
    }
    for tagged, said in names.items():
        put(sources, "overpass.json", way(*straight, highway="tertiary", name=tagged))
        assert build(sources)[1].names("street") == said


def test_a_name_lies_on_a_straight_stretch_and_never_on_its_head(sources):
    put(
        sources,
        "overpass.json",
        way((300, -300), (-300, 300), highway="secondary", name="ななめ通り"),
    )
    [name] = [one for one in build(sources)[1].file["names"] if one["category"] == "street"]
    angles = {angle for _, _, _, angle in name["along"]}
    assert angles == {45}, "down to the right, as the street runs on the screen"


def test_a_street_full_of_bends_bears_no_name(sources):
    bends = [(x, 60 if x % 80 else -60) for x in range(-480, 481, 40)]
    put(sources, "overpass.json", way(*bends, highway="tertiary", name="まがり通り"))
    named = [one for one in build(sources)[1].file["names"] if one["category"] == "street"]
    assert all(zoom > 15 for one in named for zoom, *_ in one["along"]), "a leg is 120 m"


def test_the_avenue_has_trees_on_both_sides_also_when_it_is_two_ways(sources):
    put(
        sources,
        "overpass.json",
        way((-6, -400), (-6, 400), highway="secondary", name="なみき通り"),
        way((6, 400), (6, -400), highway="secondary", name="なみき通り"),
    )
    _, drawing = build(sources)
    trees = drawing.dots("cherry") + drawing.dots("ginkgo")
    left = [x for x, _ in trees if x < 0]
    right = [x for x, _ in trees if x > 0]
    assert len(left) == len(right) > 10
    assert all(15 < abs(x) < 27 for x, _ in trees)


def test_a_city_without_an_avenue_has_no_trees(sources):
    put(sources, "overpass.json", way((0, -400), (0, 400), highway="secondary", name="よこ通り"))
    assert build(sources)[1].dots("cherry") == []


# -- grounds


def test_parks_and_woods_have_colours_of_their_own_and_specks_are_left_out(sources):
    def green(left, bottom, size, **tags):
        corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        return way(*((left + x * size, bottom + y * size) for x, y in corners), **tags)

    put(
        sources,
        "overpass.json",
        green(0, 0, 60, leisure="park", name="テスト公園"),
        green(-200, 0, 80, landuse="forest"),
        green(200, 0, 8, leisure="park"),
    )
    _, drawing = build(sources)
    assert [close(box(rings[0]), (0, 0, 60, 60)) for rings in drawing.areas("park")] == [True]
    assert [close(box(rings[0]), (-200, 0, -120, 80)) for rings in drawing.areas("wood")] == [True]
    assert drawing.names("park") == ["テスト公園"]


def test_the_stairs_of_a_raster_river_become_a_shore(sources):
    stairs = [area(x, x - 100, x + 60, x + 100) for x in range(-300, 300, 50)]
    put(sources, "water.geojson", *stairs)
    [[shore, *_]] = build(sources)[1].areas("water")
    assert len(shore) > 8
    corners = list(zip(shore, shore[1:], shore[2:], strict=False))
    square = [
        (a, b, c)
        for a, b, c in corners
        if hypot(b[0] - a[0], b[1] - a[1]) > 5
        and hypot(c[0] - b[0], c[1] - b[1]) > 5
        and abs((b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])) < 5
    ]
    assert not square, "no right angle is left"


def test_neighbours_are_parted_by_their_own_border_not_by_the_edge_of_the_file(sources):
    put(
        sources,
        "made_up_n03.geojson",
        area(-500, -500, 500, 500, code="13215", name="テスト市"),
        area(-4000, 500, 0, 4000, code="13201", name="にし市"),
        area(0, 500, 4000, 4000, code="13202", name="ひがし市"),
    )
    [border] = build(sources)[1].lines("border")
    left, bottom, right, top = box(border)
    assert abs(left) < 2 and abs(right) < 2
    assert bottom < 600 and top < 4000


# -- names


def test_towns_have_one_name_from_afar_and_by_chome_from_near(sources):
    towns = [("西一丁目", LAT, LON, True), ("西二丁目", LAT, LON + 0.002, True)]
    file = build(sources, towns)[1].file
    town = next(one for one in file["names"] if one["category"] == "town")
    chomes = [one for one in file["names"] if one["category"] == "chome"]
    assert town["text"] == ["西"] and town["zooms"][1] < chomes[0]["zooms"][0]
    assert [one["text"] for one in chomes] == [["西一丁目"], ["西二丁目"]]
    assert close(town["at"], (100, 0), 3), "in the middle of its parts"


def test_the_rest_of_a_town_that_has_chome_today_does_not_move_its_name(sources):
    towns = [("青柳", LAT, LON + 0.01, True), ("青柳一丁目", LAT, LON, True)]
    file = build(sources, towns)[1].file
    town = next(one for one in file["names"] if one["category"] == "town")
    assert close(town["at"], (0, 0), 3)


def test_a_reading_goes_along_with_its_word(sources):
    put(sources, "n02.geojson", point(0, 0, name="谷保"))
    _, drawing = build(sources, read=lambda text: (("谷保", "やほ"), ("駅", "")))
    [station] = drawing.file["names"][:1]
    assert station["text"] == [["谷保", "やほ"], "駅"]


def test_a_station_of_two_lines_has_one_name(sources):
    put(
        sources,
        "n02.geojson",
        point(0, 0, name="なか", line="A"),
        point(30, 0, name="なか", line="B"),
    )
    assert build(sources)[1].names("station") == ["なか駅"]


def test_schools_are_short_from_afar_and_whole_from_near(sources):
    def school(name, sort):
        return point(0, 0, name=name, type=sort)

    put(
        sources,
        "p29.geojson",
        school("市立テスト第一小学校", "小学校"),
        school("桐の木高等学校", "高等学校"),
        school("たんぽぽ幼稚園", "幼稚園"),
    )
    _, drawing = build(sources)
    assert drawing.names("school") == ["第一小", "テスト第一小学校", "桐の木高", "桐の木高等学校"]
    assert len(drawing.dots("school")) == 2


def test_neighbours_are_named_where_they_come_near(sources):
    assert set(build(sources)[1].names("neighbour")) == {"にし市", "ひがし市"}


# -- what is wrong is said, and nothing that was there is lost


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


def test_a_municipality_of_several_parts_is_one(sources):
    """N03 as published has a feature for each part."""
    put(
        sources,
        "made_up_n03.geojson",
        area(-500, -500, 500, 500, code="13215", name="テスト市"),
        area(600, 0, 700, 100, code="13215", name="テスト市"),
        area(-4000, 600, 4000, 700, code="13201", name="ひがし市"),
        area(-4000, 800, 4000, 900, code="13201", name="ひがし市"),
    )
    _, drawing = build(sources)
    assert len(drawing.areas("city")) == 2
    outline = (sources.parent / "basemap" / "outline.geojson").read_text(encoding="utf-8")
    assert outline.count("ひがし市") == 1


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


def test_without_any_buildings_the_whole_city_is_hatched(sources):
    built, drawing = build(sources)
    assert built.bare == pytest.approx(1)
    assert close(box(drawing.areas("undrawn")[0][0]), (-500, -500, 500, 500))


def test_pieces_of_road_that_join_nothing_are_not_drawn(sources):
    put(
        sources,
        "overpass.json",
        way((0, 0), (900, 0), highway="tertiary"),
        way((905, 0), (1200, 0), highway="unclassified"),
        way((1400, 300), (1500, 300), highway="unclassified"),
    )
    _, drawing = build(sources)
    assert [round(box(line)[2], -1) for line in drawing.lines("small")] == [1200]


def test_near_by_a_town_without_chome_is_written_as_chome_are(sources):
    towns = [("石田", LAT, LON, True), ("西一丁目", LAT, LON + 0.002, True)]
    file = build(sources, towns)[1].file
    near = [one["text"] for one in file["names"] if one["category"] == "chome"]
    assert near == [["石田"], ["西一丁目"]]
    assert {one["zooms"][1] for one in file["names"] if one["category"] == "town"} == {15}
