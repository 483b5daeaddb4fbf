"""The page of help and the bar on every page, as they are used."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.made_up import EVERYTHING

PLACE = f"/ja/places/{EVERYTHING}"
BOX = "one => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"


def shown(page):
    return page.locator(".help-line:visible").evaluate_all("all => all.map((one) => one.id)")


def choose(page, label):
    page.locator(".help-choices label", has=page.get_by_role("radio", name=label)).click()


@pytest.mark.parametrize("scripts", (True, False))
def test_one_chooses_who_one_is_and_what_it_is_about_also_without_a_script(new_page, site, scripts):
    page = new_page(site, java_script_enabled=scripts).open("/ja/help")
    assert len(shown(page)) == 12
    choose(page, "子ども")
    assert "childline" in shown(page) and "yoiko-4152" not in shown(page)
    choose(page, "家のこと・ぼうりょく")
    assert {"jiso-189", "dv-navi", "childline", "sos-24"} <= {*shown(page)}
    assert not {"kunisapo", "kyoiku-soudan", "kodomo-jinken"} & {*shown(page)}
    page.get_by_role("radio", name="だれでも").check()
    assert {*shown(page)} == {"dv-plus", "jiso-189", "dv-navi"}
    page.locator(".help-choices").first.get_by_role("radio", name="ぜんぶ").check()
    page.locator(".help-choices").last.get_by_role("radio", name="学校のこと").check()
    assert shown(page)[:3] == ["kunisapo", "kodomo-katei", "kyoiku-soudan"]


def test_whatever_is_chosen_there_is_somebody(page):
    view = page.open("/ja/help")
    for who in ("子ども", "保護者・かぞく"):
        choose(view, who)
        for about in (
            "家のこと・ぼうりょく",
            "学校のこと",
            "子育て・発達",
            "いじめ・けんり",
            "なんでも",
        ):
            choose(view, about)
            assert shown(view), (who, about)


@pytest.mark.parametrize("width", (320, 390, 1280))
@pytest.mark.parametrize("path", ("/ja/", PLACE, "/ja/help", "/ja/about"))
def test_help_and_the_way_out_are_always_in_reach(new_page, site, width, path):
    page = new_page(site, width).open(path)
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(100)
    height = page.viewport_size["height"]
    for link in page.locator(".bar a").all():
        left, top, right, bottom = link.evaluate(BOX)
        assert bottom - top >= 44 and right - left >= 44
        assert top >= (height - 57 if width < 900 else 0) and bottom <= height and right <= width
        if path == "/ja/" or width < 900:
            middle = [(left + right) / 2, (top + bottom) / 2]
            assert page.evaluate(
                "([x, y]) => !!document.elementFromPoint(x, y).closest('.bar')", middle
            )


@pytest.mark.parametrize("width", (320, 390))
def test_nothing_of_the_map_page_lies_under_the_bar(new_page, site, width):
    page = new_page(site, width).open("/ja/")
    bar = page.locator(".bar").evaluate(BOX)[1]
    for height in ("low", "half", "full"):
        page.locator(".sheet").evaluate("(one, to) => { one.dataset.height = to; }", height)
        page.wait_for_timeout(300)
        assert page.locator(".sheet").evaluate(BOX)[3] <= bar + 1
    assert page.locator(".map-frame").evaluate(BOX)[3] <= bar + 1
    page.locator("summary.chip", has_text="もっと").click()
    assert page.locator(".panel[open] [data-see]").evaluate(BOX)[3] <= bar + 1


@pytest.mark.parametrize("width", (320, 390, 1280))
def test_the_line_at_the_top_stays_one_line(new_page, site, width):
    page = new_page(site, width).open("/ja/about")
    assert page.locator(".top").evaluate("one => one.offsetHeight") <= 58


@pytest.mark.parametrize("scripts", (True, False))
def test_the_menu_leads_to_every_page(new_page, site, scripts):
    page = new_page(site, 320, java_script_enabled=scripts).open("/ja/")
    page.locator(".menu > summary").click()
    links = page.locator(".menu a:visible").evaluate_all("all => all.map((one) => one.pathname)")
    assert links == ["/ja/calendar", "/ja/programmes", "/ja/about", "/ja/help"]
    page.locator(".menu a", has_text="こまったとき").click()
    expect(page.locator("h1")).to_have_text("こまったとき")


def test_escape_closes_the_menu_and_gives_the_focus_back(page):
    view = page.open("/ja/about")
    view.locator(".menu > summary").focus()
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    view.keyboard.press("Escape")
    expect(view.locator(".menu")).not_to_have_attribute("open", "")
    expect(view.locator(".menu > summary")).to_be_focused()
    view.locator(".menu > summary").click()
    view.mouse.click(100, 600)
    expect(view.locator(".menu")).not_to_have_attribute("open", "")


def test_the_whole_page_by_keyboard_at_320_and_focus_is_never_under_the_bar(new_page, site):
    page = new_page(site, 320)
    view = page.open("/ja/help")
    bar = view.locator(".bar").evaluate(BOX)[1]
    calls = set()
    for _ in range(80):
        view.keyboard.press("Tab")
        tag, inside, top, bottom = view.evaluate(
            """() => { const one = document.activeElement, b = one.getBoundingClientRect();
            return [one.getAttribute('href') || one.tagName, !!one.closest('main'), b.top, b.bottom]; }"""
        )
        if inside:
            assert top >= 0 and bottom <= bar + 2, tag
            calls |= {tag} if tag.startswith("tel:") else set()
    assert len(calls) == 11


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_axe_finds_nothing_with_the_menu_and_the_steps_open(new_page, site, axe, scheme):
    page = new_page(site, 390, color_scheme=scheme)
    view = page.open("/ja/help")
    view.locator(".menu > summary").click()
    for summary in view.locator(".help-steps summary").all():
        summary.evaluate("one => { one.parentElement.open = true; }")
    for width in (320, 390, 1280):
        assert faults(view, axe, width) == []
        page.check()


@pytest.mark.parametrize("path", ("/ja/", PLACE, "/ja/help"))
def test_on_paper_stands_where_help_is(new_page, site, path):
    page = new_page(site, 390)
    view = page.open(path)
    view.emulate_media(media="print")
    expect(view.locator(".bar")).to_be_hidden()
    printed = view.locator(".help-printed")
    expect(printed).to_be_visible()
    for words in ("/ja/help", "042-576-2105", "189", "0120-0-78310"):
        expect(printed).to_contain_text(words)
