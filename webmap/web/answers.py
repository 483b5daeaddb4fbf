"""Answers as cached bytes: compressed once per edition, with an ETag, sent as the client accepts."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from threading import Lock

import brotli
from flask import Response, request

from .quick import KEPT

MOST = 512
"""How many answers are kept; the one that was asked for longest ago goes first."""

_TOO_SMALL = 600
_DENSE = ("image/png", "image/webp")
"""What is compressed already."""


@dataclass(frozen=True)
class Body:
    """The bytes of an answer, compressed when they are first asked for so.

    ``quality`` is brotli's: 5 for what changes with the data, 11 (twenty times slower, an eighth
    smaller) for files that stay. ``kept``: it is in the cache, so anybody may be given it.
    """

    plain: bytes
    mimetype: str
    quality: int = 5
    kept: bool = False

    @cached_property
    def tag(self) -> str:
        return sha256(self.plain).hexdigest()[:20]

    @cached_property
    def br(self) -> bytes:
        return bytes(brotli.compress(self.plain, quality=self.quality))

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.plain, 6, mtime=0)


@dataclass(slots=True)
class AnswerCache:
    """Bodies by what they depend on. A key holds the edition, so a change never serves old bytes."""

    most: int = MOST
    _bodies: OrderedDict[Hashable, Body] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Body]) -> Body:
        """The body for the key, made when it is not there."""
        with self._lock:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
                return body
        body = replace(make(), kept=True)
        with self._lock:
            self._bodies[key] = body
            while len(self._bodies) > self.most:
                self._bodies.popitem(last=False)
        return body


def answer(body: Body, *, max_age: int = 0) -> Response:
    """The answer in the coding that the client accepts; 304 when it already has it.

    ``max_age`` is in seconds; 0 means that the client asks each time whether it changed.
    """
    coding = "identity"
    if len(body.plain) >= _TOO_SMALL and body.mimetype not in _DENSE:
        coding = request.accept_encodings.best_match(("br", "gzip", "identity"), "identity")
    content = {"br": lambda: body.br, "gzip": lambda: body.gzip}.get(coding, lambda: body.plain)()
    response = Response(content, mimetype=body.mimetype)
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = (
        f"public, max-age={max_age}, immutable" if max_age else "public, no-cache"
    )
    response.set_etag(f"{body.tag}-{coding}")
    response.make_conditional(request)
    if body.kept:
        request.environ[KEPT] = True
    return response
