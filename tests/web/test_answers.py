"""Answers as cached bytes: compressed as the client accepts, with an ETag."""

import gzip

import brotli
import pytest

from webmap.web.answers import MOST, AnswerCache, Body

DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
PATHS = (
    "/ja/",
    "/ja/about",
    "/ja/calendar",
    "/ja/help",
    "/ja/places/guruguru",
    "/places.geojson",
    "/ja/places.json",
    "/ja/search.json",
    "/ja/map.js",
)


def ask(client, path, accepted=None, **headers):
    accept = {} if accepted is None else {"Accept-Encoding": accepted}
    return client.get(path, headers={**accept, **headers})


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_an_answer_comes_in_the_coding_that_is_asked_for(client, path, coding):
    answer = ask(client, path, coding)
    assert answer.headers.get("Content-Encoding", "identity") == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    decoded = DECODED[answer.headers.get("Content-Encoding", "")](answer.data)
    assert decoded == ask(client, path).data


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("deflate, zstd", "identity"),
        ("br;q=0", "identity"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0, br;q=0, *", "gzip"),
        ("identity;q=0, *", "br"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("BR", "br"),
        ("x-nonsense;q=zzz, ;;,", "identity"),
    ],
)
def test_the_client_is_given_the_best_that_it_accepts(client, accepted, coding):
    assert ask(client, "/ja/", accepted).headers.get("Content-Encoding", "identity") == coding


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_what_the_client_already_has_is_not_sent_again(client, path, coding):
    first = ask(client, path, coding)
    again = ask(client, path, coding, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Vary"] == "Accept-Encoding"
    assert "Content-Security-Policy" in again.headers


def test_each_coding_has_a_tag_of_its_own(client):
    tags = {ask(client, "/ja/", coding).headers["ETag"] for coding in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_a_tag_made_weak_on_the_way_is_still_known(client):
    tag = ask(client, "/ja/", "br").headers["ETag"]
    assert ask(client, "/ja/", "br", **{"If-None-Match": f"W/{tag}"}).status_code == 304


def test_a_tag_of_another_page_is_not_this_page(client):
    tag = ask(client, "/ja/about", "br").headers["ETag"]
    assert ask(client, "/ja/", "br", **{"If-None-Match": tag}).status_code == 200


def test_pages_are_asked_for_each_time_and_files_are_kept_for_good(client, shared_app):
    for path in ("/ja/places.json", "/ja/about", "/ja/"):
        assert client.get(path).headers["Cache-Control"] == "public, no-cache", path
    style = shared_app.jinja_env.globals["static"]("css/base.css")
    assert "immutable" in client.get(style).headers["Cache-Control"]


def test_a_body_is_made_once_for_a_key():
    cache, made = AnswerCache(), []

    def make() -> Body:
        made.append(1)
        return Body(b"x", "text/plain")

    assert cache.get("a", make) is cache.get("a", make)
    assert len(made) == 1


def test_the_cache_never_grows_past_its_bound():
    cache = AnswerCache()
    for number in range(MOST + 50):
        cache.get(number, lambda: Body(b"x", "text/plain"))
    assert len(cache._bodies) == MOST


def kept(app):
    """How many answers are kept."""
    return len(app.extensions["house"].answers._bodies)


def test_asking_for_pages_that_are_not_there_does_not_fill_the_cache(app):
    for number in range(1, 40):
        app.test_client().get(f"/ja/?page={number}")
    assert kept(app) < 10


def test_no_answer_to_what_somebody_typed_or_needs_is_kept(app):
    client, asked = app.test_client(), {"support": "learning", "access": "elevator"}
    client.get("/ja/places.json")
    before = kept(app)
    for path in ("/ja/search.json?q=みほん", "/ja/?q=みほん", "/ja/?support=learning"):
        assert client.get(path).headers["Cache-Control"] == "no-store", path
    assert client.post("/ja/", data=asked).headers["Cache-Control"] == "no-store"
    assert kept(app) == before


@pytest.mark.parametrize("query", ["edition=x", "page=7", "category=ibasho", "q=x"])
def test_the_page_s_file_is_kept_once_whatever_is_asked(app, query):
    for number in range(9):
        app.test_client().get(f"/ja/places.json?{query}{number}")
    assert kept(app) == 1
