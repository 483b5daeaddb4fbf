"""The map and its list in a real browser, by mouse, finger and keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.made_up import EVERYTHING, NOT_FOR_DROPPING_IN, NOTHING

PHONE = {"width": 390, "height": 844}
YAGAWA = {"kodomo-lab", "kokosuki-yagawa", "yagawa-jidokan", "yagawa-kogamo", "yagawa-plus"}


@pytest.fixture(params=(320, 390, 1280))
def at(request, new_page, site):
    """A page at each width."""
    return new_page(site, request.param)


def card(page):
    return page.page.locator("#card")


def show(page, key):
    page.page.locator(f'li[data-key="{key}"] [data-show]').click()
    card(page).wait_for()


def view_of(page):
    """Centre and zoom of the map, and how far the page is scrolled."""
    return page.page.evaluate(
        "[city_map.getCenter().lat.toFixed(4), city_map.getCenter().lng.toFixed(4),"
        " city_map.getZoom(), Math.round(scrollY)]"
    )


# -- seeing


def test_the_map_stands_with_its_markers_and_its_ground(at):
    at.open("/ja/")
    assert len(at.markers()) > 10
    assert at.page.locator(".leaflet-ground-pane canvas").count() >= 1
    box = at.page.locator("#city_map").bounding_box()
    assert box and box["height"] >= 250 and box["width"] >= 300


def test_every_located_place_is_on_the_map_and_in_the_list(page):
    page.open("/ja/")
    shown = page.page.locator("li[data-key]:has([data-show])").count()
    not_asked = page.page.locator(
        "li[data-key]:has([data-show])", has_text="立ちよる ところでは"
    ).count()
    page.page.evaluate("void city_map.setView([35.68, 139.44], 10, {animate: false})")
    on_map = page.page.locator(".marker").evaluate_all(
        "all => all.reduce((sum, one) => sum + (Number(one.textContent) || 1), 0)"
    )
    assert on_map == shown - not_asked


def test_the_credits_are_in_view(page):
    credits = page.open("/ja/").locator(".leaflet-control-attribution")
    expect(credits).to_contain_text("国土数値情報")
    expect(credits).to_be_in_viewport()


def test_a_place_without_a_point_is_said_to_be_being_looked_for(page):
    entry = page.open("/ja/").locator(f'li[data-key="{NOTHING}"]')
    expect(entry).to_contain_text("場所は かくにん中")
    expect(entry.locator("[data-show]")).to_have_count(0)


def test_a_control_is_large_enough_for_a_thumb(page):
    page.open("/ja/")
    small = page.page.locator(
        ".marker, .leaflet-bar a, .leaflet-control-layers-toggle, [data-show]"
    )
    sizes = small.evaluate_all(
        "all => all.filter((one) => one.checkVisibility({contentVisibilityAuto: true})).map((one) =>"
        " [one.className, one.getBoundingClientRect()]).filter(([, box]) =>"
        " box.width < 43.5 || box.height < 43.5).map(([name, box]) => `${name} ${box.width}×${box.height}`)"
    )
    assert sizes == []


# -- choosing


def test_choosing_an_entry_shows_it_on_the_map_with_its_card(at):
    at.open("/ja/")
    show(at, "guruguru")
    expect(card(at).locator(".card-name")).to_contain_text("ぐるぐる")
    expect(at.page.locator('li[data-key="guruguru"]')).to_have_attribute("aria-current", "true")
    chosen = at.page.locator(".marker-chosen")
    expect(chosen).to_be_in_viewport()
    assert not _overlap(chosen.bounding_box(), card(at).bounding_box())


def test_the_card_says_in_short_what_the_list_says(at):
    at.open("/ja/")
    show(at, EVERYTHING)
    text = card(at).inner_text()
    for words in ("みほん会場", "子ども食堂", "11:30〜14:00", "日にちは きいてから", "0円", "300円",
                  "みほん町の 子ども", "2026年10月の情報"):  # fmt: skip
        assert words in text
    assert "null" not in text and "undefined" not in text
    ruby = card(at).locator("rt").all_inner_texts()
    assert "しょくどう" in ruby


def test_the_card_leads_to_the_place(page):
    page.open("/ja/")
    show(page, EVERYTHING)
    card(page).get_by_role("link", name="くわしく見る").click()
    page.page.wait_for_url(f"**/ja/places/{EVERYTHING}")
    expect(page.page.locator("h1")).to_contain_text("みほん会場")


def test_choosing_a_marker_opens_its_card(page):
    page.open("/ja/?q=ぐるぐる食堂")
    marker = page.page.get_by_role("button", name="ぐるぐる食堂、子ども食堂")
    marker.click()
    expect(card(page).locator(".card-link")).to_have_attribute("href", "/ja/places/guruguru")


def test_the_card_is_closed_by_its_button(page):
    page.open("/ja/")
    show(page, "guruguru")
    card(page).get_by_role("button", name="とじる").click()
    expect(card(page)).to_be_hidden()
    expect(page.page.locator("[aria-current='true'][data-key]")).to_have_count(0)


def test_a_number_comes_nearer(page):
    page.open("/ja/")
    before = view_of(page)[2]
    page.page.locator(".marker-cluster").first.click()
    page.wait_until(f"city_map.getZoom() > {before}")


def test_the_five_places_of_one_house_open_as_a_list(at):
    at.open("/ja/?q=矢川プラス")
    keys = at.page.locator("li[data-key]").evaluate_all("all => all.map((one) => one.dataset.key)")
    assert set(keys) >= YAGAWA
    at.page.get_by_role("button", name="矢川プラス").and_(at.page.locator(".marker")).first.click()
    items = card(at).locator(".site-list button")
    expect(items).to_have_count(5)
    items.filter(has_text="がも").click()
    expect(card(at).locator(".card-link")).to_have_attribute("href", "/ja/places/yagawa-kogamo")


def test_a_place_not_for_dropping_in_has_a_marker_only_when_asked_for(page):
    layer = "Object.values(city_map._layers).find((one) => one.isReady)"
    look = f"void city_map.setView({layer}.point('{NOT_FOR_DROPPING_IN}'), 18, {{animate: false}})"
    page.open("/ja/?q=いりぐちの")
    page.page.evaluate(look)
    assert [label for label in page.markers() if "いりぐちの" in label]
    page.open("/ja/")
    page.page.evaluate(look)
    assert not [label for label in page.markers() if "いりぐちの" in label]


def test_every_button_of_the_list_shows_its_place(page):
    """Also the button of a place that has no marker until it is asked for."""
    page.open("/ja/")
    dead = page.page.evaluate(
        "() => { const layer = Object.values(city_map._layers).find((one) => one.isReady);"
        " return [...document.querySelectorAll('li[data-key]:has([data-show])')]"
        ".map((one) => one.dataset.key).filter((key) => !layer.point(key)); }"
    )
    assert dead == []


# -- searching


def test_a_category_is_chosen_and_left_again(at):
    view = at.open("/ja/")
    every = view.locator("#fits li[data-key]").count()
    view.locator("summary.chip", has_text="もっと").click()
    view.get_by_label("児童館", exact=True).click()
    view.keyboard.press("Escape")
    expect(view.locator("#fits li[data-key]")).to_have_count(3)
    expect(view).to_have_url(at.url + "/ja/?category=jidokan")
    at.check()
    view.locator("#said").get_by_role("button", name="児童館").click()
    expect(view.locator("#fits li[data-key]")).to_have_count(every)
    expect(view).to_have_url(at.url + "/ja/")


def test_a_search_is_written_and_found_on_the_map_too(page):
    view = page.open("/ja/")
    view.get_by_role("searchbox").fill("ｸﾞﾙｸﾞﾙ")
    view.get_by_role("button", name="さがす").click()
    view.wait_for_url("**q=**")
    page.check()
    assert view.get_by_role("searchbox").input_value() == "ｸﾞﾙｸﾞﾙ"
    expect(view.locator("li[data-key]")).to_have_count(1)
    assert [label for label in page.markers() if "ぐるぐる" in label]


def test_what_was_found_is_in_view_on_the_map(page):
    page.open("/ja/?q=矢川プラス")
    expect(page.page.locator(".marker").first).to_be_in_viewport()


# -- the keyboard alone


def test_the_keyboard_goes_to_a_marker_opens_its_card_and_comes_back(new_page, site):
    page = new_page(site, 1280)
    page.open("/ja/?q=ぐるぐる食堂")
    _tab_to(page, ".marker")
    one = page.page.locator(".marker:focus")
    expect(one).to_have_accessible_name(re.compile("ぐるぐる食堂、子ども食堂$"))
    page.page.keyboard.press("Enter")
    card(page).wait_for()
    assert page.page.evaluate("document.getElementById('card').contains(document.activeElement)")
    page.page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(one).to_have_accessible_name(re.compile("ぐるぐる食堂、子ども食堂$"))


def test_the_keyboard_goes_from_an_entry_to_the_card_and_comes_back(new_page, site):
    page = new_page(site, 1280)
    page.open("/ja/?q=ぐるぐる食堂")
    _tab_to(page, "[data-show]")
    page.page.keyboard.press("Enter")
    card(page).wait_for()
    assert page.page.evaluate("document.activeElement.matches('.card-link')")
    page.page.keyboard.press("Escape")
    assert page.page.evaluate("document.activeElement.matches('[data-show]')")


def test_the_first_tab_offers_to_skip_to_the_list(page):
    page.open("/ja/")
    page.page.keyboard.press("Tab")
    skip = page.page.locator(":focus")
    expect(skip).to_have_attribute("href", "#list")
    expect(skip).to_be_in_viewport()
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "list"


def test_what_has_the_focus_is_never_hidden(new_page, site):
    """Not by the line at the top, nor by a card."""
    page = new_page(site, 390)
    page.open("/ja/?category=kodomo_shokudo")
    for _ in range(45):
        page.page.keyboard.press("Tab")
        assert page.page.evaluate(FOCUS_IS_SEEN), page.page.evaluate(
            "document.activeElement.outerHTML"
        )


FOCUS_IS_SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one.id === "list") return true;
  const box = one.getBoundingClientRect();
  const line = document.querySelector(".top");
  const top = line.contains(one) || one.matches(".skip") ? 0 : line.getBoundingClientRect().bottom;
  return box.bottom > top + 8 && box.top < innerHeight - 8;
}"""


# -- fingers


def test_where_the_page_stands_still_one_finger_moves_the_map(page):
    page.open("/ja/")
    before = view_of(page)
    _swipe(page, dx=-120, dy=-20)
    page.wait_until(f"city_map.getCenter().lng.toFixed(4) !== '{before[1]}'")
    assert page.page.evaluate("scrollY") == 0
    expect(page.page.locator(".map-hint.is-shown")).to_have_count(0)


@pytest.fixture(params=("a low window", "a place's own page"))
def scrolling(request, new_page, site):
    """A page with a map that scrolls as a whole."""
    low = request.param == "a low window"
    page = new_page(site, viewport={"width": 700, "height": 400} if low else PHONE)
    page.open("/ja/" if low else "/ja/places/guruguru")
    return page


def test_one_finger_over_the_map_scrolls_the_page_and_leaves_the_map(scrolling):
    before = view_of(scrolling)
    _swipe(scrolling, dy=-220)
    scrolling.wait_until("scrollY > 60")
    assert view_of(scrolling)[:3] == before[:3]


def test_one_finger_sideways_leaves_the_map_and_says_how_it_moves(scrolling):
    before = view_of(scrolling)
    _swipe(scrolling, dx=-120, dy=-20)
    expect(scrolling.page.locator(".map-hint")).to_have_class("map-hint is-shown")
    assert view_of(scrolling)[:3] == before[:3]


def test_two_fingers_move_the_map(page):
    page.open("/ja/")
    before = view_of(page)
    _swipe(page, dx=-90, fingers=2)
    page.wait_until(f"city_map.getCenter().lng.toFixed(4) !== '{before[1]}'")
    assert view_of(page)[3] == before[3]


def test_a_tap_on_a_marker_opens_its_card(page):
    page.open("/ja/?q=ぐるぐる食堂")
    page.page.locator(".marker", has_not_text="99").first.tap()
    card(page).wait_for()


def test_a_mouse_wheel_over_the_map_does_not_trap_the_page(new_page, site):
    page = new_page(site, 1280)
    page.open("/ja/")
    box = page.page.locator("#city_map").bounding_box()
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + 200, box["y"] + 200, steps=4)
    page.page.mouse.up()
    assert page.page.evaluate("scrollY") == 0


# -- layers and the network


def test_every_control_has_a_japanese_name(page):
    page.open("/ja/")
    names = page.page.locator(
        ".leaflet-control a[role=button], .leaflet-control a[title]"
    ).evaluate_all("all => all.map((one) => one.ariaLabel || one.title)")
    assert names
    assert [name for name in names if name.isascii()] == []


def test_layers_can_be_switched_and_nothing_breaks_when_no_tile_arrives(at):
    at.tiles_are_asked_for = True
    at.open("/ja/")
    assert at.outside == []
    control = at.page.locator(".leaflet-control-layers")
    for name, host in (
        ("地理院タイル", "cyberjapandata.gsi.go.jp"),
        ("OpenStreetMap", "tile.openstreetmap.org"),
    ):
        _open_layers(at)
        control.locator("label", has_text=name).click()
        at.page.wait_for_timeout(150)
        assert any(host in url for url in at.outside)
        expect(at.page.locator(".leaflet-control-attribution")).to_contain_text(
            "国土地理院" if "gsi" in host else "OpenStreetMap"
        )
    assert {url.split("/")[2] for url in at.outside} == {
        "cyberjapandata.gsi.go.jp",
        "tile.openstreetmap.org",
    }
    show(at, "guruguru")
    at.check()


def test_when_the_places_do_not_load_the_list_still_works_and_the_page_says_so(page):
    page.page.route("**/ja/places.json*", lambda route: route.fulfill(status=500, body="no"))
    page.page.goto(f"{page.url}/ja/")
    page.page.locator("#map-notice:not([hidden])").wait_for(state="attached")
    page.errors.clear()
    expect(page.page.get_by_text("地図を よみこめませんでした")).to_be_visible()
    assert page.page.locator("li[data-key]").count() > 70


def test_when_the_ground_does_not_load_the_markers_still_stand(page):
    page.page.route("**/drawing.json", lambda route: route.fulfill(status=404, body="no"))
    page.page.goto(f"{page.url}/ja/")
    page.settle()
    assert len(page.markers()) > 10
    page.errors.clear()


def test_a_place_s_own_page_shows_it_on_a_small_map(page):
    page.open("/ja/places/guruguru")
    chosen = page.page.locator(".marker-chosen")
    expect(chosen).to_have_count(1)
    assert "ぐるぐる食堂" in (chosen.get_attribute("aria-label") or "")


def test_a_place_not_for_dropping_in_stands_on_its_own_map(page):
    page.open(f"/ja/places/{NOT_FOR_DROPPING_IN}")
    expect(page.page.locator(".marker-chosen")).to_have_count(1)


# -- hands


def _tab_to(page, selector):
    for _ in range(60):
        page.page.keyboard.press("Tab")
        if page.page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"the keyboard does not come to {selector}")


def _swipe(page, dx=0, dy=0, fingers=1):
    """A real touch, as the browser would see it from a screen."""
    page.page.locator("#city_map").evaluate("one => one.scrollIntoView({block: 'center'})")
    box = page.page.locator("#city_map").bounding_box()
    x, y = box["x"] + box["width"] / 2 - 10, box["y"] + box["height"] / 2 + 40
    session = page.page.context.new_cdp_session(page.page)

    def touch(kind, step):
        points = [
            {"x": x + dx * step / 8 + 60 * finger, "y": y + dy * step / 8, "id": finger}
            for finger in range(fingers if kind != "touchEnd" else 0)
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0)
    for step in range(1, 9):
        touch("touchMove", step)
        page.page.wait_for_timeout(16)
    touch("touchEnd", 8)


def _open_layers(page):
    """A finger taps the control, a mouse comes near it."""
    toggle = page.page.locator(".leaflet-control-layers-toggle")
    if toggle.is_visible() and page.page.evaluate("matchMedia('(pointer: coarse)').matches"):
        toggle.tap()
    elif toggle.is_visible():
        box = toggle.bounding_box()
        page.page.mouse.move(box["x"] + 20, box["y"] + 20)


def _overlap(one, other):
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    along = one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    return across and along
