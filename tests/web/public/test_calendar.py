"""The page of a month: its months, what it may be asked, and what never stands on it."""

import re
from datetime import timedelta

import pytest

from tests.web.live_site import NOW
from tests.web.made_up import ENDED, HIDDEN, PAUSED, UNCHECKED
from webmap.places.changes import diff
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.places.schedule import ExceptionDay
from webmap.settings import Settings
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.web.app import create_app


def row(page, day):
    """What the list says of a day, without markup."""
    found = re.search(rf'id="d{day}">(.*?)\n</div>', page.text, re.DOTALL)
    return " ".join(re.sub(r"<rt.*?</rt>|<[^>]+>", "", found[1]).split()) if found else ""


@pytest.fixture
def made_up(site):
    return site.app.test_client()


def test_the_present_month_and_its_neighbours(client):
    page = client.get("/ja/calendar")
    assert page.status_code == 200
    assert 'rel="prev" href="/ja/calendar/2026-11"' in page.text
    assert 'rel="next" href="/ja/calendar/2027-01"' in page.text
    assert page.data == client.get("/ja/calendar/2026-12").data


def test_the_first_and_the_last_month_lead_nowhere_beyond(client):
    assert 'rel="prev"' not in client.get("/ja/calendar/2026-11").text
    assert 'rel="next"' not in client.get("/ja/calendar/2027-12").text


@pytest.mark.parametrize(
    "path",
    [
        *("2026-10", "2028-01", "2026-13", "x", "2026-12-01", "９９９９-12"),
        *("2026-12?category=nothing", "2026-12?city=999999"),
    ],
)
def test_what_has_no_calendar_leads_to_one(client, path):
    page = client.get(f"/ja/calendar/{path}")
    assert page.status_code == 404
    assert 'href="/ja/calendar/2026-12"' in page.text


def test_today_is_marked_and_the_days_have_their_places(client):
    page = client.get("/ja/calendar/2026-12?category=kodomo_shokudo")
    assert re.search(r'<td class="[^"]*" aria-current="date">\n<a href="#d4">', page.text)
    assert "ぐるぐる 食堂" in row(page, 6) or "ぐるぐる食堂" in row(page, 6)
    assert "11:30〜14:00" in row(page, 6)
    assert "きょう" in row(page, 4)
    assert row(page, 7) == ""


def test_a_day_leads_to_the_map_of_that_day(client):
    page = client.get("/ja/calendar/2026-12?category=kodomo_shokudo")
    assert 'href="/ja/?category=kodomo_shokudo&amp;open=2026-12-06"' in page.text
    assert "open=2026-12-01" not in page.text, "no map of a day that has gone"


def test_what_is_asked_for_stays_from_month_to_month(client):
    page = client.get("/ja/calendar/2026-12?category=kodomo_shokudo&city=132152")
    assert "/ja/calendar/2027-01?category=kodomo_shokudo&amp;city=132152" in page.text


def test_a_kept_page_is_the_same_and_changes_with_the_day(filled):
    def of(day):
        now = NOW + timedelta(days=day)
        client = create_app(Settings(filled, secret="x", fixed_now=now)).test_client()
        return client.get("/ja/calendar/2026-12")

    assert of(0).headers["ETag"] == of(0).headers["ETag"] != of(1).headers["ETag"]
    assert (
        'id="d4"'
        in of(5).text.partition('<details class="gone-days"')[2].partition("</details>")[0]
    )


def test_a_closed_day_shows_at_once_with_its_reason(app, settings):
    client = app.test_client()
    before = client.get("/ja/calendar/2026-12")
    assert "おやすみ" not in row(before, 6)
    db = open_database(settings.database)
    old = place(db, "guruguru")
    assert old is not None
    closed = Statement(ExceptionDay("closed", reason="みほんの 理由"))
    new = Place(old.key, {**old.said, "exception.2026-12-06": closed})
    keep_changes(db, diff(old, new, kept=NOW, who="みほん"))
    db.close()
    told = row(client.get("/ja/calendar/2026-12"), 6)
    assert "おやすみ" in told and "みほんの 理由" in told


def test_a_private_reason_takes_its_day_out_of_the_public(app, settings):
    db = open_database(settings.database)
    old = place(db, "guruguru")
    assert old is not None
    closed = Statement(ExceptionDay("closed", reason="090-0000-0000 へ"))
    new = Place(old.key, {**old.said, "exception.2026-12-06": closed})
    keep_changes(db, diff(old, new, kept=NOW, who="みほん"))
    db.close()
    assert "090-0000" not in app.test_client().get("/ja/calendar/2026-12").text


def test_a_hidden_place_stands_without_where_it_is(made_up):
    pages = [made_up.get(f"/ja/calendar/2026-12?{query}").text for query in ("", "category=ibasho")]
    assert all(HIDDEN in page for page in pages)
    assert not any(word in page for page in pages for word in ("かくれ町", "ひみつ荘"))


def test_a_paused_place_is_named_as_resting_and_an_ended_one_not_at_all(made_up):
    page = made_up.get("/ja/calendar/2026-12").text
    resting = page.partition("いまは お休みしている ところ")[2]
    assert PAUSED in resting and PAUSED not in page.partition("いまは お休みしている ところ")[0]
    assert ENDED not in page and UNCHECKED not in page


def test_no_session_and_nothing_inline(client):
    page = client.get("/ja/calendar")
    assert "Set-Cookie" not in page.headers
    assert "<style" not in page.text and " style=" not in page.text
    assert not re.search(r"<script(?![^>]* src=)", page.text)


def test_a_month_is_made_without_loading_places(app, monkeypatch):
    client = app.test_client()
    client.get("/ja/")
    from webmap.storage import places

    monkeypatch.setattr(places, "all_places", lambda db: pytest.fail("all places were loaded"))
    assert client.get("/ja/calendar/2027-03").status_code == 200
