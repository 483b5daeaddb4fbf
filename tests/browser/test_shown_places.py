"""What the map shows of its places when some fit, some are not yet known and some are left out."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.checked_page import CheckedPage

LAYER = "Object.values(city_map._layers).find((one) => one.isReady)"
ALONE, HOUSE = ("a", "b", "c", "d"), ("h1", "h2", "h3")
ENTRANCE = "iriguchi"
"""Not for dropping in."""
CENTER = (3568500, 13943900)
COLUMNS = (
    "key", "name", "venue", "categories", "lat", "lon", "site", "when", "who", "fee", "day", "where",
    "phone", "radius_m", "flags",
)  # fmt: skip
MANY = 3000


def columnar(rows):
    """A file of made-up places; a row says what is special about it."""
    usual = {"venue": -1, "categories": "a", "radius_m": 0, "flags": 0}
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for number, row in enumerate(rows):
        whole = {"name": f"みほん {row['key']}", "site": number, **usual, **row}
        for name in COLUMNS:
            columns[name].append(whole.get(name, -1))
    zeros, none = [0] * len(rows), [-1] * len(rows)
    tables = {"answers": zeros, "audience": zeros, "calendar": zeros, "limits": none}
    return {
        "edition": "mihon", "first": "2026-12-03", "days": 36,
        "categories": ["kodomo_shokudo", "yagawa_plus"],
        "texts": ["042-000-0000", "\ufff9谷保\ufffaやほ\ufffbのどこか"],
        "asked": ["alone"], "answers": ["u"],
        "audiences": [{"age": "u", "grade": "u" * 10, "band": "u" * 7}],
        "stages": {"age": ["p"], "grade": ["e"] * 10, "band": ["p"] * 7},
        "calendars": [[]], "count": len(rows), "columns": {**columns, **tables},
    }  # fmt: skip


def few():
    lat, lon = CENTER
    alone = [{"key": key, "lat": lat, "lon": lon + 250 * i} for i, key in enumerate(ALONE)]
    house = [{"key": key, "lat": lat - 200, "lon": lon, "site": 90} for key in HOUSE]
    entrance = {"key": ENTRANCE, "lat": lat - 200, "lon": lon + 250, "flags": 2, "phone": 0}
    nowhere = {"key": "nowhere", "lat": None, "lon": None}
    return columnar([*alone, *house, entrance, nowhere])


def many():
    """In rows and columns, about 90 m apart, so that their order is that of the land."""
    lat, lon = CENTER
    at = [(lat + 80 * (i // 60 - 25), lon + 100 * (i % 60 - 30)) for i in range(MANY)]
    return columnar([{"key": f"m{i}", "lat": y, "lon": x} for i, (y, x) in enumerate(at)])


@pytest.fixture
def open_map(new_page, site):
    def open_map(data, zoom=16, path="/ja/", **options) -> CheckedPage:
        page: CheckedPage = new_page(site, 1280, **options)
        body = json.dumps(data)
        page.page.route("**/ja/places.json*", lambda route: route.fulfill(body=body))
        page.open(path)
        lat, lon = CENTER[0] / 1e5, CENTER[1] / 1e5
        page.page.evaluate(f"void city_map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
        return page

    return open_map


@pytest.fixture
def page(open_map):
    return open_map(few())


def show(page, fits=(), unknown=(), order=None):
    """Shows these; all others are left out."""
    page.page.evaluate(
        f"""([fits, unknown, order]) => {{
          const layer = {LAYER}, keys = layer.raw().columns.key;
          const fit = Uint8Array.from(keys, (key) => fits.includes(key) ? 0 : unknown.includes(key) ? 1 : 2);
          const rank = order && Int32Array.from(keys, (key) => order.indexOf(key));
          layer.show({{fit, rank}}); }}""",
        [list(fits), list(unknown), order],
    )


def marker(page, key):
    return page.page.locator(f'.marker[aria-label^="みほん {key}、"]')


def chosen(page):
    return page.page.locator(".marker-chosen").count()


def test_without_a_filter_all_stand_but_what_is_not_for_dropping_in(page):
    for key in ALONE:
        expect(marker(page, key)).to_have_count(1)
    expect(marker(page, ENTRANCE)).to_have_count(0)
    expect(page.page.locator(".marker-site")).to_have_text("3")


def test_what_is_not_for_dropping_in_stands_when_it_fits(page):
    show(page, fits=[ENTRANCE])
    expect(page.page.locator(".marker")).to_have_count(1)
    expect(marker(page, ENTRANCE)).to_have_count(1)


def test_what_does_not_fit_has_no_marker_and_comes_back(page):
    show(page, fits=["a"])
    expect(page.page.locator(".marker")).to_have_count(1)
    page.page.evaluate(f"{LAYER}.show(null)")
    expect(page.page.locator(".marker")).to_have_count(5)


def test_what_is_not_yet_known_is_hollow_and_says_so(page):
    show(page, fits=["a"], unknown=["b", *HOUSE])
    sign = "one => one.querySelector('use').getAttribute('href')"
    assert marker(page, "a").evaluate(sign).endswith("#kodomo_shokudo")
    assert marker(page, "b").evaluate(sign).endswith("#kodomo_shokudo-unknown")
    for one in (marker(page, "b"), marker(page, "h1")):
        assert "まだ わかりません" in one.get_attribute("aria-label")
    assert "まだ" not in marker(page, "a").get_attribute("aria-label")
    border = "one => getComputedStyle(one.querySelector('.marker-disc')).borderStyle"
    assert marker(page, "h1").evaluate(border) == "dashed"


def test_a_house_of_which_one_place_fits_is_whole(page):
    show(page, fits=["h2"], unknown=["h1", "h3"])
    house = page.page.locator(".marker-site")
    assert house.evaluate("one => getComputedStyle(one.firstChild).borderStyle") == "solid"
    house.click()
    expect(page.page.locator("#card .site-list button")).to_have_count(3)


def test_a_number_from_afar_says_how_many_fit(open_map):
    page = open_map(few(), zoom=11)
    show(page, fits=["a", "b"], unknown=["c", *HOUSE])
    expect(page.page.locator(".marker-cluster")).to_have_text("2")
    show(page, unknown=["c", *HOUSE])
    cluster = page.page.locator(".marker-cluster")
    expect(cluster).to_have_text("4")
    assert cluster.evaluate("one => getComputedStyle(one.firstChild).borderStyle") == "dashed"


def test_the_keyboard_goes_through_the_markers_in_the_order_of_the_list(page):
    order = ["c", "h3", "a", "d", "b"]
    show(page, fits=["a", "d", "h3"], unknown=["b", "c"], order=order)
    names = page.page.locator(".marker").evaluate_all(
        "all => all.map((one) => one.ariaLabel.split('、')[0])"
    )
    assert names == [f"みほん {key}" for key in order]


def test_the_chosen_one_stays_chosen_while_it_is_shown(page):
    page.page.evaluate(
        f"window.gone = 0, void city_map.on('placeunchoose', () => window.gone++), {LAYER}.choose('a')"
    )
    show(page, fits=["a", "b"])
    assert (chosen(page), page.page.evaluate("window.gone")) == (1, 0)
    show(page, fits=["b"])
    assert (chosen(page), page.page.evaluate("window.gone")) == (0, 1)


def test_a_place_that_is_left_out_stands_while_it_is_chosen(page):
    show(page, fits=["a"])
    assert page.page.evaluate(f"{LAYER}.choose('{ENTRANCE}')")
    assert "みほん iriguchi" in (page.page.locator(".marker-chosen").get_attribute("aria-label"))
    page.page.evaluate(f"{LAYER}.unchoose()")
    expect(page.page.locator(".marker")).to_have_count(1)


def test_a_place_without_a_point_is_known_and_cannot_be_chosen(page):
    assert page.page.evaluate(f"{LAYER}.place('nowhere').name") == "みほん nowhere"
    assert page.page.evaluate(f"{LAYER}.point('nowhere')") is None
    assert page.page.evaluate(f"{LAYER}.choose('nowhere')") is False


def test_a_place_says_its_phone_and_whether_it_fits(page):
    show(page, unknown=[ENTRANCE])
    place = page.page.evaluate(f"{LAYER}.place('{ENTRANCE}')")
    assert (place["phone"], place["fit"], place["who"]) == ("042-000-0000", 1, None)


def test_the_bounds_are_of_what_is_shown(page):
    east = f"{LAYER}.bounds().getEast()"
    show(page, fits=["a"])
    assert page.page.evaluate(east) == pytest.approx(139.439)
    show(page, fits=["a", "d"])
    assert page.page.evaluate(east) == pytest.approx(139.4465)


# -- words beside the markers


WORDS = f"{LAYER}.options.label = () => ['きょう 18:30', '\ufff9食堂\ufffaしょくどう\ufffb']"


def test_few_that_fit_say_when_beside_their_marker_and_the_unknown_say_nothing(page):
    page.page.evaluate(f"void ({WORDS})")
    show(page, fits=["a", "c", *HOUSE], unknown=["b"])
    labels = page.page.locator(".marker-label")
    expect(labels).to_have_count(2)
    expect(labels.first).to_have_text("きょう 18:30食堂")
    assert labels.first.get_attribute("aria-hidden") == "true"
    words = page.page.locator('.marker[aria-label^="きょう 18:30 みほん a、"]')
    expect(words).to_have_count(1)  # what is seen is also heard
    expect(marker(page, "b").locator(".marker-label")).to_have_count(0)
    page.page.evaluate(f"{LAYER}.show(null)")
    expect(labels).to_have_count(0)
    expect(words).to_have_count(0)


def test_words_lie_on_no_marker_and_have_their_box(page):
    page.page.evaluate(f"void ({WORDS})")
    show(page, fits=[*ALONE], unknown=[*HOUSE, ENTRANCE])
    expect(page.page.locator(".marker-label").first).to_be_visible()
    boxes = page.page.locator(".marker-icon, .marker-disc, .marker-label").evaluate_all(
        "all => all.map((one) => { const b = one.getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom]; })"
    )
    met = [
        1
        for i, one in enumerate(boxes)
        for other in boxes[:i]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert met == []
    count = len(page.page.evaluate(f"{LAYER}.boxes(16)"))
    assert count == len(ALONE) + 2 + page.page.locator(".marker-label").count()


# -- many places


STANDING = """() => [...document.querySelectorAll('.marker')].map((one) => {
  const { group } = one.places; return `${group.x.toFixed(3)} ${group.y.toFixed(3)} ${one.textContent}`; })"""


@pytest.mark.parametrize("zoom", [12, 14, 16])
def test_groups_are_the_same_wherever_the_map_is_moved_from(open_map, zoom):
    page = open_map(many(), zoom)
    before = set(page.page.evaluate(STANDING))
    page.page.evaluate("void city_map.panBy([301, 203], {animate: false})")
    moved = set(page.page.evaluate(STANDING))
    page.page.evaluate("void city_map.panBy([-301, -203], {animate: false})")
    assert set(page.page.evaluate(STANDING)) == before
    assert len(before & moved) > len(before) / 4


def test_no_two_numbers_lie_on_each_other(open_map):
    page = open_map(many(), 13)
    boxes = page.page.evaluate(f"{LAYER}.boxes(13)")
    near = [
        1
        for i, one in enumerate(boxes)
        for other in boxes[:i]
        if abs(one[0] + one[2] - other[0] - other[2]) < 60
        and abs(one[1] + one[3] - other[1] - other[3]) < 60
    ]
    assert near == []


def test_every_place_is_counted_once(open_map):
    page = open_map(many(), 11)
    numbers = page.page.locator(".marker").evaluate_all("all => all.map((one) => +one.textContent)")
    assert sum(numbers) == MANY


def test_a_marker_from_afar_is_at_least_24_px(open_map):
    page = open_map(columnar([{"key": "a", "lat": CENTER[0], "lon": CENTER[1]}]), 12)
    size = marker(page, "a").locator(".marker-icon").bounding_box()
    assert size["width"] >= 24 and marker(page, "a").bounding_box()["width"] >= 44
