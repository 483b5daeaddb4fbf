"""Pages from kept bytes: the same as the app's own, and never older than the data or the day."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.asking import headers_of, house_of, listed_keys
from tests.web.live_site import NOW
from tests.web.test_answers import PATHS
from webmap.places.changes import diff
from webmap.places.place import Place
from webmap.settings import Settings
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.web import quick
from webmap.web.app import create_app
from webmap.web.public import place as place_door
from webmap.workflows.find_places import find_place

KEPT = [path for path in PATHS if path != "/ja/search.json"]
KEY = "guruguru"
PLACE = f"/ja/places/{KEY}"
DECODED = pytest.mark.parametrize("coding", ["br", "gzip", "identity", None])


@pytest.fixture(autouse=True)
def warm(app):
    """What opens and closes during the day is known from the first page on."""
    app.test_client().get("/ja/")


class Asked(Exception):
    """The app was asked, although the answer is kept."""


def close_the_app(app):
    """From now on only what is kept is answered."""

    def refuse(environ, start):
        raise Asked

    app.wsgi_app.app = refuse


def ask(app, path, coding=None, method="GET", **headers):
    accept = {} if coding is None else {"Accept-Encoding": coding}
    return app.test_client().open(path, method=method, headers={**accept, **headers})


def change(path, field, value):
    db = open_database(path)
    old = place(db, KEY)
    assert old
    new = Place(KEY, {**old.said, field: replace(old.said[field], value=value)})
    keep_changes(db, diff(old, new, kept=NOW, who="みほん"))
    db.close()


def hide(path):
    """The place is no longer public."""
    change(path, "standing", "check")


def title_of(answer):
    return answer.text.partition("<title>")[2].partition("</title>")[0]


# -- the same as the app's own


@DECODED
@pytest.mark.parametrize("path", [*KEPT, "/favicon.ico", "/ja/?category=soudan", "/ja/?page=1"])
def test_a_page_that_was_asked_for_before_comes_without_the_app_and_is_the_same(app, path, coding):
    first = ask(app, path, coding)
    close_the_app(app)
    again = ask(app, path, coding)
    assert (again.status, again.data) == (first.status, first.data)
    assert headers_of(again) == headers_of(first)


@DECODED
def test_not_modified_is_answered_the_same_without_the_app(app, coding):
    tag = ask(app, "/ja/", coding).headers["ETag"]
    first = ask(app, "/ja/", coding, **{"If-None-Match": tag})
    close_the_app(app)
    again = ask(app, "/ja/", coding, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (first.status_code, first.data) == (304, b"")
    assert headers_of(again) == headers_of(first)


@DECODED
def test_head_is_answered_with_the_headers_alone(app, coding):
    own = ask(app, "/ja/", coding, "HEAD")
    page = ask(app, "/ja/", coding)
    close_the_app(app)
    again = ask(app, "/ja/", coding, "HEAD")
    assert (again.status_code, again.data) == (own.status_code, own.data) == (200, b"")
    assert headers_of(again) == headers_of(own)
    assert int(again.headers["Content-Length"]) == len(page.data)


def test_a_page_asked_for_by_head_first_comes_whole_afterwards(app):
    ask(app, "/ja/", method="HEAD")
    assert b"</html>" in ask(app, "/ja/").data


def test_a_client_never_gets_the_coding_of_another(app):
    for coding in ("br", "gzip", "identity", None):
        ask(app, "/ja/", coding)
    close_the_app(app)
    codings = [ask(app, "/ja/", c).headers.get("Content-Encoding") for c in ("gzip", None, "br")]
    assert codings == ["gzip", None, "br"]


def test_an_answer_carries_no_date_of_an_earlier_moment(app):
    ask(app, "/ja/")
    close_the_app(app)
    assert "Date" not in ask(app, "/ja/").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_the_matter_of_the_app(app, method):
    ask(app, "/ja/")
    close_the_app(app)
    with pytest.raises(Asked):
        ask(app, "/ja/", method=method)


def test_a_condition_that_is_seldom_is_the_matter_of_the_app(app):
    ask(app, "/ja/")
    assert ask(app, "/ja/", **{"If-Match": '"another"'}).status_code == 412


@pytest.mark.parametrize(
    "path",
    ["/ja/?q=kodomo", "/healthz", "/nowhere", "/", "/ja/?q=x&q="],
)
def test_searches_and_what_is_no_page_are_not_kept(app, path):
    ask(app, path)
    close_the_app(app)
    with pytest.raises(Asked):
        ask(app, path)


def test_an_answer_that_sets_a_cookie_is_nobody_elses():
    def app(environ, start):
        environ[quick.KEPT] = True
        start("200 OK", [("Set-Cookie", f"number={next(numbers)}")])
        return [b""]

    numbers = iter(range(9))
    asking = quick.Quick(app, lambda: 1)
    assert [cookie_of(asking) for _ in range(2)] == ["number=0", "number=1"]


def cookie_of(app):
    told = []
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    list(app(asked, lambda status, headers, error=None: told.extend(headers)))
    return dict(told)["Set-Cookie"]


def test_what_is_kept_never_grows_past_its_bound(app):
    for number in range(quick.MOST + 50):
        ask(app, f"/favicon.ico?{number}")
    assert len(app.wsgi_app._kept[1]) <= quick.MOST + 1


def test_a_database_that_cannot_be_read_is_the_matter_of_the_app(app, monkeypatch):
    def fail(_):
        raise sqlite3.OperationalError("disk I/O error")

    ask(app, "/ja/")
    monkeypatch.setattr(type(house_of(app).watch), "edition", fail)
    assert ask(app, "/ja/").status_code == 500


# -- never older than the data or the day


def test_a_place_that_is_hidden_is_in_no_answer_from_then_on(app, settings):
    paths = ("/ja/", "/ja/?category=kodomo_shokudo", "/ja/places.json", "/places.geojson")
    before = [ask(app, path, "br") for path in (*paths, PLACE)]
    tags = [one.headers["ETag"] for one in before]
    assert all(KEY in ask(app, path).text for path in (*paths, PLACE))
    hide(settings.database)
    assert [path for path in paths if KEY in ask(app, path).text] == []
    assert ask(app, PLACE).status_code == ask(app, PLACE, "br").status_code == 404
    known = [
        ask(app, path, "br", **{"If-None-Match": tag}).status_code
        for path, tag in zip((*paths, PLACE), tags, strict=True)
    ]
    assert 304 not in known


@pytest.mark.parametrize(("field", "value"), [("standing", "check"), ("name", "みほん食堂")])
def test_a_page_that_is_read_before_a_change_is_not_kept_as_of_after_it(
    app, settings, monkeypatch, field, value
):
    name = "ぐるぐる"

    def find_and_change(db, key):
        found = find_place(db, key)
        monkeypatch.setattr(place_door, "find_place", find_place)
        change(settings.database, field, value)
        return found

    monkeypatch.setattr(place_door, "find_place", find_and_change)
    assert name in ask(app, PLACE).text
    assert [name in title_of(ask(app, PLACE)) for _ in range(3)] == [False] * 3


def test_every_thread_sees_the_change(app, settings):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: ask(app, "/ja/"), range(40)))
        hide(settings.database)
        texts = list(threads.map(lambda _: ask(app, "/ja/"), range(80)))
    assert [one for one in texts if KEY in listed_keys(one)] == []


def test_the_page_of_yesterday_is_not_shown_today(settings, monkeypatch):
    moment = [NOW]
    monkeypatch.setattr(Settings, "now", lambda _: moment[0])
    app = create_app(settings)
    for _ in range(2):
        ask(app, "/ja/")
    close_the_app(app)
    moment[0] += timedelta(minutes=1)
    ask(app, "/ja/")
    moment[0] = NOW + timedelta(days=1)
    with pytest.raises(Asked):
        ask(app, "/ja/")


def test_a_page_is_made_anew_when_a_place_opens_or_closes(settings, monkeypatch):
    moment = [NOW]
    monkeypatch.setattr(Settings, "now", lambda _: moment[0])
    app = create_app(settings)
    before = [listed_keys(ask(app, "/ja/?open=today")) for _ in range(2)]
    moment[0] += timedelta(hours=4)
    after = listed_keys(ask(app, "/ja/?open=today"))
    assert "oideyo-gohanya" in before[1]
    assert "oideyo-gohanya" not in after
