"""A geocoder's server on this machine, that answers as it is told, also badly; and a still clock."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from webmap.geocoding.polite import Pace

SLOW = 0.6
"""Seconds that a slow answer takes; ``Clock.pace`` waits a third of it."""


@dataclass
class Reply:
    """What the server sends: a status, a body (as JSON unless it is bytes), headers."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slow: bool = False
    half: bool = False


BUSY = Reply([], 429, {"Retry-After": "7"})
LONG_PAUSE = Reply([], 429, {"Retry-After": "3600"})
DOWN = Reply([], 503)
REFUSED = Reply([], 403)
RUBBISH = Reply(b"<html>\xff\xfe down for lunch")
EMPTY = Reply([])
LATE = Reply([], slow=True)
HALF = Reply([{"properties": {"title": "東京都国立市"}}], half=True)
STRANGE = (Reply({"error": "no"}), Reply([1, 2]), Reply([{"lat": "x", "lon": None}]), Reply("x"))


class Server:
    """Answers with ``reply``; ``asked`` are the addresses and ``agents`` the clients so far."""

    def __init__(self, reply: Callable[[str], Reply] | Reply) -> None:
        self.reply = reply
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.paths: list[str] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def domain(self) -> str:
        return f"127.0.0.1:{self._http.server_port}"

    @contextmanager
    def serving(self) -> Iterator["Server"]:
        thread = threading.Thread(target=lambda: self._http.serve_forever(0.01), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()

    def hear(self, path: str, agent: str) -> Reply:
        parts = urlsplit(path)
        self.asked += parse_qs(parts.query)["q"]
        self.paths.append(path)
        self.agents.append(agent)
        return self.reply if isinstance(self.reply, Reply) else self.reply(self.asked[-1])

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                reply = server.hear(self.path, self.headers["User-Agent"])
                if reply.slow:
                    time.sleep(SLOW)
                body = reply.body if isinstance(reply.body, bytes) else _json(reply.body)
                self.send_response(reply.status)
                for name, text in reply.headers.items():
                    self.send_header(name, text)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body[: len(body) // 2] if reply.half else body)
                except OSError:
                    assert reply.slow  # the client has gone

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        return Handler


def _json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def pace(self, **changed: Any) -> Pace:
        first: dict[str, Any] = {"clock": lambda: self.now, "sleep": self.sleep}
        return Pace(**(first | {"timeout": SLOW / 3} | changed))


def feature(title: str, lat: float = 35.6839, lon: float = 139.4414) -> dict[str, Any]:
    """One of 国土地理院's answers."""
    return {
        "geometry": {"coordinates": [lon, lat], "type": "Point"},
        "type": "Feature",
        "properties": {"addressCode": "", "title": title},
    }


def osm(lat: str = "35.6839", lon: str = "139.4414", **address: str) -> dict[str, Any]:
    """One of Nominatim's answers."""
    return {
        "lat": lat,
        "lon": lon,
        "display_name": ", ".join(address.values()),
        "address": {"city": "国立市", "country_code": "jp"} | address,
    }
