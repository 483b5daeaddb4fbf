"""Requests a second of the real server (two workers), the load generator on the same machine."""

from collections.abc import Iterator
from itertools import combinations, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from webmap.places.vocabulary import CATEGORIES
from webmap.settings import ROOT
from webmap.workflows.install_front_end import install_front_end

from .load import load
from .row import Row
from .serving import fill, site, stock_site

PLACE = "/ja/places/guruguru"
FILTERS = 381
WORDS: dict[str, tuple[str, ...]] = {
    "grade": ("es1", "es3", "es5", "jhs2", "hs"),
    "open": ("today", "tomorrow", "week"),
    "time": ("morning", "afternoon"),
    "access": ("step_free", "elevator", "wheelchair_toilet", "stroller"),
    "free": ("1",),
}
"""Words that are asked for beside the categories."""


def measure() -> Iterator[Row]:
    install_front_end(ROOT)
    with TemporaryDirectory() as name:
        database = fill(Path(name) / "places.sqlite")
        with stock_site(database) as port:
            kept, rendered = (str(_warm(port, path)) for path in ("/kept", "/"))
        with site(database) as port:
            for path in ("/ja/", PLACE, "/ja/places.json"):
                yield Row(
                    f"requests for `{path}`, kept bytes",
                    str(_warm(port, path)),
                    kept,
                    "stock Folium page, its bytes kept, plain Flask",
                )
            paths = filtered(FILTERS)
            yield Row(
                f"requests for `/ja/?…`, {len(paths)} different filters, each once",
                str(load(port, paths, seconds=0)),
                rendered,
                "stock Folium page, all places, rendered by a plain Flask view",
            )


def filtered(count: int) -> list[str]:
    """So many addresses of the list, no two of the same categories."""
    chosen = (set_ for size in (1, 2, 3, 4, 5) for set_ in combinations(CATEGORIES, size))
    others = [cycle([(word, value) for value in values]) for word, values in WORDS.items()]
    asked = (
        [
            *(("category", key) for key in keys),
            *(next(pairs) for pairs in others[: 1 + i % len(others)]),
        ]
        for i, keys in enumerate(chosen)
    )
    return [f"/ja/?{urlencode(pairs)}" for pairs in islice(asked, count)]


def _warm(port: int, path: str) -> object:
    """Both workers have answered before it counts."""
    load(port, [path], seconds=0.5)
    return load(port, [path])
