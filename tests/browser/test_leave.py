"""The way out: at once, without a trace of ours, and nothing of the topics comes back with Back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import is_outside
from tests.web.made_up import EVERYTHING

WEATHER = "https://www.jma.go.jp/bosai/forecast/"
PLACE = f"/ja/places/{EVERYTHING}"
WAY = "[data-elsewhere]"
TOPIC = '[name=support][value="not_at_school"]'
STORED = """() => [sessionStorage.length, Object.keys(localStorage).sort(), document.cookie]"""


class Street:
    """A page with the weather outside, which is never really asked for."""

    def __init__(self, context, site):
        self.heard = []
        self.site = site
        context.route(re.compile(r"^https://"), self._answer)
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)

    def _answer(self, route):
        self.heard.append(route.request)
        page = "<!doctype html><title>weather</title><p>weather"
        route.fulfill(body=page, content_type="text/html")

    def open(self, path):
        self.page.goto(self.site.url + path)
        return self.page

    def expect_weather(self):
        expect(self.page).to_have_url(WEATHER)
        headers = self.heard[-1].all_headers()
        assert "referer" not in headers and "origin" not in headers


@pytest.fixture
def street(new_context, site):
    return Street(new_context(viewport={"width": 390, "height": 844}, has_touch=True), site)


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


def choose_topic(page):
    """A topic is asked for, and what is found for it stands there."""
    expect(page.locator("#needs[data-ready]")).to_be_attached()
    page.locator("[data-panel=more] > summary").click()
    page.locator(TOPIC).check()
    expect(page.locator("#said")).to_contain_text("学校に 行っていない")
    page.keyboard.press("Escape")


def expect_no_topic(page):
    """Neither in the form, nor in words, nor in the list."""
    expect(page.locator("#needs[data-ready]")).to_be_attached()
    expect(page.locator("#said")).to_be_hidden()
    assert page.locator("[name=support]:checked").count() == 0
    expect(page.locator(".count-unknown")).to_be_hidden()


@pytest.mark.parametrize("path", ("/ja/", PLACE, "/ja/help", "/ja/about"))
def test_the_button_leads_to_the_weather_and_tells_nobody(street, path):
    street.open(path).locator(WAY).click()
    street.expect_weather()


def test_the_page_is_empty_before_the_weather_is_there(street):
    """However slow the other side is, nothing stands there in the meantime."""
    page = street.open(PLACE)
    left = page.evaluate(
        f"""() => {{
          document.querySelector("{WAY}").click();
          return [document.body.textContent, document.body.childElementCount, document.title.trim()];
        }}"""
    )
    assert left == ["", 0, ""]
    street.expect_weather()


@pytest.mark.parametrize("path", ("/ja/", "/ja/help"))
def test_shift_three_times_does_the_same(street, path):
    page = street.open(path)
    press_shift(page, 3)
    street.expect_weather()


def test_shift_three_times_also_in_a_field(street):
    page = street.open("/ja/")
    page.locator("#q").fill("やがわ")
    page.locator("#q").focus()
    press_shift(page, 3)
    street.expect_weather()


def test_twice_or_slowly_or_with_another_key_is_no_way_out(street):
    page = street.open("/ja/")
    press_shift(page, 2)
    page.wait_for_timeout(1600)
    press_shift(page, 2)
    page.locator("#q").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")  # capital letters
    for _ in range(3):
        page.keyboard.press("Control+Shift")
    expect(page.locator("#q")).to_have_value("ABC")
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert page.url.startswith(f"{street.site.url}/ja/") and not street.heard


def test_after_the_way_out_nothing_of_ours_is_kept_but_language_and_readings(street):
    page = street.open("/ja/")
    page.evaluate(
        """() => {
          sessionStorage.setItem("topics", '["learning"]');
          localStorage.setItem("language", "ja");
          localStorage.setItem("ruby", "off");
          localStorage.setItem("else", "1");
          document.cookie = "wish=abc; Path=/ja/; SameSite=Lax";
          document.cookie = "other=abc; Path=/";
        }"""
    )
    page.locator(WAY).click()
    street.expect_weather()
    street.open("/ja/about")
    assert page.evaluate(STORED) == [0, ["language", "ruby"], ""]
    street.open("/ja/")
    assert page.context.cookies(street.site.url + "/ja/") == []


def test_back_does_not_lead_to_the_page_that_was_left(street):
    page = street.open("/ja/about")
    street.open(PLACE)
    page.locator(WAY).click()
    street.expect_weather()
    page.go_back()
    assert page.url == f"{street.site.url}/ja/about"
    page.go_forward()
    assert page.url == WEATHER


def test_an_earlier_page_of_ours_carries_no_topic_after_the_way_out(street):
    page = street.open("/ja/")
    everything = page.locator("#fits > li").count()
    choose_topic(page)
    street.open(PLACE)
    page.locator(WAY).click()
    street.expect_weather()
    page.go_back()
    assert page.url == f"{street.site.url}/ja/"
    expect_no_topic(page)
    expect(page.locator("#fits > li")).to_have_count(everything)


def test_back_without_the_way_out_keeps_the_topics(street):
    page = street.open("/ja/")
    choose_topic(page)
    found = page.locator(".count-fits b").inner_text()
    street.open(PLACE)
    page.go_back()
    expect(page.locator("#said")).to_contain_text("学校に 行っていない")
    expect(page.locator(TOPIC)).to_be_checked()
    expect(page.locator(".count-fits b")).to_have_text(found)
    assert "support" not in page.url
    page.reload()
    expect(page.locator("#said")).to_contain_text("学校に 行っていない")


def test_a_topic_that_was_taken_away_does_not_come_back(street):
    page = street.open("/ja/")
    choose_topic(page)
    street.open(PLACE)
    page.go_back()
    page.locator("#said button").click()
    expect(page.locator("#said")).to_be_hidden()
    street.open(PLACE)
    page.go_back()
    expect_no_topic(page)


@pytest.mark.parametrize("cached", (True, False))
def test_a_page_that_the_browser_kept_as_it_stood_carries_none_either(street, cached):
    """What the browser does with a kept page it does with this event; a test's browser keeps none."""
    page = street.open("/ja/")
    choose_topic(page)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    if not cached:
        page.evaluate("sessionStorage.clear()")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    if cached:
        expect(page.locator(TOPIC)).to_be_checked()
    else:
        expect_no_topic(page)


def test_filter_taps_and_topics_add_no_history(street):
    page = street.open("/ja/")
    steps = page.evaluate("history.length")
    choose_topic(page)
    page.get_by_role("checkbox", name="きょう", exact=True).check()
    page.locator("#said button").first.click()
    street.page.wait_for_timeout(200)
    assert page.evaluate("history.length") == steps
    page.goto(street.site.url + "/ja/help")
    steps = page.evaluate("history.length")
    page.get_by_role("radio", name="家のこと・ぼうりょく").check()
    assert page.evaluate("history.length") == steps
    assert page.url == f"{street.site.url}/ja/help"


def test_with_no_signal_it_leads_to_a_blank_page(street):
    page = street.open(PLACE)
    page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    page.locator(WAY).click()
    expect(page).to_have_url("about:blank")
    assert not street.heard


def test_without_a_script_the_button_is_a_link_that_tells_nobody(new_context, site):
    street = Street(new_context(java_script_enabled=False), site)
    street.open(PLACE).locator(WAY).click()
    street.expect_weather()


def test_storage_that_is_forbidden_does_not_stop_it(street):
    street.page.add_init_script(
        "for (const one of ['sessionStorage', 'localStorage'])"
        " Object.defineProperty(window, one, { get() { throw new Error('forbidden'); } });"
    )
    street.open(PLACE).locator(WAY).click()
    street.expect_weather()
    assert all(is_outside(one.url) for one in street.heard)
