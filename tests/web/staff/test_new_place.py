"""The page of a new place: step by step, nothing typed is lost, and it is made once."""

import re
import sqlite3
from html import unescape

import pytest

from tests.made_up import HOSTILE
from tests.web.asking import house_of
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.workflows import new_place

PATH = "/staff/places/new"
TYPED = {
    "name:value": "みほん食堂",
    "site/address:value": "国立市富士見台2-47-1",
    "categories:value": "kodomo_shokudo",
    "phone:value": "042-000-0000",
    "group/name:value": "みほんの会",
    "identifier:scheme": "wamnet",
    "identifier:value": "1350000000",
}
_INPUT = re.compile(r"<input\b[^>]*>")
_OPTION = re.compile(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', re.DOTALL)


def form_in(page: str) -> dict[str, str]:
    """What the page's form would send."""
    sent = {}
    for tag in _INPUT.findall(page):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if named.get("type") != "radio" or " checked" in tag:
            sent[unescape(named["name"])] = unescape(named.get("value", ""))
    for name, options in _OPTION.findall(page):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


@pytest.fixture
def editor(desk):
    return desk("editor")


@pytest.fixture
def stored(app):
    db = open_database(house_of(app).settings.database)
    yield lambda key: place(db, key)
    db.close()


def look(editor, **typed):
    return editor.post(PATH, TYPED | {"act": "look"} | typed)


def make(editor, page, **typed):
    said = {"common:source": "電話で きいた", "act": "make"}
    return editor.post(PATH, form_in(page) | said | typed)


def test_a_viewer_makes_nothing(desk, stored):
    viewer = desk("viewer")
    assert viewer.get(PATH).status_code == 403
    assert viewer.post(PATH, TYPED | {"act": "make"}).status_code == 403


def test_the_story_of_a_new_place(editor, stored):
    assert editor.get(PATH).status_code == 200
    looked = look(editor)
    assert looked.status_code == 200
    assert "東京都国立市富士見台二丁目47番1" in looked.text
    answer = make(editor, looked.text)
    assert (answer.status_code, answer.location) == (303, "/staff/places/p1")
    made = stored("p1")
    assert (made.name, made.standing) == ("みほん食堂", "check")
    assert made.text("site") == form_in(looked.text)["site:value"] != "new"
    assert made.text("identifier.wamnet") == "1350000000"


def test_everything_that_was_typed_is_in_the_form_again(editor):
    sent = form_in(look(editor).text)
    assert {name: sent[name] for name in TYPED} == TYPED


def test_a_double_is_shown_with_its_reasons_and_the_way_to_it(editor):
    page = look(editor, **{"name:value": "ｸﾞﾙｸﾞﾙ食堂"}).text
    (double,) = re.findall(r'<li class="double likely">.*?</a>', page, re.DOTALL)
    assert "ぐるぐる食堂" in double
    assert "名前が おなじ" in double
    assert 'href="/staff/places/guruguru"' in double


def test_places_that_the_public_does_not_see_are_shown_too(editor):
    assert "確認をまつ" in look(editor, **{"name:value": "くにたち駅前市民プラザ"}).text


def test_one_of_name_and_address_is_needed(editor):
    answer = look(editor, **{"name:value": " ", "site/address:value": ""})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert form_in(answer.text)["phone:value"] == "042-000-0000"
    assert look(editor, **{"name:value": ""}).status_code == 200


def test_all_problems_are_told_and_nothing_is_lost(editor, stored):
    page = look(editor, **{"categories:value": ""}).text
    wrong = {"common:source": "", "key": "ダメ", "site:value": "new", "site/location:lat": "99"}
    answer = make(editor, page, **wrong)
    assert answer.status_code == 422
    assert answer.text.count('class="wrong-here"') == 4
    sent = form_in(answer.text)
    assert (sent["key"], sent["site/location:lat"]) == ("ダメ", "99")
    assert stored("p1") is None


def test_with_another_name_it_is_looked_for_again_before_it_is_made(editor, stored):
    answer = make(editor, look(editor).text, **{"name:value": "ぐるぐる食堂"})
    assert answer.status_code == 200
    assert 'href="/staff/places/guruguru"' in answer.text
    assert stored("p1") is None
    assert make(editor, answer.text).status_code == 303


def test_nothing_is_made_that_was_not_looked_at(editor, stored):
    answer = editor.post(PATH, TYPED | {"act": "make", "key": "p1", "common:source": "みほん"})
    assert answer.status_code == 200
    assert stored("p1") is None


def test_a_point_far_away_is_doubted(editor):
    page = look(editor, **{"site:value": "new"}).text

    sent = form_in(page) | {"act": "look", "site/location:lat": "34.68"}
    assert "data-pin-far" in editor.post(PATH, sent).text
    assert "data-pin-far" not in page


def test_sent_twice_it_is_one_place(editor, stored):
    page = look(editor).text
    assert make(editor, page).location == make(editor, page).location == "/staff/places/p1"
    assert stored("p2") is None


def test_a_full_disk_loses_nothing(editor, stored, monkeypatch):
    page = look(editor).text

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(new_place, "keep_changes", full)
    answer = make(editor, page)
    assert answer.status_code == 503
    assert "保存できませんでした" in answer.text
    assert form_in(answer.text)["common:source"] == "電話で きいた"
    monkeypatch.undo()
    assert make(editor, answer.text).status_code == 303


def test_the_public_sees_nothing_of_it(editor, app):
    make(editor, look(editor).text)
    public = app.test_client()
    assert public.get("/ja/places/p1").status_code == 404
    assert "みほん食堂" not in public.get("/ja/").text
    assert "みほん食堂" not in public.get("/ja/places.json").text


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_the_page_stands(editor, text):
    """A browser sends no more than the field holds, but others do."""
    answer = editor.post(PATH, dict.fromkeys(TYPED, text) | {"act": "look"})
    assert answer.status_code in (200, 422)
    assert "<img src=x" not in answer.text
    assert "49" not in re.findall(r'name="name:value" value="([^"]*)"', answer.text)
