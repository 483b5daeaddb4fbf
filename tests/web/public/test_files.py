"""Styles, scripts and signs over HTTP."""

import pytest


@pytest.fixture
def static(shared_app):
    return shared_app.jinja_env.globals["static"]


def test_a_file_under_today_s_version_is_kept_for_a_year(client, static):
    answer = client.get(static("css/base.css"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css"


def test_a_file_under_an_old_version_is_asked_for_again(client, static):
    old = static("css/base.css").replace(static("css/base.css").split("/")[2], "old")
    assert client.get(old).headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    ("name", "mimetype"),
    [
        ("js/map_page.js", "text/javascript"),
        ("vendor/leaflet.js", "text/javascript"),
        ("icons/categories.svg", "image/svg+xml"),
        ("basemap/drawing.json", "application/json"),
    ],
)
def test_each_sort_of_file_says_what_it_is(client, static, name, mimetype):
    assert client.get(static(name)).mimetype == mimetype


def test_a_file_that_is_not_there_is_not_found(client):
    assert client.get("/static/x/css/none.css").status_code == 404


def test_the_browser_s_own_wish_for_an_icon_is_met(client):
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"


def test_no_file_has_an_address_of_another_host_to_load_from(shared_app, client):
    """Links in comments and namespaces are no loads; url(), import and src are."""
    for name, path in shared_app.extensions["house"].files._paths.items():
        if path.suffix in (".css", ".js"):
            text = path.read_text(encoding="utf-8")
            for load in (
                "url(http",
                "url(//",
                'url("http',
                "@import",
                'from "http',
                'import("http',
            ):
                assert load not in text, name
