"""Texts that try to be something else stay what they are: text."""

import json
import re
import time
from html import unescape
from urllib.parse import quote

import pytest

from tests.web.asking import (
    all_bodies,
    data_addresses,
    found_keys,
    house_of,
    place_keys,
    sent_places,
)
from tests.web.hostile import LONG, TEXTS, hostile_names
from tests.web.made_up import Tables
from webmap.storage.database import open_database
from webmap.workflows.export_data import export_data


@pytest.fixture
def client(hostile_site):
    """Asks the site of the hostile tables."""
    return hostile_site.app.test_client()


def test_every_address_answers(client, hostile_site):
    addresses = data_addresses(hostile_site.app, *(quote(text) for text in TEXTS))
    assert len(list(all_bodies(client, addresses))) == len(addresses)


def test_no_answer_holds_markup_that_came_from_a_text(client, hostile_site):
    markup = ("<img src=x", "<script>alert", "<b onclick", "<svg onload", "<style>*", "<!-- &lt;b")
    plain = ("json", ".ics")  # no page: a < is a letter there
    pages = [
        path for path in data_addresses(hostile_site.app) if not any(one in path for one in plain)
    ]
    told = [
        (path, text) for path, body in all_bodies(client, pages) for text in markup if text in body
    ]
    assert told == []


def test_no_link_runs_a_script(client, hostile_site):
    pages = ["/ja/", "/ja/about", *_place_pages(hostile_site)]
    links = {
        unescape(link)
        for _, body in all_bodies(client, pages)
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', body)
    }
    assert {link[:40] for link in links if link.lower().strip().startswith("javascript:")} == set()


def test_a_template_in_a_text_is_not_filled(client, hostile_site, hostile_data):
    keys = [key for key, name in hostile_names(hostile_data).items() if name == "{{7*7}}"]
    assert keys
    for key in keys:
        text = client.get(f"/ja/places/{key}").text
        assert "<h1>{{7*7}}" in text
        assert "49" not in re.sub(r"<[^>]*>|0?42[-\d]+|\d{4,}", "", text.partition("<h1>")[2][:60])


def test_the_open_data_says_every_name_as_typed(client, hostile_data):
    features = json.loads(client.get("/places.geojson").data)["features"]
    said = {feature["id"]: feature["properties"]["name"] for feature in features}
    assert said == hostile_names(hostile_data)


def test_the_page_s_file_says_every_name_as_typed_whatever_readings_are_in_it(client, hostile_data):
    """In a name only what is between the signs of an annotation is ours."""
    sent = {key: re.sub("[\ufff9\ufffb]|\ufffa[^\ufffb]*", "", row["name"])
            for key, row in sent_places(client).items()}  # fmt: skip
    assert sent == hostile_names(hostile_data)


def test_the_page_s_file_is_whole_whatever_texts_are_in_it(client):
    data = client.get("/ja/places.json").get_json()
    assert {len(column) for column in data["columns"].values()} == {data["count"]}
    for text in {data["texts"][at] for at in data["columns"]["reasons"] if at >= 0}:
        for line in text.split("\n"):
            asked, tab, words = line.partition("\t")
            assert asked in {*data["asked"], "free"} and tab and words.strip(), line[:80]


def test_a_search_finds_what_was_typed_and_nothing_runs(client):
    for text in TEXTS:
        answer = client.get("/ja/search.json", query_string={"q": text})
        assert (answer.status_code, answer.mimetype) == (200, "application/json")
        assert set(answer.get_json()) == {"keys"}


def test_the_map_script_holds_no_text_of_the_tables(client, app):
    assert client.get("/ja/map.js").data == app.test_client().get("/ja/map.js").data


@pytest.mark.parametrize("text", TEXTS, ids=map(str, range(len(TEXTS))))
def test_a_search_text_reads_as_typed(client, text):
    page = client.get("/ja/", query_string={"q": text}).text
    value = re.search(r'name="q"[^>]*value="([^"]*)"', page)
    assert value and unescape(value[1]) == " ".join(text.split())[:100]


def test_the_tables_come_out_as_they_went_in(hostile_site, hostile_data, tmp_path):
    db = open_database(house_of(hostile_site.app).settings.database)
    export_data(db, tmp_path)
    db.close()
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (hostile_data / path.name).read_bytes(), path.name


# -- texts that take long


@pytest.mark.parametrize("word", ["国立", "々", "ア山", "み・"])
def test_a_name_of_10_000_characters_does_not_take_the_site_down(data, make_app, word):
    name = (word * 5000)[:10_000]
    client = _with_a_place(data, make_app, name)
    assert client.get("/ja/places/mihon").status_code == 200
    assert "mihon" in found_keys(client, "みほんのまち")


@pytest.mark.parametrize("times", [8, 1000])
def test_a_long_official_kana_does_not_take_the_site_down(data, make_app, times):
    client = _with_a_place(data, make_app, "山ア" * times, kana="ア" * 3 * times)
    began = time.monotonic()
    assert client.get("/ja/").status_code == 200
    assert time.monotonic() - began < 2


def test_a_kanji_run_that_the_glossary_covers_in_many_ways_is_read_at_once(data, make_app):
    words = (data / "readings.csv").read_text(encoding="utf-8")
    (data / "readings.csv").write_text(f"{words}国,くに,name\n立,たち,name\n", encoding="utf-8")
    client = _with_a_place(data, make_app, "国立" * 12 + "龘")
    began = time.monotonic()
    assert client.get("/ja/").status_code == 200
    assert time.monotonic() - began < 2


def test_long_texts_in_every_column_do_not_slow_the_list(data, make_app):
    columns = ("who", "address_note", "operator", "access", "activity")
    tables = Tables(data)
    tables.add_place("mihon", "みほん", note=LONG)
    for column in columns:
        number = "1" if column in ("access", "activity") else ""
        tables.add(
            "details", place="mihon", field=column, number=number, value="a" * 10_000, note=LONG
        )
    client = make_app(tables.write()).test_client()
    began = time.monotonic()
    assert client.get("/ja/").status_code == 200
    assert time.monotonic() - began < 3


def _place_pages(site):
    return [f"/ja/places/{key}" for key in place_keys(site.app)]


def _with_a_place(data, make_app, name, **cells):
    tables = Tables(data)
    tables.add_source()
    tables.add_site("mihon-site", "東京都国立市みほんのまち1-1")
    tables.add_place("mihon", name, site="mihon-site", **cells)
    return make_app(tables.write()).test_client()
