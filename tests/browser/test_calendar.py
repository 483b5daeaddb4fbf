"""The calendar in a browser: thumb, keyboard, no script, paper."""

import re

import pytest

from tests.browser.axe import faults

MEALS = "/ja/calendar/2026-12?category=kodomo_shokudo"
SMALL = """() => [...document.querySelectorAll(".grid a, .kind, .arrow, .call, summary, .take .button")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width} ${box.height}`)"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_target_is_large_enough_for_a_thumb(new_page, site, width):
    page = new_page(site, width)
    for path in (MEALS, "/ja/calendar/2027-05"):
        assert page.open(path).evaluate(SMALL) == []


def test_the_months_and_kinds_are_walked_by_keyboard_alone(new_page, site):
    page = new_page(site, 320)
    open_page = page.open("/ja/calendar")
    keyboard = open_page.keyboard
    for _ in range(4):  # past the skip link and the header
        keyboard.press("Tab")
    walk: list[str] = []
    while "2027" not in (walk or [""])[-1]:
        walk.append(open_page.evaluate("document.activeElement.getAttribute('href') || ''"))
        keyboard.press("Tab")
        assert len(walk) < 8, walk
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    open_page.wait_for_url("**/ja/calendar/2027-01")
    assert open_page.title().startswith("2027年1月")
    page.check()


def test_a_day_of_the_grid_leads_to_its_line(new_page, site):
    page = new_page(site, 390)
    open_page = page.open(MEALS)
    open_page.locator(".grid a[href='#d20']").tap()
    box = open_page.locator("#d20").bounding_box()
    assert box and 0 < box["y"] < 400
    assert "ぐるぐる" in open_page.locator("#d20").inner_text()


def test_a_day_that_has_gone_unfolds_when_it_is_chosen(new_page, site):
    page = new_page(site, 390)
    open_page = page.open("/ja/calendar/2026-12")
    assert not open_page.locator("#d2").is_visible()
    open_page.locator(".grid a[href='#d2']").tap()
    page.wait_until("document.querySelector('#d2').checkVisibility()")


def test_without_scripts_all_is_there_but_the_button_that_prints(new_page, site):
    page = new_page(site, 390, java_script_enabled=False)
    answer = page.page.goto(page.url + MEALS)
    assert answer.status == 200
    assert page.page.locator("[data-print]").is_hidden()
    page.page.locator("summary.kind").tap()
    page.page.locator(".kinds details a", has_text="児童館").tap()
    page.page.wait_for_url("**/ja/calendar/2026-12?category=jidokan")


def test_the_button_prints(new_page, site):
    page = new_page(site, 390)
    open_page = page.open(MEALS)
    open_page.evaluate("window.print = () => { window.printed = true; }")
    open_page.locator("[data-print]").tap()
    assert open_page.evaluate("window.printed")


@pytest.mark.parametrize("path", ["/ja/calendar/2026-12", MEALS, "/ja/calendar/2027-05"])
def test_a_month_is_one_sheet_of_a4(browser, real_site, path):
    page = browser.new_page()
    page.goto(real_site.url + path)
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    [sides] = {*re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)}
    width, height = map(float, sides)
    assert (round(width), round(height)) == (595, 842)


def test_paper_has_the_names_in_the_cells_and_the_address(browser, real_site):
    page = browser.new_page()
    page.goto(real_site.url + MEALS)
    page.emulate_media(media="print")
    assert "ぐるぐる食堂" in page.locator("td", has=page.locator("a[href='#d6']")).inner_text()
    assert page.locator(".sheet-address").is_visible()
    assert not page.locator(".week").first.is_visible()
    page.close()


def test_axe_finds_nothing_with_everything_unfolded(new_page, site, axe):
    page = new_page(site, 320)
    open_page = page.open("/ja/calendar")
    open_page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for width in (320, 1280):
        assert faults(open_page, axe, width) == []
        page.check()


@pytest.fixture(scope="module")
def real_site(request, tmp_path_factory):
    """A live server of the real places alone."""
    from tests.web.live_site import NOW, LiveSite
    from webmap.settings import Settings
    from webmap.web.app import create_app

    request.getfixturevalue("front_end")
    database = request.getfixturevalue("filled")
    live = LiveSite(create_app(Settings(database, secret="x", fixed_now=NOW)))
    with live.serving():
        yield live
