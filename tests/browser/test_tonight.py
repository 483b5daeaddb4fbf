"""A family finds a place tonight: dates, the first visit, and what changes meanwhile."""

import re
from datetime import date, datetime

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.test_renewal import CLOSED, LOOK, close, live
from tests.web.live_site import NOW, LiveSite
from webmap.settings import TOKYO, Settings
from webmap.web.app import create_app

__all__ = ["live"]  # a fixture

HOLIDAY = "2027-02-23"
"""A Tuesday: the Emperor's birthday."""
ON_TUESDAYS = "hatakenbo"
"""Open on Tuesdays; of holidays nothing is said."""
UNDER_BAR = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".bar");
  const apart = document.activeElement !== document.body && !bar.contains(document.activeElement);
  const onMap = document.activeElement.closest("#city_map"); // it moves into view by itself
  return apart && !onMap && box.bottom > bar.getBoundingClientRect().top + 1
    && getComputedStyle(bar).position === "fixed";
}"""


# -- a Tuesday that is a holiday


@pytest.fixture
def eve(filled, front_end):
    """The site on the eve of the holiday."""
    moment = datetime(2027, 2, 22, 16, 20, tzinfo=TOKYO)
    site = LiveSite(create_app(Settings(database=filled, secret="x", fixed_now=moment)))
    with site.serving():
        yield site


def test_a_tuesday_that_is_a_holiday_is_to_be_asked_everywhere(new_page, eve):
    page = new_page(eve)
    view = page.open(f"/ja/?open={HOLIDAY}")
    asked = view.locator(f'#unknown li[data-key="{ON_TUESDAYS}"]')
    expect(asked).to_have_count(1)
    expect(asked.locator(".next .unknown")).to_have_text("きいてから")
    # くにサポ says itself that it closes on holidays
    expect(view.locator('li[data-key="kunisapo"]')).to_have_count(0)

    view = page.open(f"/ja/places/{ON_TUESDAYS}")
    first = view.locator(".dates .date").first
    expect(first).to_have_class(re.compile("perhaps"))
    expect(first.locator("time")).to_have_attribute("datetime", HOLIDAY)

    view = page.open("/ja/calendar/2027-02?category=ibasho")
    day = view.locator("#d23")
    expect(day).to_contain_text("天皇誕生日")
    expect(day.locator("li", has_text="はたけんぼ")).to_contain_text("きいてから")

    file = eve.app.test_client().get(f"/ja/places/{ON_TUESDAYS}.ics").data
    on_that_day = [one for one in _entries(file) if _day(one) == date.fromisoformat(HOLIDAY)]
    assert [str(one["STATUS"]) for one in on_that_day] == ["TENTATIVE"]


# -- a closure that comes while pages are open


def test_a_closure_reaches_every_page_that_stands_open(new_page, live):
    site, database = live
    place, calendar = new_page(site), new_page(site)
    letter = place.open(f"/ja/places/{CLOSED}")
    month = calendar.open("/ja/calendar/2026-12?category=kodomo_shokudo")
    expect(letter.locator(".today")).to_contain_text("から")
    expect(month.locator("#d4")).to_contain_text("18:30")
    for view in (letter, month):
        view.evaluate(LOOK)
    letter.wait_for_timeout(300)  # both know what they are
    close(database)
    for view in (letter, month):
        view.evaluate(LOOK)
    expect(letter.locator(".today")).to_have_text("きょうは おやすみ")
    expect(letter.locator("main")).to_contain_text("かぜのため")
    expect(month.locator("#d4")).to_contain_text("おやすみ")
    entries = _entries(site.app.test_client().get(f"/ja/places/{CLOSED}.ics").data)
    today = [str(one["STATUS"]) for one in entries if _day(one) == NOW.date()]
    assert today == ["CANCELLED"]


# -- the dates go into a calendar


def test_the_dates_of_the_page_are_those_of_the_calendar_file(page, site):
    view = page.open("/ja/places/guruguru")
    shown = [one.get_attribute("datetime") for one in view.locator(".dates time").all()]
    assert shown == ["2026-12-06", "2026-12-20", "2027-01-03"]
    view.locator(".adding > summary").click()
    path = view.locator(".subscribe a[download]").get_attribute("href")
    ways = [one.get_attribute("href") for one in view.locator(".subscribe a").all()]
    assert any(way.startswith("webcal://") for way in ways)
    assert any("calendar.google.com" in way for way in ways)
    entries = _entries(site.app.test_client().get(path).data)
    coming = sorted((_day(one), str(one["STATUS"])) for one in entries if _day(one) >= NOW.date())
    assert [f"{day}" for day, _ in coming[:3]] == shown
    assert [status for _, status in coming[:3]] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    assert {str(one["SUMMARY"]).split("：")[-1] for one in entries} == {"ぐるぐる食堂"}


# -- the first visit, by keyboard alone on a small phone


def test_the_first_visit_by_keyboard_on_a_small_phone(new_page, site):
    page = new_page(site, 320)
    view = page.open("/ja/places/guruguru")
    heads = view.locator("main :is(h1, h2)").all_inner_texts()
    order = [next(i for i, head in enumerate(heads) if word in head) for word in
             ("食堂", "つぎに ひらく日", "はじめて行くとき", "どこ", "この情報の もと")]  # fmt: skip
    assert order == sorted(order)
    wishes = 0
    for _ in range(50):
        view.keyboard.press("Tab")
        assert not view.evaluate(UNDER_BAR), view.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        wishes += view.evaluate("document.activeElement.matches('.wish-button')")
    assert wishes >= 5
    view.locator(".wish-button").first.focus()
    view.keyboard.press("Enter")
    expect(view.locator(".wish-button").first).to_contain_text("つたえました")


def _entries(file):
    return icalendar.Calendar.from_ical(file).walk("VEVENT")


def _day(entry):
    start = entry["DTSTART"].dt
    return start.date() if isinstance(start, datetime) else start
