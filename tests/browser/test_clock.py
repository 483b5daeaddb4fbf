"""What opens and closes is told by the clock of Tokyo, wherever the phone is."""

import pytest
from playwright.sync_api import expect

WORDS = {
    "open": "いま ひらいています",
    "over": "きょうは おわりました",
    "left": "{open}・あと{left}",
    "hours": "{count}時間",
    "minutes": "{count}分",
    "later": "{opens}から",
    "soon": "{opens}から・あと{left}",
}
NEXT = {
    "next": "つぎは {day} {opens}から",
    "tomorrow": "あした {day}（{weekday}）",
    "date": "{month}/{day}（{weekday}）",
    "weekdays": "日月火水木金土",
}
FIRST = "もとの ことば"
TONIGHT = "2026-12-04T18:30/20:00"

START = """async ([openings, words, first]) => {
  const js = document.querySelector('link[href$="base.css"]').href.replace("css/base.css", "js/");
  delete document.documentElement.dataset.now;
  document.getElementById("clock-words")?.remove();
  const template = document.createElement("template");
  template.id = "clock-words";
  Object.assign(template.dataset, words);
  const said = document.createElement("p");
  said.id = "told";
  said.textContent = first;
  said.dataset.openings = openings;
  document.body.replaceChildren(template, said);
  await import(`${js}clock.js?${openings}`);
}"""


@pytest.fixture
def start(new_context, site):
    """Opens the clock at a moment (of Tokyo, in ISO) on a phone in some part of the world."""

    def start(moment, openings, *, zone="Asia/Tokyo", **words):
        context = new_context(timezone_id=zone)
        page = context.new_page()
        page.clock.install(time=f"{moment}+09:00")
        page.goto(f"{site.url}/ja/about")
        page.evaluate(START, [openings, {**WORDS, **words}, FIRST])
        return page

    return start


def expect_told(page, state, text):
    expect(page.locator("#told")).to_have_text(text)
    expect(page.locator("#told")).to_have_attribute("data-state", state)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("moment", "openings", "state", "text"),
    [
        ("2026-12-04T16:20:00", TONIGHT, "later", "18:30から"),
        ("2026-12-04T17:30:00", TONIGHT, "later", "18:30から・あと60分"),
        ("2026-12-04T18:29:40", TONIGHT, "later", "18:30から・あと1分"),
        ("2026-12-04T18:30:00", TONIGHT, "open", "いま ひらいています・あと1時間"),
        ("2026-12-04T19:20:00", TONIGHT, "open", "いま ひらいています・あと40分"),
        ("2026-12-04T20:00:00", TONIGHT, "over", "きょうは おわりました"),
        ("2026-12-04T23:59:59", TONIGHT, "over", "きょうは おわりました"),
        ("2026-12-04T00:00:00", TONIGHT, "later", "18:30から"),
        ("2026-12-05T00:00:00", TONIGHT, "none", FIRST),
        ("2026-12-03T23:59:59", TONIGHT, "none", FIRST),
        ("2026-12-04T11:40:00", "2026-12-04T11:30/", "open", "いま ひらいています"),
        ("2026-12-04T09:00:00", "2026-12-04T09:00/17:00", "open", "いま ひらいています・あと8時間"),
        ("2026-12-04T08:00:00", "2026-12-04T09:00/17:00", "later", "9:00から・あと60分"),
        ("2026-12-05T01:30:00", "2026-12-04T20:00/26:00", "open", "いま ひらいています・あと30分"),
        ("2026-12-05T02:00:00", "2026-12-04T20:00/26:00", "over", "きょうは おわりました"),
    ],
)
def test_what_is_told(start, zone, moment, openings, state, text):
    expect_told(start(moment, openings, zone=zone), state, text)


def test_it_goes_on_by_itself_over_midnight(start):
    page = start("2026-12-04T19:59:10", f"{TONIGHT} 2026-12-05T00:30/02:00")
    expect_told(page, "open", "いま ひらいています・あと1分")
    page.clock.run_for(60_000)
    expect_told(page, "over", "きょうは おわりました")
    page.clock.run_for(4 * 3_600_000)
    expect_told(page, "later", "0:30から・あと30分")
    page.clock.run_for(3_600_000)
    expect_told(page, "open", "いま ひらいています・あと60分")


def test_on_a_later_day_it_does_not_say_again_what_was_said_first(start):
    page = start("2026-12-04T23:59:00", TONIGHT)
    page.clock.run_for(120_000)
    expect_told(page, "none", "")


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-12-04T17:00:00", "つぎは 12/7（月） 8:30から"),
        ("2026-12-06T12:00:00", "つぎは あした 7（月） 8:30から"),
        ("2026-12-07T00:00:00", "8:30から"),
    ],
)
def test_the_next_day_is_told_where_the_page_has_words_for_it(start, moment, text):
    openings = "2026-12-04T08:30/17:00 2026-12-07T08:30/17:00"
    expect(start(moment, openings, **NEXT).locator("#told")).to_have_text(text)


def test_between_two_openings_of_a_day_the_second_is_told(start):
    page = start("2026-12-04T13:00:00", "2026-12-04T10:00/12:00 2026-12-04T15:00/17:00")
    expect_told(page, "later", "15:00から")


def test_a_phone_that_slept_tells_it_as_soon_as_it_is_looked_at(start):
    page = start("2026-12-04T16:20:00", TONIGHT)
    page.clock.pause_at("2026-12-04T19:00:00+09:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect_told(page, "open", "いま ひらいています・あと60分")


def test_a_site_with_a_fixed_clock_is_told_by_that(new_page, site):
    page = new_page(site).open("/ja/help")
    expect(page.locator("#kunisapo [data-openings]")).to_have_text("いま つながります・あと40分")
    expect(page.locator("#kodomo-jinken [data-openings]")).to_have_text(
        "いま つながります・あと55分"
    )
