"""Closed days of the year, in the form of the staff."""

import sqlite3

import pytest

from tests.web.asking import house_of
from webmap.places.schedule import ExceptionDay
from webmap.storage.database import edition, open_database
from webmap.storage.places import place
from webmap.web.staff import closures

NEW_YEAR = {
    "first": "2026-12-29",
    "last": "2027-01-03",
    "reason": "年末年始",
    "category": ["jidokan"],
}


@pytest.fixture
def db(settings):
    return open_database(settings.database)


def keep(desk, **words):
    seen = {"act": "keep", "seen": "2026-12-29/2027-01-03", "place": ["chuo-jidokan"]}
    return desk.post("/staff/closures", {**NEW_YEAR, **seen, **words})


def test_what_would_be_lost_is_shown_and_nothing_is_kept(db, desk):
    before = edition(db)
    answer = desk("editor").post("/staff/closures", {**NEW_YEAR, "act": "look"})
    assert "12月29日（火）〜1月3日（日）（6日）" in answer.text
    assert 'value="chuo-jidokan" checked' in answer.text
    assert 'value="guruguru"' not in answer.text
    assert edition(db) == before


def test_what_was_seen_is_kept_and_told_on_every_page(db, desk):
    one = desk("editor")
    answer = keep(one)
    assert (answer.status_code, answer.location) == (303, "/staff/closures")
    text = one.get("/staff/closures").text
    assert "1か所を 6日 おやすみに しました。" in text
    assert "12月29日（火）〜1月3日（日）" in text
    closed = place(db, "chuo-jidokan")
    assert closed is not None
    assert closed.said["exception.2026-12-31"].value == ExceptionDay("closed", reason="年末年始")
    assert "年末年始" in one.client.get("/ja/places/chuo-jidokan").text


def test_other_days_than_those_that_were_seen_are_shown_before_they_are_kept(db, desk):
    before = edition(db)
    answer = keep(desk("editor"), last="2027-01-04")
    assert answer.status_code == 200
    assert "1月4日（月）（7日）" in answer.text
    assert edition(db) == before


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(db, desk):
    answer = desk("editor").post(
        "/staff/closures",
        {
            "first": "2026-12-01",
            "reason": "でんわ 090-0000-0000",
            "source": "nobody",
            "act": "look",
        },
    )
    assert answer.status_code == 422
    for name in ("first", "reason", "source", "categories"):
        assert f'id="{name}-wrong"' in answer.text
    assert 'value="でんわ 090-0000-0000"' in answer.text


def test_places_whose_tick_was_taken_away_stay_without_it(desk):
    words = {"shown": ["chuo-jidokan", "nishi-jidokan"], "place": ["nishi-jidokan"], "act": "look"}
    text = desk("editor").post("/staff/closures", {**NEW_YEAR, **words}).text
    assert 'value="nishi-jidokan" checked' in text
    assert 'value="chuo-jidokan">' in text
    assert 'value="chuo-jidokan" checked' not in text


def test_without_any_place_nothing_is_kept(db, desk):
    answer = keep(desk("editor"), place=[])
    assert answer.status_code == 422
    assert "場所を 1つは えらんでください" in answer.text


def test_a_viewer_sees_what_is_closed_and_closes_nothing(db, desk):
    keep(desk("editor"))
    one = desk("viewer")
    text = one.get("/staff/closures").text
    assert "年末年始" in text and "<fieldset" not in text
    assert keep(one).status_code == 403


def test_when_nothing_can_be_written_all_that_was_chosen_stays(db, desk, monkeypatch):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    one = desk("editor")
    monkeypatch.setattr(closures, "keep_closing", full)
    answer = keep(one)
    assert answer.status_code == 503
    assert 'value="chuo-jidokan" checked' in answer.text
    assert "いま 書きこめませんでした" in answer.text


def test_too_many_places_are_not_looked_through(app, desk, monkeypatch):
    assert house_of(app)
    monkeypatch.setattr(closures, "MOST_PLACES", 2)
    answer = desk("editor").post("/staff/closures", {**NEW_YEAR, "act": "look"})
    assert "場所が 多すぎます" in answer.text
