"""From the link to the form that outlives its session, as somebody at the desk goes through it."""

from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.checked_page import CheckedPage
from tests.web.live_site import NOW, LiveSite
from tests.web.staff.entering import PASSWORD, database_of, keep_account
from tests.web.staff.signing_in import cookie_of
from webmap.workflows.accounts import add_account, sign_out_everywhere

PLACE = "/staff/places/guruguru"
PUBLIC = "/ja/places/guruguru"
TYPED = "042-000-0000"
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
Open = Callable[..., CheckedPage]


def new_link(site: LiveSite, role: str = "editor") -> str:
    with closing(database_of(site.app)) as db:
        return f"/staff/password/{add_account(db, 'mihon', role, NOW)}"


def end_session(site: LiveSite) -> None:
    with closing(database_of(site.app)) as db:
        sign_out_everywhere(db, "mihon")


def press(checked: CheckedPage, button: str, status: int = 200) -> Page:
    """Presses a button that leads to a page."""
    checked._status = status
    with checked.page.expect_navigation():
        checked.page.get_by_role("button", name=button, exact=True).click()
    checked.check()
    return checked.page


def sign_in(checked: CheckedPage, password: str = PASSWORD, status: int = 200) -> Page:
    checked.page.get_by_label("名前", exact=True).fill("mihon")
    checked.page.get_by_label("パスワード", exact=True).fill(password)
    return press(checked, "サインイン", status)


@BOTH
def test_from_the_link_to_what_was_typed(new_page: Open, staff_site: LiveSite, scripts: bool):
    checked = new_page(staff_site, width=1280, java_script_enabled=scripts)
    page = checked.open(new_link(staff_site))
    page.get_by_label("あたらしい パスワード", exact=True).fill(PASSWORD)
    press(checked, "きめる")
    expect(page.get_by_role("status")).to_contain_text("パスワードを きめました")
    sign_in(checked)
    assert page.url.endswith("/staff/")

    checked.open(PLACE)
    page.locator('[data-field="phone"]').get_by_label("でんわ", exact=True).fill(TYPED)
    page.get_by_label("どこから しった話ですか").fill("みほんの 電話")
    page.get_by_label("いつの話ですか").fill("2026-12-04")
    end_session(staff_site)
    press(checked, "保存する", status=401)
    expect(page.get_by_text("打ちこんだことは のこっています")).to_be_visible()
    sign_in(checked, "ちがう", status=401)
    expect(page.get_by_label("パスワード", exact=True)).to_have_value("")
    sign_in(checked)
    expect(page.get_by_role("heading", level=1)).to_have_text("つづきから")
    press(checked, "もういちど おくる")
    assert page.url.partition("?")[0].endswith(PLACE)
    assert TYPED in checked.open(PUBLIC).locator("main").inner_text()


def test_by_keyboard_alone(new_page: Open, staff_site: LiveSite):
    keep_account(staff_site.app)
    checked = new_page(staff_site, width=1280)
    page = checked.open("/staff/")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "name":
            break
    page.keyboard.type("mihon")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/staff/")


def test_a_password_can_be_shown_and_is_sent_hidden(new_page: Open, staff_site: LiveSite):
    checked = new_page(staff_site)
    page = checked.open(new_link(staff_site))
    field = page.get_by_label("あたらしい パスワード", exact=True)
    field.fill("passwordpassword")
    show = page.get_by_role("button", name="あたらしい パスワードを 見せる")
    show.tap()
    expect(field).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")
    show.tap()
    expect(field).to_have_attribute("type", "password")
    press(checked, "きめる", status=422)
    assert "よく使われるか" in page.locator("#password-wrong").inner_text()
    assert page.locator("#password").get_attribute("aria-invalid") == "true"


def test_an_admin_makes_an_account_and_takes_the_link_along(staff_page: Open, staff_site: LiveSite):
    checked = staff_page("admin", width=1280)
    page = checked.open("/staff/accounts")
    page.get_by_label("名前", exact=True).fill("hana")
    page.locator("#role").select_option("viewer")
    press(checked, "作って リンクを 出す")
    link = page.get_by_label("1回だけ 使える リンク")
    assert "/staff/password/" in link.input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="うつす").click()
    expect(page.get_by_role("button", name="うつしました")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link.input_value()


def test_after_signing_out_the_way_back_shows_nothing(staff_page: Open):
    checked = staff_page("editor", width=1280)
    page = checked.open(PLACE)
    press(checked, "サインアウト")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("サインイン")


def pages(site: LiveSite):
    """Every page of the door: its path, its status, and whether one is signed in."""
    yield "/staff/sign-in", 200, ""
    yield new_link(site), 200, ""
    yield "/staff/password/mihon", 404, ""
    yield "/staff/me", 200, "editor"
    yield "/staff/accounts", 200, "admin"
    yield "/staff/accounts", 403, "viewer"
    yield "/staff/nowhere", 404, "viewer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_door_in_every_width(
    new_page: Open, staff_site: LiveSite, axe: str, scheme: str
):
    checked = new_page(staff_site, width=320, color_scheme=scheme)
    for path, status, role in pages(staff_site):
        checked.page.context.clear_cookies()
        if role:
            checked.page.context.add_cookies([cookie_of(staff_site, role)])  # type: ignore[list-item]
        page = checked.open(path, status)
        for one in page.locator("details > summary").all():
            one.click()
        for width in (320, 390, 1280):
            assert not faults(page, axe, width), path
            checked.check()


def test_what_waits_reads_well_in_every_width(staff_page: Open, staff_site: LiveSite, axe: str):
    checked = staff_page("editor", "mihon", width=1280)
    page = checked.open(PLACE)
    end_session(staff_site)
    press(checked, "保存する", status=401)
    for width in (320, 1280):
        assert not faults(page, axe, width)
        checked.check()
