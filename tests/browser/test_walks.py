"""People's walks through the real places, tap by tap; what they should find is read off data/*.csv.

It is Friday 2026-12-04, 16:20. Beside the real places stand the made-up ones (みほん).
"""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.made_up import ABOUT_THERE, EVERYTHING, HIDDEN, NOT_FOR_DROPPING_IN, NOTHING, PAUSED

ROOT = Path(__file__).parents[2]
MADE_UP = {EVERYTHING, NOTHING, PAUSED, NOT_FOR_DROPPING_IN, HIDDEN, ABOUT_THERE}
SHIENSHITSU = {"akishima-shien", "ayumi", "keyaki", "kunitachi-shienshitsu", "mokusei",
               "tamagawa", "tryroom-hikari", "tryroom-honda"}  # fmt: skip
"""For 中学生; おおぞら is for 小学生."""
NOT_FOR_ES4 = {
    "coko-place", "miraiku", "nhk-gakuen", "tamagawa",  # 中高生、高校生、中学生
    "kokosuki-yagawa", "ouen-terrace", "tsuchinoko",  # 就学前
    "jihatsu-1353400235", "jihatsu-1353400334", "kunitachi-hattatsu",
    "marusora", "marusora-plus", "marusora-yaho",
}  # fmt: skip
DOWN_THE_STAIRS = "coffee-house"  # 半地下（階段で下りる）
ON_WEEKDAY_MORNINGS = ["yagawa-plus", "nishi-jidokan", "kokubunji-playstation"]
"""For a child of 13: Monday 9:00, Monday 10:00, Tuesday 10:00."""
BY_APPOINTMENT_THEN = {
    "houday-1353400102", "houday-1353400144", "houday-1353400342", "soudan-1373400074",
    "soudan-1373400090", "soudan-1373400173", "soudan-1373400215", "soudan-1373400231",
}  # fmt: skip
PERHAPS_FOR_THE_BOY = {
    *SHIENSHITSU, *ON_WEEKDAY_MORNINGS, *BY_APPOINTMENT_THEN,
    "kunisapo", "hatakenbo",  # they are open then, and do not say for which ages
    "houday-1353400110", "houday-1353400292",  # 元日（金）は 10時から、休みかは 書いていない
    "chuo-jidokan", "coffee-house", "fs-tamagawa", "heartful-izumi", "houday-1353400045",
    "houday-1353400326", "kita-plaza", "kitamachi-gakushoku", "kodomo-katei", "kodomo-lab",
    "kominkan-toshoshitsu", "kyoiku-soudan", "minami-plaza", "miraiku", "soudan-1373400066",
    "tachikawa-jiso", "terakoya-nobinobi", "yagawa-jidokan", "yaho4-park",
    NOTHING, NOT_FOR_DROPPING_IN, HIDDEN, ABOUT_THERE,
}  # fmt: skip
ELEVATOR_AT_YAGAWA = {"kokosuki-yagawa", "yagawa-jidokan", "yagawa-plus"}
NOT_SAID_AT_YAGAWA = {"kodomo-lab", "yagawa-kogamo"}

LISTS = ("#fits", "#unknown .places")


def listed():
    """The keys of places.csv that anybody may see."""
    with (ROOT / "data" / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"] for row in csv.DictReader(file) if row["standing"] == "listed"}


# -- taps


def press(one):
    touch = one.page.evaluate("matchMedia('(pointer: coarse)').matches")
    one.tap() if touch else one.click()


def choose(page, *names):
    """Tap the boxes with these names."""
    for name in names:
        box = page.get_by_role("checkbox", name=name, exact=True)
        press(page.locator("label").filter(has=box))


def unfold(page, *names):
    """Open a panel, or what is folded in it."""
    for name in names:
        press(page.locator("summary").filter(has_text=name).locator("visible=true"))


def look(page):
    """「見る」 of the panel that is open."""
    press(page.locator(".panel[open] [data-see]"))


def take_away(page, said):
    press(page.locator("#said").get_by_role("button", name=f"{said} を はずす"))


def said(page):
    return page.locator("#said [data-slot=said]").all_inner_texts()


def groups(page):
    """Keys of who fits and of who is not yet known, as they stand."""
    return [
        page.locator(f"{one} > li").evaluate_all("all => all.map((one) => one.dataset.key)")
        for one in LISTS
    ]


def expect_groups(page, fits, unknown):
    """Lists in their order, sets in any; the page counts as many."""
    wanted = (fits, unknown)
    for _ in range(100):
        found = groups(page)
        if _are(found, wanted):
            break
        page.wait_for_timeout(30)
    assert _are(found, wanted), [
        set(one) ^ set(two) for one, two in zip(found, wanted, strict=True)
    ]
    expect(page.locator(".count-fits b")).to_have_text(str(len(fits)))
    expect(page.locator(".count-unknown b")).to_have_text(str(len(unknown)))


def _are(found, wanted):
    return all(
        keys == keep if isinstance(keep, list) else sorted(keys) == sorted(keep)
        for keys, keep in zip(found, wanted, strict=True)
    )


def expect_advice(page, words):
    """The page says which one condition to leave out, in sight; the button that does it."""
    button = page.locator("#loosen button")
    expect(button).to_have_text(words)
    expect(page.get_by_text("ぜんぶに あう ところは、まだ 見つかっていません。")).to_be_visible()
    expect(button).to_be_in_viewport()
    return button


def entry(page, key):
    return page.locator(f'#list li[data-key="{key}"]')


# -- a mother with a child of the fourth grade in a wheelchair


@pytest.mark.parametrize("width", (390, 1280))
def test_a_mother_learns_what_to_ask_where_for_a_wheelchair(new_page, site, width):
    page = new_page(site, width).open("/ja/")
    unfold(page, "なんねんせい", "学年で えらぶ")
    choose(page, "小4")
    look(page)
    unfold(page, "もっと")
    choose(page, "車いすで入れる トイレ", "入口に だんさが ない")
    look(page)
    assert said(page) == ["小学4年生", "入口に だんさが ない", "車いすで入れる トイレが ある"]
    perhaps = (listed() | MADE_UP) - NOT_FOR_ES4 - {DOWN_THE_STAIRS}
    expect_groups(page, [], perhaps)
    advice = expect_advice(page, "「車いすで入れる トイレが ある」を はずすと 1か所 あいます")
    _expect_questions(page)
    press(advice)
    expect_groups(page, [EVERYTHING], perhaps - {EVERYTHING})
    expect(entry(page, EVERYTHING).locator(".reasons")).to_contain_text("みほんの ことば")
    assert said(page) == ["小学4年生", "入口に だんさが ない"]
    expect(page.locator("#none")).to_be_hidden()


def _expect_questions(page):
    step_free = "入口に だんさが ないか きいてみてください"
    toilet = "車いすで入れる トイレが あるか きいてみてください"
    child = "小学4年生が 行っていいか きいてみてください"
    press(page.locator("#unknown summary"))
    for key, questions, link in (
        ("chuo-jidokan", [step_free, toilet], "tel:0425753224"),
        ("kodomo-lab", [child, step_free, toilet], "/ja/places/kodomo-lab#asking"),
        (EVERYTHING, [toilet], "tel:0420000000"),
    ):
        one = entry(page, key)
        expect(one.locator(".questions li")).to_have_text(questions)
        expect(one.locator(".how a")).to_have_attribute("href", link)
        expect(one.locator(".how a")).to_be_visible()


# -- a boy of 13 who does not go to school


@pytest.mark.parametrize("width, age", ((390, ""), (1280, "?age=13")))
def test_a_boy_finds_where_to_be_on_a_weekday_morning_and_hands_it_on(new_page, site, width, age):
    page = new_page(site, width, permissions=["clipboard-read", "clipboard-write"])
    page = page.open("/ja/" + age)
    if not age:
        unfold(page, "なんねんせい", "学年で えらぶ")
        choose(page, "中1")
        look(page)
    unfold(page, "もっと")
    choose(page, "学校に 行っていない", "月", "火", "水", "木", "金", "午前")
    look(page)
    expect_groups(page, [], PERHAPS_FOR_THE_BOY)
    expect(page).to_have_url(re.compile(r"weekday=fri&time=morning$"))
    assert "support" not in page.url and "school" not in page.url
    advice = expect_advice(page, "「学校に 行っていない」を はずすと 11か所 あいます")
    before, asked = groups(page), said(page)
    link = _share(page)
    assert "support=not_at_school" in link
    assert "support" not in page.url
    press(advice)
    _expect_weekday_mornings(page)
    next_one = entry(page, "yagawa-plus").locator(".next")
    expect(next_one).to_have_text(re.compile(r"12/7（月）\s*9:00〜22:00"))
    page.goto(link)
    expect_groups(page, *before)
    assert said(page) == asked


def _expect_weekday_mornings(page):
    """Where he can simply go, soonest first, then who makes an appointment."""
    expect(page.locator("#fits > li")).to_have_count(11)
    fits, _ = groups(page)
    assert fits[:3] == ON_WEEKDAY_MORNINGS and set(fits[3:]) == BY_APPOINTMENT_THEN


def _share(page):
    """What is on the clipboard after 「この しぼりこみを おくる」."""
    press(page.get_by_role("button", name="この しぼりこみを おくる"))
    expect(page.locator("#shared")).to_have_text("リンクを うつしました")
    return page.evaluate("navigator.clipboard.readText()")


# -- a father who wants dinner for nothing


@pytest.mark.parametrize("width", (390, 1280))
def test_a_father_finds_no_free_dinner_today_and_a_free_lunch_tomorrow(new_page, site, width):
    page = new_page(site, width).open("/ja/")
    choose(page, "きょう")
    unfold(page, "もっと")
    choose(page, "子ども食堂", "夕方から", "こどもは 0円")
    look(page)
    expect_groups(page, [], ["kitamachi-gakushoku"])
    advice = expect_advice(page, "「こどもは 0円」を はずすと 1か所 あいます")
    press(advice)
    expect(page.locator("#fits > li")).to_have_count(1)
    expect(entry(page, "oideyo-gohanya")).to_contain_text("18:30〜20:00")
    unfold(page, "もっと")
    choose(page, "こどもは 0円", "あした")
    look(page)
    assert "きょう" not in said(page) and "あした" in said(page)
    expect_groups(page, [], {"kitamachi-gakushoku", "tokyo-doken"})
    take_away(page, "夕方から")
    expect_groups(page, ["kasamushika", EVERYTHING], {
        "heartful-izumi", "kitamachi-gakushoku", "sompo-aoyagi", "sompo-fujimidai", "tokyo-doken",
        "yagawa-kogamo",
    })  # fmt: skip
    expect(entry(page, "kasamushika").locator(".next")).to_contain_text("あした 5（土）")


# -- a name, and the address


def test_a_name_with_a_filter_is_taken_apart_again_and_kept_over_a_reload(new_page, site):
    page = new_page(site).open("/ja/about")
    page.goto(f"{site.url}/ja/")
    steps = page.evaluate("history.length")
    page.locator("#q").fill("矢川プラス")
    page.locator("#q").press("Enter")
    unfold(page, "もっと")
    choose(page, "エレベーター")
    look(page)
    choose(page, "きょう")
    expect(page).to_have_url(re.compile("open=today&access=elevator&q="))
    expect_groups(page, {"yagawa-jidokan", "yagawa-plus"},
                  {"kokosuki-yagawa", "kodomo-lab"})  # fmt: skip
    take_away(page, "きょう")
    expect_groups(page, ELEVATOR_AT_YAGAWA, NOT_SAID_AT_YAGAWA)
    expect(page).to_have_url(re.compile(r"/ja/\?access=elevator&q="))
    before = groups(page)
    page.reload()
    expect_groups(page, *before)
    assert said(page) == ["エレベーターが ある", "「矢川プラス」"]
    take_away(page, "エレベーターが ある")
    expect_groups(page, ELEVATOR_AT_YAGAWA | NOT_SAID_AT_YAGAWA, [])
    take_away(page, "「矢川プラス」")
    expect(page.locator("#said")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("")
    expect_groups(page, listed() | MADE_UP, [])
    assert page.url == f"{site.url}/ja/" and page.evaluate("history.length") == steps
    page.go_back()
    assert page.url == f"{site.url}/ja/about"


# -- without scripts

NEEDS = (
    {"grade": ["es4"], "access": ["step_free", "wheelchair_toilet"]},
    {
        "grade": ["jhs1"],
        "weekday": ["mon", "fri"],
        "time": ["morning"],
        "support": ["not_at_school"],
    },
    {"category": ["kodomo_shokudo", "ibasho"], "free": ["1"], "booking": ["none"]},
    {"band": ["3-5", "parents"], "open": ["week"], "support": ["developmental", "medical_care"]},
    {"open": ["today"], "time": ["evening"], "access": ["elevator", "parking"]},
    {"alone": ["1"], "takeout": ["1"], "support": ["learning"], "q": ["食堂"]},
)
READ = """([html, lists]) => {
  const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
  return lists.map((list) => [...page.querySelectorAll(`${list} > li`)].map((one) => [
    one.dataset.key,
    one.dataset.fit,
    one.textContent.replace(/\\s+/g, ""),
    ...[...one.querySelectorAll("a, use")].map((link) => link.getAttribute("href")),
  ]));
}"""
ASK = """(needs) => {
  const form = document.getElementById("needs"), q = document.getElementById("q");
  for (const box of form.querySelectorAll("input[type=checkbox]"))
    box.checked = (needs[box.name] || []).includes(box.value);
  q.value = (needs.q || []).join();
  form.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def test_the_server_and_the_script_list_the_same_in_the_same_words(page, site):
    page = page.open("/ja/")
    for needs in NEEDS:
        html = site.app.test_client().post("/ja/", data=needs).get_data(as_text=True)
        page.evaluate(ASK, needs)
        word, values = [*needs.items()][-1]
        last = page.locator("#said button").last
        expect(last).to_have_attribute("value", f"{word}={values[-1]}")
        server = page.evaluate(READ, [html, [*LISTS]])
        expect_groups(page, *([one[0] for one in group] for group in server))
        assert any(server)
        script = page.evaluate(READ, ["", [*LISTS]])
        for ours, theirs in zip(script, server, strict=True):
            assert [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]] == []


def test_without_scripts_the_boy_finds_the_same_and_his_topic_stays_out_of_the_address(
    new_page, site
):
    page = new_page(site, java_script_enabled=False).open("/ja/?grade=jhs1")
    unfold(page, "もっと")
    choose(page, "学校に 行っていない", "月", "火", "水", "木", "金", "午前")
    with page.expect_navigation():
        press(page.get_by_role("button", name="この しぼりこみで 見る"))
    expect_groups(page, [], PERHAPS_FOR_THE_BOY)
    assert page.url == f"{site.url}/ja/"
    with page.expect_navigation():
        press(expect_advice(page, "「学校に 行っていない」を はずすと 11か所 あいます"))
    _expect_weekday_mornings(page)
