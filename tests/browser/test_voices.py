"""聞いてほしい and ちがっています in the browser: with a script and without, by keyboard, at 320 px."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.live_site import LiveSite
from tests.web.made_up import EVERYTHING, HIDDEN, NOTHING
from webmap.storage.database import open_database
from webmap.storage.voices import wishes

PAGE = f"/ja/places/{NOTHING}"
WISH = ".wish-button"
SIZES = """(all) => all.map((one) => Math.round(one.getBoundingClientRect().height))"""


@pytest.fixture
def db(site: LiveSite):
    """What the site heard; empty at the beginning of each test."""
    db = open_database(site.app.extensions["house"].settings.database)
    for table in ("wish", "wish_today", "report"):
        db.execute(f"DELETE FROM {table}")
    db.conn.commit()
    yield db
    db.close()


def counts(db):
    return {(one.place, one.what): one.count for one in wishes(db)}


def wish_button(view, what="fee"):
    return view.locator(f'.wish:has([value="{what}"]) button')


def test_a_tap_tells_it_without_leaving_the_page(page, db):
    view = page.open(PAGE)
    wish_button(view).tap()
    expect(wish_button(view)).to_contain_text("つたえました")
    wish_button(view).tap(force=True)  # it says that it can be pressed no more
    expect(wish_button(view, "who")).to_contain_text("聞いてほしい")
    assert view.url == page.url + PAGE
    assert counts(db) == {(NOTHING, "fee"): 1}
    page.check()


def test_the_cookie_is_all_that_stays_and_a_script_can_delete_it(page, db):
    view = page.open(PAGE)
    wish_button(view).tap()
    expect(wish_button(view)).to_contain_text("つたえました")
    (cookie,) = view.context.cookies()
    assert (cookie["name"], cookie["path"]) == ("wish", "/ja/")
    assert NOTHING not in str(cookie)
    assert view.evaluate("localStorage.length + sessionStorage.length") == 0
    view.evaluate("document.cookie = 'wish=; path=/ja/; max-age=0'")
    assert view.context.cookies() == []


def test_without_a_signal_it_says_so_and_can_be_pressed_again(new_page, site, db):
    page = new_page(site)
    view = page.open(PAGE)
    view.route("**/wish", lambda route: route.abort("internetdisconnected"))
    wish_button(view).tap()
    expect(wish_button(view)).to_contain_text("もういちど")
    assert counts(db) == {}
    view.unroute("**/wish")
    wish_button(view).tap()
    expect(wish_button(view)).to_contain_text("つたえました")
    assert counts(db) == {(NOTHING, "fee"): 1}
    page.errors.clear()  # the lost request is in the console


def test_what_cannot_be_taken_is_said_on_a_page(new_page, site, db, monkeypatch):
    monkeypatch.setattr("webmap.workflows.hear.WISHES_OF_A_BROWSER", 0)
    page = new_page(site)
    view = page.open(PAGE)
    with view.expect_navigation():
        wish_button(view).tap()
    expect(view.locator("h1")).to_have_text("きょうは いっぱいです")
    page.errors.clear()  # the refusal is in the console


def test_by_keyboard_a_screen_reader_hears_what_was_wished_and_that_it_was_told(page, db):
    view = page.open(PAGE)
    button = view.get_by_role("button", name="いくら： 聞いてほしい")
    button.focus()
    view.keyboard.press("Enter")
    told = wish_button(view).locator("[aria-live=polite]")
    expect(told).to_have_text("つたえました")
    assert view.evaluate("document.activeElement.matches('.wish-button')"), "the focus stays"


def test_without_javascript_the_page_comes_back_and_says_so(new_page, site, db):
    page = new_page(site, 320, java_script_enabled=False)
    view = page.open(PAGE)
    note = view.locator("#wished")
    expect(note).to_be_hidden()
    with view.expect_navigation():
        wish_button(view).click()
    assert view.url == page.url + PAGE + "#wished"
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    assert counts(db) == {(NOTHING, "fee"): 1}


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_wrong_is_said_at_320_px(new_page, site, db, scripts):
    page = new_page(site, 320, java_script_enabled=scripts)
    view = page.open(f"/ja/places/{EVERYTHING}")
    with view.expect_navigation():
        view.get_by_role("link", name="ちがっています").click()
    page.check()
    view.get_by_label("日にち・時間").check()
    view.get_by_label("くわしく").fill("20日だけ でした")
    with view.expect_navigation():
        view.get_by_role("button", name="おくる").click()
    expect(view.locator("h1")).to_have_text("ありがとうございます")
    page.check()
    said = db.execute("SELECT place, wrongs, text FROM report").fetchall()
    assert said == [(EVERYTHING, "when", "20日だけ でした")]


def test_by_keyboard_alone_and_the_hidden_field_is_never_met(page, db):
    view = page.open(f"/ja/places/{EVERYTHING}/wrong")
    met = []
    for _ in range(30):
        view.keyboard.press("Tab")
        met.append(view.evaluate("document.activeElement.name || document.activeElement.type"))
        if met[-1] == "text":
            break
    assert met.count("wrong") == 7
    view.keyboard.type("ちがいます")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.type") == "submit"
    with view.expect_navigation():
        view.keyboard.press("Enter")
    assert view.url.endswith("/thanks")
    assert db.execute("SELECT text FROM report").fetchall() == [("ちがいます",)]


def test_what_was_refused_is_still_in_the_form_and_says_why(new_page, site, axe, db):
    page = new_page(site, 320)
    view = page.open(f"/ja/places/{EVERYTHING}/wrong")
    view.get_by_label("でんわ", exact=True).check()
    view.get_by_label("くわしく").fill("090-0000-0000 です")
    with view.expect_navigation():
        view.get_by_role("button", name="おくる").click()
    expect(view.get_by_role("alert")).to_contain_text("消してから おくって")
    expect(view.get_by_label("くわしく")).to_have_value("090-0000-0000 です")
    expect(view.get_by_label("でんわ", exact=True)).to_be_checked()
    assert "消してから" in view.title()
    assert faults(view, axe, 320) == []
    page.errors.clear()  # 422 is in the console
    page.check()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_whatever_is_pressed_is_large_enough_for_a_finger(new_page, site, width):
    page = new_page(site, width)
    view = page.open(PAGE)
    assert min(view.locator(WISH).evaluate_all(SIZES)) >= 44
    view = page.open(f"/ja/places/{HIDDEN}/wrong")
    assert min(view.locator(".wrong-about label, .wrong .button").evaluate_all(SIZES)) >= 44


def test_by_night_axe_finds_nothing_either(new_page, site, axe, db):
    page = new_page(site, 390, color_scheme="dark")
    view = page.open(f"/ja/places/{EVERYTHING}/wrong")
    assert faults(view, axe, 390) == []
    view = page.open(PAGE)
    wish_button(view).tap()
    expect(wish_button(view)).to_contain_text("つたえました")
    assert faults(view, axe, 390) == []


def test_another_site_cannot_send_it(new_page, site, db):
    """A form on a page of another origin, with everything else as on ours."""
    page = new_page(site)
    view = page.page
    form = (
        f'<form method="post" action="{site.url}{PAGE}/wish">'
        '<input name="what" value="fee"><button>go</button></form>'
    )
    view.route(
        "http://127.0.0.1:9/evil",
        lambda route: route.fulfill(body=form, content_type="text/html"),
    )
    view.goto("http://127.0.0.1:9/evil")
    with view.expect_navigation():
        view.get_by_role("button", name="go").click()
    expect(view.locator("h1")).to_have_text("うけとれませんでした")
    assert counts(db) == {}
    page.errors.clear()  # the refusal is in the console
