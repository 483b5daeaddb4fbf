"""The staff keep lines of help, programmes and readings true."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe as checker

LINE = "/staff/helplines/kodomo-jinken"
PAGES = (
    "/staff/helplines",
    LINE,
    "/staff/helplines/new",
    "/staff/programmes",
    "/staff/programmes/ido-shien",
    "/staff/readings",
    "/staff/readings?q=国",
)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_page_is_sound_at_every_width(staff_page, axe, width):
    page = staff_page(width=width)
    for path in PAGES:
        assert checker.faults(page.open(path), axe, width) == [], path


def test_pages_are_sound_in_the_dark(staff_page, axe):
    page = staff_page(color_scheme="dark")
    for path in PAGES:
        assert checker.faults(page.open(path), axe, 390) == [], path


@pytest.mark.parametrize("width", [390, 1280])
def test_hours_are_changed_and_seen_before_they_are_saved(staff_page, width):
    checked = staff_page(width=width)
    page = checked.open(LINE)
    page.locator("[name='schedule.1:closes']").fill("19時")
    expect(page.locator(".week-hours")).to_contain_text("8:30〜19:00")
    expect(page.locator(".look-card")).to_contain_text("いま つながります・19:00まで")
    expect(page.locator("[data-count]")).to_have_text("1つ かわりました")
    page.get_by_label("どこから しった話ですか").fill("電話で 聞いた みほん")
    page.get_by_role("button", name="きょう", exact=True).click()
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("保存しました")
    checked.settle()
    checked.check()
    page = checked.open("/ja/help")
    expect(page.locator("#kodomo-jinken .help-now")).to_contain_text("あと2時間")


def test_a_row_of_hours_is_added_by_keyboard(staff_page):
    page = staff_page(width=1280).open(LINE)
    page.get_by_role("button", name="行を たす").focus()
    page.keyboard.press("Enter")
    row = page.locator("[data-rows='rule'] > .row:visible").last
    row.get_by_role("checkbox", name="土", exact=True).check()
    row.get_by_label("はじまり").fill("10:00")
    row.get_by_label("おわり", exact=True).fill("12:00")
    expect(page.locator(".week-hours")).to_contain_text("10:00〜12:00")


def test_where_two_meet_both_words_are_shown(staff_page):
    anna, berta = staff_page(name="mihon-anna"), staff_page(name="mihon-berta")
    pages = [one.open(LINE) for one in (anna, berta)]
    berta._status = 409
    for page, number in zip(pages, ("0120-000-001", "0120-000-002"), strict=True):
        page.locator("[name='number:value']").fill(number)
        page.get_by_label("どこから しった話ですか").fill("みほん")
        page.get_by_role("button", name="きょう", exact=True).click()
        page.get_by_role("button", name="保存する").click()
    met = pages[1].locator(".met-here")
    for words in ("0120-007-110", "0120-000-001", "0120-000-002"):
        expect(met).to_contain_text(words)
    expect(pages[1].locator("[name='number:value']")).to_have_value("0120-000-002")


def test_a_reading_is_seen_over_the_name_while_it_is_typed(staff_page):
    checked = staff_page(width=1280)
    page = checked.open("/staff/readings")
    row = page.get_by_role("group", name="窓口", exact=True)
    checked._status = 422
    row.get_by_label("よみ（ひらがな）").fill("まどぐち")
    expect(row.locator("rt").filter(has_text="まどぐち").first).to_be_visible()
    page.get_by_role("button", name="保存する").click()
    expect(row.locator(".wrong-here")).to_have_text("よりどころを えらぶ")
    row.get_by_label("よりどころ").select_option("dictionary")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("保存しました")
    expect(page.get_by_role("group", name="窓口", exact=True)).to_have_count(0)


def test_all_of_it_goes_without_scripts(staff_page):
    page = staff_page(java_script_enabled=False).open(LINE)
    page.locator("[name='cost:value']").fill("みほん円")
    page.get_by_role("button", name="みてみる").last.click()
    expect(page.locator(".look-card")).to_contain_text("みほん円")
    page.get_by_label("どこから しった話ですか").fill("みほん")
    page.get_by_label("いつの話ですか").fill("2026-12-03")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("保存しました")
