"""The history in a browser: read on a small phone, taken back and blanked with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.made_up import say
from tests.web.staff.keeping import PLACE, after, edit, stored
from webmap.places.schedule import Rule

HISTORY = f"/staff/places/{PLACE}/history"


@pytest.fixture
def number(staff_site):
    """The last of some changes, with a long text, a word without blanks and a day that moved."""
    app = staff_site.app
    edit(app, after(-60 * 24), {"phone": say("042-000-0000", day="2026-11")})
    edit(app, after(3), {"phone": say("042-000-0000", day="2026-12")})
    edit(
        app,
        after(4),
        {"who": say("だれでも" * 40, "a" * 80), "schedule.2": say(Rule(weekdays="SA"))},
    )
    return edit(app, after(5), {"remark.9": say("みほん太郎さんに 聞く", visibility="staff")})


PAGES = (
    HISTORY,
    f"{HISTORY}?day=2026-12-04",
    "/staff/week",
    "/staff/acts/{number}",
    "/staff/acts/{number}/undo",
    "/staff/acts/1/undo",
    "/staff/changes/{number}/redact",
    "/staff/changes/{number}/redact?part=new.value",
)


def test_every_page_is_sound_at_every_width(staff_page, number, axe):
    page = staff_page("admin", width=320)
    for path in PAGES:
        view = page.open(path.format(number=number))
        view.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width in (320, 390, 1280):
            assert faults(view, axe, width) == [], path
            page.check()


def test_a_change_is_taken_back_and_that_too_with_the_keyboard(staff_page, staff_site, number):
    view = staff_page("editor", width=1280).open(HISTORY)
    view.get_by_role("link", name="職員の メモ 9を もどす").press("Enter")
    view.get_by_role("button", name="もどす").press("Enter")
    expect(view.get_by_role("status")).to_contain_text("もどしました")
    assert "remark.9" not in stored(staff_site.app).said
    view.get_by_role("link", name="いまの「もどす」を 取り消す").press("Enter")
    view.get_by_role("button", name="もどす").press("Enter")
    assert stored(staff_site.app).text("remark.9") == "みほん太郎さんに 聞く"


def test_a_name_is_blanked_with_the_keyboard(staff_page, staff_site, number):
    view = staff_page("admin", width=390).open(HISTORY)
    view.get_by_role("link", name="職員の メモ 9の ことばを けす").press("Enter")
    view.get_by_label("その中の 名前や 番号だけを さがすとき").fill("みほん太郎")
    view.get_by_role("button", name="どこに あるか さがす").press("Enter")
    view.get_by_label("たしかめるため").fill("けす")
    view.get_by_role("button", name="けす", exact=True).press("Enter")
    expect(view.get_by_role("status")).to_contain_text("けしました")
    expect(view.get_by_role("heading", level=2)).to_contain_text("ほかに のこっていないか")
    assert "remark.9" not in stored(staff_site.app).said
    view.get_by_role("link", name="りれきに もどる").press("Enter")
    assert "みほん太郎" not in view.content()


def test_a_day_is_chosen_and_the_history_narrowed(staff_page, number):
    view = staff_page("viewer", width=320).open(HISTORY)
    view.get_by_label("しぼる").select_option("でんわ")
    view.get_by_role("button", name="見る").first.press("Enter")
    expect(view.locator(".act")).to_have_count(2)
    view.get_by_label("この日の すがたを 見る").fill("2026-12-04")
    view.get_by_role("button", name="見る").last.press("Enter")
    expect(view.get_by_role("heading", level=1)).to_contain_text(
        "2026年12月4日（金）の ぐるぐる食堂"
    )
