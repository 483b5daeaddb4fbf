"""Drawing the ground of the map from what the tables of ``data/`` say."""

import json
import shutil

import pytest

from tests.basemap.made_up import put_city
from tests.made_up import DATA
from webmap.places.errors import ForPeople
from webmap.workflows.draw_base_map import draw_base_map

TOWNS = "lg_code,pref,city,town,lat,lon,r50_m,r90_m,rmax_m"


@pytest.fixture
def data(tmp_path):
    """The tables of a city of which nothing but its shape is known."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(DATA / "city.toml", folder)
    put_city(tmp_path / "sources")
    return folder


def draw(data):
    draw_base_map(data.parent / "sources", data, lambda _: None)
    return json.loads((data / "basemap" / "drawing.json").read_text(encoding="utf-8"))


def write(data, name, *lines):
    (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_without_towns_and_readings_it_is_drawn_with_fewer_names(data):
    assert "テスト町" not in json.dumps(draw(data), ensure_ascii=False)


def test_a_town_has_its_name_and_reading(data):
    write(data, "towns", TOWNS, "132152,東京都,テスト市,みほん町一丁目,35.69,139.44,100,,")
    write(data, "readings", "word,reading,basis", "町,ちょう,", "丁目,ちょうめ,")
    drawn = json.dumps(draw(data), ensure_ascii=False)
    assert "みほん町" in drawn
    assert "ちょう" in drawn


@pytest.mark.parametrize(
    ("name", "lines", "says"),
    [
        (
            "towns",
            (TOWNS, "132152,東京都,テスト市,みほん町,north,139.44,1,,"),
            r"towns\.csv:2 .*north",
        ),
        ("towns", (TOWNS, "132152,東京都"), r"towns\.csv:2"),
        ("towns", ("code,town",), r"towns\.csv:1"),
        ("readings", ("word",), r"readings\.csv:1"),
    ],
)
def test_a_broken_table_is_said_for_people(data, name, lines, says):
    write(data, name, *lines)
    with pytest.raises(ForPeople, match=says):
        draw(data)
