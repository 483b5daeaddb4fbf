"""A page that was left open learns of new data, and disturbs nobody who writes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.web.live_site import NOW, LiveSite
from webmap.web.app import create_app


class Clock:
    now = NOW.replace(minute=50)


@pytest.fixture
def clock(monkeypatch, settings):
    clock = Clock()
    monkeypatch.setattr(type(settings), "now", lambda _: clock.now)
    return clock


@pytest.fixture
def moving(clock, settings, front_end):
    """A site whose clock the test moves on."""
    live = LiveSite(create_app(replace(settings, fixed_now=None)))
    with live.serving():
        yield live


def look_again(page):
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def open_help(new_context, site):
    page = new_context().new_page()
    page.goto(site.url + "/ja/help")
    page.evaluate("window.isTheSame = true")
    look_again(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.isTheSame"), "nothing has changed"
    return page


def first_line(page):
    return page.locator(".help-line").first


def test_it_loads_anew_when_its_answer_has_changed_and_stays_where_it_stands(
    new_context, moving, clock
):
    page = open_help(new_context, moving)
    expect(first_line(page)).to_have_id("kunisapo")
    page.evaluate("scrollTo(0, 700)")
    clock.now += timedelta(minutes=15)  # くにサポ closes at 17:00
    look_again(page)
    expect(first_line(page)).to_have_id("sos-24")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") > 300, "nobody is thrown to the top"


def test_not_while_something_is_chosen(new_context, moving, clock):
    page = open_help(new_context, moving)
    page.get_by_role("radio", name="学校のこと").check()
    clock.now += timedelta(minutes=15)
    look_again(page)
    page.wait_for_timeout(500)
    assert page.evaluate("window.isTheSame")


def test_without_a_signal_it_stays_as_it_is(new_context, moving, clock):
    page = open_help(new_context, moving)
    page.context.set_offline(True)
    clock.now += timedelta(minutes=15)
    look_again(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.isTheSame")
    page.context.set_offline(False)
    look_again(page)
    expect(first_line(page)).to_have_id("sos-24")
