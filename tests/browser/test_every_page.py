"""Every sort of page at three widths: what all pages must hold, and axe-core finds nothing."""

import pytest

from tests.browser.axe import faults
from tests.web.made_up import ENDED, EVERYTHING, HIDDEN, NOTHING, PAUSED

WIDTHS = (320, 390, 1280)
PAGES = (
    ("/ja/", 200),
    ("/ja/?category=ibasho&category=soudan", 200),
    ("/ja/?q=みつからないことば", 200),
    (f"/ja/places/{EVERYTHING}", 200),
    (f"/ja/places/{NOTHING}", 200),
    (f"/ja/places/{HIDDEN}", 200),
    (f"/ja/places/{PAUSED}", 200),
    ("/ja/places/yagawa-plus", 200),
    ("/ja/about", 200),
    (f"/ja/places/{EVERYTHING}/wrong", 200),
    (f"/ja/places/{HIDDEN}/thanks", 200),
    ("/ja/programmes", 200),
    ("/ja/calendar/2026-12", 200),
    ("/ja/calendar/2027-01?category=ibasho", 200),
    ("/ja/calendar/2030-01", 404),
    ("/ja/help", 200),
    (f"/ja/places/{ENDED}", 410),
    ("/ja/places/nowhere", 404),
)


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_a_page_holds_what_all_must_and_axe_finds_nothing(page, axe, path, status):
    page.open(path, status)
    for width in WIDTHS:
        assert faults(page.page, axe, width) == []
        page.check()


def test_axe_finds_nothing_while_a_card_is_open(page, axe):
    page.open("/ja/").locator(f'li[data-key="{EVERYTHING}"] [data-show]').click()
    page.page.locator("#card").wait_for()
    for width in WIDTHS:
        assert faults(page.page, axe, width) == []
        page.check()


@pytest.mark.parametrize(
    "path",
    (
        "/ja/",
        f"/ja/places/{EVERYTHING}",
        f"/ja/places/{NOTHING}",
        "/ja/about",
        "/ja/calendar",
        "/ja/help",
    ),
)
def test_by_night_axe_finds_nothing_either(new_page, site, axe, path):
    page = new_page(site, 390, color_scheme="dark")
    page.open(path)
    paper = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, paper[4:-1].split(","))) < 60, "the paper is dark"
    assert faults(page.page, axe, 390) == []


def test_a_page_enlarged_to_400_percent_does_not_scroll_sideways(new_page, site):
    page = new_page(site, 320, device_scale_factor=4)
    for path in ("/ja/", f"/ja/places/{EVERYTHING}", "/ja/about", "/ja/help"):
        page.open(path)


def test_a_page_with_larger_letters_does_not_scroll_sideways(new_page, site):
    page = new_page(site, 390)
    for path in ("/ja/", f"/ja/places/{EVERYTHING}", "/ja/about", "/ja/help"):
        page.open(path)
        page.page.evaluate("document.documentElement.style.fontSize = '150%'")
        page.check()


def test_the_page_stands_in_forced_colours(new_page, site):
    page = new_page(site, 390, forced_colors="active")
    page.open("/ja/").locator(f'li[data-key="{EVERYTHING}"] [data-show]').click()
    page.page.locator("#card").wait_for()
    page.check()


def test_nothing_moves_when_a_person_asked_for_stillness(new_page, site):
    page = new_page(site, 390, reduced_motion="reduce")
    page.open("/ja/").locator(f'li[data-key="{EVERYTHING}"] [data-show]').click()
    page.page.locator("#card").wait_for()
    moving = page.page.evaluate(
        "document.getAnimations().map((one) => one.animationName || 'moves')"
    )
    assert moving == []


def test_the_page_can_be_printed(new_page, site):
    page = new_page(site, 390)
    page.open(f"/ja/places/{EVERYTHING}").emulate_media(media="print")
    assert page.page.locator("h1").is_visible()
    assert not page.page.locator(".foot").is_visible()


# -- without JavaScript


@pytest.fixture
def plain(new_page, site):
    return new_page(site, 390, java_script_enabled=False)


def test_without_javascript_the_list_is_whole_and_readable(plain, page):
    without = plain.open("/ja/").locator("li[data-key]")
    assert without.count() == page.open("/ja/").locator("li[data-key]").count() > 70
    assert "みほん食堂" in _written(without.filter(has_text="みほん会場"))


def test_without_javascript_the_map_says_what_it_needs(plain):
    notice = plain.open("/ja/").locator("noscript p")
    assert "JavaScript が いります" in (notice.text_content() or "")
    assert notice.bounding_box()


def test_without_javascript_nothing_offers_what_it_cannot_do(plain):
    """A button 「地図で見る」 that does nothing is worse than none."""
    assert plain.open("/ja/").locator("[data-show]:visible").count() == 0


def test_without_javascript_one_can_search_and_choose(plain):
    view = plain.open("/ja/")
    view.locator("#q").fill("みほん食堂")
    with view.expect_navigation():
        view.locator("#q").press("Enter")
    assert _keys(view) == [EVERYTHING]
    view = plain.open("/ja/")
    view.locator("summary.chip", has_text="もっと").click()
    view.get_by_label("児童館", exact=True).check()
    with view.expect_navigation():
        view.locator(".needs-go button").click()
    assert set(_keys(view)) == {"chuo-jidokan", "nishi-jidokan", "yagawa-jidokan"}
    assert view.url == plain.url + "/ja/", "what a family asks is in no address"


def _keys(view):
    return view.locator("li[data-key]").evaluate_all("all => all.map((one) => one.dataset.key)")


def _written(locator):
    """The text without its readings."""
    return locator.first.evaluate(
        "(one) => { const copy = one.cloneNode(true);"
        " copy.querySelectorAll('rt, rp').forEach((r) => r.remove()); return copy.textContent; }"
    )
