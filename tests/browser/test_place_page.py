"""The page of a place on a phone: read by keyboard alone, printed on one sheet, sent on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.made_up import EVERYTHING

PLACES = (f"/ja/places/{EVERYTHING}", "/ja/places/guruguru", "/ja/places/tamago")


@pytest.mark.parametrize("path", PLACES)
def test_all_of_it_is_there_at_320_px_and_axe_finds_nothing(new_page, site, axe, path):
    page = new_page(site, 320)
    view = page.open(path)
    for one in view.locator("details").all():
        one.evaluate("one => one.open = true")
    page.check()
    assert faults(view, axe, 320) == []


def test_the_first_visit_is_read_and_asked_for_by_keyboard_alone(new_page, site):
    page = new_page(site, 320)
    view = page.open("/ja/places/guruguru")
    reached = []
    for _ in range(60):
        view.keyboard.press("Tab")
        told = view.evaluate(
            """() => { const one = document.activeElement, box = one.getBoundingClientRect();
              return [one.closest(".wishes li") ? "wish" : one.textContent.trim().slice(0, 12),
                      box.bottom > 0 && box.top < innerHeight]; }"""
        )
        assert told[1], f"{told[0]} is not in view"
        reached.append(told[0])
    assert reached.count("wish") >= 5
    assert "道を見る" in "".join(reached)
    assert "おくる" in reached
    view.locator(".others > summary").focus()
    view.keyboard.press("Enter")
    expect(view.locator(".others .wishes")).to_be_visible()


@pytest.mark.parametrize("path", PLACES)
def test_it_is_printed_on_one_sheet(new_page, site, path):
    view = new_page(site, 800).open(path)
    assert (
        len(re.findall(rb"/Type\s*/Page\b", view.pdf(format="A4", prefer_css_page_size=True))) == 1
    )


@pytest.mark.parametrize(
    ("agent", "start"),
    [
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8)", "geo:35.68"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "https://maps.apple.com/"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "https://www.google.com/maps/dir/"),
    ],
)
def test_the_way_opens_the_phone_s_own_app(new_page, site, agent, start):
    view = new_page(site, 390, user_agent=agent).open("/ja/places/guruguru")
    link = view.get_by_role("link", name="道を見る")
    assert link.get_attribute("href").startswith(start)
    assert link.get_attribute("rel") == "noreferrer"
    box = link.bounding_box()
    assert box["height"] >= 54
    expect(view.locator("[data-ways]")).to_have_count(0)


def test_without_a_script_every_app_has_its_link(new_page, site):
    view = new_page(site, 390, java_script_enabled=False).open("/ja/places/guruguru")
    view.locator("[data-ways] > summary").press("Enter")
    expect(view.locator("[data-ways] a")).to_have_count(3)
    expect(view.locator("[data-ways] a").first).to_be_visible()
    view.locator("[data-share] > summary").press("Enter")
    expect(view.locator("[data-share] a")).to_have_attribute(
        "href", re.compile("^https://line.me/R/share")
    )
    expect(view.locator("[data-copy]")).to_be_hidden()


def test_the_phone_s_own_sheet_sends_the_page_without_what_was_asked(new_page, site):
    page = new_page(site, 390)
    page.page.add_init_script("navigator.share = async (what) => { window.sent = what; };")
    view = page.open("/ja/places/guruguru?from=letter")
    view.locator("[data-share] > summary").click()
    sent = view.evaluate("window.sent")
    assert sent["url"] == f"{page.url}/ja/places/guruguru"
    assert sent["text"].startswith("ぐるぐる食堂")
    expect(view.locator("[data-share] ul")).to_be_hidden()
