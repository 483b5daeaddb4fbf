"""The app as a whole: its doors, and what holds whichever door is asked."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.asking import FIXED, found_keys, headers_of, listed_keys, sent_places
from tests.web.live_site import NOW
from webmap import create_app
from webmap.places.changes import diff
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.web.app import LARGEST_FORM
from webmap.workflows.check_data import check_data

ROUTES = {
    "/",
    "/calendar.ics",
    "/favicon.ico",
    "/feed.xml",
    "/healthz",
    "/ja/",
    "/ja/about",
    "/ja/calendar",
    "/ja/calendar/<text>",
    "/ja/help",
    "/ja/map.js",
    "/ja/places.json",
    "/ja/places/<key>",
    "/ja/places/<key>/photos/<file>-<int:width>.webp",
    "/ja/places/<key>/qr.svg",
    "/ja/places/<key>/preview.png",
    "/ja/places/<key>/thanks",
    "/ja/places/<key>/wish",
    "/ja/places/<key>/wrong",
    "/ja/programmes",
    "/ja/places/<key>.ics",
    "/ja/search.json",
    "/leave",
    "/places.geojson",
    "/preview.png",
    "/static/<version>/<path:name>",
}
"""Printed on paper and built upon by others: an address may be added here, never taken away."""


def test_the_addresses_are_these(app):
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if not rule.startswith("/staff")} == ROUTES


def test_over_http_one_may_ask_and_say_back_and_no_more(app):
    public = (rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/staff"))
    methods = {rule.rule: {*(rule.methods or ())} for rule in public}
    posted = {path for path, allowed in methods.items() if "POST" in allowed}
    asked = {"/ja/"}  # so that what is asked stands in no address
    said = {"/ja/places/<key>/wish", "/ja/places/<key>/wrong"}
    assert posted == asked | said
    assert set().union(*methods.values()) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_form_asks_and_changes_nothing(settings):
    client = create_app(settings).test_client()
    before = client.get("/ja/places.json").data
    asked = {"name": "みほん", "standing": "ended", "support": "learning", "free": "1"}
    client.post("/ja/", data=asked)
    assert client.get("/ja/places.json").data == before


def test_a_form_that_is_far_too_large_is_refused(client):
    answer = client.post("/ja/", data={"q": "x" * LARGEST_FORM})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", [*FIXED, "/ja/places/guruguru"])
def test_head_says_what_get_would_without_a_body(client, path):
    head, get = client.head(path), client.get(path)
    assert head.data == b""
    assert head.status_code == get.status_code
    assert headers_of(head) == headers_of(get)


@pytest.mark.parametrize("path", [*FIXED, "/ja/places/guruguru", "/nowhere", "/ja/?q=矢川"])
def test_no_public_page_sets_a_cookie(client, path):
    assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize(
    "path", ["/ja/", "/ja/about", "/ja/places/guruguru", "/places.geojson", "/ja/places.json"]
)
def test_unknown_parameters_are_ignored(client, path):
    asked = client.get(f"{path}?fbclid=x&utm_source=y&constructor=1&access=&q")
    assert asked.status_code == 200
    assert asked.data == client.get(path).data
    assert asked.headers["Cache-Control"] == "public, no-cache"


ABSURD = (
    "page=-1", "page=0", "page=1e9", "page=1000000000", "page=99999999999999999999", "page=",
    "page=%EF%BC%91", "page=1&page=2", "page=٣", "q=" + "あ" * 10_000, "q=%00", "q=%00%00矢川",
    "q=%ED%A0%80", "q=%ED%A0%80%ED%B0%80", "q=%FF%FE", "q=%", "q=%25%", "q=*", "q=" + "%20" * 500,
    "category=%ED%A0%80", "category=" + "ibasho" * 500, "category=ibasho&" * 300, "q[]=1", "&&==&",
    "q=%E2%80%AE", "q={{7*7}}", "q=" + "-" * 5000, "page=" + "9" * 5000, "open=%00",
    "open=2026-12-06%00", "open=9999-12-31", "open=10000-01-01", "open=0001-01-01", "age=1e1",
    "age=%D9%A7", "age=" + "&age=".join(map(str, range(100))), "without==", "without=" + "=" * 5000,
    "without=q", "without=__class__=1", "grade=es1&" * 300, "access=%ED%A0%80", "weekday[]=sat",
)  # fmt: skip


@pytest.mark.parametrize("query", ABSURD, ids=lambda query: query[:24])
@pytest.mark.parametrize("path", ["/ja/", "/ja/places.json", "/ja/search.json"])
def test_an_absurd_query_is_answered(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/%00", "/ja/places/%00", "/ja/places/%FF", "/ja/places/%ED%A0%80", "/%ED%A0%80", "/ja/places/"
     + "a" * 5000, "/ja/places/..%2f..%2fetc%2fpasswd", "/static/x/../../secret.key",
     "/static/x/%2e%2e/%2e%2e/data/places.csv", "/ja/places/guruguru/x",
     "/ja/places/GURUGURU", "/ja/places/%7B%7B7*7%7D%7D", "/data/places.csv", "/.git/config"],
    ids=lambda path: path[:30],
)  # fmt: skip
def test_an_absurd_path_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_change_is_seen_by_every_other_instance_at_its_next_request(settings):
    first, second = (create_app(settings).test_client() for _ in range(2))
    for client in (first, second):
        assert "あたらしい みほん" not in client.get("/ja/places.json").text
    _rename(settings.database, "guruguru", "あたらしい みほん")
    for client in (first, second):
        for path in ("/ja/places.json", "/places.geojson", "/ja/places/guruguru", "/ja/"):
            assert "あたらしい みほん" in client.get(path).text, path
        assert found_keys(client, "あたらしい みほん") == ["guruguru"]


def test_a_place_that_ends_is_gone_at_the_next_request(settings):
    client = create_app(settings).test_client()
    assert client.get("/ja/places/guruguru").status_code == 200
    _say(settings.database, "guruguru", standing="ended")
    assert client.get("/ja/places/guruguru").status_code == 410
    assert "guruguru" not in sent_places(client)
    assert "guruguru" not in listed_keys(client.get("/ja/"))


def test_a_new_day_makes_the_information_older(settings):
    def is_old(now):
        text = (
            create_app(replace(settings, fixed_now=now))
            .test_client()
            .get("/ja/places/tsuchinoko")
            .text
        )
        return "古いかもしれません" in text.partition("site.footer")[0]

    assert is_old(NOW + timedelta(days=3650))


def test_with_no_proxy_trusted_what_a_proxy_would_say_is_ignored(app):
    seen = _what_the_app_sees(app)
    assert (seen["host"], seen["scheme"]) == ("localhost", "http")
    assert seen["address"] == "127.0.0.1"


def test_with_one_proxy_trusted_its_word_counts(settings):
    seen = _what_the_app_sees(create_app(replace(settings, proxies=1)))
    assert (seen["host"], seen["scheme"]) == ("evil.example", "https")
    assert seen["address"] == "203.0.113.9"


@pytest.mark.parametrize("path", ["/", "/ja", "/ja//about", "/ja/places//evil.example"])
def test_a_redirect_stays_on_the_site(client, path):
    location = client.get(path, headers={"X-Forwarded-Host": "evil.example"}).headers["Location"]
    assert location.startswith(("/ja/", "http://localhost/ja/"))


def test_another_city_may_bring_no_more_than_its_tables(settings, tmp_path, data):
    for name in ("phrases", "basemap"):
        shutil.rmtree(data / name)
    (data / "SOURCES.md").unlink()
    client = create_app(replace(settings, data=data)).test_client()
    for path in FIXED[1:]:
        assert client.get(path).status_code == 200, path


def test_a_city_file_is_no_must_either(settings, data):
    (data / "city.toml").unlink()
    client = create_app(replace(settings, data=data)).test_client()
    for path in FIXED[1:]:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("name", ["towns", "addresses", "programmes"])
@pytest.mark.parametrize("fault", ["cell", "header", "gone"])
def test_a_table_that_only_files_hold_stops_no_page_when_it_is_broken(settings, data, name, fault):
    path = data / f"{name}.csv"
    if fault == "gone":
        path.unlink()
    else:
        cell, column = (b",child,", b",topics,") if name == "programmes" else (b",35.", b",lat,")
        old = cell if fault == "cell" else column
        path.write_bytes(path.read_bytes().replace(old, b",north,", 1))
    client = create_app(replace(settings, data=data)).test_client()
    for address in FIXED[1:]:
        assert client.get(address).status_code == 200, address
    if fault != "gone":
        assert any(one.file == path.name for one in check_data(data).problems)


def test_a_new_and_empty_database_shows_an_empty_map(settings, tmp_path):
    client = create_app(replace(settings, database=tmp_path / "new.sqlite")).test_client()
    for path in FIXED[1:]:
        assert client.get(path).status_code == 200, path


def _what_the_app_sees(app):
    seen: dict[str, str | None] = {}

    @app.before_request
    def look():
        from flask import request

        seen.update(host=request.host, scheme=request.scheme, address=request.remote_addr)

    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    app.test_client().get("/ja", headers={**forwarded, "X-Forwarded-Host": "evil.example"})
    return seen


def _rename(database: Path, key: str, name: str) -> None:
    _say(database, key, name=name)


def _say(database: Path, key: str, **texts: str) -> None:
    db = open_database(database)
    old = place(db, key)
    assert old
    said = {field: Statement(text) for field, text in texts.items()}
    new = Place(key, {**old.said, **said})
    keep_changes(db, diff(old, new, kept=NOW, who="みほん"))
    db.close()
