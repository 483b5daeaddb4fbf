"""A family finds a place tonight: dates, the first visit, and what changes meanwhile."""

import math
import re
from datetime import date, datetime
from itertools import pairwise

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.test_renewal import CLOSED, LOOK, live
from tests.browser.test_walks import choose, entry, groups, look, press, said, unfold
from tests.web.live_site import NOW, LiveSite, fill
from tests.web.made_up import Tables
from webmap.settings import TOKYO, Settings
from webmap.storage.database import open_database
from webmap.web.app import create_app
from webmap.workflows.change_days import AskedDay, change_day

__all__ = ["live"]  # a fixture

SCHOOL = (35.684979, 139.441405)
"""国立第五小学校"""
SPOKEN_OF = ("food_allergy", "support=", "%E3%82%A2%E3%83%AC%E3%83%AB", "アレルギー")
"""How a topic would show in an address or a request."""
HOLIDAY = "2027-02-23"
"""A Tuesday: the Emperor's birthday."""
ON_TUESDAYS = "hatakenbo"
"""Open on Tuesdays; of holidays nothing is said."""
RESTS, SILENT = "mihon-shukujitsu", "mihon-kayou"
"""Both open on Tuesdays only: one says that it rests on holidays, the other says nothing."""
VALUES = "all => all.map((one) => one.value)"
UNDER_BAR = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".bar");
  const apart = document.activeElement !== document.body && !bar.contains(document.activeElement);
  const onMap = document.activeElement.closest("#city_map"); // it moves into view by itself
  return apart && !onMap && box.bottom > bar.getBoundingClientRect().top + 1
    && getComputedStyle(bar).position === "fixed";
}"""


# -- on Sunday, near the school, with an allergy


def test_every_cafeteria_near_the_school_says_how_far_and_what_to_ask(new_page, site):
    checked = new_page(site)
    sent, addresses = [], []
    checked.page.on("request", lambda one: sent.append(_all_of(one)))
    checked.page.on("framenavigated", lambda frame: addresses.append(frame.url))
    page = checked.open("/ja/")
    _ask_for_sunday(page)
    expect(page.locator(".count-fits b")).to_have_text("0")  # none says anything of allergies
    expect(page.locator("#fits > li")).to_have_count(0)
    count = page.locator(".count-unknown b").inner_text()
    press(page.locator("#unknown summary"))
    expect(page.locator("#unknown .places > li")).to_have_count(int(count))
    _, unknown = groups(page)
    assert {"oideyo-gohanya", "guruguru", "kunichan-shokudo"} <= set(unknown)
    tables = _tables(site)
    _expect_walking_order(page, unknown, _points(tables))
    phones = _phones(tables)
    for key in unknown:
        one = entry(page, key)
        expect(one.locator(".questions")).to_contain_text("アレルギー")
        number = phones.get(key, "").replace("-", "")
        href = f"tel:{number}" if number else f"/ja/places/{key}#asking"
        expect(one.locator(".how a")).to_have_attribute("href", href)
        expect(one.locator(".how a")).to_be_visible()
    assert {bool(phones.get(key)) for key in unknown} == {True, False}
    silent = next(key for key in unknown if not phones.get(key))
    press(entry(page, silent).locator(".how a"))
    asking = page.locator("section.asking")
    expect(asking).to_be_in_viewport()
    press(asking.locator('a[href="/ja/places/kunisapo"]'))  # its phone is not known: who may know
    expect(page.locator('section.asking a[href^="tel:"]')).to_be_visible()
    assert addresses and any("open=2026-12-06" in one for one in addresses)
    for text in (*sent, *addresses):
        assert not [word for word in SPOKEN_OF if word in text], text


def _ask_for_sunday(page):
    unfold(page, "なんねんせい", "学年で えらぶ")
    choose(page, "小4")
    look(page)
    unfold(page, "ちかく")
    choose(page, "国立第五小学校")
    look(page)
    unfold(page, "もっと")
    choose(page, "子ども食堂", "食物アレルギー")
    page.locator("#that-day").fill("2026-12-06")
    look(page)
    assert said(page) == [
        "子ども食堂", "小学4年生", "12月6日（日）", "食物アレルギー", "国立第五小学校から",
    ]  # fmt: skip


def _expect_walking_order(page, keys, points):
    """Each says its minutes, never fewer than the one before; and so it lies on the ground."""
    ways = [entry(page, key).locator(".walk").text_content().strip() for key in keys]
    minutes = [int(way.removeprefix("歩いて およそ ").removesuffix("分")) for way in ways]
    assert minutes == sorted(minutes) and len(set(minutes)) > 3
    away = [_metres(SCHOOL, points[key]) for key in keys]
    # 80 m of street are a minute, and streets are longer than the straight line
    counted = [math.ceil(1.3 * far / 80) for far in away]
    assert all(abs(a - b) <= 1 for a, b in zip(minutes, counted, strict=True))
    assert all(one <= far + 80 for one, far in pairwise(away))


def _all_of(request):
    return f"{request.method} {request.url} {request.post_data} {request.headers.get('referer')}"


def _tables(site):
    """What the site was filled from: the real places and the made-up ones."""
    return Tables(site.app.extensions["house"].settings.data).rows


def _phones(tables):
    return {row["place"]: row["value"] for row in tables["details"] if row["field"] == "phone"}


def _points(tables):
    sites = {
        row["key"]: (float(row["lat"]), float(row["lon"])) for row in tables["sites"] if row["lat"]
    }
    return {row["key"]: sites[row["site"]] for row in tables["places"] if row["site"] in sites}


def _metres(one, other):
    """In a city the earth is flat."""
    north = (other[0] - one[0]) * 110_950
    return math.hypot(north, (other[1] - one[1]) * 111_320 * math.cos(math.radians(one[0])))


# -- a Tuesday that is a holiday


@pytest.fixture
def eve(data, tmp_path, front_end):
    """The site on the eve of the holiday, with two made-up places that open on Tuesdays."""
    tables = Tables(data)
    tables.add_source()
    tables.add_site("mihon-site")
    for key, name, holidays in ((RESTS, "祝日やすみ", "excluded"), (SILENT, "火よう", "")):
        tables.add_place(key, f"{name}の みほん", site="mihon-site")
        tables.add("schedules", place=key, number="1", effect="open", weekdays="TU",
                   holidays=holidays, opens="10:00", closes="15:00")  # fmt: skip
    tables.write()
    moment = datetime(2027, 2, 22, 16, 20, tzinfo=TOKYO)
    database = fill(tmp_path / "eve.sqlite", data)
    site = LiveSite(create_app(Settings(database, data, secret="x", fixed_now=moment)))
    with site.serving():
        yield site


@pytest.mark.parametrize("key", (ON_TUESDAYS, SILENT))
def test_a_tuesday_that_is_a_holiday_is_to_be_asked_everywhere(new_page, eve, key):
    page = new_page(eve)
    view = page.open(f"/ja/?open={HOLIDAY}")
    asked = view.locator(f'#unknown li[data-key="{key}"]')
    expect(asked).to_have_count(1)
    expect(asked.locator(".next .unknown")).to_have_text("きいてから")
    expect(view.locator(f'#fits li[data-key="{key}"]')).to_have_count(0)

    view = page.open(f"/ja/places/{key}")
    first = view.locator(".dates .date").first
    expect(first).to_have_class(re.compile("perhaps"))
    expect(first).to_contain_text("きいてから")
    expect(first.locator("time")).to_have_attribute("datetime", HOLIDAY)

    view = page.open("/ja/calendar/2027-02?category=ibasho")
    expect(view.locator("#d23")).to_contain_text("天皇誕生日")
    line = view.locator("#d23 li", has=view.locator(f'a[href="/ja/places/{key}"]'))
    expect(line).to_contain_text("きいてから")

    assert _statuses(eve, key) == ["TENTATIVE"]


def test_who_says_that_it_rests_on_holidays_is_not_there(new_page, eve):
    page = new_page(eve)
    view = page.open(f"/ja/?open={HOLIDAY}")
    for key in (RESTS, "kunisapo"):  # くにサポ says so itself
        expect(view.locator(f'#list li[data-key="{key}"]')).to_have_count(0)

    days = page.open(f"/ja/places/{RESTS}").locator(".dates time")
    shown = [one.get_attribute("datetime") for one in days.all()]
    assert shown == ["2027-03-02", "2027-03-09", "2027-03-16"]

    view = page.open("/ja/calendar/2027-02?category=ibasho")
    link = f'a[href="/ja/places/{RESTS}"]'
    expect(view.locator(f"#d23 {link}")).to_have_count(0)
    view = page.open("/ja/calendar/2027-03?category=ibasho")
    expect(view.locator(f"#d2 {link}")).to_have_count(1)  # on any other Tuesday it is

    assert _statuses(eve, RESTS) == []
    assert _statuses(eve, RESTS, "2027-03-02") == ["CONFIRMED"]


def _statuses(site, key, day=HOLIDAY):
    """What the place's calendar file says of its openings on this day."""
    file = site.app.test_client().get(f"/ja/places/{key}.ics").data
    return [str(one["STATUS"]) for one in _entries(file) if _day(one) == date.fromisoformat(day)]


# -- a closure that comes while pages are open


OPEN_PAGES = {
    "map": "/ja/?category=kodomo_shokudo&open=today",
    "place": f"/ja/places/{CLOSED}",
    "calendar": "/ja/calendar/2026-12?category=kodomo_shokudo",
}


@pytest.mark.parametrize("comes_back", (True, False))
def test_a_closure_reaches_every_page_that_stands_open(new_page, live, comes_back):
    """Whether somebody comes back to the page or only leaves it lying there."""
    site, database = live
    views = {name: _stands_open(new_page(site), path) for name, path in OPEN_PAGES.items()}
    expect(entry(views["map"], CLOSED).locator(".plate")).to_have_text("きょう 4（金）")
    expect(views["place"].locator(".today")).to_contain_text("から")
    expect(views["calendar"].locator("#d4")).to_contain_text("18:30")
    _close_tonight(database)
    for view in views.values():
        view.evaluate(LOOK) if comes_back else view.clock.run_for(61_000)
    expect(entry(views["map"], CLOSED)).to_have_count(0)
    expect(views["map"].locator(".count-fits b")).to_have_text("0")
    expect(views["place"].locator(".today")).to_have_text("きょうは おやすみ")
    expect(views["place"].locator("main")).to_contain_text("かぜのため")
    expect(views["calendar"].locator("#d4")).to_contain_text("おやすみ")
    assert _statuses(site, CLOSED, f"{NOW.date()}") == ["CANCELLED"]


def _stands_open(checked, path):
    checked.page.clock.install(time=NOW)
    view = checked.open(path)
    view.clock.run_for(2_500)
    view.wait_for_timeout(300)  # it knows what it is
    return view


def _close_tonight(database):
    """As the office's command does."""
    db = open_database(database)
    change_day(db, AskedDay(CLOSED, f"{NOW.date()}", "closed", reason="かぜのため"), NOW)
    db.close()


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
    view.keyboard.press("Tab")
    expect(view.locator(".skip")).to_be_focused()
    expect(view.locator(".skip")).to_be_in_viewport()
    view.keyboard.press("Enter")
    told = _read_and_wish(view)
    wishes = view.locator(".wish-button")
    assert told == wishes.count() >= 8
    assert wishes.all_inner_texts() and all(
        "つたえました" in one for one in wishes.all_inner_texts()
    )
    assert len({*view.locator(".wish input[name=what]").evaluate_all(VALUES)}) == told
    expect(view).to_have_url(f"{site.url}/ja/places/guruguru#content")
    page.check()  # unfolded and told, it still scrolls no way but down


def _read_and_wish(view):
    """Tabs from the content to the page's end, unfolds and wishes by Enter; how many were told."""
    told = 0
    for _ in range(120):
        view.keyboard.press("Tab")
        at = view.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert not view.evaluate(UNDER_BAR), at
        if not view.evaluate("document.activeElement.matches('main *, footer *')"):
            return told
        if view.evaluate("document.activeElement.matches('.others > summary')"):
            view.keyboard.press("Enter")
        if view.evaluate("document.activeElement.matches('.wish-button')"):
            view.keyboard.press("Enter")
            expect(view.locator(".wish-button:focus")).to_contain_text("つたえました")
            told += 1
    raise AssertionError("the page has no end")


def _entries(file):
    return icalendar.Calendar.from_ical(file).walk("VEVENT")


def _day(entry):
    start = entry["DTSTART"].dt
    return start.date() if isinstance(start, datetime) else start
