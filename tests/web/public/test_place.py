"""The page of a place: a letter to someone who has never been there."""

import json
import re
from datetime import datetime

import pytest

from tests.web.asking import listed_keys
from tests.web.made_up import (
    ENDED,
    EVERYTHING,
    HIDDEN,
    NOT_FOR_DROPPING_IN,
    NOTHING,
    PAUSED,
    UNCHECKED,
    Tables,
)  # fmt: skip
from webmap import create_app
from webmap.places.vocabulary import FACTS
from webmap.settings import Settings
from webmap.words.first_visit import QUESTIONS


@pytest.fixture
def made_up(site):
    """Asks a site with the real places and one made-up place of each sort."""
    return site.app.test_client()


def keys(client):
    return listed_keys(client.get("/ja/"))


# -- the page of a place


def test_every_listed_place_has_a_page(client):
    for key in keys(client):
        assert client.get(f"/ja/places/{key}").status_code == 200, key


def test_a_place_not_for_dropping_in_has_a_page_that_says_so(made_up):
    page = made_up.get(f"/ja/places/{NOT_FOR_DROPPING_IN}")
    assert page.status_code == 200
    assert "立ちよる ところでは ありません" in page.text


@pytest.mark.parametrize("key", ["nowhere", UNCHECKED, "GURUGURU", "guruguru ", "%20"])
def test_an_unknown_place_is_not_found(made_up, key):
    assert made_up.get(f"/ja/places/{key}").status_code == 404


def test_a_place_that_ended_says_since_when(made_up):
    answer = made_up.get(f"/ja/places/{ENDED}")
    assert answer.status_code == 410
    assert "2026年3月に おわりました" in answer.text
    assert "おわった みほん" in answer.text
    assert ENDED not in keys(made_up)


def test_a_place_that_ended_without_a_day_invents_none(data, make_app):
    tables = Tables(data)
    tables.add_place("mihon-owari", "おわった みほん", standing="ended", source="", day="")
    answer = make_app(tables.write()).test_client().get("/ja/places/mihon-owari")
    assert answer.status_code == 410
    assert not re.search(r"\d+年", answer.text)


def test_a_paused_place_says_so_in_list_and_page(made_up):
    entry = made_up.get("/ja/").text.partition(f'<li data-key="{PAUSED}"')[2].partition("</li>")[0]
    assert "お休み" in entry
    assert "お休みしています" in made_up.get(f"/ja/places/{PAUSED}").text


def test_a_hidden_place_says_that_it_does_not_tell_where(made_up):
    page = made_up.get(f"/ja/places/{HIDDEN}").text
    assert "住所を 出していません" in page
    assert "city_map" not in page


def test_the_page_tells_its_facts_in_order(made_up):
    page = made_up.get(f"/ja/places/{EVERYTHING}").text
    asked = ["when", "first-visit", "where", "asking", "known", "sources"]
    assert [one for one in re.findall(r'<h2 id="([\w-]+)"', page) if one in asked] == asked


@pytest.mark.parametrize(
    "words",
    ["第1・第3土曜", "11:30〜14:00", "月1回・日曜", "12月29日", "12月13日", "みほん町9-9-9", "2階",
     "みほん駅から 5分", "みほん町の 子ども", "300円", "0円", "042-000-0000", "NPO法人 みほんの会",
     "みほんの 工作", "エレベーター", "条件つき", "いいえ", "みほんの ことば", "2026年10月",
     "みほんの しりょう", "はじめてのときだけ"],
)  # fmt: skip
def test_the_page_says_all_that_is_known(made_up, words):
    assert words in _plain(made_up.get(f"/ja/places/{EVERYTHING}").text)


def test_a_phone_can_be_called_and_a_website_opened(made_up):
    page = made_up.get(f"/ja/places/{EVERYTHING}").text
    assert 'href="tel:042-000-0000"' in page
    assert 'href="https://example.org/mihon-shokudo"' in page


def test_a_place_of_which_nothing_is_known_says_so_and_invents_nothing(made_up):
    page = _plain(_body(made_up.get(f"/ja/places/{NOTHING}").text))
    assert page.count("聞いてほしい") >= len(QUESTIONS)
    assert page.count("きいてみて") >= 2
    assert not re.search(r"\d+円|\d+:\d\d|20\d\d年", page)
    assert "いつの情報か わかりません" in page


def test_every_fact_is_either_known_or_can_be_asked_for(made_up):
    page = made_up.get(f"/ja/places/{EVERYTHING}").text
    known = set(re.findall(r'<li class="(?:yes|limited|no)" data-what="(\w+)"', page))
    asked = re.findall(r'name="what" value="(\w+)"', page)
    assert known == {"who", "fee", "booking"}
    assert len(asked) == len(set(asked))
    assert set(asked) == {*QUESTIONS, *FACTS} - known - {"elevator", "step_free", "parking"}


def test_a_name_has_its_official_reading(made_up):
    page = made_up.get(f"/ja/places/{EVERYTHING}").text
    assert '<ruby>食堂<rt aria-hidden="true">しょくどう</rt>' in page


# -- dates


def _dates(page):
    return re.findall(r'<time datetime="([\d-]+)"', page)


def test_the_next_dates_of_real_places(client):
    """Friday, 4 December 2026, 16:20."""
    assert _dates(client.get("/ja/places/guruguru").text) == [
        "2026-12-06", "2026-12-20", "2027-01-03",
    ]  # fmt: skip
    assert _dates(client.get("/ja/places/oideyo-gohanya").text) == [
        "2026-12-04", "2026-12-05", "2026-12-06",
    ]  # fmt: skip


def test_a_date_in_the_new_year_asks_first(client):
    page = client.get("/ja/places/guruguru").text
    cards = re.findall(r'<li class="date( perhaps)?">', page)
    assert cards == ["", "", " perhaps"]
    assert "あさって" in page and "きいてから" in page


def test_what_has_no_dates_says_its_rule_and_what_to_ask(client):
    page = _plain(client.get("/ja/places/tamago").text)
    assert "月2回・日曜 11:30〜13:30" in page
    assert "日にちは たしかめてください" in page
    assert "第何日曜に" in page
    assert _dates(client.get("/ja/places/tamago").text) == []
    assert 'href="tel:042-580-0294"' in client.get("/ja/places/tamago").text


@pytest.mark.parametrize(
    ("key", "moment", "words", "first"),
    [
        ("oideyo-gohanya", "2026-12-04T16:20", "きょうは ひらいています", "2026-12-04"),
        ("oideyo-gohanya", "2026-12-04T20:00", "きょうは おわりました", "2026-12-05"),
        ("oideyo-gohanya", "2026-12-07T12:00", "きょうは おやすみ", "2026-12-11"),
        ("guruguru", "2027-01-03T09:00", "きょうは たしかめてから", "2027-01-03"),
    ],
)
def test_today_is_told_as_it_is(settings, key, moment, words, first):
    now = datetime.fromisoformat(f"{moment}:00+09:00")
    asked = Settings(settings.database, settings.data, secret="x", fixed_now=now)
    page = create_app(asked).test_client().get(f"/ja/places/{key}").text
    assert words in page
    assert _dates(page)[0] == first


def test_a_kept_page_turns_when_an_opening_is_over(settings, monkeypatch):
    moment = [datetime.fromisoformat("2026-12-04T19:59:00+09:00")]
    monkeypatch.setattr(Settings, "now", lambda _: moment[0])
    client = create_app(settings).test_client()
    for _ in range(3):
        assert _dates(client.get("/ja/places/oideyo-gohanya").text)[0] == "2026-12-04"
    moment[0] = datetime.fromisoformat("2026-12-04T20:00:00+09:00")
    assert _dates(client.get("/ja/places/oideyo-gohanya").text)[0] == "2026-12-05"


def test_the_clock_is_given_the_sure_openings(client):
    page = client.get("/ja/places/oideyo-gohanya").text
    assert 'data-openings="2026-12-04T18:30/20:00 2026-12-05T18:30/20:00"' in page


def test_a_paused_place_has_no_dates_and_asks_nothing_of_them(made_up):
    page = made_up.get(f"/ja/places/{PAUSED}").text
    assert _dates(page) == []
    assert not re.search(r"きょうは (?!おわりました)", page)  # those are the words of the clock


# -- the way there


def test_the_way_leads_to_the_door_and_tells_nobody_where_from(client):
    page = client.get("/ja/places/guruguru").text
    links = re.findall(r'<a href="([^"]+)" rel="noreferrer" data-app="(\w+)"', page)
    assert [app for _, app in links] == ["android", "apple", "web"]
    assert all("35.68347175" in url and "139.4490542" in url for url, _ in links)
    assert "谷保駅から 歩いて およそ 6分" in page


@pytest.mark.parametrize("key", [HIDDEN, NOTHING])
def test_where_nothing_may_or_can_be_told_there_is_no_way(made_up, key):
    page = made_up.get(f"/ja/places/{key}").text
    assert "data-app" not in page
    assert "駅から" not in page


# -- taken along


def test_the_code_is_of_the_page_whatever_host_is_asked(make_app, data):
    app = make_app(data)
    one, other = (
        app.test_client().get("/ja/places/guruguru/qr.svg", headers={"Host": host})
        for host in ("localhost", "evil.example")
    )
    assert one.mimetype == "image/svg+xml"
    assert one.data == other.data
    assert one.data != app.test_client().get("/ja/places/tamago/qr.svg").data


@pytest.mark.parametrize(("key", "status"), [("nowhere", 404), (UNCHECKED, 404), (ENDED, 410)])
def test_there_is_no_code_of_what_has_no_page(made_up, key, status):
    assert made_up.get(f"/ja/places/{key}/qr.svg").status_code == status


def _things(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_who_searches_reads_the_place_and_its_sure_dates(client):
    thing = _things(client.get("/ja/places/guruguru").text)
    assert (thing["@type"], thing["name"]) == ("Place", "ぐるぐる食堂")
    assert [one["startDate"] for one in thing["event"]] == [
        "2026-12-06T11:30+09:00", "2026-12-20T11:30+09:00",
    ]  # fmt: skip


def test_who_searches_reads_nothing_of_where_a_hidden_place_is(made_up):
    thing = _things(made_up.get(f"/ja/places/{HIDDEN}").text)
    assert set(thing) == {"@context", "@type", "@id", "url", "name"}


def _plain(page):
    """The page's text without its readings and tags."""
    page = re.sub(r"<(rt|script)[^>]*>.*?</\1>", "", page)
    return re.sub(r"<[^>]+>", "", page)


def _body(page):
    """Without our own address, which has a port."""
    return re.sub(r"https?://[\w.:]+", "", page)
