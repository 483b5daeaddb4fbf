"""A new place in the browser: its story, Back, a double click, by keyboard, without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.web.asking import house_of
from webmap.places.place import Place
from webmap.storage.database import Database, open_database
from webmap.storage.places import place
from webmap.storage.sketches import highest_number

NEW = "/staff/places/new"
NEXT, MAKE = "つぎへ（にている場所と 地図を 見る）", "あたらしい場所として つくる"


@pytest.fixture
def stored(staff_site):
    db = open_database(house_of(staff_site.app).settings.database)
    yield db
    db.close()


def made(db: Database) -> Place:
    """The first place that was made here."""
    found = place(db, "p1")
    assert found
    return found


def begin(page, name="みほんの ひろば", address="国立市谷保"):
    view = page.open(NEW)
    view.get_by_label("名前", exact=True).fill(name)
    view.get_by_label("住所", exact=True).fill(address)
    view.get_by_label("種類", exact=True).select_option("ibasho")
    return view


def look(page, view):
    view.get_by_role("button", name=NEXT).click()
    view.locator("#step-4").wait_for()
    page.check()


def make(page, view):
    """Presses the button; the form of the place is not part of this story."""
    page._status = 404
    view.get_by_label("どこから しった話ですか").fill("電話で きいた")
    view.get_by_role("button", name=MAKE).click()
    view.wait_for_url("**/staff/places/p*")


@pytest.mark.parametrize("width", [320, 1280])
def test_name_address_pin_and_it_is_made(staff_page, stored, width):
    page = staff_page("editor", width=width)
    view = begin(page)
    look(page, view)
    expect(view.locator(".none-alike")).to_be_visible()
    expect(view.locator("[data-pin-said]")).to_contain_text("半径 618m")
    view.locator(".pin-marker").focus()
    view.keyboard.press("Shift+ArrowUp")
    make(page, view)
    new = made(stored)
    assert (new.name, new.standing, new.text("categories")) == (
        "みほんの ひろば",
        "check",
        "ibasho",
    )


def test_a_double_leads_to_the_place_that_is_there(staff_page):
    page = staff_page("editor", width=1280)
    view = begin(page, "ｸﾞﾙｸﾞﾙ食堂", "")
    look(page, view)
    expect(view.locator(".double.likely")).to_contain_text("名前が おなじ")
    link = view.locator(".double").get_by_role("link", name="ぐるぐる食堂")
    assert link.get_attribute("href") == "/staff/places/guruguru"
    expect(view.get_by_role("button", name="ちがう。")).to_be_visible()


def test_back_brings_what_was_typed(staff_page):
    page = staff_page("editor")
    view = begin(page)
    look(page, view)
    view.go_back()
    expect(view.get_by_label("名前", exact=True)).to_have_value("みほんの ひろば")
    expect(view.get_by_label("住所", exact=True)).to_have_value("国立市谷保")
    expect(view.get_by_label("種類", exact=True)).to_have_value("ibasho")
    look(page, view)


def test_pressed_twice_it_is_one_place(staff_page, stored):
    page = staff_page("editor")
    view = begin(page)
    look(page, view)
    page._status = 404
    view.get_by_label("どこから しった話ですか").fill("電話で きいた")
    view.get_by_role("button", name=MAKE).dblclick()
    view.wait_for_url("**/staff/places/p*")
    assert highest_number(stored, "place", "p") == 1


def test_a_stored_building_has_its_own_point(staff_page, stored):
    page = staff_page("editor")
    view = begin(page, address="国立市富士見台4-17-65")
    look(page, view)
    expect(view.locator("[data-pin]")).to_be_hidden()
    view.get_by_text("あたらしい建物に する").click()
    expect(view.locator(".pin-marker")).to_be_visible()
    page.check()
    view.locator(".pick").first.click()
    make(page, view)
    assert made(stored).text("site") == "yagawa-plus"


def test_a_group_is_offered_while_one_types_its_name(staff_page, stored):
    page = staff_page("editor", width=1280)
    view = begin(page)
    group = view.get_by_role("combobox", name="やっている団体")
    group.press_sequentially("農園")
    expect(view.locator("[role=option]")).to_have_count(1)
    page.check()
    group.press("ArrowDown")
    group.press("Enter")
    expect(group).to_have_value("NPO法人くにたち農園の会")
    look(page, view)
    make(page, view)
    assert made(stored).text("group") == "hatakenbo"


def test_without_a_script_it_is_made_as_well(staff_page, stored):
    page = staff_page("editor", java_script_enabled=False)
    view = begin(page, address="富士見台2-47-1")
    view.get_by_role("button", name=NEXT).click()
    view.get_by_text("あたらしい建物に する").click()
    assert view.locator('[name="site/location:lat"]').input_value() == "35.683934"
    make(page, view)
    assert made(stored).text("site") == "p1"


def test_problems_stand_beside_their_fields(staff_page):
    page = staff_page("editor", width=320)
    view = begin(page)
    look(page, view)
    page._status = 422
    view.get_by_label("かぎ").fill("あ")
    view.get_by_role("button", name=MAKE).click()
    expect(view.locator(".wrong-here")).to_have_count(2)
    expect(view.get_by_label("名前", exact=True)).to_have_value("みほんの ひろば")
    page.check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(staff_page, axe, scheme):
    page = staff_page("editor", color_scheme=scheme)
    view = begin(page, "ハートフルくにたち食堂", "富士見台4-17-65")
    assert faults(view, axe, 390) == []
    look(page, view)
    view.get_by_text("あたらしい建物に する").click()
    for width in (320, 1280):
        assert faults(view, axe, width) == []
