"""The page 「市の とりくみ」, and what stands beside the topics elsewhere."""

import re

import pytest

from tests.lists import read_lists
from tests.made_up import DATA
from webmap.places.vocabulary import SUPPORT

ORGANISATIONS = "子どもの居場所づくり事業補助金"


@pytest.fixture
def page(client):
    return re.sub(r"<rt[^>]*>.*?</rt>|</?ruby>", "", client.get("/ja/programmes").text)


def test_every_programme_says_what_it_is_and_whom_to_ask(page):
    for one in read_lists(DATA).programmes.several:
        for text in (one.name, one.for_whom, one.what, one.office, one.source):
            assert text in page, one.key


def test_old_information_says_so(page):
    assert page.count("2024年の情報") == page.count("古いかもしれません") == 17


def test_it_is_grouped_by_topic_and_what_is_for_organisations_comes_last(page):
    anchors = re.findall(r'<h2 id="([a-z_]+)"', page)
    topics = [one for one in anchors if one in SUPPORT]
    assert topics == ["developmental", "medical_care", "not_at_school", "family_care"]
    assert anchors[len(topics) :] == ["families", "runners"]
    assert page.index(ORGANISATIONS) > page.index('id="runners"')
    assert {f'href="#{one}"' for one in anchors} <= set(re.findall(r'href="#[a-z_]+"', page))


def test_no_topic_enters_an_address_of_the_server(page):
    assert "support=" not in page


@pytest.mark.parametrize("topic", SUPPORT)
def test_on_the_map_its_programmes_stand_beside_a_chosen_topic(client, topic):
    has = bool(read_lists(DATA).programmes.of_topic(topic))
    asked = client.post("/ja/", data={"support": topic}).text
    shown = re.findall(r'<p class="notice" data-topic="([a-z_]+)">', asked)
    assert shown == ([topic] if has else [])
    assert (f"/ja/programmes#{topic}" in asked) == has


def test_without_a_topic_none_is_shown(client):
    assert not re.findall(r'data-topic="[a-z_]+">', client.get("/ja/").text)


def test_the_page_about_the_data_leads_to_them(client):
    assert "/ja/programmes#not_at_school" in client.get("/ja/about").text


def test_another_city_shows_none_of_ours(data, make_app):
    (data / "programmes.csv").unlink()
    client = make_app(data).test_client()
    assert "まだ のせていません" in client.get("/ja/programmes").text
    for path in ("/ja/", "/ja/about"):
        assert "/ja/programmes#" not in client.get(path).text


def test_a_hostile_programme_is_a_text(data, make_app):
    path = data / "programmes.csv"
    evil = "<script>alert(1)</script>{{7*7}}"
    path.write_text(path.read_text("utf-8").replace("カラフルグループ", evil), "utf-8")
    page = make_app(data).test_client().get("/ja/programmes").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page
    assert "<script>alert" not in page
