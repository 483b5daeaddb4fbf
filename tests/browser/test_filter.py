"""The form over the map: each tap at once in sentence, counts, list, markers and address."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.twin_page import DAYS, PAGE, places_json

START = """async ([html, raw]) => {
  const js = document.querySelector('link[href$="base.css"]').href.replace("css/base.css", "js/");
  document.body.innerHTML = html;
  const { Filter } = await import(`${js}filter.js`);
  window.shown = [];
  window.filter = new Filter({ show: (one) => window.shown.push(one) }, document.getElementById("city_map"), {
    sprite: js.replace("js/", "icons/categories.svg"),
    labels: { kodomo_shokudo: "子ども食堂", ibasho: "居場所" },
    address: (key) => `/ja/places/${key}`, chosen: () => "mihon-1" });
  window.begin = () => window.filter.start({ raw, columns: raw.columns, count: raw.count });
}"""
EVERY_DAY = {"calendar": [["o", 900, 1140, "", [*range(DAYS)]]]}
ROWS: list[dict[str, Any]] = [
    EVERY_DAY | {"key": "mihon-0", "name": "みほん食堂", "asked": {"elevator": "l", "free.elementary": "y"},
                 "when": "毎日", "audience": {"age": "y"}, "reasons": "elevator\tエレベーター：小さい",
                 "phone": "042-000-0000",
                 "venue": "みほん会場", "fee": "こども 0円", "day": "2026年7月の情報"},
    EVERY_DAY | {"key": "mihon-1", "categories": "b", "phone": "042-000-0001", "audience": {"age": "y"}},
    {"key": "mihon-2", "categories": "b", "lat": None, "lon": None, "where": "住所は 出していません",
     "flags": 5, "audience": {"age": "y"}, "calendar": [["m", None, 1080, "eh", [3]]]},
    {"key": "mihon-3", "categories": "h", "flags": 2, "asked": {"elevator": "n"}, "audience": {"age": "n"}},
]  # fmt: skip


@pytest.fixture
def at(new_page, site):
    """A page with the form, whose places have come."""
    return begin(new_page, site, ROWS)


def begin(new_page, site, rows, query=""):
    page = new_page(site).open("/ja/about" + query)
    page.evaluate(START, [PAGE, places_json(rows)])
    page.evaluate("begin()")
    return page


def tap(page, word, value):
    page.locator(f'input[name="{word}"][value="{value}"]').click()


def keys(page, group="#fits"):
    return page.locator(f"{group} li[data-key]").evaluate_all(
        "all => all.map((one) => one.dataset.key)"
    )


def parts(page):
    return page.locator("#said button [data-slot=said]").all_inner_texts()


def test_until_the_first_tap_the_servers_list_stands_and_the_map_shows_what_the_form_says(at):
    assert keys(at) == []
    [shown] = at.evaluate("shown.map((one) => [...one.fit])")
    assert shown == [0, 0, 0, 2]
    expect(at.locator(".needs-go")).to_be_hidden()


def test_a_tap_is_said_counted_listed_and_on_the_map(at):
    title = at.title()
    tap(at, "access", "elevator")
    assert parts(at) == ["9さい", "エレベーターが ある"]
    expect(at.locator(".count-fits b")).to_have_text("1")
    expect(at.locator(".count-unknown b")).to_have_text("2")
    assert keys(at) == ["mihon-0"]
    expect(at.locator("#unknown li[data-key]")).to_have_count(2)
    assert at.evaluate("[...shown.at(-1).fit]") == [0, 1, 1, 2]
    expect_address(at, "age=9&access=elevator")
    assert at.title() == title
    assert at.locator('input[value="elevator"]').evaluate("(one) => one === document.activeElement")
    expect(at.locator("#ignored")).to_be_hidden()


def expect_address(page, query):
    expect(page).to_have_url(re.compile(re.escape("/ja/about" + (query and f"?{query}")) + "$"))


def test_an_entry_says_when_why_and_what_to_ask(at):
    tap(at, "access", "elevator")
    first = at.locator('[data-key="mihon-0"]')
    expect(first.locator("h3 a")).to_have_attribute("href", "/ja/places/mihon-0")
    expect(first.locator(".next")).to_have_text(re.compile(r"きょう 4（金）\s*15:00〜19:00"))
    expect(first.locator(".limits li")).to_have_text(["エレベーター：小さい"])
    assert first.locator(".questions, .how, .notice, .old").count() == 0
    expect(first).to_have_attribute("data-fit", "fits")
    at.locator("#unknown summary").click()
    second = at.locator('[data-key="mihon-1"]')
    expect(second.locator(".questions li")).to_have_text(
        ["エレベーターが あるか きいてみてください"]
    )
    expect(second.locator(".how a")).to_have_attribute("href", "tel:0420000001")
    expect(second.locator("[data-show]")).to_have_attribute("aria-label", "みほん1 を 地図で見る")
    expect(second).to_have_attribute("aria-current", "true")
    third = at.locator('[data-key="mihon-2"]')
    expect(third.locator(".next")).to_have_text(
        re.compile(r"12/6（日）\s*18:00まで\s*小学生・高校生\s*きいてから")
    )
    expect(third.locator(".how a")).to_have_attribute("href", "/ja/places/mihon-2#asking")
    expect(third.locator(".withheld")).to_have_text("住所は 出していません")
    expect(third.locator(".notice")).to_have_text("いまは お休みしています")
    assert third.locator("[data-show]").count() == 0
    assert (
        "undefined" not in at.locator("#list").inner_text()
        and "null" not in at.locator("#list").inner_text()
    )


def test_a_part_of_the_sentence_takes_itself_away(at):
    tap(at, "access", "elevator")
    tap(at, "open", "today")
    at.get_by_role("button", name="エレベーターが ある を はずす").click()
    assert parts(at) == ["9さい", "きょう"]
    assert not at.locator('input[value="elevator"]').is_checked()
    assert at.evaluate("document.activeElement.value") == "open=today"
    at.get_by_role("button", name="9さい を はずす").click()
    at.get_by_role("button", name="きょう を はずす").click()
    expect(at.locator("#said")).to_be_hidden()
    assert at.evaluate("document.activeElement.id") == "list"
    assert at.evaluate("shown.at(-1)") is None
    expect(at.locator("#fits > li")).to_have_count(4)
    assert keys(at) == ["mihon-0", "mihon-1", "mihon-2", "mihon-3"]
    assert at.locator('[data-key="mihon-3"] [data-show]').count() == 0
    expect_address(at, "")


def test_a_topic_stays_out_of_the_address_until_it_is_shared(at):
    at.evaluate("navigator.share = undefined; window.copied = []")
    at.evaluate("() => { navigator.clipboard.writeText = async (text) => copied.push(text); }")
    tap(at, "support", "medical_care")
    expect_address(at, "age=9")
    at.locator("#share").click()
    expect(at.locator("#shared")).to_have_text("うつしました")
    [copied] = at.evaluate("copied")
    assert copied.endswith("?age=9&support=medical_care")
    expect_address(at, "age=9")


def test_of_the_days_one_only_can_be_asked(at):
    tap(at, "open", "today")
    tap(at, "open", "week")
    assert parts(at) == ["9さい", "きょうから 1週間"]
    assert not at.locator('input[value="today"]').is_checked()


def test_where_nothing_fits_the_page_says_what_to_leave_out(at):
    tap(at, "category", "ibasho")
    tap(at, "free", "1")
    expect(at.locator("#none")).to_be_visible()
    expect(at.locator("#loosen")).to_have_text(re.compile(r"こどもは 0円 を はずすと 2か所"))
    at.locator("#loosen button").click()
    expect(at.locator("#none")).to_be_hidden()
    assert keys(at) == ["mihon-1", "mihon-2"]


def test_a_word_to_find_is_asked_of_the_server_once(at):
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(json={"keys": ["mihon-1", "gone"]})

    at.route("**/ja/search.json*", answer)
    at.locator("#q").fill("みほん")
    at.locator("#q").press("Enter")
    expect(at.locator(".count-fits b")).to_have_text("1")
    assert keys(at) == ["mihon-1"] and parts(at) == ["9さい", "「みほん」"]
    tap(at, "category", "ibasho")
    assert keys(at) == ["mihon-1"] and len(asked) == 1
    at.locator("#q").fill("")
    expect(at.locator(".count-fits b")).to_have_text("2")


def test_the_list_grows_after_the_tap_and_by_hundreds(new_page, site):
    page = begin(new_page, site, [EVERY_DAY | {"audience": {"age": "y"}}] * 230)
    page.evaluate("document.querySelector('[value=today]').click()")
    assert 1 <= page.locator("#fits > li").count() <= 100
    expect(page.locator("#fits > li")).to_have_count(100)
    expect(page.locator("#more-fits b")).to_have_text("100")
    page.locator("#more-fits").click()
    expect(page.locator("#fits > li")).to_have_count(200)
    assert (
        page.locator("#fits > li")
        .nth(100)
        .locator("a")
        .evaluate("(one) => one === document.activeElement")
    )
    page.locator("#more-fits").click()
    expect(page.locator("#fits > li")).to_have_count(230)
    expect(page.locator("#more-fits")).to_be_hidden()


def test_before_the_places_have_come_the_form_goes_to_the_server(new_page, site):
    page = new_page(site).open("/ja/about")
    page.evaluate(START, [PAGE, places_json(ROWS)])
    page.route("**/ja/", lambda route: route.fulfill(body="<title>みほん</title>"))
    tap(page, "access", "elevator")
    with page.expect_request(lambda one: one.method == "POST") as sent:
        page.locator(".needs-go").click()
    assert "access=elevator" in (sent.value.post_data or "")


def test_what_was_tapped_before_the_places_came_is_answered_when_they_come(new_page, site):
    page = new_page(site).open("/ja/about")
    page.evaluate(START, [PAGE, places_json(ROWS)])
    tap(page, "access", "elevator")
    page.evaluate("begin()")
    assert keys(page) == ["mihon-0"]


def test_a_page_left_open_is_made_anew_only_when_its_answers_change(at):
    """Who reads on loses no place in the list; a new day, or a place that closes, is said at once."""
    tap(at, "open", "today")
    expect(at.locator("#fits > li")).to_have_count(2)
    at.locator('[data-key="mihon-0"]').evaluate("one => { one.id = 'read'; }")
    look_again(at, "2026-12-04T16:45")
    expect(at.locator("#read")).to_have_count(1)
    look_again(at, "2026-12-04T19:10")
    expect(at.locator("#fits > li")).to_have_count(0)
    look_again(at, "2026-12-05T08:00")
    expect(at.locator("#fits .plate").first).to_contain_text("きょう 5（土）")


def look_again(page, moment):
    """The person comes back to the page at another time."""
    page.locator("#city_map").evaluate("(one, moment) => { one.dataset.now = moment; }", moment)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(150)
