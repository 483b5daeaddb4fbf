"""The form of a place in a browser: the telephone at the ear, dates while typing, nothing lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe as checker
from tests.browser.checked_page import CheckedPage

PATH = "/staff/places/guruguru"
PUBLIC = "/ja/places/guruguru"
Open = Callable[..., CheckedPage]


def row(page: Page, path: str) -> Locator:
    return page.locator(f'[data-field="{path}"]')


def say_who(page: Page) -> None:
    page.get_by_label("どこから しった話ですか").fill("みほんの 電話")
    page.get_by_label("いつの話ですか").fill("2026-12-04")


def save(checked: CheckedPage, status: int = 200) -> None:
    checked._status = status
    with checked.page.expect_navigation():
        checked.page.get_by_role("button", name="保存する").click()
    checked.check()


def test_hours_change_on_the_telephone(staff_page: Open):
    checked = staff_page("editor", width=1280)
    page = checked.open(PATH)
    rule = row(page, "schedule.1")
    rule.get_by_label("はじまり").fill("1030")
    rule.get_by_role("checkbox", name="土", exact=True).check()
    expect(rule.locator(".sentence")).to_have_text("第1・第3土・日曜 10:30〜14:00")
    expect(page.locator(".look-dates")).to_contain_text("12月5日（土） 10:30〜14:00")
    expect(page.locator(".look-card")).to_contain_text("あした 5（土）")
    expect(page.locator("[data-count]")).to_have_text("1つ かわりました")
    page.get_by_label("どこから しった話ですか").fill("みほんの 電話")
    page.get_by_role("button", name="きょう", exact=True).click()
    page.get_by_label("きょう 場所の人に たしかめた").check()
    save(checked)
    assert "10:30〜14:00" in checked.open(PUBLIC).locator("main").inner_text()


def test_a_problem_stands_beside_its_field_and_nothing_typed_is_lost(staff_page: Open):
    checked = staff_page("editor", width=1280)
    page = checked.open(PATH)
    page.get_by_label("公式のよみ", exact=True).fill("ひらがな")
    row(page, "phone").get_by_label("でんわ", exact=True).fill("042-000-0000")
    say_who(page)
    save(checked, status=422)
    expect(page.locator("#problems")).to_be_focused()
    page.locator("#problems").get_by_role("link", name="公式のよみ").click()
    kana = page.get_by_label("公式のよみ", exact=True)
    expect(kana).to_be_focused()
    expect(kana).to_have_value("ひらがな")
    expect(kana).to_have_attribute("aria-invalid", "true")
    expect(row(page, "phone").get_by_label("でんわ", exact=True)).to_have_value("042-000-0000")
    row(page, "kana").get_by_role("button", name="元にもどす").click()
    expect(kana).to_have_value("グルグルショクドウ")
    save(checked)
    assert "042-000-0000" in checked.open(PUBLIC).locator("main").inner_text()


def test_a_field_can_be_given_back_as_it_was(staff_page: Open):
    page = staff_page("editor", width=1280).open(PATH)
    standing = row(page, "standing")
    standing.get_by_role("radio", name="お休み").check()
    expect(page.locator(".look-card")).to_contain_text("いまは お休みしています")
    standing.get_by_role("button", name="元にもどす").click()
    expect(standing.get_by_role("radio", name="のせる")).to_be_checked()
    expect(page.locator("[data-count]")).to_have_text("かわりなし")
    expect(page.locator(".look-card")).not_to_contain_text("いまは お休みしています")


def test_leaving_with_something_unsaved_asks_first(staff_page: Open):
    checked = staff_page("editor", width=1280)
    page = checked.open(PATH)
    row(page, "url").get_by_label("ホームページ", exact=True).fill("https://mihon.example/")
    page.get_by_role("link", name="公開の ページ").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert page.url.endswith(PATH) and len(checked.dialogs) == 1
    checked.dialogs.clear()


def test_the_words_of_a_condition_open_with_it(staff_page: Open):
    page = staff_page("editor", width=1280).open(PATH)
    elevator = row(page, "fact.elevator")
    note = elevator.get_by_label("どんな条件か：エレベーター")
    expect(note).to_be_hidden()
    elevator.get_by_role("radio", name="条件つき").check()
    expect(note).to_be_visible()


def test_a_row_is_added_and_copied(staff_page: Open):
    page = staff_page("editor", width=1280).open(PATH)
    row(page, "schedule.1").get_by_role("button", name="写す").click()
    copy = row(page, "schedule.4")
    expect(copy.get_by_label("はじまり")).to_have_value("11:30")
    expect(copy.get_by_role("checkbox", name="第3")).to_be_checked()
    copy.get_by_label("はじまり").fill("17:00")
    copy.get_by_label("おわり", exact=True).fill("19:00")
    expect(copy.locator(".sentence")).to_have_text("第1・第3日曜 17:00〜19:00")
    expect(page.locator(".look-dates")).to_contain_text("11:30〜14:00・17:00〜19:00")


def test_a_day_of_the_month_is_moved_by_keyboard_alone(staff_page: Open):
    checked = staff_page("editor", width=1280)
    page = checked.open(PATH)
    page.locator('[name=day][value="2026-12-04"]').focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator('[name=day][value="2026-12-20"]')).to_be_focused()
    page.keyboard.press("Enter")
    moved = row(page, "exception.2026-12-20")
    expect(moved.get_by_role("radio", name="いつもどおり")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(moved.get_by_role("radio", name="うつす")).to_be_checked()
    moved.get_by_label("うつす先の日").fill("2026-12-27")
    expect(page.locator('[name=day][value="2026-12-27"]')).to_have_class(
        "day-of-month open differs came"
    )
    say_who(page)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    checked.check()
    assert "12月27日" in checked.open(PUBLIC).locator("main").inner_text()


def test_arrow_keys_go_on_into_the_next_month(staff_page: Open):
    page = staff_page("editor", width=1280).open(PATH)
    page.locator('[name=day][value="2026-12-28"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#month-title")).to_have_text("2027年1月")
    expect(page.locator('[name=day][value="2027-01-04"]')).to_be_focused()


def test_without_a_script_everything_can_be_done(staff_page: Open):
    checked = staff_page("editor", width=1280, java_script_enabled=False)
    page = checked.page
    page.goto(checked.url + PATH)
    row(page, "schedule.1").get_by_label("はじまり").fill("9:00")
    page.get_by_role("button", name="みてみる").last.click()
    expect(page.locator(".look-card")).to_contain_text("9:00〜14:00")
    page.locator('[name=day][value="2026-12-20"]').click()
    row(page, "exception.2026-12-20").get_by_role("radio", name="おやすみ").check()
    expect(row(page, "schedule.1").get_by_label("はじまり")).to_have_value("9:00")
    say_who(page)
    page.get_by_role("button", name="保存する").click()
    page.goto(checked.url + PUBLIC)
    words = page.locator("main").inner_text()
    assert "9:00〜14:00" in words and "12月20日（日） おやすみ" in words


def test_enter_in_a_line_saves_nothing(staff_page: Open):
    page = staff_page("editor", width=1280).open(PATH)
    name = page.get_by_label("会場", exact=True)
    name.fill("みほん会館")
    name.press("Enter")
    expect(page.locator(".look-card")).to_contain_text("みほん会館")
    assert page.url.endswith(PATH)
    expect(name).to_have_value("みほん会館")


def test_on_a_phone_the_look_folds_out_from_the_foot(staff_page: Open):
    page = staff_page("editor").open(PATH)
    page.get_by_role("link", name="見えかた").click()
    expect(page.locator(".look-card")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".look-card")).not_to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_fit_for_everyone(staff_page: Open, axe: str, scheme: str):
    checked = staff_page("editor", width=320, color_scheme=scheme)
    page = checked.open(PATH)
    page.locator('[name=day][value="2026-12-20"]').click()
    page.get_by_role("button", name="行を たす").click()
    for details in page.locator("details.origin").all()[:3]:
        details.evaluate("one => { one.open = true }")
    found = [fault for width in (320, 390, 1280) for fault in checker.faults(page, axe, width)]
    assert found == []
    checked.check()


def test_a_form_with_problems_is_fit_for_everyone(staff_page: Open, axe: str):
    checked = staff_page("editor", width=1280)
    page = checked.open("/staff/places/chuo-jidokan")
    page.get_by_label("公式のよみ", exact=True).fill("ひらがな")
    save(checked, status=422)
    assert [f for width in (320, 1280) for f in checker.faults(page, axe, width)] == []


def test_a_viewer_reads_it_all(staff_page: Open, axe: str):
    checked = staff_page("viewer", width=1280)
    page = checked.open(PATH)
    expect(page.get_by_role("button", name="保存する")).to_have_count(0)
    assert checker.faults(page, axe, 1280) == []
