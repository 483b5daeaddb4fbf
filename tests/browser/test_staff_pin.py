"""The pin of a place: moved with the mouse, a thumb, the keyboard, by numbers, by its address."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.pin_page import PATH, add_pin_page

SAID = "[data-pin-said]"
MARKER = ".pin-marker"


@pytest.fixture
def sent(staff_site):
    """What the page sent."""
    sent: list[dict[str, str]] = []
    add_pin_page(staff_site.app, sent)
    return sent


@pytest.fixture
def open_pin(staff_page, sent):
    """Opens the pin of a place: ``open_pin("guruguru", width=1280)``."""

    def open_pin(key="guruguru", **options):
        page = staff_page("editor", **options)
        page.open(PATH + key)
        if page.scripts:
            page.page.locator(MARKER).wait_for()
            page.check()
        return page

    return open_pin


def cell(view, part):
    return view.locator(f'[name="site/location:{part}"]')


def point(view):
    return tuple(float(cell(view, part).input_value()) for part in ("lat", "lon"))


def test_dragged_with_the_mouse_it_is_a_persons_building(open_pin, sent):
    view = open_pin("hatakenbo", width=1280).page
    before = point(view)
    expect(view.locator(SAID)).to_contain_text("だいたいの ばしょ")
    expect(view.locator(".pin-disc")).to_have_count(1)
    view.locator("[data-pin-keys]").scroll_into_view_if_needed()
    box = view.locator(MARKER).bounding_box()
    view.mouse.move(box["x"] + 22, box["y"] + 22)
    view.mouse.down()
    view.mouse.move(box["x"] + 82, box["y"] + 52, steps=6)
    view.mouse.up()
    expect(view.locator(SAID)).to_have_text("この建物の 点です。")
    expect(view.locator(".pin-disc")).to_have_count(0)
    lat, lon = point(view)
    assert lat < before[0] and lon > before[1]
    view.get_by_role("button", name="send").click()
    (form,) = sent
    assert form["site/location:level"] == "building"
    assert form["site/location:radius_m"] == ""
    assert form["site/location:source"] == "職員が 地図で おいた点"
    assert form["site/location:day"] == "2026-12-04"
    assert form["shown"] == "site/location"


def test_by_keyboard_it_goes_metre_by_metre(open_pin):
    page = open_pin()
    view = page.page
    lat, lon = point(view)
    view.locator(MARKER).focus()
    view.keyboard.press("ArrowUp")
    expect(view.locator(SAID)).to_contain_text("きたへ 1m")
    assert point(view) == pytest.approx((lat + 1 / 111_320, lon), abs=1e-6)
    view.keyboard.press("Shift+ArrowRight")
    expect(view.locator(SAID)).to_contain_text("ひがしへ 10m")
    assert point(view)[1] == pytest.approx(lon + 0.0001106, abs=2e-6)
    expect(view.locator(MARKER)).to_be_focused()
    page.check()


def test_every_tool_is_reached_by_keyboard(open_pin):
    view = open_pin().page
    view.locator("[data-pin-find]").focus()
    view.keyboard.press("Enter")
    expect(view.locator("[data-pin-found] button").first).to_be_focused()
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    expect(view.locator("[data-pin-find]")).to_be_focused()
    expect(view.locator(SAID)).to_contain_text("半径 261m")
    assert cell(view, "source").input_value() == "gazetteer;abr-town"
    view.locator("[data-pin-undo]").focus()
    view.keyboard.press("Enter")
    expect(view.locator(SAID)).to_contain_text("もとの点に もどしました")


def test_the_address_gives_house_and_town(open_pin):
    view = open_pin("yagawa-jidokan", width=1280).page
    view.locator('[name="site/address:value"]').fill("国立市富士見台2-47-1")
    view.locator("[data-pin-find]").click()
    found = view.locator("[data-pin-found] li")
    expect(found).to_have_count(2)
    expect(found.first).to_contain_text("東京都国立市富士見台二丁目47番1 この建物の 点です。")
    found.first.get_by_role("button").click()
    assert point(view) == (35.683934, 139.441379)
    view.locator('[name="site/address:value"]').fill("どこか")
    view.locator("[data-pin-find]").click()
    expect(view.locator("[data-pin-found]")).to_contain_text("わかりませんでした")


def test_cleared_it_is_gone_and_comes_back(open_pin, sent):
    view = open_pin().page
    before = point(view)
    view.locator("[data-pin-clear]").click()
    expect(view.locator(MARKER)).to_have_count(0)
    expect(view.locator(SAID)).to_contain_text("点を けしました")
    view.locator("[data-pin-undo]").click()
    expect(view.locator(MARKER)).to_have_count(1)
    assert point(view) == before
    view.locator("[data-pin-clear]").click()
    view.get_by_role("button", name="send").click()
    assert {sent[0][f"site/location:{part}"] for part in ("lat", "lon", "level", "source")} == {""}


def test_where_there_is_none_a_press_on_the_map_sets_it(staff_page, sent):
    view = staff_page("editor", width=1280).open(PATH + "jikka-asagohan")
    expect(view.locator(SAID)).to_contain_text("点は まだ ありません")
    view.locator("[data-pin-keys]").scroll_into_view_if_needed()
    box = view.locator("[data-pin-map]").bounding_box()
    view.mouse.click(box["x"] + 200, box["y"] + 150)
    expect(view.locator(MARKER)).to_have_count(1)
    first = point(view)
    view.mouse.click(box["x"] + 300, box["y"] + 100)  # one that stands is not moved by a slip
    assert point(view) == first


def test_numbers_typed_or_copied_move_it(open_pin):
    view = open_pin().page
    cell(view, "lat").fill("35.69, 139.45")
    assert point(view) == (35.69, 139.45)
    expect(view.locator(SAID)).not_to_contain_text("30km")
    cell(view, "lat").fill("34.69")
    expect(view.locator(SAID)).to_contain_text("30km より とおい")
    cell(view, "lat").fill("きた")
    expect(view.locator(SAID)).to_contain_text("読めません")


def test_a_shared_building_can_be_left_alone(open_pin):
    view = open_pin("yagawa-jidokan").page
    expect(view.locator(".pin-others a")).to_have_count(4)
    view.get_by_role("button", name="この場所だけの 建物に する").click()
    assert view.locator('[name="site:value"]').input_value() == "new"
    expect(view.locator(".pin-others")).to_contain_text("ほかの場所は うごきません")


def test_in_the_form_of_a_place_it_gets_a_building_of_its_own(staff_page, staff_site):
    page = staff_page("editor", width=1280)
    view = page.open("/staff/places/yagawa-jidokan")
    view.get_by_role("button", name="この場所だけの 建物に する").click()
    view.locator(MARKER).focus()
    view.keyboard.press("Shift+ArrowUp")
    expect(view.locator("[data-count]")).to_contain_text("かわりました")
    view.locator('[name="common:source"]').fill("電話で きいた")
    view.locator('[name="common:day"]').fill("2026-12-04")
    view.get_by_role("button", name="保存する").click()
    expect(view.locator(".told")).to_contain_text("保存しました")
    expect(view.locator(".pin-others")).to_have_count(0)
    assert view.locator('[name="site:value"]').input_value() == "yagawa-jidokan"
    page.check()


def test_another_building_is_found_by_its_name(open_pin):
    page = open_pin("guruguru", width=1280)
    view = page.page
    search = view.get_by_role("combobox", name="建物を")
    search.press_sequentially("矢川児童館")
    expect(view.locator("[role=option]")).to_have_count(1)
    page.check()
    search.press("ArrowDown")
    search.press("Enter")
    assert view.locator('[name="site:value"]').input_value() == "yagawa-plus"
    expect(view.locator("[role=option]")).to_have_count(0)
    assert view.url.endswith(PATH + "guruguru")


def test_without_a_script_the_numbers_are_there(open_pin, sent):
    view = open_pin(java_script_enabled=False).page
    expect(view.locator("[data-pin-frame]")).to_be_hidden()
    cell(view, "lat").fill("35.69")
    cell(view, "level").select_option("block")
    view.get_by_role("button", name="send").click()
    assert (sent[0]["site/location:lat"], sent[0]["site/location:level"]) == ("35.69", "block")


def test_without_a_signal_it_says_so(open_pin):
    page = open_pin()
    view = page.page
    view.route("**/staff/find-point", lambda route: route.abort())
    view.locator("[data-pin-find]").click()
    expect(view.locator("[data-pin-found]")).to_contain_text("さがせませんでした")
    page.errors.clear()  # the browser tells of it


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut(open_pin, axe, scheme):
    page = open_pin("yagawa-jidokan", width=320, color_scheme=scheme)
    page.page.locator("[data-pin-find]").click()
    page.page.locator("[data-pin-found] button").first.wait_for()
    page.check()
    for width in (320, 1280):
        assert faults(page.page, axe, width) == []
