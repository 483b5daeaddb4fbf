"""The drawing read back, as its file says it is to be read: degrees turned into metres."""

import json
from math import cos, radians
from pathlib import Path

from .made_up import LAT, LON


class Read:
    """A drawing's layers as lists of lines of (x, y) in metres from the middle of the city."""

    def __init__(self, path: Path) -> None:
        self.file = json.loads(path.read_text(encoding="utf-8"))

    def areas(self, name):
        """Each area as its rings."""
        last = [0, 0]
        return [
            [self._points(flat, last) for flat in area] for area in self.file["areas"].get(name, [])
        ]

    def lines(self, name):
        last = [0, 0]
        return [self._points(flat, last) for flat in self.file["lines"].get(name, [])]

    def dots(self, name):
        return self._points(self.file["dots"].get(name, []), [0, 0])

    def names(self, category):
        """The texts of a category, without readings."""
        return [
            "".join(piece if isinstance(piece, str) else piece[0] for piece in name["text"])
            for name in self.file["names"]
            if name["category"] == category
        ]

    def _points(self, flat, last):
        points = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            last[0] += dx
            last[1] += dy
            points.append(self._metres(last))
        return points

    def _metres(self, steps):
        x, y = (
            (start + step) * self.file["step"]
            for start, step in zip(self.file["origin"], steps, strict=True)
        )
        return (x - LON) * 111_000 * cos(radians(LAT)), (y - LAT) * 111_000
