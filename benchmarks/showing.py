"""The map with many places beside stock Folium's, in the same Chromium: a phone whose CPU is slowed
four times. Categories are dealt out in turn; the tap hides or shows one of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import brotli
from flask import Flask, Response
from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.chromium import make_driver_start, start
from tests.web.live_site import LiveSite
from webmap.places.vocabulary import CATEGORIES
from webmap.settings import ROOT, Settings
from webmap.web.app import create_app
from webmap.workflows.install_front_end import install_front_end

from . import npm, stock
from .crowd import FILE, Spot, fill, made_up_rows, real_rows
from .row import Row
from .serving import fill as fill_with_tables

SLOWER = 4
LONGEST = 60.0
"""Seconds after which a page is given up."""
RUNS, ENOUGH = 3, 3.0
"""Up to three times, unless that takes more seconds in all."""
REST = 1000
"""Milliseconds after the markers stand before anyone taps: the page is done by then."""
SLOW = 20.0
"""Seconds after which a peer is not tried with more places."""

OURS_STANDS = "#city_map .places > *"
STOCK_STANDS = ".leaflet-marker-pane > *"
CHOICE = f"input[name=category][value={CATEGORIES[0]}]"
STOCK_CHOICE = ".leaflet-control-layers-overlays input"

PACKAGES = {
    "leaflet": "1.9.3",
    "jquery": "3.7.1",
    "bootstrap": "5.2.2",
    "leaflet.awesome-markers": "2.0.5",
    "leaflet.markercluster": "1.1.0",
    "@fortawesome/fontawesome-free": "6.2.0",
}
"""What Folium's pages load from five hosts."""

_WATCH = """(() => {
  const look = () => requestAnimationFrame(document.querySelector("%s")
    ? () => requestAnimationFrame(() => console.debug("stands", performance.now())) : look);
  look();
})()"""
_TAP = """(choice) => setTimeout(() => {
  const begin = performance.now();
  document.querySelector(choice).click();
  requestAnimationFrame(() => {
    const script = performance.now() - begin;
    requestAnimationFrame(() => console.debug("tapped", script, performance.now() - begin));
  });
})"""
"""Until the frame begins (all scripts are done) and until it is painted, without a graphics chip."""


@dataclass(slots=True)
class Shown:
    """One page in figures; ``failed`` says why there are none."""

    server: float
    sent: int
    stands: list[float] = field(default_factory=list)
    scripts: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    heap: float = 0.0
    failed: str = ""

    def __str__(self) -> str:
        made = f"{self.sent / 1024:,.0f} KB, made in {self.server:,.2f} s"
        if self.failed:
            return f"{self.failed}; {made}"
        stands, script, tap = (median(all_) for all_ in (self.stands, self.scripts, self.taps))
        return (
            f"stands in {stands:.2f} s, tap {script * 1000:,.0f} ms script, {tap * 1000:,.0f} ms with"
            f" pixels, heap {self.heap:.0f} MB; {made}"
        )

    @property
    def is_enough(self) -> bool:
        return len(self.taps) >= RUNS or bool(self.failed) or sum(self.stands) > ENOUGH

    @property
    def why_no_more(self) -> str:
        """Why it is not tried with more places; empty when it may be."""
        if self.failed:
            return f"not tried: {self.failed} with fewer"
        slowest = max(self.stands)
        return f"not tried: {slowest:.0f} s with fewer" if slowest > SLOW else ""


def measure() -> Iterator[Row]:
    install_front_end(ROOT)
    make_driver_start()
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = start(playwright, print)
        files = npm.install(
            Path(name), *(f"{name}@{version}" for name, version in PACKAGES.items())
        )
        given_up: dict[str, str] = {}
        for what, database, spots in _crowds(Path(name)):
            ours = str(_ours(browser, database))
            for kind, make in stock.KINDS.items():
                said = given_up.get(kind, "")
                if not said:
                    shown = _stock(browser, files, make, spots)
                    said, given_up[kind] = str(shown), shown.why_no_more
                yield Row(f"show {what}", ours, said, kind)
        browser.close()


def _crowds(folder: Path) -> Iterator[tuple[str, Path, list[Spot]]]:
    database = fill_with_tables(folder / "tables.sqlite")
    yield "the real places of the city", database, _spots(database)
    for count in (2_000, 10_000):
        database = folder / f"{count}.sqlite"
        yield f"{count:,} made-up places", database, fill(database, made_up_rows(count), count)
    rows, of = real_rows(), "the rows of WAM NET"
    if rows:
        database = folder / "wamnet.sqlite"
        yield f"{len(rows):,} places, {of}", database, fill(database, rows, len(rows))
    else:
        print(f"showing: {FILE} names no file, so the rows of WAM NET are left out")
        rows, of = made_up_rows(25_000), "made-up places"
    database = folder / "repeated.sqlite"
    yield f"100,000 places, {of} repeated", database, fill(database, rows, 100_000)


def _spots(database: Path) -> list[Spot]:
    """Those of the open data, whose features any page may show."""
    client = create_app(Settings(database)).test_client()
    features = client.get("/places.geojson").get_json(force=True)["features"]
    return [
        Spot(
            one["properties"]["name"],
            str(one["properties"].get("address") or ""),
            one["properties"]["categories"][0],
            *reversed(one["geometry"]["coordinates"]),
        )
        for one in features
        if one["geometry"]
    ]


def _ours(browser: Browser, database: Path) -> Shown:
    """What is sent is the page and the data of the map; the server's time is that of the data."""
    app = create_app(Settings(database))
    client = app.test_client()
    brotli_please = {"Accept-Encoding": "br"}
    begin = perf_counter()
    data = client.get("/ja/places.json", headers=brotli_please).data
    server = perf_counter() - begin
    shown = Shown(server, len(data) + len(client.get("/ja/", headers=brotli_please).data))
    site = LiveSite(app)
    with site.serving():
        _show(browser, f"{site.url}/ja/", OURS_STANDS, CHOICE, shown)
    return shown


def _stock(
    browser: Browser, files: Path, make: Callable[[list[Spot]], str], spots: list[Spot]
) -> Shown:
    begin = perf_counter()
    page = brotli.compress(make(spots).encode(), quality=5)
    shown = Shown(perf_counter() - begin, len(page))
    app = Flask("stock")
    app.add_url_rule(
        "/",
        "page",
        lambda: Response(page, headers={"Content-Encoding": "br"}, mimetype="text/html"),
    )
    site = LiveSite(app)
    with site.serving():
        _show(browser, f"{site.url}/", STOCK_STANDS, STOCK_CHOICE, shown, files)
    return shown


def _show(
    browser: Browser, url: str, stands: str, choice: str, shown: Shown, files: Path | None = None
) -> None:
    """Opens the page as often as it takes and fills in the figures."""
    while not shown.is_enough:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        if files:
            page.route(re.compile("^https://"), lambda route: _from_files(route, files))
        try:
            _show_once(page, url, stands, choice, shown)
        except TooLong:
            shown.failed = f"> {LONGEST:.0f} s"
        except PlaywrightError as error:
            shown.failed = f"fails ({error.message.splitlines()[0]})"
        finally:
            context.close()


def _show_once(page: Page, url: str, selector: str, choice: str, shown: Shown) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(_WATCH % selector)
    [stands] = _told(page, "stands", lambda: page.goto(url, wait_until="commit"))
    page.wait_for_timeout(REST)
    shown.heap = _heap(devtools)
    script, painted = _told(page, "tapped", lambda: page.evaluate(_TAP, choice))
    shown.stands.append(stands)
    shown.scripts.append(script)
    shown.taps.append(painted)


def _told(page: Page, word: str, act: Callable[[], object]) -> list[float]:
    """Seconds that the page tells after the word, once it was acted on."""
    with page.expect_console_message(
        lambda message: message.text.startswith(f"{word} "), timeout=LONGEST * 1000
    ) as told:
        act()
    return [float(number) / 1000 for number in told.value.text.split()[1:]]


def _heap(devtools: CDPSession) -> float:
    devtools.send("HeapProfiler.collectGarbage")
    return float(devtools.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def _from_files(route: Route, files: Path) -> None:
    """What a page asks of a CDN, from npm's copies; pictures and styles of others are empty."""
    found = _file_of(route.request.url, files)
    if found:
        route.fulfill(path=found)
    elif route.request.url.endswith(".css"):
        route.fulfill(body="", content_type="text/css")
    else:
        route.abort()


def _file_of(url: str, files: Path) -> Path | None:
    """jsdelivr has whole packages; the others have single files, which all lie in ``dist``."""
    name = url.rpartition("/")[2]
    for package in PACKAGES:
        _, there, path = url.partition(f"/npm/{package}@")
        if there:
            return files / package / path.partition("/")[2]
        same = files / package / "dist" / name.replace("jquery-3.7.1", "jquery")
        if same.is_file():
            return same
    return None
