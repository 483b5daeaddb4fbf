"""What a phone loads, beside a stock Folium page (Marker and Popup) of the same places."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
from flask.testing import FlaskClient

from webmap.settings import ROOT, Settings
from webmap.storage.database import open_database
from webmap.web.app import create_app
from webmap.workflows.fill_database import fill_database
from webmap.workflows.install_front_end import install_front_end

from .row import Row, milliseconds
from .stock import markers

RUNS = 5
_FILE = re.compile(r'(?:src|href)="(/static/[^"#]+\.(?:js|css))"')
_IMPORT = re.compile(r'(?:import|from) "\./([^"]+)"')
_PICTURE = re.compile(r'(?:src|href)="(/static/[^"#]+\.svg)')


def measure() -> Iterator[Row]:
    install_front_end(ROOT)
    with TemporaryDirectory() as name:
        settings = Settings(database=Path(name) / "places.sqlite")
        fill_database(open_database(settings.database), settings.data, settings.now())
        client = create_app(settings).test_client()
        page = client.get("/ja/").get_data(as_text=True)
        features = client.get("/places.geojson").get_json()["features"]
        stock = markers(features)
        scripts = _scripts_and_styles(client, page)
        yield Row(
            "`/ja/` with the whole list",
            _sent(client, "/ja/"),
            _kb(stock),
            "stock Folium page, no list",
        )
        yield Row(
            "scripts and styles of `/ja/`",
            _sent(client, *scripts),
            _linked(stock),
            "Folium's own, from five hosts",
        )
        rest = ("/ja/", "/ja/places.json", _drawing(client), *_pictures(page))
        yield Row("all that a cold map loads", _sent(client, *scripts, *rest))
        yield Row("of it, the drawing of the city", _sent(client, _drawing(client)))
        yield Row("`/ja/places.json`", _sent(client, "/ja/places.json"))
        yield Row("`/places.geojson`", _sent(client, "/places.geojson"))
        yield Row(
            "render `/ja/`, nothing cached",
            milliseconds(lambda: _render(settings), RUNS),
            milliseconds(lambda: markers(features), RUNS),
            "stock Folium page, no list",
        )
        yield Row("`/ja/` from cached bytes", milliseconds(lambda: client.get("/ja/"), RUNS))


def _render(settings: Settings) -> None:
    create_app(settings).test_client().get("/ja/")


def _scripts_and_styles(client: FlaskClient, page: str) -> list[str]:
    """The addresses of every script and style that the page loads, modules they import included."""
    names = list(dict.fromkeys(_FILE.findall(page)))
    for name in names:
        base = name.rpartition("/")[0]
        imported = _IMPORT.findall(client.get(name).get_data(as_text=True))
        names += [f"{base}/{own}" for own in imported if f"{base}/{own}" not in names]
    return [*names, "/ja/map.js"]


def _pictures(page: str) -> set[str]:
    return set(_PICTURE.findall(page))


def _drawing(client: FlaskClient) -> str:
    script = client.get("/ja/map.js").get_data(as_text=True)
    found = re.search(r'"(/static/[^"]+drawing\.json)"', script)
    assert found
    return found[1]


def _linked(page: str) -> str:
    return f"{len(re.findall(r'<(?:script|link)[^>]+https://', page))} files"


def _sent(client: FlaskClient, *paths: str) -> str:
    """What goes over the wire to a browser that reads brotli."""
    answers = (client.get(path, headers={"Accept-Encoding": "br"}) for path in paths)
    return f"{sum(len(answer.data) for answer in answers) / 1024:.1f} KB"


def _kb(text: str) -> str:
    return f"{len(brotli.compress(text.encode(), quality=5)) / 1024:.1f} KB"
