"""The names on the drawing."""

from .building import build, close
from .made_up import LAT, LON, point, put


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


def test_near_by_a_town_without_chome_is_written_as_chome_are(sources):
    towns = [("石田", LAT, LON, True), ("西一丁目", LAT, LON + 0.002, True)]
    file = build(sources, towns)[1].file
    near = [one["text"] for one in file["names"] if one["category"] == "chome"]
    assert near == [["石田"], ["西一丁目"]]
    assert {one["zooms"][1] for one in file["names"] if one["category"] == "town"} == {15}
