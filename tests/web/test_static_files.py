"""Our own files under an address that changes with them."""

import re
from pathlib import Path

import pytest

from webmap.settings import ROOT
from webmap.web.static_files import StaticFiles


@pytest.fixture
def files(tmp_path: Path) -> StaticFiles:
    for name, text in (
        ("static/css/a.css", "a{}"),
        ("base/line.geojson", "{}"),
        ("secret.key", "x"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return StaticFiles(tmp_path / "static", tmp_path / "base")


def test_a_file_has_an_address_and_a_body(files):
    assert files.url("css/a.css") == f"/static/{files.version}/css/a.css"
    body = files.body("css/a.css")
    assert (body.plain, body.mimetype) == (b"a{}", "text/css")


def test_the_drawing_of_the_city_stands_beside_them(files):
    body = files.body("basemap/line.geojson")
    assert body.mimetype == "application/geo+json"


def test_the_address_changes_with_a_file(files, tmp_path):
    before = files.version
    (tmp_path / "static/css/a.css").write_text("b{}", encoding="utf-8")
    assert StaticFiles(tmp_path / "static", tmp_path / "base").version != before


@pytest.mark.parametrize(
    "name", ["../secret.key", "css/../../secret.key", "/etc/passwd", "", "css", "css/A.css"]
)
def test_nothing_outside_is_served(files, name):
    assert not files.has(name)
    with pytest.raises(KeyError):
        files.body(name)


def test_a_template_that_names_no_file_fails_aloud(files):
    with pytest.raises(KeyError):
        files.url("css/none.css")


def test_a_page_asks_for_all_modules_at_once(app):
    """Also for those that are imported by what is imported, and for each one once."""
    page = app.test_client().get("/ja/").text
    asked = re.findall(r'<link rel="modulepreload" href="[^"]*/js/([^"]+)"', page)
    started = re.findall(r'<script type="module" src="[^"]*/js/([^"]+)"', page)
    files = {path.name: path.read_text("utf-8") for path in (ROOT / "static/js").glob("*.js")}
    imported = {
        own for name in {*asked, *started} for own in re.findall(r'from "\./([^"]+)"', files[name])
    }
    assert imported <= {*asked, *started}
    assert len(asked) == len(set(asked)) > 10
