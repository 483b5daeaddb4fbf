"""Headers of every answer."""

import re

import pytest

from tests.web.asking import FIXED

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: https://cyberjapandata.gsi.go.jp https://tile.openstreetmap.org; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PATHS = (*FIXED, "/ja/places/guruguru", "/nowhere", "/ja", "/favicon.ico", "/static/x/nothing.js")


@pytest.fixture(params=PATHS)
def answer(request, client):
    return client.get(request.param)


def test_the_policy_is_exactly_this(answer):
    assert answer.headers.getlist("Content-Security-Policy") == [POLICY]


def test_the_policy_allows_no_inline_code():
    assert not any(word in POLICY for word in ("unsafe", "nonce", "http:", "*", "strict-dynamic"))


def test_the_other_headers_stand_on_every_answer(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_no_answer_tells_what_serves_it(answer):
    assert "X-Powered-By" not in answer.headers
    assert "Server" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_the_headers_stand_whatever_the_method(client, method):
    assert client.open("/ja/", method=method).headers["Content-Security-Policy"] == POLICY


def test_only_the_open_data_may_be_read_by_other_sites(client):
    allowed = {path for path in PATHS if "Access-Control-Allow-Origin" in client.get(path).headers}
    assert allowed == {"/calendar.ics", "/feed.xml", "/places.geojson"}


def test_no_page_has_inline_code_or_style(client):
    for path in ("/ja/", "/ja/about", "/ja/places/guruguru", "/nowhere"):
        text = client.get(path).text
        assert "style=" not in text
        assert "<style" not in text
        assert not [
            tag
            for tag in re.findall(r"<script[^>]*>", text)
            if "src=" not in tag and "application/ld+json" not in tag  # data, which does not run
        ]
