"""The drawing of the city in a Chromium whose CPU is slowed four times, beside Leaflet's own canvas
layers of the same areas and lines."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import make_driver_start, start
from tests.web.live_site import LiveSite, fill
from webmap.settings import ROOT, Settings
from webmap.web.app import create_app
from webmap.workflows.install_front_end import install_front_end

from .row import Row

SLOWER = 4
ZOOMS = range(12, 19)
SCREENS = {"phone 390 × 844, 2 ×": (390, 844, 2), "desk 1280 × 800": (1280, 800, 1)}
PEER = "Leaflet's canvas, the same areas and lines, no names"

_MEASURE = """async ([zooms, peer]) => {
  const map = city_map;
  const ground = Object.values(map._layers).find((layer) => layer.labels);
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  let canvas = ground._container;
  if (peer) {
    ground.remove();
    const renderer = L.canvas({ padding: 0.1 }).addTo(map);
    const back = ([x, y]) => [
      (Math.atan(Math.sinh(Math.PI * (1 - y / 128))) * 180) / Math.PI, (x / 256 - 0.5) * 360];
    const points = (path) =>
      Array.from({ length: path.length / 2 }, (_, i) => back([path[2 * i], path[2 * i + 1]]));
    const options = { renderer, interactive: false, weight: 2 };
    for (const areas of Object.values(ground._drawing.areas))
      for (const { paths } of areas) L.polygon(paths.map(points), options).addTo(map);
    for (const lines of Object.values(ground._drawing.lines))
      for (const { paths } of lines) L.polyline(paths.map(points), options).addTo(map);
    canvas = renderer._container;
  }
  const flush = () => canvas.getContext("2d").getImageData(0, 0, 1, 1);
  const worst = { script: 0, pixels: 0, zoom: 0 };
  for (const zoom of zooms) {
    const runs = [];
    for (let run = 0; run < 5; run++) {
      map.setView(map.getCenter(), zoom === zooms[0] ? zoom + 1 : zoom - 1, { animate: false });
      flush();
      await rest(80);
      if (!peer) ground._plans.clear();
      const begin = performance.now();
      map.setView(map.getCenter(), zoom, { animate: false });
      const script = performance.now() - begin;
      flush();
      runs.push({ zoom, script, pixels: performance.now() - begin });
    }
    runs.sort((a, b) => a.script - b.script);
    if (runs[2].script > worst.script) Object.assign(worst, runs[2]);
  }
  return worst;
}"""


def measure() -> Iterator[Row]:
    """A new zoom of the real page, markers included, names placed anew. Script is what the page is
    busy with; pixels is until they can be read back, painted here without a graphics chip."""
    install_front_end(ROOT)
    make_driver_start()
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        settings = Settings(database=fill(Path(name) / "places.sqlite", ROOT / "data"))
        site = LiveSite(create_app(settings))
        browser = start(playwright, print)
        with site.serving():
            for screen, size in SCREENS.items():
                ours, peer = (_worst(browser, site.url, size, peer) for peer in (False, True))
                yield Row(
                    f"draw the city, slowest zoom, {screen}, CPU ÷ {SLOWER}", ours, peer, PEER
                )
        browser.close()


def _worst(browser: Browser, url: str, size: tuple[int, int, int], peer: bool) -> str:
    width, height, ratio = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=ratio
    )
    page = context.new_page()
    page.goto(f"{url}/ja/")
    page.wait_for_timeout(1500)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    worst = page.evaluate(_MEASURE, [list(ZOOMS), peer])
    context.close()
    return f"{worst['script']:.0f} ms script, {worst['pixels']:.0f} ms with pixels (zoom {worst['zoom']})"
