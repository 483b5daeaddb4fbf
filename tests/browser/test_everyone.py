"""Everything that can be done here, for everyone: keyboard, zoom, no script, no motion, forced colours."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.made_up import EVERYTHING

FEW = "/ja/?category=jidokan&category=kodomo_shokudo"
NOBODY = "/ja/?grade=es4&access=wheelchair_toilet&access=step_free"
"""No place fits for sure, many are not yet known."""
LOW = {"width": 320, "height": 256}
"""1280 × 1024 at 400 %."""

HIDDEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const box = (one.closest("label") || one).getBoundingClientRect();
  const seen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const hit = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return hit && (one.contains(hit) || hit.contains(one) && hit.matches("label"));
  }));
  return seen ? "" : `${one.outerHTML.slice(0, 120)} at ${Math.round(box.left)}, ${Math.round(box.top)}`;
}"""
MOVING = """() => document.getAnimations().map((one) =>
  `${one.animationName || one.transitionProperty} of ${one.effect.target.className}`)"""
SMALL = """async () => {
  for (const one of document.querySelectorAll(".places > li")) one.style.contentVisibility = "visible";
  const all = await axe.run(document, {runOnly: ["target-size"], rules: {"target-size": {enabled: true}}});
  return all.violations.flatMap((rule) => rule.nodes.map((node) => node.html.slice(0, 160)));
}"""


def keyboard(page, *keys):
    for key in keys:
        page.page.keyboard.press(key)


def tab_to(page, selector, key="Tab", most=150):
    """Tabs on, and what has the focus is always seen."""
    for _ in range(most):
        keyboard(page, key)
        page.wait_until(f"!({HIDDEN})()")  # the map may bring a marker into view
        if page.page.evaluate(f"document.activeElement.matches({selector!r})"):
            return page.page.locator(":focus")
    raise AssertionError(f"the keyboard does not come to {selector}")


def rest(page):
    page.wait_until("!document.getAnimations().length")


# -- the keyboard alone


@pytest.mark.parametrize("width", (320, 1280))
def test_a_place_is_found_by_the_keyboard_alone(new_page, site, width):
    page = new_page(site, width)
    page.open("/ja/")
    tab_to(page, "[data-panel=more] > summary")
    keyboard(page, "Enter")
    tab_to(page, "[name=category][value=jidokan]")
    keyboard(page, "Space")
    expect(page.page.locator("#fits li[data-key]")).to_have_count(3)
    keyboard(page, "Escape")
    assert page.page.evaluate("document.activeElement.matches('[data-panel=more] > summary')")

    tab_to(page, "#said button")
    tab_to(page, "#fits [data-show]")
    keyboard(page, "Enter")
    page.page.locator("#card").wait_for()
    assert page.page.evaluate("document.activeElement.matches('.card-link')")
    keyboard(page, "Escape")
    assert page.page.evaluate("document.activeElement.matches('[data-show]')")

    tab_to(page, "#said button", "Shift+Tab")
    keyboard(page, "Enter")
    expect(page.page.locator("#said")).to_be_hidden()
    assert page.page.evaluate("document.activeElement !== document.body"), "the focus is not lost"

    page.open("/ja/?category=jidokan")
    tab_to(page, "#fits h3 a")
    keyboard(page, "Enter")
    page.page.wait_for_url("**/ja/places/*jidokan")
    page.settle()
    page.check()


@pytest.mark.parametrize("width", (320, 1280))
def test_who_is_not_yet_known_is_opened_and_asked_by_the_keyboard_alone(new_page, site, width):
    page = new_page(site, width)
    page.open(NOBODY)
    tab_to(page, ".count-unknown")
    keyboard(page, "Enter")
    assert page.page.evaluate("document.activeElement.matches('#unknown > summary')")
    call = tab_to(page, "#unknown .how a")
    assert re.match(r"tel:\d+$|.*#asking$", call.get_attribute("href") or "")


@pytest.mark.parametrize("width", (320, 1280))
def test_one_condition_is_loosened_by_the_keyboard_alone(new_page, site, width):
    page = new_page(site, width)
    page.open(NOBODY)
    tab_to(page, "#loosen button")
    keyboard(page, "Enter")
    expect(page.page.locator("#fits li[data-key]")).to_have_count(1)
    expect(page.page.locator("#list")).to_be_focused()
    tab_to(page, "#fits h3 a")


def test_the_sheet_moves_by_the_keyboard_alone(new_page, site):
    page = new_page(site, 320)
    page.open("/ja/")
    tab_to(page, ".sheet-handle")
    heights = []
    for key in ("End", "ArrowUp", "ArrowUp"):
        keyboard(page, key)
        rest(page)
        heights.append(page.page.locator(".sheet").bounding_box()["height"])
    assert heights == sorted(set(heights)), "low, half, full"


@pytest.mark.parametrize("width", (320, 1280))
def test_markers_come_in_the_order_of_the_list_and_open_their_place(new_page, site, width):
    page = new_page(site, width)
    page.open("/ja/?category=jidokan")
    listed = page.page.locator("#fits li[data-key] [data-show]").evaluate_all(
        "all => all.map((one) => one.ariaLabel.replace(/ を .*/, ''))"
    )
    page.page.locator("#city_map").focus()
    reached = []
    for _ in listed:
        marker = tab_to(page, ".marker", most=1)
        reached.append(marker.get_attribute("aria-label") or "")
    places = [next(i for i, name in enumerate(listed) if name in label) for label in reached]
    assert places == [0, 1, 2], reached
    keyboard(page, "Enter")
    expect(page.page.locator("#card .card-link")).to_be_focused()
    keyboard(page, "Enter")
    page.page.wait_for_url("**/ja/places/*jidokan")
    page.settle()


# -- at 400 %


def test_at_400_percent_a_place_is_found_and_read(new_page, site):
    page = new_page(site, viewport=LOW, device_scale_factor=4)
    page.open("/ja/")
    tab_to(page, "[data-panel=more] > summary")
    keyboard(page, "Enter")
    tab_to(page, "[name=category][value=jidokan]")
    keyboard(page, "Space")
    expect(page.page.locator("#fits li[data-key]")).to_have_count(3)
    tab_to(page, "#said button")
    tab_to(page, "#fits [data-show]")
    keyboard(page, "Enter")
    page.page.locator("#card").wait_for()
    page.check()  # nothing scrolls sideways
    expect(page.page.locator("#card .card-link")).to_be_in_viewport()
    page.open(NOBODY)
    tab_to(page, ".count-unknown")
    keyboard(page, "Enter")
    tab_to(page, "#unknown .how a")
    page.open(f"/ja/places/{EVERYTHING}")
    page.open("/ja/about")


# -- without a script


@pytest.mark.parametrize("width", (320, 1280))
def test_without_a_script_every_task_is_done_by_the_keyboard(new_page, site, width):
    page = new_page(site, width, java_script_enabled=False)
    view = page.open("/ja/")
    view.locator("[data-panel=who] > summary").press("Enter")
    view.locator(".finer > summary").press("Enter")
    view.get_by_label("小4", exact=True).press("Space")
    view.locator("[data-panel=more] > summary").press("Enter")
    for label in ("車いすで入れる トイレ", "入口に だんさが ない", "学校に 行っていない"):
        view.get_by_label(label, exact=True).press("Space")
    with view.expect_navigation():
        view.locator(".needs-go button").press("Enter")
    assert view.url == page.url + "/ja/", "no topic in the address"
    expect(view.locator("#said [data-slot=said]")).to_have_count(4)
    expect(view.locator("#fits li[data-key]")).to_have_count(0)

    view.locator("#unknown > summary").press("Enter")
    entry = view.locator("#unknown li[data-key]", has=view.locator("[href^='tel:']")).first
    expect(entry.locator(".questions")).to_be_visible()

    with view.expect_navigation():
        view.locator("#said button", has_text="学校に 行っていない").press("Enter")
    with view.expect_navigation():
        view.locator("#loosen button").press("Enter")
    expect(view.locator("#fits li[data-key]")).to_have_count(1)
    expect(view.get_by_label("小4", exact=True)).to_be_checked()
    with view.expect_navigation():
        view.locator("#fits h3 a").press("Enter")
    assert view.url == f"{page.url}/ja/places/{EVERYTHING}"


# -- no motion


@pytest.mark.parametrize("width", (320, 1280))
def test_nothing_moves_for_who_asked_for_stillness(new_page, site, width):
    page = new_page(site, width, reduced_motion="reduce")
    page.open("/ja/")
    moving = []

    def look():
        moving.extend(page.page.evaluate(MOVING))

    page.page.locator("summary.chip", has_text="もっと").click()
    look()
    page.page.get_by_label("児童館", exact=True).click()
    look()
    page.page.keyboard.press("Escape")
    expect(page.page.locator("#fits li[data-key]")).to_have_count(3)
    look()
    if width == 320:
        page.page.locator(".sheet-handle").press("Home")
        look()
        page.page.locator(".sheet-handle").press("ArrowDown")
        look()
    page.page.locator("#fits [data-show]").first.click()
    look()
    assert (
        page.page.evaluate("city_map._animatingZoom || city_map._panAnim?._inProgress || false")
        is False
    )
    page.page.locator("#card [data-close]").click()
    look()
    assert moving == []


# -- axe, and the room for a finger


@pytest.mark.parametrize(
    ("path", "panel"),
    (
        ("/ja/", ""),
        (FEW, ""),
        ("/ja/?grade=es4&open=today", "なんねんせい"),
        (NOBODY, "もっと"),
        (NOBODY, ""),
        (f"/ja/places/{EVERYTHING}", ""),
        ("/ja/about", ""),
    ),
)
def test_axe_finds_nothing(page, axe, path, panel):
    page.open(path)
    if page.page.locator("#unknown:not([hidden])").count():
        page.page.locator("#unknown").evaluate("one => one.open = true")
    if panel:
        page.page.locator("summary.chip", has_text=panel).click()
        expect(page.page.locator(".panel[open]")).to_be_visible()
    assert [fault for width in (320, 390, 1280) for fault in faults(page.page, axe, width)] == []


@pytest.mark.parametrize("window", ((412, 823), (320, 800), (1280, 800)))
def test_every_target_has_room_for_a_finger(new_page, site, axe, window):
    width, height = window
    page = new_page(site, viewport={"width": width, "height": height})
    for path in ("/ja/", FEW):
        page.open(path)
        page.wait_until("document.querySelector('.marker')")
        page.page.wait_for_timeout(200)  # until what lies under a button is seen no more
        page.page.evaluate(axe)
        assert page.page.evaluate(SMALL) == [], path


def test_a_marker_under_a_button_is_reached_when_the_map_has_moved(page):
    page.open("/ja/")
    passed = page.page.locator('.marker[tabindex="-1"]').first
    label, at = passed.get_attribute("aria-label"), passed.bounding_box()
    box = page.page.locator("#city_map").bounding_box()
    page.page.evaluate(
        f"void city_map.panBy([{at['x'] - box['width'] / 2}, {at['y'] - box['y'] - 180}], {{animate: false}})"
    )
    again = page.page.get_by_label(label or "", exact=True).first
    expect(again).not_to_have_attribute("tabindex", "-1")


# -- forced colours


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_in_forced_colours_nothing_essential_vanishes(new_page, site, scheme):
    page = new_page(site, forced_colors="active", color_scheme=scheme)
    page.open("/ja/?category=jidokan&category=soudan&grade=es4")
    canvas, text, link = page.page.evaluate(
        """() => ["Canvas", "CanvasText", "LinkText"].map((name) => {
          const one = document.body.appendChild(document.createElement("i"));
          one.style.cssText = `background-color: ${name}; forced-color-adjust: none`;
          const colour = getComputedStyle(one).backgroundColor;
          one.remove();
          return colour;
        })"""
    )
    assert canvas not in (text, link)
    drawn = {
        ".leaflet-control-locate a span": "",  # masks: what shows is their background
        ".leaflet-control-layers-toggle": "::before",
        ".sheet-handle": "::before",
        ".count-fits": "::before",
    }
    for selector, part in drawn.items():
        colour = page.page.locator(selector).evaluate(
            f"one => getComputedStyle(one, {part!r} || null).backgroundColor"
        )
        assert colour in (text, link), selector
    chosen = page.page.locator(".panel:has(:checked) > .chip").first
    assert chosen.evaluate("one => getComputedStyle(one).backgroundColor") != canvas
    sign = page.page.locator(".marker-icon").first
    assert sign.evaluate("one => getComputedStyle(one).forcedColorAdjust") == "none"
    disc = page.page.locator(".marker-disc").first
    if disc.count():
        assert disc.evaluate("one => getComputedStyle(one).borderTopColor") != canvas
    page.page.locator("#fits [data-show]").first.click()
    card = page.page.locator("#card")
    card.wait_for()
    border = card.evaluate("one => getComputedStyle(one).borderTopColor")
    assert border == text
