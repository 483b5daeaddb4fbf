"""Near a school, a station, or where one is: nearest first, and where one is stays on the phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_walks import (
    READ,
    choose,
    entry,
    groups,
    look,
    press,
    said,
    take_away,
    unfold,
)
from tests.web.made_up import HIDDEN

YAHO = {"latitude": 35.68138, "longitude": 139.44678}
LISTS = ("#fits", "#unknown .places")
ASKED = (
    "near=es5",
    "near=es5&feet=child",
    "near=yaho&category=kodomo_shokudo&free=1",
    "near=nishi-kunitachi&open=week&access=elevator",
    "near=jhs3&feet=child&open=2026-12-06&grade=es4",
    "near=kunitachi&q=食堂",
)
TAP = """(query) => {
  const form = document.getElementById("needs"), q = document.getElementById("q");
  const asked = new URLSearchParams(query);
  for (const box of form.querySelectorAll("input[type=checkbox]"))
    box.checked = asked.getAll(box.name).includes(box.value);
  form.querySelector("[type=date]").value = /^2/.test(asked.get("open")) ? asked.get("open") : "";
  q.value = asked.get("q") || "";
  const box = form.querySelector("[name=near]:checked") || form.querySelector("[name=near]");
  box.dispatchEvent(new Event("change", { bubbles: true }));
}"""


COUNT = """() => {
  const get = navigator.geolocation.getCurrentPosition;
  window.asked = 0;
  navigator.geolocation.getCurrentPosition = function (...all) {
    window.asked++;
    get.apply(this, all);
  };
}"""


def walks(page, group="#fits"):
    return page.locator(f"{group} > li").evaluate_all(
        "all => all.map((one) => one.querySelector('.walk')?.textContent.trim() ?? '')"
    )


def minutes(page):
    return [int(found[1]) for text in walks(page) if (found := re.search(r"(\d+)分", text))]


def here(page):
    unfold(page, "ちかく")
    press(page.locator("label", has=page.locator("#here")))


# -- the two that order


def test_the_server_and_the_script_say_the_same_ways_in_the_same_order(page, site):
    page = page.open("/ja/")
    client = site.app.test_client()
    for query in ASKED:
        html = client.get(f"/ja/?{query}").get_data(as_text=True)
        page.evaluate(TAP, query)
        key = query.partition("&")[0].removeprefix("near=")
        expect(page.locator(f'#said button[value="near={key}"]')).to_have_count(1)
        expect(page).to_have_url(re.compile(f"near={key}"))
        server = page.evaluate(READ, [html, [*LISTS]])
        assert any(server)
        for _ in range(100):
            script = page.evaluate(READ, ["", [*LISTS]])
            if script == server:
                break
            page.wait_for_timeout(30)
        for ours, theirs in zip(script, server, strict=True):
            assert [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]] == []
        buttons = re.findall('name="without" value="([^"]+)"><span data-slot="said">([^<]+)', html)
        assert said(page) == [words for _, words in buttons if words]


def test_who_hurries_hears_that_a_child_is_slower(page):
    page = page.open("/ja/?near=es5")
    grown_up = minutes(page)
    unfold(page, "ちかく")
    choose(page, "小学生の足で はかる")
    look(page)
    expect(page.locator("#said")).to_contain_text("小学生の足で")
    expect(page).to_have_url(re.compile(r"/ja/\?near=es5&feet=child$"))
    assert minutes(page)[0] > grown_up[0]
    take_away(page, "国立第五小学校から")
    expect(page.locator("#said")).to_be_hidden()
    assert not any(walks(page))
    expect(page).to_have_url(re.compile("/ja/$"))
    expect(page.locator("#order")).to_be_hidden()


# -- the walk of the fourth-grader


@pytest.mark.parametrize("width", (320, 390, 1280))
def test_the_nearest_cafeteria_on_sunday_for_a_child_with_an_allergy(new_page, site, width):
    checked = new_page(site, width)
    page = checked.open("/ja/")
    unfold(page, "なんねんせい", "学年で えらぶ")
    choose(page, "小4")
    look(page)
    unfold(page, "ちかく")
    choose(page, "国立第五小学校", "小学生の足で はかる")
    look(page)
    unfold(page, "もっと")
    choose(page, "子ども食堂", "食物アレルギー")
    page.locator("#that-day").fill("2026-12-06")
    look(page)
    assert said(page) == [
        "子ども食堂", "小学4年生", "12月6日（日）", "食物アレルギー",
        "国立第五小学校から", "小学生の足で",
    ]  # fmt: skip
    expect(page.locator("#order")).to_contain_text("国立第五小学校から・歩いて ちかい順")
    press(page.locator(".count-unknown"))
    first = entry(page, groups(page)[1][0])
    expect(first.locator(".walk")).to_contain_text("歩いて およそ")
    expect(first.locator(".plate")).to_have_text("12/6（日）")
    expect(first.locator(".questions")).to_contain_text("アレルギー")
    assert "support" not in page.url and "open=2026-12-06" in page.url
    assert "near=es5&feet=child" in page.url
    checked.check()


def test_one_day_takes_the_place_of_another_and_goes_again(page):
    page = page.open("/ja/?open=today")
    unfold(page, "もっと")
    page.locator("#that-day").fill("2026-12-06")
    look(page)
    assert said(page) == ["12月6日（日）"]
    plates = page.locator("#fits .plate").all_inner_texts()
    assert plates and set(plates) == {"12/6（日）"}
    choose(page, "きょう")
    assert said(page) == ["きょう"] and page.locator("#that-day").input_value() == ""
    unfold(page, "もっと")
    page.locator("#that-day").fill("2026-12-05")
    press(page.locator(".panel[open] [data-clear]"))
    expect(page.locator("#said")).to_be_hidden()


def test_without_scripts_a_day_and_a_school_are_asked_by_the_form(new_page, site):
    page = new_page(site, java_script_enabled=False).open("/ja/")
    expect(page.locator("#here")).to_be_hidden()
    unfold(page, "ちかく")
    choose(page, "国立第五小学校")
    unfold(page, "もっと")
    choose(page, "子ども食堂")
    page.locator("#that-day").fill("2026-12-06")
    with page.expect_navigation():
        press(page.get_by_role("button", name="この しぼりこみで 見る"))
    assert said(page) == ["子ども食堂", "12月6日（日）", "国立第五小学校から"]
    found = minutes(page)
    assert found and found == sorted(found)
    expect(page.locator("#order")).to_contain_text("国立第五小学校から・歩いて ちかい順")


# -- where one is


@pytest.mark.parametrize("width", (390, 1280))
def test_where_one_is_never_leaves_the_phone(new_page, site, width):
    checked = new_page(site, width, geolocation=YAHO, permissions=["geolocation"])
    asked = []
    checked.page.on("request", lambda one: asked.append(f"{one.method} {one.url} {one.post_data}"))
    page = checked.open("/ja/")
    page.evaluate(COUNT)
    unfold(page, "ちかく")
    assert page.evaluate("window.asked") == 0
    press(page.locator("label", has=page.locator("#here")))
    expect(page.locator("#said")).to_contain_text("いまいるところから")
    assert page.evaluate("window.asked") == 1
    look(page)
    choose(page, "きょう")
    expect(page.locator("#fits .walk").first).to_contain_text("歩いて およそ 1分")
    first = minutes(page)[:4]  # to drop in at; whom one asks first comes after them
    assert len(first) == 4 and first == sorted(first)
    expect(page.locator(".origin-mark")).to_be_visible()
    expect(page).to_have_url(f"{site.url}/ja/?open=today")
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    for text in (*asked, kept):
        assert not [one for one in ("35.68138", "139.44678", "3568138", "near=") if one in text]
    assert "35.68138" not in page.content()
    assert not [one for one in asked if one.startswith("POST")]
    take_away(page, "いまいるところから")
    expect(page.locator("#fits .walk")).to_have_count(0)
    expect(page.locator(".origin-mark")).to_have_count(0)
    checked.check()


def test_who_is_far_away_is_told_so_and_gets_no_minutes(new_page, site):
    sapporo = {"latitude": 43.06, "longitude": 141.35}
    page = new_page(site, geolocation=sapporo, permissions=["geolocation"]).open("/ja/")
    here(page)
    expect(page.locator("#near-told")).to_contain_text("とおくて")
    assert not page.locator("#here").is_checked()
    assert not any(walks(page))


def test_where_one_is_gives_the_same_ways_as_the_station_there(new_page, site):
    page = new_page(site, geolocation=YAHO, permissions=["geolocation"]).open("/ja/?near=yaho")
    ways = walks(page)
    here(page)
    expect(page.locator("#said")).to_contain_text("いまいるところから")
    expect(page.locator("#said")).not_to_contain_text("谷保駅から")
    assert walks(page)[:5] == ways[:5]
    choose(page, "矢川駅")
    expect(page.locator("#said")).not_to_contain_text("いまいるところから")
    assert not page.locator("#here").is_checked()


def test_who_refuses_or_is_nowhere_hears_it_in_plain_words(new_page, site):
    page = new_page(site).open("/ja/")
    here(page)
    told = page.locator("#near-told")
    expect(told).to_contain_text("位置を つかえない せっていに なっています")
    assert not page.locator("#here").is_checked()
    vague = YAHO | {"accuracy": 3000}
    page = new_page(site, geolocation=vague, permissions=["geolocation"]).open("/ja/?near=yaho")
    here(page)
    expect(page.locator("#near-told")).to_contain_text("3.0kmくらい ずれているかもしれません")
    assert said(page) == ["谷保駅から"]


def test_a_reload_forgets_where_one_was(new_page, site):
    page = new_page(site, geolocation=YAHO, permissions=["geolocation"]).open("/ja/")
    here(page)
    expect(page.locator("#said")).to_contain_text("いまいるところから")
    page.reload()
    expect(page.locator("#said")).to_be_hidden()
    assert not page.locator("#here").is_checked() and not any(walks(page))


# -- across the river, somewhere, and nowhere


def test_what_is_across_the_river_has_no_minutes_and_a_hidden_place_no_way(page):
    page = page.open("/ja/?near=yaho")
    across = [text for text in walks(page) if "川の むこう" in text]
    assert across and not [text for text in across if "分" in text]
    expect(entry(page, HIDDEN).locator(".walk")).to_have_text("歩く時間は わかりません")
    expect(entry(page, "hatakenbo").locator(".meta")).to_contain_text("だいたいの場所")
    known = ["分" in text for text in walks(page)]
    assert known.index(False) > 20  # what has minutes comes before what has none


# -- on the map


def test_the_school_is_on_the_map_and_stays_in_view_while_one_filters(page):
    page = page.open("/ja/?near=es5")
    mark = page.locator(".origin-mark")
    expect(mark).to_be_visible()
    assert mark.locator("use").get_attribute("href").endswith("#star")
    assert page.evaluate("city_map.getBounds().contains([35.684979, 139.441405])")
    middle = page.evaluate("city_map.getCenter().toString()")
    choose(page, "きょう")
    expect(page.locator("#said")).to_contain_text("きょう")
    assert page.evaluate("city_map.getCenter().toString()") == middle
    expect(mark).to_have_count(1)


def test_the_card_over_the_map_says_the_next_date(page):
    page = page.open("/ja/?category=kodomo_shokudo")
    press(entry(page, "oideyo-gohanya").locator("[data-show]"))
    card = page.locator("#card")
    expect(card.locator(".plate")).to_have_text("きょう 4（金）")
    expect(card.locator(".next b")).to_have_text("18:30〜20:00")
    expect(card.locator(".next .unknown")).to_have_count(0)
    press(card.locator("[data-close]"))
    press(entry(page, "kasamushika").locator("[data-show]"))
    expect(card.locator(".plate")).to_have_text("あした 5（土）")


def test_the_layers_say_who_learns_where_one_looks_before_one_is_chosen(page):
    page = page.open("/ja/")
    press(page.locator(".leaflet-control-layers-toggle"))
    names = page.locator(".leaflet-control-layers-list label")
    expect(names.filter(has_text="外の地図")).to_have_count(2)
    for name in names.filter(has_text="外の地図").all_inner_texts():
        assert "つたわります" in name
