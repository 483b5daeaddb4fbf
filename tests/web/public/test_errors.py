"""Errors as pages for people."""

import pytest


def test_an_unknown_address_says_so_in_japanese(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "ページが 見つかりません" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_page_that_only_reads_says_which_methods_it_has(client, method):
    answer = client.open("/ja/", method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].replace(" ", "").split(",")) == {
        *("GET", "HEAD", "OPTIONS", "POST")
    }
    assert "この開きかたは できません" in answer.text


@pytest.fixture
def broken(app, monkeypatch):
    """A site on which every page stumbles."""

    def stumble(*_, **__):
        raise RuntimeError("himitsu: /srv/secret/path")

    for endpoint in ("public.start", "feeds.places_geojson"):
        app.view_functions[endpoint] = stumble
    return app.test_client()


@pytest.mark.parametrize("path", ["/ja/?q=ngaigai", "/places.geojson"])
def test_an_error_of_ours_shows_no_trace(broken, path):
    answer = broken.get(path)
    assert answer.status_code == 500
    assert "うまく いきませんでした" in answer.text
    for secret in ("Traceback", "himitsu", "RuntimeError", "/srv", ".py"):
        assert secret not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_an_error_of_ours_keeps_no_query_in_the_log(broken, caplog):
    broken.get("/ja/?q=ngaigai")
    assert "RuntimeError" in caplog.text
    assert "ngaigai" not in caplog.text


def test_a_database_that_cannot_be_opened_shows_no_path(app, settings):
    settings.database.write_bytes(b"this is no database" * 100)
    for path in ("/ja/", "/healthz", "/places.geojson"):
        answer = app.test_client().get(path)
        assert answer.status_code == 500
        assert str(settings.database) not in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/ja/places/nowhere"])
def test_an_error_is_not_kept_by_caches(client, path):
    assert "max-age" not in client.get(path).headers.get("Cache-Control", "")
