"""The edit form in words: its fields, where they come from, what is wrong, what has changed."""

import pytest

from tests.made_up import DATA
from webmap.words.form_inputs import FormWriter
from webmap.words.phrases import read_phrases
from webmap.words.place_form import Beside, EditForm, make_form

SAY = read_phrases(DATA / "phrases", "ja")
STORED = {
    "name:value": ["みほん食堂"],
    "name:source": ["city"],
    "name:day": ["2026-07"],
    "categories:value": ["ibasho", "kodomo_shokudo"],
    "phone:value": ["042-000-0000"],
    "phone:source": ["city;paper"],
    "phone:day": ["2026-07-29"],
    "phone:visibility": ["staff"],
    "schedule.1:effect": ["open"],
    "schedule.1:weekdays": ["SU"],
    "schedule.2:effect": ["closed"],
    "schedule.2:season": ["12-29/01-03"],
    "exception.2026-12-20:effect": ["closed"],
    "fee.adult.month:yen": ["300"],
    "activity.3:value": ["みほんの 工作"],
}
SOURCES = {"city": "みほん市の 一覧", "paper": "みほん新聞"}


def form(typed=None, problems=None, beside=None) -> EditForm:
    writer = FormWriter({**STORED, **(typed or {})}, STORED, problems or {}, SAY, SOURCES)
    return make_form(writer, beside or Beside())


def field(path: str, made: EditForm):
    return next(one for section in made.sections for one in section.fields if one.path == path)


def section(key: str, made: EditForm):
    return next(one for one in made.sections if one.key == key)


def paths(key: str, made: EditForm) -> list[str]:
    return [one.path for one in section(key, made).fields]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("name", "2026年7月・みほん市の 一覧・公開"),
        ("phone", "2026年7月・みほん市の 一覧 ほか1・職員だけ"),
        ("fee.adult.month", "公開"),
        ("url", ""),
    ],
)
def test_each_field_says_where_it_comes_from(path, words):
    assert field(path, form()).origin == words


def test_a_day_that_cannot_be_read_is_shown_as_it_was_typed():
    assert "きのう" in field("name", form({"name:day": ["きのう"]})).origin


def test_the_main_category_stands_first_whatever_the_order_of_the_list():
    categories = field("categories", form()).inputs["value"]
    assert categories.text == "ibasho"
    chosen = [one.value for one in categories.choices if one.chosen]
    assert chosen == ["kodomo_shokudo", "ibasho"]


def test_a_closure_of_the_year_has_a_short_row_of_its_own():
    when = section("when", form())
    rules, closures = ([one.path for one in block.fields] for block in when.blocks)
    assert rules == ["schedule.1", "schedule.3"]
    assert closures == ["schedule.2", "schedule.4"]
    season = field("schedule.2", form()).inputs
    assert [season[part].text for part in ("season", "from", "to")] == ["dates", "12/29", "01/03"]


def test_a_season_that_is_typed_wrong_stays_in_its_controls():
    typed = form({"schedule.2:season": ["12/29~"], "schedule.2:effect": ["closed"]})
    season = field("schedule.2", typed).inputs
    assert [season[part].text for part in ("season", "from", "to")] == ["dates", "12/29", ""]


def test_a_blank_row_that_was_sent_is_still_a_blank_row():
    typed = {"schedule.3:effect": ["open"], "schedule.3:weekdays": [], "schedule.3:note": [""]}
    assert paths("when", form(typed)) == paths("when", form())


def test_a_row_keeps_its_number_and_the_next_one_is_free():
    assert paths("activities", form()) == ["activity.3", "activity.4"]


def test_what_is_unknown_is_counted_by_section():
    assert section("facts", form()).unknown == 22
    assert section("facts", form({"fact.elevator:value": ["limited"]})).unknown == 21
    assert section("when", form()).unknown == 0


def test_a_fee_by_the_month_is_unfolded_where_there_is_one():
    visit, month, entry = section("money", form()).blocks
    assert (month.opens, entry.opens) == (True, False)
    assert visit.fields[0].path == "fee.everyone.visit"


def test_only_what_was_typed_counts_as_changed():
    made = form({"phone:value": ["042-111-1111"], "url:value": [""], "name:visibility": ["public"]})
    assert {one.path for part in made.sections for one in part.fields if one.stored} == {"phone"}
    assert field("phone", made).stored["phone:value"] == ["042-000-0000"]


def test_every_problem_is_named_once_with_the_way_to_its_control():
    wrong = {
        "schedule.1:closes": "15:00 より後の時刻",
        "common:source": "どこから しった話ですか",
        "name:value": "文字",
        "nowhere:value": "みほん",
    }
    problems = form(problems=wrong).problems
    assert [one.id for one in problems] == [
        *("i-name:value", "i-schedule.1:closes", "i-common:source"),
        "",
    ]
    assert problems[1].label == "曜日と 時間 1 おわり"
    assert section("when", form(problems=wrong)).problems == 1


def test_a_wrong_point_leads_to_the_controls_of_the_map():
    problems = form(problems={"site/location:lat": "-90 から 90 までの数（度）"}).problems
    assert [(one.id, one.label) for one in problems] == [("pin-lat", "地図の 点")]


def test_other_voices_and_the_author_of_a_note_stand_beside():
    beside = Beside(voices={"phone": ["042-222-2222"]}, authors={"remark.1": "みほん・12月4日"})
    made = form({"remark.1:value": ["みほんの メモ"]}, beside=beside)
    assert field("phone", made).voices == ("042-222-2222",)
    assert field("remark.1", made).hint == "みほん・12月4日"


def test_a_word_of_how_often_that_is_in_no_list_can_still_be_kept():
    often = field("schedule.1", form({"schedule.1:frequency": ["4/week"]})).inputs["frequency"]
    assert [one.label for one in often.choices if one.chosen] == ["週4回"]
