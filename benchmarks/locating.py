"""The gazetteer: how far from the truth, and how fast, beside plain town lookup.

Plain town lookup is what a table of town centres gives: the longest name of a town that the
address begins with, in the spelling of the table, with the town's middle.
"""

import csv
import gzip
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from geopy.distance import geodesic

from webmap.formats.city_file import read_city
from webmap.formats.lists import read_list
from webmap.formats.rows import Cells
from webmap.settings import ROOT
from webmap.workflows.read_gazetteer import make_gazetteer

from .row import Row

SAMPLE = 4_000
"""Of the registry's points, evenly spread."""
_FILE = "WEBMAP_BENCH_ABR"
_LEVELS = ("building", "block", "town", "city")
_CHOME = "一二三四五六七八九"

Point = tuple[float, float]
Find = Callable[[str], tuple[str, Point] | None]


def measure() -> Iterator[Row]:
    data = ROOT / "data"
    towns = read_list(data, "towns")[0]
    known = read_list(data, "addresses")[0]
    plain = _plain_lookup(towns)
    yield from _held_out(data, towns, known, plain)
    yield _speed(data, towns, known, plain)
    if os.environ.get(_FILE):
        yield from _registry(data, towns, known, plain, Path(os.environ[_FILE]))


def _held_out(data: Path, towns: list[Cells], known: list[Cells], plain: Find) -> Iterator[Row]:
    """Each known address is asked for with it, and its equals, taken out of the gazetteer."""
    ours, peer = _Errors(), _Errors()
    for row in known:
        others = [other for other in known if not _is_same_address(row, other)]
        address, point = row["address"], _point(row)
        ours.take(_finder(data, towns, others)(address), point)
        peer.take(plain(address), point)
    yield from _rows(f"{len(known)} known addresses held out", ours, peer)


def _registry(
    data: Path, towns: list[Cells], known: list[Cells], plain: Find, path: Path
) -> Iterator[Row]:
    """Addresses of five neighbours from アドレス・ベース・レジストリ, of whom towns are known."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    find = _finder(data, towns, known)
    ours, peer = _Errors(), _Errors()
    for row in rows[:: max(1, len(rows) // SAMPLE)]:
        address = f"{row['city']}{row['machiaza']}{row['ban']}番{row['go']}号"
        ours.take(find(address), _point(row))
        peer.take(plain(_short(address)), _point(row))
    yield from _rows(
        f"every {max(1, len(rows) // SAMPLE)}th of {len(rows):,} addresses", ours, peer
    )


def _speed(data: Path, towns: list[Cells], known: list[Cells], plain: Find) -> Row:
    with (data / "sites.csv").open(encoding="utf-8", newline="") as file:
        addresses = [row["address"] for row in csv.DictReader(file)]
    # a number behind each, so that none is answered from what was kept of the last
    many = [f"{address} {number}" for number in range(300) for address in addresses]
    find = _finder(data, towns, known)
    return Row(
        "addresses a second",
        f"{_per_second(find, many):,.0f}",
        f"{_per_second(plain, many):,.0f}",
        "plain town lookup",
    )


class _Errors:
    """The distances from the truth, in metres, by level."""

    def __init__(self) -> None:
        self.metres: dict[str, list[float]] = {level: [] for level in _LEVELS}
        self.count = 0

    def take(self, found: tuple[str, Point] | None, truth: Point) -> None:
        self.count += 1
        if found:
            level, point = found
            self.metres[level].append(geodesic(point, truth).m)

    def of(self, level: str = "") -> list[float]:
        return (
            self.metres[level] if level else [one for all_ in self.metres.values() for one in all_]
        )


def _rows(what: str, ours: _Errors, peer: _Errors) -> Iterator[Row]:
    peer_is = "plain town lookup"
    yield Row(f"{what}: found", _share(ours), _share(peer), peer_is)
    for level in ("", *_LEVELS):
        if ours.of(level):
            name = f"{level} level" if level else "all"
            yield Row(
                f"{what}: error, {name} (median, 90 %, worst)",
                _say(ours.of(level)),
                _say(peer.of(level)),
                peer_is if peer.of(level) else "",
            )


def _share(errors: _Errors) -> str:
    counts = Counter({level: len(errors.of(level)) for level in _LEVELS})
    levels = ", ".join(f"{level} {count}" for level, count in counts.items() if count)
    return f"{counts.total():,} of {errors.count:,} ({levels})"


def _say(metres: list[float]) -> str:
    if not metres:
        return "–"
    most = quantiles(metres, n=10, method="inclusive")[-1] if len(metres) > 1 else metres[0]
    return f"{median(metres):.0f}, {most:.0f}, {max(metres):.0f} m ({len(metres):,})"


def _finder(data: Path, towns: Iterable[Cells], known: Iterable[Cells]) -> Find:
    gazetteer = make_gazetteer(read_city(data / "city.toml"), towns, known)

    def find(address: str) -> tuple[str, Point] | None:
        found = gazetteer.geocode(address)
        return (found.raw["level"], (found.latitude, found.longitude)) if found else None

    return find


def _plain_lookup(towns: Iterable[Cells]) -> Find:
    middles = {_short(row["city"] + row["town"]): _point(row) for row in towns}
    lengths = sorted({len(name) for name in middles}, reverse=True)

    def find(address: str) -> tuple[str, Point] | None:
        text = address.removeprefix("東京都")
        for length in lengths:
            if text[:length] in middles:
                return "town", middles[text[:length]]
        return None

    return find


def _short(text: str) -> str:
    """富士見台二丁目47番1号 as most write it: 富士見台2-47-1."""
    numbers = re.sub(f"([{_CHOME}])丁目", lambda found: f"{_CHOME.index(found[1]) + 1}-", text)
    return re.sub("[番号]", "-", numbers).removesuffix("-")


def _is_same_address(one: Cells, other: Cells) -> bool:
    return all(one[column] == other[column] for column in ("city", "town", "ban", "go"))


def _point(row: Cells) -> Point:
    return float(row["lat"]), float(row["lon"])


def _per_second(find: Find, addresses: list[str]) -> float:
    times = []
    for _ in range(3):
        begin = perf_counter()
        for address in addresses:
            find(address)
        times.append(perf_counter() - begin)
    return len(addresses) / median(times)
