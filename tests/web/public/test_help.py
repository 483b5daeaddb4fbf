"""The page of help, and the way out."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.made_up import DATA, TOKYO
from tests.web.live_site import NOW
from webmap.formats.lists import read_list
from webmap.web.app import create_app


def at(settings, moment):
    return create_app(replace(settings, fixed_now=moment)).test_client()


def lines(client):
    """The keys of the lines in the order of the page."""
    return re.findall(r'<li class="help-line" id="([^"]+)"', client.get("/ja/help").text)


def test_every_line_of_the_table_stands_there_with_a_number_to_tap(client):
    page = client.get("/ja/help").text
    for row in read_list(DATA, "helplines")[0]:
        assert row["name"][:2] in page
        number = row["number"].replace("-", "").replace("#", "%23")
        assert not number or f'href="tel:{number}"' in page
    assert len(lines(client)) == 12


@pytest.mark.parametrize(
    ("hour", "first"), [(8, "sos-24"), (9, "kunisapo"), (16, "kunisapo"), (23, "sos-24")]
)
def test_who_comes_first_depends_on_the_hour(settings, hour, first):
    assert lines(at(settings, NOW.replace(hour=hour)))[0] == first


def test_a_kept_page_changes_when_a_line_closes(settings, monkeypatch):
    clock = [NOW.replace(hour=16, minute=59)]
    app = create_app(replace(settings, fixed_now=None))
    monkeypatch.setattr(type(settings), "now", lambda _: clock[0])
    client = app.test_client()
    before = client.get("/ja/help")
    assert client.get("/ja/help").headers["ETag"] == before.headers["ETag"]
    clock[0] += timedelta(minutes=1)
    after = client.get("/ja/help")
    assert "いま つながります・17:00まで" in before.text
    assert "いま つながります・17:00まで" not in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    clock[0] += timedelta(minutes=1)
    assert client.get("/ja/help").headers["ETag"] == after.headers["ETag"], "nothing turns now"


def test_what_it_is_about_can_stand_in_no_address(client):
    """Choosing is done by style alone: there is no form, and no link to a topic."""
    page = client.get("/ja/help").text
    assert "<form" not in page
    assert not re.search(r'href="[^"]*(?:home|violence|about=)', page)


def test_every_page_leads_to_help_and_out(client):
    for path in ("/ja/", "/ja/about", "/ja/help", "/ja/places/guruguru", "/nowhere"):
        page = client.get(path).text
        assert 'href="/ja/help"' in page and 'href="/leave"' in page, path
        printed = page[page.index('class="help-printed"') :]
        assert "/ja/help" in printed and "189" in printed and "042-576-2105" in printed


def test_a_city_without_lines_says_so(data, make_app):
    for name in ("helplines", "helpline_hours"):
        (data / f"{name}.csv").unlink()
    page = make_app(data).test_client().get("/ja/help").text
    assert "れんらく先は まだ のせていません" in page and "tel:" not in page


def test_a_hostile_line_stays_a_text(data, make_app):
    path = data / "helplines.csv"
    text = path.read_text("utf-8").replace("家族やパートナーからの暴力になやむ人", "<b>{{7*7}}</b>")
    path.write_text(text, "utf-8")
    page = make_app(data).test_client().get("/ja/help").text
    assert "&lt;b&gt;{{7*7}}&lt;/b&gt;" in page


# -- the way out without a script


def test_the_way_out_tells_nobody_and_empties_what_the_browser_keeps(client):
    answer = client.get("/leave")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "https://www.jma.go.jp/bosai/forecast/"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == b"" and "Set-Cookie" not in answer.headers


def test_the_hours_are_those_of_tokyo(settings):
    elsewhere = NOW.astimezone(TOKYO)
    assert lines(at(settings, elsewhere)) == lines(at(settings, NOW))
