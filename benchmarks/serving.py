"""Servers in processes of their own, as they are run: gunicorn, two workers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import brotli
from flask import Flask, Response

from webmap.settings import ROOT, Settings
from webmap.storage.database import open_database
from webmap.web.serve import claim, serve
from webmap.workflows.fill_database import fill_database

from . import stock


def fill(database: Path) -> Path:
    """A database with the real tables."""
    settings = Settings(database)
    db = open_database(database)
    fill_database(db, settings.data, settings.now())
    db.close()
    return database


@contextmanager
def site(database: Path) -> Iterator[int]:
    """Our own site on this database; gives its port."""
    with _process(["webmap", "run"], {"WEBMAP_DATABASE": str(database)}) as port:
        yield port


@contextmanager
def stock_site(database: Path) -> Iterator[int]:
    """A plain Flask app: ``/`` renders a stock Folium page each time, ``/kept`` has its bytes."""
    with _process(["benchmarks.serving", str(database)], {}) as port:
        yield port


@contextmanager
def _process(command: list[str], environment: Mapping[str, str]) -> Iterator[int]:
    with claim("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(address)


def _stock_app(database: Path) -> Flask:
    app = Flask(__name__)
    from webmap.web.app import create_app

    client = create_app(Settings(database)).test_client()
    features = client.get("/places.geojson").get_json(force=True)["features"]
    kept = brotli.compress(stock.markers(features).encode(), quality=5)

    @app.get("/")
    def rendered() -> str:
        return stock.markers(features)

    @app.get("/kept")
    def from_bytes() -> Response:
        return Response(kept, mimetype="text/html", headers={"Content-Encoding": "br"})

    return app


if __name__ == "__main__":
    serve(_stock_app(Path(sys.argv[1])), "127.0.0.1", int(os.environ["PORT"]), lambda: None)
