"""What the builder draws of open geodata."""

from math import hypot

import pytest

from .building import box, build, close
from .made_up import area, put, way

CORNERS = (area(-490, -490, -470, -470), area(470, 470, 490, 490))
"""Buildings from one end of the city to the other."""


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
