"""The desk in the browser: looking a place up, settling a report, closing places; with a script and
without, by keyboard, at every width."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.live_site import NOW
from webmap.places.report import Report
from webmap.storage.database import open_database
from webmap.workflows.hear import hear_report, hear_wish, settle

PAGES = ("/staff/", "/staff/places", "/staff/reports", "/staff/closures")
NAMES = ".place-name a"


@pytest.fixture
def said(settings):
    """What families said at the site of this test."""
    db = open_database(settings.database)
    for n in range(3):
        hear_wish(db, "chuo-jidokan", "elevator", f"{n:032x}", NOW)
    hear_wish(db, "guruguru", "when", "f" * 32, NOW)
    hear_report(db, Report("guruguru", ("when", "fee"), "20日は おやすみでした。\nみほん"), NOW)
    hear_report(db, Report("chuo-jidokan", ("phone",)), NOW)
    settle(db, [2], "なおした", "みほん", NOW)
    db.close()


def test_the_slash_leads_to_the_box_and_the_words_never_to_the_address(staff_page, said):
    page = staff_page("viewer", width=1280)
    view = page.open("/staff/")
    view.keyboard.press("/")
    view.keyboard.type("子供食堂 谷保")
    view.keyboard.press("Enter")
    expect(view).to_have_url(f"{page.url}/staff/places")
    expect(view.locator("h1")).to_have_text("場所")
    assert "?" not in view.url
    page.check()


def test_the_list_follows_while_one_writes_and_back_finds_it_as_it_was(staff_page):
    page = staff_page("viewer", width=1280)
    view = page.open("/staff/places")
    view.keyboard.press("/")
    view.keyboard.type("ちゅうおうじどうかん")
    expect(view.locator(NAMES)).to_have_text(["中央児童館"])
    view.get_by_role("link", name="家族の声").click()
    expect(view.locator("h1")).to_have_text("家族の声")
    view.go_back()
    expect(view.locator(NAMES)).to_have_text(["中央児童館"])
    expect(view.get_by_role("searchbox")).to_have_value("ちゅうおうじどうかん")
    assert view.url == f"{page.url}/staff/places"
    page.check()


def test_ticks_and_choices_narrow_the_list_at_once(staff_page):
    view = staff_page("viewer", width=1280).open("/staff/places")
    expect(view.locator(NAMES).nth(50)).to_be_visible()
    view.get_by_label("情報が 古い").check()
    view.get_by_label("種類").select_option(label="児童館")
    expect(view.locator("tbody tr")).to_have_count(1)
    expect(view.locator("tbody .old")).to_have_count(1)


def test_without_a_script_the_same_is_found(staff_page, said):
    page = staff_page("viewer", width=390, java_script_enabled=False)
    view = page.open("/staff/places")
    view.get_by_role("searchbox").fill("中央児童館")
    view.get_by_role("button", name="さがす").click()
    expect(view.locator(NAMES)).to_have_text(["中央児童館"])
    view = page.open("/staff/")
    view.get_by_role("button", name="18か月より 古い情報").click()
    expect(view.get_by_label("情報が 古い")).to_be_checked()
    assert view.locator("tbody .old").count() == view.locator("tbody tr").count() > 0


def test_a_report_is_settled_by_keyboard_with_a_word(staff_page, said):
    page = staff_page("editor", width=390)
    view = page.open("/staff/reports")
    view.get_by_label("どうしたか").focus()
    view.keyboard.type("電話でたしかめた")
    view.keyboard.press("Enter")
    expect(view.get_by_role("status")).to_have_text("おわりにしました。")
    expect(view.get_by_text("いま のこっている しらせは ありません。")).to_be_visible()
    expect(view.locator(".settled b")).to_have_text(["なおした", "電話でたしかめた"])
    page.check()


def test_places_are_closed_together_once_it_was_seen_what_they_lose(staff_page):
    page = staff_page("editor", width=390)
    view = page.open("/staff/closures")
    view.get_by_label("はじめの日").fill("2026-12-13")
    view.get_by_label("さいごの日").fill("2026-12-14")
    view.get_by_label("わけ").fill("みほんの工事")
    view.get_by_label("児童館", exact=True).check()
    view.get_by_role("button", name="場所と 日にちを 見る").click()
    page.check()
    expect(view.get_by_text("おやすみになります：").first).to_be_visible()
    view.get_by_role("checkbox", name="西児童館").uncheck()
    view.get_by_role("button", name="おやすみに する", exact=True).click()
    expect(view.get_by_role("status")).to_contain_text("おやすみに しました。")
    expect(view.locator(".closings")).to_contain_text("みほんの工事")
    expect(view.locator(".closings")).not_to_contain_text("西児童館")
    view = page.open("/staff/")
    expect(view.locator(".differing")).to_contain_text("みほんの工事")


def test_axe_finds_nothing_at_any_width(staff_page, said, axe):
    page = staff_page("editor", width=390)
    for path in PAGES:
        view = page.open(path)
        for width in (320, 390, 1280):
            assert faults(view, axe, width) == [], path
            page.check()


def test_by_night_every_word_can_be_read(staff_page, said, axe):
    page = staff_page("editor", width=1280, color_scheme="dark")
    for path in PAGES:
        assert faults(page.open(path), axe, 1280) == [], path
