"""A page that stands open learns of a closure, and nothing that is asked or looked at is lost."""

import re
import shutil
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_walks import entry, press, said
from tests.web.live_site import NOW, LiveSite
from webmap.places.changes import diff
from webmap.places.days import read_day
from webmap.places.record import Statement
from webmap.places.schedule import ExceptionDay
from webmap.settings import Settings
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.web.app import create_app

CLOSED = "oideyo-gohanya"
"""Open today, 18:30–20:00."""
SEEN = """() => {
  const top = document.querySelector(".sheet-body").getBoundingClientRect().top;
  const box = (one) => one.getBoundingClientRect();
  const first = [...document.querySelectorAll("#fits > li")].find((one) => box(one).bottom > top);
  return [first.dataset.key, Math.round(box(first).top - top)];
}"""
"""The first entry that is seen, and how far below the list's edge it begins."""
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def live(filled, front_end, tmp_path):
    """A site of its own, which may change."""
    database = tmp_path / "webmap.sqlite"
    shutil.copyfile(filled, database)
    live = LiveSite(create_app(Settings(database=database, secret="x", fixed_now=NOW)))
    with live.serving():
        yield live, database


def close(database, key=CLOSED, day="2026-12-04"):
    """As somebody at the office does while families look."""
    db = open_database(database)
    old = place(db, key)
    assert old is not None
    said = Statement(ExceptionDay("closed", reason="かぜのため"), day=read_day("2026-12-04"))
    new = type(old)(old.key, {**old.said, f"exception.{day}": said})
    assert keep_changes(db, diff(old, new, kept=NOW + timedelta(minutes=1), who="office")) == 1
    db.close()


def test_a_closure_comes_while_the_page_is_open(new_page, live):
    site, database = live
    page = new_page(site).open("/ja/?category=kodomo_shokudo&near=yaho&open=today")
    expect(entry(page, CLOSED).locator(".plate")).to_have_text("きょう 4（金）")
    expect(page.locator(".origin-mark")).to_be_visible()  # the page has settled
    close(database)
    page.evaluate(LOOK)
    expect(entry(page, CLOSED)).to_have_count(0)
    assert said(page) == ["子ども食堂", "きょう", "谷保駅から"]
    expect(page.locator(".count-fits b")).to_have_text("0")
    expect(page).to_have_url(re.compile(r"\?category=kodomo_shokudo&open=today&near=yaho$"))


def test_the_chosen_place_and_the_place_in_the_list_are_kept(new_page, live):
    site, database = live
    page = new_page(site).open("/ja/?category=kodomo_shokudo")
    press(entry(page, CLOSED).locator("[data-show]"))
    card = page.locator("#card")
    expect(card.locator(".plate")).to_have_text("きょう 4（金）")
    close(database)
    page.evaluate(LOOK)
    expect(card.locator(".plate")).to_have_text("あした 5（土）")
    expect(entry(page, CLOSED)).to_have_attribute("aria-current", "true")
    expect(page.locator(".marker-chosen")).to_have_count(1)


def test_who_reads_far_down_the_list_goes_on_reading_there(new_page, live):
    site, database = live
    page = new_page(site, 1280).open("/ja/")
    body = page.locator(".sheet-body")
    body.evaluate("(one) => one.scrollTo(0, 4000)")
    page.wait_for_timeout(200)
    key, at = page.evaluate(SEEN)
    link = page.locator(f'#fits li[data-key="{key}"] + li h3 a')
    link.evaluate("(one) => one.focus({ preventScroll: true })")
    href = link.get_attribute("href")
    close(database)
    with page.expect_response("**/ja/places.json"):
        page.evaluate(LOOK)
    page.wait_for_timeout(400)
    again, now = page.evaluate(SEEN)
    assert again == key and abs(now - at) <= 40
    assert page.evaluate("document.activeElement.getAttribute('href')") == href


def test_a_page_that_nobody_looks_at_or_whose_data_stays_asks_little(new_page, live):
    site, _ = live
    page = new_page(site)
    page.page.clock.install(time=NOW)
    opened = page.open("/ja/")
    asked = []
    opened.on("response", lambda one: asked.append(one) if "places.json" in one.url else None)
    opened.locator("#fits").evaluate("(one) => { one.firstElementChild.mark = 1; }")
    opened.clock.run_for(3 * 60_000 + 500)
    opened.wait_for_timeout(300)
    assert len(asked) == 3
    assert opened.evaluate("document.querySelector('#fits').firstElementChild.mark") == 1
    opened.evaluate("Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })")
    opened.clock.run_for(5 * 60_000)
    opened.wait_for_timeout(200)
    assert len(asked) == 3


def test_while_nobody_answers_the_page_stays_as_it_is(new_page, live):
    site, database = live
    checked = new_page(site)
    page = checked.open("/ja/?open=today")
    before = page.locator("#fits > li").count()
    page.route("**/ja/places.json", lambda route: route.abort())
    close(database)
    page.evaluate(LOOK)
    page.wait_for_timeout(300)
    assert page.locator("#fits > li").count() == before
    checked.errors.clear()  # Chromium names the request that failed
    page.unroute("**/ja/places.json")
    page.evaluate(LOOK)
    expect(entry(page, CLOSED)).to_have_count(0)
