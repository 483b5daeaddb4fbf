"""Our own drawing of the city in a real browser: names that do not meet, colours, its rhythm."""

from itertools import combinations

import pytest
from playwright.sync_api import expect

ZOOMS = range(12, 19)

GROUND = "Object.values(city_map._layers).find((layer) => layer.labels)"

PAINTED = """async ([zoom, at]) => {
  const ground = GROUND;
  const folder = document.querySelector('script[src*="js/layers.js"]').src.replace("layers.js", "");
  const { paintLabels } = await import(folder + "ground_labels.js");
  const label = ground.labels(zoom)[at];
  const air = 40;
  const canvas = document.createElement("canvas");
  canvas.width = label.box[2] - label.box[0] + 2 * air;
  canvas.height = label.box[3] - label.box[1] + 2 * air;
  const context = canvas.getContext("2d");
  const origin = { x: label.box[0] - air, y: label.box[1] - air };
  const colours = new Proxy({}, { get: (_, name) => (name === "halo" ? "transparent" : "#000") });
  paintLabels([label], context, origin, colours, ground._font());
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const seen = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 3; i < data.length; i += 4) {
    if (data[i] < 64) continue;
    const x = ((i - 3) / 4) % canvas.width;
    const y = Math.floor((i - 3) / 4 / canvas.width);
    seen[0] = Math.min(seen[0], x);
    seen[1] = Math.min(seen[1], y);
    seen[2] = Math.max(seen[2], x + 1);
    seen[3] = Math.max(seen[3], y + 1);
  }
  return [seen[0] - air, seen[1] - air, seen[2] - (canvas.width - air), seen[3] - (canvas.height - air)];
}""".replace("GROUND", GROUND)


@pytest.fixture(params=(390, 1280))
def at(request, new_page, site):
    """The map with its drawing at a phone's and a desk's width."""
    opened = new_page(site, request.param)
    opened.open("/ja/")
    opened.wait_until(f"{GROUND}.labels(14).length > 0")
    return opened


def labels(page, zoom):
    """(category, text, box) of every name at a zoom, wherever in the city."""
    return page.page.evaluate(
        f"(zoom) => {GROUND}.labels(zoom).map((one) =>"
        " [one.name.category, one.runs.map((run) => run.letters).join(''), one.box])",
        zoom,
    )


def marker_boxes(page, zoom):
    return page.page.evaluate(f"(zoom) => {GROUND}._boxes(zoom)", zoom)


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_name_meets_another_or_a_marker(at, zoom):
    found = labels(at, zoom)
    met = [(one[1], other[1]) for one, other in combinations(found, 2) if meet(one[2], other[2])]
    assert met == []
    covered = [
        text
        for _, text, box in found
        if any(meet(box, marker) for marker in marker_boxes(at, zoom))
    ]
    assert covered == []


@pytest.mark.parametrize("zoom", (13, 15, 17))
def test_a_name_is_painted_within_its_box(at, zoom):
    """So that boxes that do not meet are names that do not."""
    for number, (_, text, _) in enumerate(labels(at, zoom)):
        left, top, right, bottom = at.page.evaluate(PAINTED, [zoom, number])
        assert left >= -2 and top >= -2 and right <= 2 and bottom <= 2, (
            text,
            left,
            top,
            right,
            bottom,
        )


def test_the_names_that_people_find_their_way_by_are_there(page):
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    at_zoom = {zoom: {text for _, text, _ in labels(page, zoom)} for zoom in ZOOMS}
    assert {"国立駅", "谷保駅", "矢川駅"} <= at_zoom[15]
    assert {"西", "中", "東", "泉", "青柳"} <= at_zoom[15]
    assert {"西一丁目", "富士見台二丁目"} <= at_zoom[16]
    assert {"大学通り", "さくら通り", "富士見通り", "旭通り", "甲州街道"} <= at_zoom[16]
    assert {"第一小", "第三中"} <= at_zoom[16]
    assert {"南武線", "中央線"} <= at_zoom[16]
    assert not at_zoom[12] & {"西一丁目", "大学通り"}


def test_towns_have_readings_at_close_zoom(page):
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    read = (
        f"(zoom) => {GROUND}.labels(zoom).flatMap((one) => one.runs.map((run) => run.reading))"
        ".filter(Boolean)"
    )
    assert page.page.evaluate(read, 13) == []
    assert {"いずみ", "ふじみだい", "あおやぎ"} <= set(page.page.evaluate(read, 15))


def test_at_night_the_land_is_dark_and_by_day_it_is_paper(new_page, site):
    for scheme, limit in (("light", range(200, 256)), ("dark", range(0, 90))):
        opened = new_page(site, 390, color_scheme=scheme)
        opened.open("/ja/")
        opened.wait_until(f"{GROUND}.labels(14).length > 0")
        middle = opened.page.evaluate(
            f"(() => {{ const {{ width, height }} = {GROUND}._container;"
            f" return [...{GROUND}._context.getImageData(width / 2, height / 2, 1, 1).data]; }})()"
        )
        assert all(value in limit for value in middle[:3]), (scheme, middle)


def test_it_is_drawn_again_when_the_scheme_changes(page):
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    corner = f"[...{GROUND}._context.getImageData(1, 1, 1, 1).data].slice(0, 3)"
    by_day = page.page.evaluate(corner)
    page.page.emulate_media(color_scheme="dark")
    page.wait_until(f"{corner}.join() !== {str(by_day).replace(' ', '')!r}.slice(1, -1)")


def test_while_a_pinch_lasts_nothing_is_drawn_anew(page):
    """The canvas is only scaled; it is drawn when the zoom has ended."""
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    page.page.wait_for_timeout(500)  # what the size of the window asks for is drawn
    counted = page.page.evaluate(
        """async () => {
          let drawn = 0;
          city_map.on("grounddrawn", () => drawn++);
          for (const step of [0.1, 0.2, 0.3, 0.4]) {
            city_map._move(city_map.getCenter(), 14 + step, { pinch: true, round: false });
            await new Promise((done) => requestAnimationFrame(done));
          }
          const during = drawn;
          const moved = GROUND._container.style.transform;
          city_map._animateZoom(city_map.getCenter(), 15, true, true);
          await new Promise((done) => setTimeout(done, 600));
          return [during, drawn, moved];
        }""".replace("GROUND", GROUND)
    )
    assert counted[0] == 0 and counted[1] >= 1
    assert "scale" in counted[2]


def test_a_zoom_is_drawn_once_and_a_chosen_marker_moves_the_names_aside(page):
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    page.page.wait_for_timeout(300)
    drawn = page.page.evaluate(
        """async () => {
          let drawn = 0;
          city_map.on("grounddrawn", () => drawn++);
          const counts = [];
          for (const zoom of [15, 16, 15]) {
            drawn = 0;
            city_map.setView([35.6895, 139.4405], zoom, { animate: false });
            await new Promise((done) => setTimeout(done, 200));
            counts.push(drawn);
          }
          return counts;
        }"""
    )
    assert drawn == [1, 1, 1]
    page.page.locator("li[data-key] [data-show]").first.click()
    page.page.locator("#card").wait_for()
    zoom = page.page.evaluate("city_map.getZoom()")
    page.wait_until("!city_map._animatingZoom")
    chosen = page.page.locator(".marker-chosen").bounding_box()
    assert chosen is not None
    boxes = marker_boxes(page, zoom)
    assert any(box[2] - box[0] >= 50 for box in boxes), "the ring counts"
    assert not [
        text for _, text, box in labels(page, zoom) if any(meet(box, other) for other in boxes)
    ]


def test_under_two_fingers_the_ground_never_stays_blank(page):
    """A move, or a pinch outward, that leaves what is drawn is drawn before the fingers lift."""
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    for zoom, shift in ((14.02, 0.02), (13.2, 0)):
        page.page.evaluate(
            """async ([zoom, shift]) => {
              const { lat, lng } = city_map.getCenter();
              city_map._moveStart(true, false);
              for (let step = 1; step <= 4; step++) {
                const at = 14 + ((zoom - 14) * step) / 4;
                city_map._move(L.latLng(lat, lng + (shift * step) / 4), at, { pinch: true, round: false });
                await new Promise((done) => setTimeout(done, 120));
              }
              await new Promise((done) => setTimeout(done, 300));
            }""",
            [zoom, shift],
        )
        box = page.page.locator(".leaflet-ground-pane canvas").bounding_box()
        view = page.page.locator("#city_map").bounding_box()
        assert box and view
        assert box["x"] <= view["x"] and box["y"] <= view["y"]
        assert box["x"] + box["width"] >= view["x"] + view["width"]
        assert box["y"] + box["height"] >= view["y"] + view["height"]
        page.page.evaluate("city_map._resetView(city_map.getCenter(), 14)")


def test_on_paper_the_drawing_is_there_and_light(new_page, site):
    opened = new_page(site, 1280, color_scheme="dark")
    opened.open("/ja/")
    opened.wait_until(f"{GROUND}.labels(14).length > 0")
    opened.page.emulate_media(media="print", color_scheme="dark")
    opened.page.wait_for_timeout(400)
    frame = opened.page.locator("#city_map").bounding_box()
    assert frame and frame["height"] > 300
    land = opened.page.evaluate(
        f"(() => {{ const {{ width, height }} = {GROUND}._container;"
        f" return [...{GROUND}._context.getImageData(width / 2, height / 2, 1, 1).data]; }})()"
    )
    assert min(land[:3]) > 190
    expect(opened.page.locator(".leaflet-control-attribution")).to_be_visible()
    expect(opened.page.locator(".leaflet-control-zoom")).to_be_hidden()


def test_a_drawing_that_did_not_come_is_asked_for_again(page):
    answers = iter(("fail", "send"))

    def answer(route):
        route.abort() if next(answers, "send") == "fail" else route.continue_()

    page.page.route("**/drawing.json", answer)
    page.page.goto(f"{page.url}/ja/")
    page.settle()
    page.page.evaluate("city_map.setView(city_map.getCenter(), 15, { animate: false })")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    page.errors.clear()


def test_a_school_has_its_name_only_beside_its_sign(page):
    page.open("/ja/")
    page.wait_until(f"{GROUND}.labels(14).length > 0")
    for zoom in (15, 16, 17):
        signs, names = page.page.evaluate(
            f"(zoom) => {{ const {{ marks, labels }} = {GROUND}._plan(zoom); return ["
            " marks.filter((one) => one.category === 'school').length,"
            " labels.filter((one) => one.name.category === 'school').map((one) => one.box)]; }",
            zoom,
        )
        assert 5 < len(names) <= signs


def test_when_a_tile_host_does_not_answer_our_drawing_stays(page):
    page.open("/ja/")
    page.tiles_are_asked_for = True
    page.page.locator(".leaflet-control-layers-toggle").focus()
    page.page.keyboard.press("Enter")
    page.page.locator(".leaflet-control-layers label", has_text="地理院タイル").click()
    page.page.wait_for_timeout(300)
    expect(page.page.locator(".leaflet-ground-pane canvas")).to_be_visible()
    colours = page.page.evaluate(
        f"(() => {{ const {{ width, height }} = {GROUND}._container;"
        f" const {{ data }} = {GROUND}._context.getImageData(0, 0, width, height);"
        " const seen = new Set(); for (let i = 0; i < data.length; i += 404)"
        " seen.add(data.slice(i, i + 3).join()); return [...seen]; })()"
    )
    assert {"255,253,248", "233,228,217", "243,239,231"} <= set(colours), "land, blocks, outside"


def test_a_cold_map_stands_within_220_kb_and_asks_nobody_else(new_page, site):
    """All that comes over the wire until the markers stand on the drawing."""
    opened = new_page(site, 390)
    loaded = []
    opened.page.on("requestfinished", lambda request: loaded.append(request))
    opened.open("/ja/")
    opened.wait_until(f"{GROUND}.labels(14).length > 0")
    assert len(opened.markers()) > 10
    sizes = {request.url: request.sizes()["responseBodySize"] for request in loaded}
    assert any(url.endswith("/drawing.json") for url in sizes)
    assert sum(sizes.values()) < 220 * 1024, sizes
    assert opened.outside == []


@pytest.mark.parametrize("width", (320, 390, 1280))
def test_the_credit_of_every_source_stands_on_the_map(new_page, site, width):
    opened = new_page(site, width)
    credit = opened.open("/ja/").locator(".leaflet-control-attribution")
    for source in ("OpenStreetMap", "PLATEAU", "国土数値情報", "地理院"):
        expect(credit).to_contain_text(source)
    expect(credit).to_be_in_viewport(ratio=1)
    opened.page.locator("li[data-key] [data-show]").first.click()
    opened.page.locator("#card").wait_for()
    opened.wait_until("!document.querySelector('.sheet').getAnimations().length")
    assert opened.page.evaluate(
        "(() => { const box = document.querySelector('.leaflet-control-attribution').getBoundingClientRect();"
        " const top = document.elementFromPoint(box.left + 8, box.top + 6);"
        " return top.closest('.leaflet-control-attribution') !== null; })()"
    ), "the card does not lie over the credits"
