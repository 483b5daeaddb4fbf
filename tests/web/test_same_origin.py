"""What another site sends is refused; our own pages are believed, behind a proxy too."""

from dataclasses import replace

import pytest

from webmap.web.app import create_app

WISH = "/ja/places/guruguru/wish"
OURS = "http://localhost"


def post(client, path=WISH, **headers):
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return client.post(path, data={"what": "fee"}, headers=named)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_form_of_ours_is_taken(client, site):
    assert post(client, Sec_Fetch_Site=site).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, x"])
def test_what_another_site_sends_is_refused_in_plain_words(client, site):
    answer = post(client, Sec_Fetch_Site=site)
    assert answer.status_code == 403
    assert "ほかの サイトから おくられたものは うけとりません" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_an_older_browser_says_only_its_origin(client):
    assert post(client, Origin=OURS).status_code == 303


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "https://localhost", "http://localhost:81",
     "http://localhost.evil.example", "http://evil.example/localhost", "", "http://LOCALHOST"],
)  # fmt: skip
def test_another_origin_is_refused(client, origin):
    assert post(client, Origin=origin).status_code == 403


def test_the_browser_s_own_word_wins_over_the_origin(client):
    assert post(client, Sec_Fetch_Site="cross-site", Origin=OURS).status_code == 403


def test_what_is_no_browser_is_taken(client):
    assert post(client).status_code == 303


@pytest.mark.parametrize("path", ["/ja/", WISH, "/ja/places/guruguru/wrong", "/nowhere"])
def test_it_holds_for_every_address(client, path):
    assert post(client, path, Sec_Fetch_Site="cross-site").status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_it_holds_for_every_method_that_might_change_something(client, method):
    sent = client.open("/ja/", method=method, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403


def test_a_link_on_another_site_leads_here(client):
    for path in ("/ja/", "/ja/places/guruguru", "/ja/places/guruguru/wrong"):
        assert client.get(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_refused_wish_is_not_counted(client, settings):
    from webmap.storage.database import open_database
    from webmap.storage.voices import wishes

    post(client, Sec_Fetch_Site="cross-site")
    db = open_database(settings.database)
    assert wishes(db) == []
    db.close()


FORWARDED = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "map.example"}


def test_behind_a_proxy_the_public_name_is_ours(settings):
    client = create_app(replace(settings, proxies=1)).test_client()
    assert post(client, Origin="https://map.example", **FORWARDED).status_code == 303
    assert post(client, Origin=OURS, **FORWARDED).status_code == 403


def test_without_a_trusted_proxy_nobody_can_name_us(settings):
    client = create_app(settings).test_client()
    assert post(client, Origin="https://map.example", **FORWARDED).status_code == 403


def test_a_proxy_that_does_not_hand_on_the_name_is_known_by_the_public_address(settings):
    client = create_app(replace(settings, address="https://map.example/kunitachi")).test_client()
    assert post(client, Origin="https://map.example").status_code == 303
    assert post(client, Origin="https://map.example.evil").status_code == 403
