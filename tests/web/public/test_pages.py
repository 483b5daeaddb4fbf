"""The pages: the map with its list, a place, about the data."""

import re

import brotli
import pytest

from tests.web.asking import listed_keys
from tests.web.made_up import EVERYTHING, NOT_FOR_DROPPING_IN, Tables
from webmap.places.vocabulary import BY_APPOINTMENT, CATEGORIES

KB = 1024


@pytest.fixture
def made_up(site):
    """Asks a site with the real places and one made-up place of each sort."""
    return site.app.test_client()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, filled):
    """Asks a site with 250 made-up places."""
    import shutil

    from tests.web.live_site import NOW, fill
    from webmap import create_app
    from webmap.settings import ROOT, Settings

    folder = tmp_path_factory.mktemp("crowd")
    tables = Tables(shutil.copytree(ROOT / "data", folder / "data"))
    tables.clear()
    tables.add_source()
    for number in range(250):
        category = CATEGORIES[number % len(CATEGORIES)]
        tables.add_place(f"mihon-{number:03}", f"みほん {number:03}", categories=category)
    database = fill(folder / "webmap.sqlite", tables.write())
    return create_app(Settings(database, tables.folder, secret="x", fixed_now=NOW)).test_client()


def keys(client, **query):
    return listed_keys(client.get("/ja/", query_string=query))


# -- the list


def test_the_root_leads_to_the_japanese_map(client):
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ja/")


def test_the_list_has_every_public_place_once_and_no_other(client, data):
    rows = Tables(data).rows["places"]
    assert sorted(keys(client)) == sorted(r["key"] for r in rows if r["standing"] == "listed")


def test_places_to_drop_in_at_come_first_and_those_by_appointment_after(client, data):
    main = {r["key"]: r["categories"].split(";")[0] for r in Tables(data).rows["places"]}
    no = {r["key"] for r in Tables(data).rows["places"] if r["drop_in"] == "no"}
    turns = [2 if key in no else int(main[key] in BY_APPOINTMENT) for key in keys(client)]
    assert turns == sorted(turns)
    assert set(turns) == {0, 1, 2}


def test_a_place_not_for_dropping_in_comes_last_and_says_so(made_up):
    page = made_up.get("/ja/")
    assert set(listed_keys(page)[-2:]) == {NOT_FOR_DROPPING_IN, "kodomo-lab"}
    assert _entry(page.text, NOT_FOR_DROPPING_IN).count("立ちよる ところでは ありません") == 1
    assert "立ちよる ところでは ありません" not in _entry(page.text, EVERYTHING)


def test_a_category_narrows_the_list(client, data):
    listed = [r for r in Tables(data).rows["places"] if r["standing"] == "listed"]
    for category in CATEGORIES:
        expected = {r["key"] for r in listed if category in r["categories"].split(";")}
        assert set(keys(client, category=category)) == expected


def test_several_categories_mean_any_of_them(client):
    both = keys(client, category=["ibasho", "jidokan"])
    assert set(both) == {*keys(client, category="ibasho"), *keys(client, category="jidokan")}
    assert len(both) == len(set(both))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ぐるぐる食堂", "guruguru"),
        ("ぐるぐる", "guruguru"),
        ("ｸﾞﾙｸﾞﾙ", "guruguru"),
        ("グルグル", "guruguru"),
        ("食堂", "guruguru"),
        ("矢川", "yagawa-plus"),
        ("やがわ", "yagawa-plus"),
        ("ヤガワ ぷらす", "yagawa-plus"),
        ("みほんしょくどう", EVERYTHING),
        ("ﾐﾎﾝｼｮｸﾄﾞｳ", EVERYTHING),
        ("みほん町9-9-9", EVERYTHING),
        ("みほん町９－９－９", EVERYTHING),
        ("みほん町9ー9ー9", EVERYTHING),
        ("NPO法人みほんの会", EVERYTHING),
        ("ｎｐｏ法人 みほん", EVERYTHING),
        ("TASUC", "houday-1353400144"),
        ("tasuc国立", "houday-1353400144"),
        ("多孫・他孫", "tamago"),
    ],
)
def test_a_place_is_found_by_name_reading_address_or_group(made_up, text, key):
    assert key in keys(made_up, q=text)


def test_every_word_must_be_found(made_up):
    assert keys(made_up, q="みほん食堂 矢川") == []


def test_a_search_may_be_narrowed_by_category(made_up):
    found = keys(made_up, q="矢川", category="jidokan")
    assert found == ["yagawa-jidokan"]


def test_a_search_without_an_answer_shows_a_way_on(client):
    page = client.get("/ja/?q=そんなところはない").text
    assert "まだ 見つかっていません" in page
    assert "「そんなところはない」" in page
    assert 'href="/ja/"' in page


def test_a_search_for_a_sign_alone_finds_all_or_nothing_but_does_not_break(client):
    for text in ("・", "-", "ー", "%", "_", "　"):
        assert client.get("/ja/", query_string={"q": text}).status_code == 200


# -- pages of the list


def test_the_list_is_paged_at_100(crowd):
    pages = [keys(crowd, page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [100, 100, 50]
    assert len({key for page in pages for key in page}) == 250


def test_the_pages_lead_to_each_other(crowd):
    first, middle, last = (crowd.get(f"/ja/?page={number}").text for number in (1, 2, 3))
    assert 'rel="prev"' not in first and "page=2" in first
    assert 'rel="prev"' in middle and "page=3" in middle
    assert 'rel="next"' not in last and "page=2" in last


def test_a_page_past_the_end_is_the_last(crowd):
    assert keys(crowd, page=999) == keys(crowd, page=3)
    assert "3 / 3" in crowd.get("/ja/?page=999").text


def test_paging_keeps_what_was_asked(crowd):
    page = crowd.get("/ja/", query_string={"q": "みほん", "page": 2}).text
    assert re.search(r'href="/ja/\?q=[^"]*&amp;page=3#list"', page)


def test_a_page_of_a_topic_is_turned_by_a_button_and_keeps_it_out_of_every_address(crowd):
    page = crowd.post("/ja/", data={"support": "medical_care"}).text
    assert re.search(r'<button type="submit"[^>]* form="needs" name="page" value="2"', page)
    assert not re.search(r"""(href|action)="[^"]*support=""", page)


def test_the_map_is_not_paged(crowd):
    assert len(keys(crowd)) == 100
    assert crowd.get("/ja/places.json").get_json()["count"] == 250


# -- about the data


def test_about_counts_the_public_places(client):
    assert f"{len(keys(client))}か所" in client.get("/ja/about").text


def test_about_names_every_source_that_speaks_of_a_public_place(client, data):
    tables = Tables(data)
    listed = {row["key"] for row in tables.rows["places"] if row["standing"] == "listed"}
    spoken = {
        key
        for table in ("schedules", "facts", "details", "fees")
        for row in tables.rows[table]
        if row["place"] in listed and row["visibility"] == "public"
        for key in row["source"].split(";")
    }
    page = _plain(client.get("/ja/about").text)
    names = {row["key"]: row["name"] for row in tables.rows["sources"]}
    assert [key for key in spoken if names[key] not in page] == []


# -- bytes


def test_the_whole_list_fits_in_25_kb(client):
    page = client.get("/ja/", headers={"Accept-Encoding": "br"})
    assert page.headers["Content-Encoding"] == "br"
    assert len(page.data) <= 25 * KB, len(page.data)


def test_all_that_the_map_waits_for_fits_in_220_kb(client):
    """Scripts and styles have half of it; the drawing of the city is the largest of the rest."""
    page = client.get("/ja/").text
    files = re.findall(r'<script[^>]*src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', page)
    first = [script or style for script, style in files]
    modules = set(first)
    while more := {one for path in modules for one in _imported(client, path)} - modules:
        modules |= more
    sizes = {path: _brotli_size(client, path) for path in modules}
    assert len(sizes) >= 20
    assert sum(sizes.values()) <= 112 * KB, sizes
    drawing = re.search(r'"(/static/[^"]+drawing\.json)"', client.get("/ja/map.js").text)
    assert drawing
    signs = set(re.findall(r'(?:src|href)="(/static/[^"#]+\.svg)', page))
    rest = ["/ja/", "/ja/places.json", drawing[1], *signs]
    assert sum([*sizes.values(), *(_brotli_size(client, path) for path in rest)]) <= 220 * KB


def _brotli_size(client, path):
    answer = client.get(path, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200, path
    if answer.headers.get("Content-Encoding") == "br":
        brotli.decompress(answer.data)
    return len(answer.data)


def _imported(client, path):
    names = (
        re.findall(r'(?:import|from) "\./(\w+\.js)"', client.get(path).text)
        if "/js/" in path
        else []
    )
    return [f"{path.rpartition('/')[0]}/{name}" for name in names]


def _entry(page, key):
    return page.partition(f'<li data-key="{key}"')[2].partition("</li>")[0]


def _plain(page):
    """The page's text without its readings and tags."""
    page = re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>", "", page)
    return re.sub(r"<[^>]+>", "", page)


def test_a_desk_that_has_no_page_is_not_linked(data, make_app):
    path = data / "city.toml"
    text = path.read_text(encoding="utf-8").replace('"kunisapo"', '"nowhere"')
    path.write_text(text, encoding="utf-8")
    assert "/ja/places/nowhere" not in make_app(data).test_client().get("/ja/about").text
