"""A filled database, and the app on a port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from webmap.settings import TOKYO
from webmap.storage.database import open_database
from webmap.workflows.fill_database import fill_database

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
"""A Friday."""


def fill(database: Path, data: Path) -> Path:
    """A new database with all that the tables say; a cell that cannot be read is a failure."""
    db = open_database(database)
    _, problems = fill_database(db, data, NOW)
    db.close()
    assert not problems, problems[:3]
    return database


class LiveSite:
    """The app, served from a thread; ``url`` has no slash at its end."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator[None]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        yield
        self._server.shutdown()
        thread.join()
        self._server.server_close()


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """Says nothing."""
