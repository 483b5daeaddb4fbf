"""The map's shell: Folium's script without the page around it."""

import re

import folium
import pytest
from folium.plugins import LocateControl

from webmap.mapping.city_map import TILE_HOSTS, CityMap, MapAddresses
from webmap.settings import ROOT
from webmap.words.phrases import Phrases, read_phrases

ADDRESSES = MapAddresses("/ja/places.json", "/static/x/signs.svg", "/static/x/drawing.json")


@pytest.fixture
def say() -> Phrases:
    return read_phrases(ROOT / "data" / "phrases", "ja")


@pytest.fixture
def script(say) -> str:
    return CityMap((35.69, 139.44), 14, say, ADDRESSES).script()


def test_the_script_is_the_same_text_every_time(say, script):
    assert CityMap((35.69, 139.44), 14, say, ADDRESSES).script() == script


def test_asking_twice_gives_the_same_text(say, script):
    one = CityMap((35.69, 139.44), 14, say, ADDRESSES)
    assert one.script() == one.script() == script


def test_the_script_is_no_page(script):
    for part in ("<style", "style=", "<script", "</script", "<html", "<div", "<link"):
        assert part not in script


def test_the_script_names_no_host_but_the_tiles_and_the_credits(script):
    loads = set(re.findall(r"https?://[\w.-]+", re.sub(r'href=\\?"[^"]*"', "", script)))
    assert loads <= set(TILE_HOSTS)
    assert len(TILE_HOSTS) == 2


def test_the_script_has_the_two_outside_layers_and_neither_is_shown_at_first(script):
    for layer in ("gsi", "osm"):
        assert not re.search(rf"layer_{layer}\w*\.addTo|{layer}_layer\.addTo\(", script)
    assert all(host in script for host in TILE_HOSTS)


def test_ids_do_not_change(script):
    assert not re.search(r"[0-9a-f]{32}", script)
    assert "city_map" in script


def test_folium_s_own_map_is_left_as_it_was(say):
    before = [list(one) for one in _class_lists()]
    CityMap((35.69, 139.44), 14, say, ADDRESSES).script()
    assert [list(one) for one in _class_lists()] == before
    assert any("leaflet" in url for _, url in folium.Map.default_js)


def _class_lists():
    return (folium.Map.default_js, folium.Map.default_css, LocateControl.default_js)
