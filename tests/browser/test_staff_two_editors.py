"""Two edit one place at once: the second sees what the first kept, and chooses."""

import pytest

from tests.browser.axe import faults

PLACE = "/staff/places/guruguru"
HOURS, ROOM = '[name="schedule.1:opens"]', '[name="capacity:value"]'


def fill_in(page, **cells):
    named = {HOURS: cells.get("opens", ""), ROOM: cells.get("room", "")}
    told = {'[name="common:source"]': "みほんの 電話", '[name="common:day"]': "2026-12-04"}
    for cell, text in (named | told).items():
        if text:
            page.fill(cell, text)


def save(page):
    page.get_by_role("button", name="保存する").click()
    page.wait_for_load_state("load")


@pytest.fixture
def two(staff_page):
    """Both have opened the form before either saves."""
    first, second = (staff_page("editor", name, width=1280) for name in ("mihon-1", "mihon-2"))
    for one in (first, second):
        one.open(PLACE)
    return first, second


@pytest.mark.parametrize(("whose", "opens"), [("ほかの人", "12:00"), ("わたし", "10:00")])
def test_the_second_chooses_and_nothing_else_is_lost(two, staff_page, whose, opens, axe):
    first, second = two
    fill_in(first.page, opens="12:00", room="50")
    save(first.page)
    second._status = 409  # the second is asked, and nothing of the form is kept yet
    fill_in(second.page, opens="10:00")
    save(second.page)
    page = second.page
    page.get_by_role("heading", name="ほかの人も なおしていました").wait_for()
    told = page.inner_text("main")
    assert "mihon-1" in told and "12:00〜14:00" in told and "10:00〜14:00" in told
    assert "50" in told, "what only the first changed is told too"
    for width in (320, 1280):
        assert faults(page, axe, width) == []
    page.get_by_role("radio", name=whose).check()
    page.get_by_role("button", name="えらんだとおりに 保存する").click()
    page.wait_for_load_state("load")
    shown = staff_page("viewer", width=390)
    shown.open("/ja/places/guruguru")
    text = shown.page.inner_text("main")
    assert f"{opens}〜14:00" in text
    assert "50人" in text
