"""Places of which only the town is known, in a real browser: discs, trays, and what they say."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.live_site import NOW, LiveSite, fill
from tests.web.made_up import Tables
from webmap.settings import ROOT, Settings
from webmap.web.app import create_app

ALONE, EXACT, CITY = "mihon-hitori", "mihon-chodo", "mihon-machi"
PAIR = ("mihon-futari-a", "mihon-futari-b")
WIDE = ("mihon-hiroi-a", "mihon-hiroi-b", "mihon-hiroi-c")
CROWD = tuple(f"mihon-oozei-{number}" for number in range(10))
WIDTHS = (320, 390, 1280)

TOWNS = {
    "alone": ("35.6975", "139.4330", "177"),
    "pair": ("35.6868", "139.4369", "196"),
    "wide": ("35.6800", "139.4400", "618"),
    "crowd": ("35.6950", "139.4500", "228"),
}


@pytest.fixture(scope="module")
def towns(tmp_path_factory, front_end):
    """A live site of made-up places, most of them somewhere in a town."""
    folder = tmp_path_factory.mktemp("towns")
    tables = Tables(shutil.copytree(ROOT / "data", folder / "data"))
    tables.clear()
    tables.add_source()
    for key, town in {ALONE: "alone", **dict.fromkeys(PAIR, "pair")}.items():
        _add(tables, key, town, categories="jidokan" if key == PAIR[0] else "soudan")
    for keys, town in ((WIDE, "wide"), (CROWD, "crowd")):
        for key in keys:
            _add(tables, key, town)
    tables.add_site("exact", lat="35.6868", lon="139.4369")
    tables.add_place(EXACT, "ちょうどの みほん", site="exact", categories="kodomo_shokudo")
    tables.add_site("city", lat="35.68", lon="139.44", level="city", radius_m="2000")
    tables.add_place(CITY, "まちの みほん", site="city")
    database = fill(folder / "webmap.sqlite", tables.write())
    app = create_app(Settings(database, tables.folder, secret="made-up", fixed_now=NOW))
    app.extensions["house"].finder.town_of = lambda address: "谷保" if "wide" in address else ""
    live = LiveSite(app)
    with live.serving():
        yield live


def _add(tables, key, town, **cells):
    lat, lon, radius = TOWNS[town]
    tables.add_site(
        key, f"東京都国立市みほん町 {town}", lat=lat, lon=lon, level="town", radius_m=radius
    )
    tables.add_place(key, f"{key} の みほん", site=key, **cells)


@pytest.fixture(params=WIDTHS)
def at(request, new_page, towns):
    """A page at each width."""
    return new_page(towns, request.param)


@pytest.fixture
def page(new_page, towns):
    return new_page(towns, 390)


LAYER = "Object.values(city_map._layers).find((one) => one.isReady)"


def look(page, town, zoom):
    """The map with a town in its middle."""
    lat, lon, _ = TOWNS[town]
    page.page.evaluate(f"void city_map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")


def marker(page, key):
    return page.page.locator(f'.marker[aria-label^="{key} "]')


def box(locator):
    found = locator.bounding_box()
    assert found
    return found


def middle(found):
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def distance(one, other):
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def nearest(locator, point):
    """The box of the shape whose middle is nearest to a point."""
    return min(map(box, locator.all()), key=lambda one: distance(middle(one), point))


def overlap(one, other):
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    along = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 0.5 and along > 0.5


def metres_of(page, found):
    """How wide a box of the window is on the land."""
    frame = box(page.page.locator("#city_map"))
    left, y = found["x"] - frame["x"], middle(found)[1] - frame["y"]
    return page.page.evaluate(
        f"city_map.distance(city_map.containerPointToLatLng([{left}, {y}]),"
        f" city_map.containerPointToLatLng([{left + found['width']}, {y}]))"
    )


# -- a disc


def test_a_small_town_is_a_disc_of_its_radius_with_the_marker_in_it(at):
    at.open("/ja/")
    for zoom in (14, 15, 16):
        look(at, "alone", zoom)
        center = middle(box(marker(at, ALONE)))
        disc = nearest(at.page.locator(".area-disc"), center)
        assert metres_of(at, disc) == pytest.approx(2 * 177, rel=0.02)
        assert distance(center, middle(disc)) <= disc["width"] / 2


def test_the_disc_grows_with_the_land_while_fingers_pinch(page):
    page.open("/ja/")
    look(page, "alone", 15)
    before = box(page.page.locator(".area-disc").first)["width"]
    page.page.evaluate(
        "city_map._moveStart(true, false), void city_map._move(city_map.getCenter(), 15.5, {pinch: true})"
    )
    after = box(page.page.locator(".area-disc").first)
    assert after["width"] == pytest.approx(before * 2**0.5, rel=0.01)
    page.page.evaluate("void city_map._moveEnd(true)")


def test_the_marker_says_that_the_place_is_only_about_there(page):
    page.open("/ja/")
    look(page, "alone", 15)
    assert "だいたいの場所" in (marker(page, ALONE).get_attribute("aria-label") or "")
    look(page, "wide", 15)
    label = marker(page, WIDE[0]).get_attribute("aria-label") or ""
    assert "だいたいの場所" in label and "谷保のどこか" in label


def test_two_places_of_one_town_stand_side_by_side_in_one_disc(at):
    at.open("/ja/")
    look(at, "pair", 16)
    first, second = (box(marker(at, key)) for key in PAIR)
    assert not overlap(first, second)
    assert min(first["width"], first["height"], second["width"], second["height"]) >= 43.5
    discs = [box(one) for one in at.page.locator(".area-disc").all()]
    holding = [disc for disc in discs if all(overlap(disc, one) for one in (first, second))]
    assert len(holding) == 1


def test_a_place_whose_house_is_known_stays_itself_in_a_disc_and_is_not_covered(at):
    """It stands in the very middle of the town; the others make room."""
    at.open("/ja/")
    look(at, "pair", 16)
    exact = marker(at, "ちょうどの")
    assert "だいたい" not in (exact.get_attribute("aria-label") or "")
    seen = box(exact.locator(".marker-icon"))
    for key in PAIR:
        assert not overlap(seen, box(marker(at, key).locator(".marker-icon")))


def test_a_disc_too_small_to_see_is_not_drawn_and_its_places_are_one_group(page):
    page.open("/ja/")
    look(page, "crowd", 12)
    assert page.page.locator(".area-disc").count() == 0
    look(page, "crowd", 13)
    for disc in page.page.locator(".area-disc").all():
        assert box(disc)["width"] >= 24
    assert not [key for key in CROWD if marker(page, key).locator(".marker-icon").count()]


def test_where_the_markers_have_no_room_in_their_disc_they_are_a_number_that_opens_their_list(page):
    page.open("/ja/?q=oozei")
    look(page, "crowd", 14)
    number = page.page.locator(".marker-area")
    expect(number).to_have_text("10")
    number.click()
    card = page.page.locator("#card")
    expect(card.locator(".site-list button")).to_have_count(10)
    expect(card.locator(".site-where")).to_have_text("だいたいの場所")


def test_of_more_than_eight_the_last_are_a_number(at):
    at.open("/ja/?q=oozei")
    look(at, "crowd", 17)
    assert len([key for key in CROWD if marker(at, key).locator(".marker-icon").count()]) == 7
    rest = at.page.locator(".marker-area")
    expect(rest).to_have_text("+3")
    boxes = [box(one) for one in at.page.locator(".marker").all()]
    assert not [1 for i, one in enumerate(boxes) for other in boxes[:i] if overlap(one, other)]
    rest.click()
    expect(at.page.locator("#card .site-list button")).to_have_count(3)


# -- a tray


def test_a_wide_town_is_a_tray_with_its_name_and_its_markers_and_no_disc(at):
    at.open("/ja/?q=hiroi")
    look(at, "wide", 15)
    expect(at.page.locator(".area-tray .area-words")).to_contain_text("のどこか")
    assert at.page.locator(".area-words rt").inner_text() == "やほ"
    assert at.page.locator(".area-disc").count() == 0
    tray = box(at.page.locator(".area-tray"))
    words = box(at.page.locator(".area-words"))
    for key in WIDE:
        icon = box(marker(at, key).locator(".marker-icon"))
        assert tray["x"] < icon["x"] and icon["x"] + icon["width"] < tray["x"] + tray["width"]
        assert tray["y"] < icon["y"] and icon["y"] + icon["height"] < tray["y"] + tray["height"]
        assert not overlap(icon, words)
    assert tray["x"] <= words["x"] and words["x"] + words["width"] <= tray["x"] + tray["width"]


@pytest.mark.parametrize("zoom", [12, 13, 14, 17])
def test_a_wide_town_is_never_a_pin(page, zoom):
    page.open("/ja/?q=hiroi-a")
    look(page, "wide", zoom)
    tray = box(page.page.locator(".area-tray"))
    icon = box(marker(page, WIDE[0]).locator(".marker-icon"))
    assert tray["x"] < icon["x"] and icon["x"] + icon["width"] < tray["x"] + tray["width"]
    assert page.page.locator(".area-words").count() == (1 if zoom > 13 else 0)


def test_a_tray_keeps_its_size_when_it_is_zoomed(page):
    page.open("/ja/")
    sizes = []
    for zoom in (15, 17):
        look(page, "wide", zoom)
        sizes.append(box(page.page.locator(".area-tray"))["height"])
    assert sizes[0] == sizes[1]


# -- the list, the card, the page of a place


def test_choosing_from_the_list_shows_the_whole_disc_beside_the_card(at):
    at.open("/ja/")
    at.page.locator(f'li[data-key="{PAIR[0]}"] [data-show]').click()
    card = at.page.locator("#card")
    card.wait_for()
    expect(card.locator('[data-slot="where"]')).to_have_text("だいたいの場所")
    at.page.wait_for_timeout(600)
    center = middle(box(at.page.locator(".marker-chosen")))
    disc = nearest(at.page.locator(".area-disc"), center)
    frame = box(at.page.locator("#city_map"))
    assert disc["x"] >= frame["x"] and disc["x"] + disc["width"] <= frame["x"] + frame["width"]
    assert disc["y"] >= frame["y"] - 1
    assert not overlap(disc, box(card)) or at.page.viewport_size["width"] == 320
    assert disc["width"] >= 24


def test_choosing_from_the_list_shows_the_tray(at):
    at.open("/ja/")
    at.page.locator(f'li[data-key="{WIDE[1]}"] [data-show]').click()
    card = at.page.locator("#card")
    card.wait_for()
    assert "のどこか" in card.inner_text()
    at.page.wait_for_timeout(600)
    tray = box(at.page.locator(".area-tray"))
    assert not overlap(tray, box(card))
    expect(at.page.locator(".marker-chosen")).to_be_in_viewport()


def test_the_list_says_how_well_it_is_known_where_a_place_is(page):
    view = page.open("/ja/")
    said = {ALONE: "だいたいの場所", WIDE[0]: "のどこか", CITY: "国立市", EXACT: ""}
    for key, words in said.items():
        signs = view.locator(f'li[data-key="{key}"] :is(.about-there, .somewhere)')
        expect(signs).to_have_count(1 if words else 0)
        if words:
            expect(signs).to_contain_text(words)
    expect(view.locator(f'li[data-key="{CITY}"] [data-show]')).to_have_count(0)


def test_a_place_known_to_be_in_the_city_is_not_on_the_map(page):
    page.open("/ja/")
    assert page.page.evaluate(f"{LAYER}.point('{CITY}')") is None


@pytest.mark.parametrize(("key", "shape"), [(ALONE, ".area-disc"), (WIDE[0], ".area-tray")])
def test_the_page_of_a_place_shows_all_of_its_area(at, key, shape):
    at.open(f"/ja/places/{key}")
    at.page.wait_for_timeout(600)
    frame = box(at.page.locator("#city_map"))
    chosen = middle(box(at.page.locator(".marker-chosen")))
    own = nearest(at.page.locator(shape), chosen)
    assert own["x"] >= frame["x"] and own["x"] + own["width"] <= frame["x"] + frame["width"]
    assert own["y"] >= frame["y"] and own["y"] + own["height"] <= frame["y"] + frame["height"]
    assert at.page.locator("main :is(.about-there, .somewhere)").count() == 1


@pytest.mark.parametrize(
    "path", ["/ja/", f"/ja/places/{ALONE}", f"/ja/places/{WIDE[0]}", f"/ja/places/{CITY}"]
)
def test_a_page_with_areas_holds_what_all_must_and_axe_finds_nothing(page, axe, path):
    page.open(path)
    for width in WIDTHS:
        assert faults(page.page, axe, width) == []
        page.check()


# -- the keyboard


@pytest.mark.parametrize(("query", "keys"), [("futari", PAIR), ("hiroi", WIDE)])
def test_the_keyboard_comes_to_each_marker_of_an_area_opens_it_and_comes_back(
    new_page, towns, query, keys
):
    page = new_page(towns, 1280)
    page.open(f"/ja/?q={query}")
    look(page, "pair" if keys == PAIR else "wide", 15)
    reached = []
    for _ in range(30):
        page.page.keyboard.press("Tab")
        label = page.page.evaluate(
            "document.activeElement.matches('.marker') ? document.activeElement.ariaLabel : ''"
        )
        reached += [label] if label else []
    assert [key for key in keys if any(label.startswith(key) for label in reached)] == list(keys)
    marker(page, keys[-1]).focus()
    page.page.keyboard.press("Enter")
    page.page.locator("#card").wait_for()
    page.page.keyboard.press("Escape")
    expect(page.page.locator("#card")).to_be_hidden()
    label = page.page.evaluate("document.activeElement.ariaLabel")
    assert label.startswith(keys[-1])


# -- for the names of the base map


def test_the_boxes_hold_all_that_is_seen(at):
    at.open("/ja/")
    for town, zoom in (("pair", 14), ("wide", 15), ("crowd", 17), ("alone", 13)):
        look(at, town, zoom)
        seen = at.page.evaluate(
            """() => [...document.querySelectorAll(
              '.marker-icon, .marker-disc, .marker-count, .area-tray')].map((one) => {
              const map = document.getElementById('city_map').getBoundingClientRect();
              const box = one.getBoundingClientRect();
              const bounds = city_map.getPixelBounds().min;
              const x = bounds.x - map.x, y = bounds.y - map.y;
              return [box.left + x, box.top + y, box.right + x, box.bottom + y]; })"""
        )
        boxes = at.page.evaluate(f"{LAYER}.boxes(city_map.getZoom())")
        assert seen
        loose = [
            one
            for one in seen
            if not any(
                b[0] - 1.5 <= one[0]
                and b[1] - 1.5 <= one[1]
                and one[2] <= b[2] + 1.5
                and one[3] <= b[3] + 1.5
                for b in boxes
            )
        ]
        assert loose == [], (town, zoom)


def test_the_boxes_of_another_zoom_are_those_that_will_be_drawn(page):
    page.open("/ja/")
    before = page.page.evaluate(f"{LAYER}.boxes(16)")
    look(page, "pair", 16)
    assert page.page.evaluate(f"{LAYER}.boxes(16)") == before


def test_the_ring_of_the_chosen_one_has_its_box(page):
    page.open("/ja/")
    look(page, "alone", 16)
    widest = f"Math.max(...{LAYER}.boxes(16).map((one) => one[3] - one[1]))"
    without = page.page.evaluate(widest)
    page.page.evaluate(f"void {LAYER}.choose('{ALONE}', {{silent: true}})")
    assert page.page.evaluate(widest) > max(without, 54)


def test_the_map_hears_of_every_drawing_after_which_the_boxes_may_differ(page):
    page.open("/ja/")
    page.page.evaluate("window.heard = 0, void city_map.on('placesdrawn', () => window.heard++)")
    heard = "window.heard"
    look(page, "pair", 16)
    assert page.page.evaluate(heard) == 1
    page.page.evaluate("void city_map.panBy([40, 0], {animate: false})")
    assert page.page.evaluate(heard) == 1
    page.page.evaluate(f"void {LAYER}.choose('{EXACT}', {{silent: true}})")
    assert page.page.evaluate(heard) == 2
    page.page.evaluate(f"void {LAYER}.unchoose()")
    assert page.page.evaluate(heard) == 3


# -- colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tray_can_be_read_in_both_schemes(new_page, towns, scheme):
    page = new_page(towns, 390, color_scheme=scheme)
    page.open("/ja/?q=hiroi")
    look(page, "wide", 15)
    ink, paper = page.page.locator(".area-tray").evaluate(
        "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    )
    assert _contrast(ink, paper) >= 7


def _contrast(one, other):
    first, second = sorted(map(_luminance, (one, other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour):
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
