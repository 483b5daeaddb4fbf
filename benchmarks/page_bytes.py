"""What a phone loads, beside a stock Folium page (Marker and Popup) of the same places."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import folium
from flask.testing import FlaskClient

from webmap.settings import ROOT, Settings
from webmap.storage.database import open_database
from webmap.web.app import create_app
from webmap.workflows.fill_database import fill_database
from webmap.workflows.install_front_end import install_front_end

from .row import Row, milliseconds

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
        stock = _stock_page(features)
        yield Row("`/ja/` with the whole list", _kb(page), _kb(stock), "stock Folium page, no list")
        yield Row(
            "scripts and styles of `/ja/`",
            _kb(*_files(client, page)),
            _linked(stock),
            "Folium's own, from five hosts",
        )
        yield Row("all that a cold map loads", _kb(page, *_everything(client, page)))
        yield Row("of it, the drawing of the city", _kb(_drawing(client)))
        yield Row("`/ja/places.json`", _kb(client.get("/ja/places.json").get_data(as_text=True)))
        yield Row("`/places.geojson`", _kb(client.get("/places.geojson").get_data(as_text=True)))
        yield Row(
            "render `/ja/`, nothing cached",
            milliseconds(lambda: _render(settings), RUNS),
            milliseconds(lambda: _stock_page(features), RUNS),
            "stock Folium page, no list",
        )
        yield Row("`/ja/` from cached bytes", milliseconds(lambda: client.get("/ja/"), RUNS))


def _render(settings: Settings) -> None:
    create_app(settings).test_client().get("/ja/")


def _files(client: FlaskClient, page: str) -> list[str]:
    """The texts of every script and style that the page loads, modules they import included."""
    names = list(dict.fromkeys(_FILE.findall(page)))
    texts = {}
    while names:
        name = names.pop()
        texts[name] = client.get(name).get_data(as_text=True)
        base = name.rpartition("/")[0]
        names += [f"{base}/{own}" for own in _IMPORT.findall(texts[name])]
    return [*texts.values(), client.get("/ja/map.js").get_data(as_text=True)]


def _everything(client: FlaskClient, page: str) -> list[str]:
    """The texts of all that the page loads besides itself until its map stands."""
    pictures = [client.get(name).get_data(as_text=True) for name in set(_PICTURE.findall(page))]
    places = client.get("/ja/places.json").get_data(as_text=True)
    return [*_files(client, page), *pictures, places, _drawing(client)]


def _drawing(client: FlaskClient) -> str:
    script = client.get("/ja/map.js").get_data(as_text=True)
    found = re.search(r'"(/static/[^"]+drawing\.json)"', script)
    assert found
    return client.get(found[1]).get_data(as_text=True)


def _stock_page(features: list[dict[str, dict[str, object]]]) -> str:
    city = folium.Map(location=(35.69, 139.44), zoom_start=14)
    for feature in features:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]  # type: ignore[misc]
            name = html.escape(str(feature["properties"]["name"]))
            folium.Marker((lat, lon), popup=name, tooltip=name).add_to(city)
    return str(city.get_root().render())


def _linked(page: str) -> str:
    return f"{len(re.findall(r'<(?:script|link)[^>]+https://', page))} files"


def _kb(*texts: str) -> str:
    return f"{sum(len(brotli.compress(text.encode(), quality=5)) for text in texts) / 1024:.1f} KB"
