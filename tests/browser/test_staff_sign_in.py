"""The door of the staff in a browser: the first account, and a session that ends in a form."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe as checker
from tests.browser.checked_page import CheckedPage
from tests.web.live_site import NOW, LiveSite
from tests.web.staff.entering import PASSWORD, database_of, keep_account, set_clock
from webmap.workflows.accounts import add_account

PATH = "/staff/places/guruguru"
PUBLIC = "/ja/places/guruguru"
TYPED = "\n\nみほんの だれでも <b>&amp;\n  二ぎょうめ"
CARRIED = 'input[name="{}who:value"]'
Open = Callable[..., CheckedPage]


@pytest.fixture
def link(staff_site: LiveSite) -> str:
    """What ``account add`` prints."""
    db = database_of(staff_site.app)
    token = add_account(db, "mihon", "admin", NOW)
    db.close()
    return f"/staff/password/{token}"


def press(checked: CheckedPage, name: str, status: int = 200) -> None:
    """Presses a button that leads to another page, and checks that."""
    checked._status = status
    with checked.page.expect_navigation():
        checked.page.get_by_role("button", name=name, exact=True).click()
    checked.check()


def type_in(page: Page, password: str, name: str = "mihon") -> None:
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード", exact=True).fill(password)


def test_the_first_account_comes_in_by_its_link(new_page: Open, staff_site: LiveSite, link: str):
    checked = new_page(staff_site)
    page = checked.open(link)
    password = page.get_by_label("あたらしい パスワード", exact=True)
    show = page.get_by_role("button", name="あたらしい パスワードを 見せる")
    show.click()
    expect(password).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")
    password.fill("kunitachi2026")
    press(checked, "きめる", status=422)
    expect(password).to_have_value("")
    expect(password).to_have_attribute("aria-invalid", "true")
    password.fill(PASSWORD)
    press(checked, "きめる")
    expect(page.get_by_role("status")).to_contain_text("パスワードを きめました")
    type_in(page, PASSWORD)
    press(checked, "サインイン")
    assert page.url.endswith("/staff/")
    checked.open(link, status=404)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_in_a_form_loses_nothing(
    new_page: Open, staff_site: LiveSite, scripts: bool
):
    keep_account(staff_site.app, "mihon", "editor")
    checked = new_page(staff_site, java_script_enabled=scripts)
    page = checked.open(PATH)
    type_in(page, PASSWORD)
    press(checked, "サインイン")
    page.locator('[name="who:value"]').fill(TYPED)
    page.get_by_label("どこから しった話ですか").fill("みほんの 電話")
    page.get_by_label("いつの話ですか").fill("2026-12-04")
    set_clock(staff_site.app, NOW + timedelta(minutes=31))
    press(checked, "保存する", status=401)
    expect(page.locator(".entry")).to_contain_text("打ちこんだことは のこっています")
    type_in(page, "ちがう パスワード です")
    press(checked, "サインイン", status=401)
    expect(page.locator(CARRIED.format("carried."))).to_have_value(TYPED)
    type_in(page, PASSWORD)
    press(checked, "サインイン")
    expect(page.locator(CARRIED.format(""))).to_have_value(TYPED)
    press(checked, "もういちど おくる")
    assert page.url.endswith(PATH)
    assert "みほんの だれでも <b>&amp;" in checked.open(PUBLIC).locator("main").inner_text()


def test_no_page_of_the_door_has_a_fault(
    new_page: Open, staff_page: Open, staff_site: LiveSite, link: str, axe: str
):
    outside = new_page(staff_site, width=320)
    for path, status in (("/staff/sign-in", 200), (link, 200), ("/staff/password/x", 404)):
        page = outside.open(path, status)
        assert not [fault for width in (320, 1280) for fault in checker.faults(page, axe, width)]
    inside = staff_page("admin", width=320)
    for path in ("/staff/accounts", "/staff/me"):
        page = inside.open(path)
        for more in page.locator("summary").all():
            more.click()
        inside.check()
        assert not [fault for width in (320, 1280) for fault in checker.faults(page, axe, width)]


def test_an_admin_takes_a_link_along_and_it_is_shown_once(staff_page: Open, staff_site: LiveSite):
    checked = staff_page("admin", width=1280)
    checked.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = checked.open("/staff/accounts")
    page.get_by_label("名前").fill("みほん")
    press(checked, "作って リンクを 出す")
    link = page.get_by_label("1回だけ 使える リンク").input_value()
    page.get_by_role("button", name="うつす").click()
    expect(page.get_by_role("button", name="うつしました")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert "/staff/password/" not in checked.open("/staff/accounts").content()
