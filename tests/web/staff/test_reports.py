"""What families said, and how it is settled."""

import sqlite3

import pytest

from tests.web.live_site import NOW
from webmap.places.report import Report
from webmap.storage.database import open_database
from webmap.web.staff import reports
from webmap.workflows.hear import hear_report, hear_wish, heard_reports, settled_reports


@pytest.fixture
def db(settings):
    db = open_database(settings.database)
    for n in range(2):
        hear_wish(db, "guruguru", "food_allergy", f"{n:032x}", NOW)
    hear_wish(db, "guruguru", "when", "f" * 32, NOW)
    hear_report(db, Report("guruguru", ("when", "fee"), "<b>みほん</b>\n二行め"), NOW)
    hear_report(db, Report("chuo-jidokan", (), "べつの しらせ"), NOW)
    return db


def test_the_newest_stands_first_and_leads_to_the_form(db, desk):
    text = desk("viewer").get("/staff/reports").text
    assert text.index("べつの しらせ") < text.index("&lt;b&gt;みほん&lt;/b&gt;")
    assert 'href="/staff/places/guruguru#s-when"' in text
    assert 'href="/staff/places/guruguru#f-fact.food_allergy"' in text


def test_a_wish_whose_answer_is_known_by_now_is_told_as_answered(db, desk):
    text = desk("viewer").get("/staff/reports").text
    known = text[text.index('class="is-known"') :]
    assert "いつ ひらくか" in known[: known.index("</tr>")]
    assert text.index("食物アレルギー") < text.index("わかりました")


def test_an_editor_settles_with_a_word(db, desk):
    one = desk("editor")
    answer = one.post("/staff/reports/1", {"word": "電話でたしかめた"})
    assert (answer.status_code, answer.location) == (303, "/staff/reports")
    text = one.get("/staff/reports").text
    assert "電話でたしかめた" in text[text.index('id="settled"') :]
    assert one.name in text[text.index('id="settled"') :]
    (settled,) = settled_reports(db)
    assert (settled.kept.number, settled.kept.settled_by) == (1, one.name)


def test_a_viewer_sees_and_settles_nothing(db, desk):
    one = desk("viewer")
    assert "/staff/reports/1" not in one.get("/staff/reports").text
    assert one.post("/staff/reports/1", {"word": "見た"}).status_code == 403
    assert len(heard_reports(db)) == 2


@pytest.mark.parametrize("word", ["", " ", "でんわは 090-0000-0000"])
def test_without_a_word_it_is_asked_again_and_what_was_typed_stays(db, desk, word):
    answer = desk("editor").post("/staff/reports/1", {"word": word})
    assert answer.status_code == 422
    assert 'aria-describedby="wrong-word"' in answer.text
    assert f'value="{word}" aria-invalid' in answer.text
    assert len(heard_reports(db)) == 2


def test_a_report_that_somebody_settled_before_is_told_so(db, desk):
    one = desk("editor")
    one.post("/staff/reports/1", {"word": "なおした"})
    one.post("/staff/reports/1", {"word": "もういちど"})
    assert "もう おわりに なっています" in one.get("/staff/reports").text
    assert settled_reports(db)[0].kept.word == "なおした"


def test_when_nothing_can_be_written_the_word_stays_in_the_page(db, desk, monkeypatch):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    one = desk("editor")
    monkeypatch.setattr(reports, "settle", full)
    answer = one.post("/staff/reports/1", {"word": "電話でたしかめた"})
    assert answer.status_code == 503
    assert 'value="電話でたしかめた" aria-invalid' in answer.text
    assert "いま 書きこめませんでした" in answer.text
