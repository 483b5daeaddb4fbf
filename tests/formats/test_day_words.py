"""Days in Japanese words: what is definite is read, and nothing else."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import hostile_texts
from webmap.formats.day_words import LONGEST, plain_words, read_day_words
from webmap.places.schedule import WEEKDAYS, Rule

WEEKEND = {"SA", "SU"}


@pytest.mark.parametrize(
    ("text", "weekdays", "holidays"),
    [
        ("日曜日", {"SU"}, False),
        ("日", {"SU"}, False),
        ("土日", WEEKEND, False),
        ("土日祝", WEEKEND, True),
        ("土・日・祝祭日", WEEKEND, True),
        ("土曜日曜", WEEKEND, False),
        ("日祝月", {"SU", "MO"}, True),
        ("日曜日、国民の祝日", {"SU"}, True),
        ("毎週水曜日", {"WE"}, False),
        ("月〜金", set(WEEKDAYS[:5]), False),
        ("月、水、金曜日", {"MO", "WE", "FR"}, False),
        ("平日", set(WEEKDAYS[:5]), False),
        ("日曜日は休み", {"SU"}, False),
        ("土曜日と日曜日", WEEKEND, False),
        ("日・祝日・振替休日", {"SU"}, True),
    ],
)
def test_weekdays_and_holidays(text, weekdays, holidays):
    found = read_day_words(text)
    assert (found.weekdays, found.holidays, found.nths) == (weekdays, holidays, [])


@pytest.mark.parametrize(
    ("text", "nths"),
    [
        ("第2・4土曜日", [((2, 4), ("SA",))]),
        ("第１、第３日曜日", [((1, 3), ("SU",))]),
        ("第1・第3日曜", [((1, 3), ("SU",))]),
        ("毎月第三水曜日", [((3,), ("WE",))]),
        ("第二火曜日、第四木曜日", [((2,), ("TU",)), ((4,), ("TH",))]),
        ("最終金曜日", [((-1,), ("FR",))]),
        ("毎月第３", [((3,), ())]),
        ("土曜日(第1・第3・第5)", [((1, 3, 5), ("SA",))]),
        ("第1、2、3、5土曜日", [((1, 2, 3, 5), ("SA",))]),
    ],
)
def test_nth_weekdays(text, nths):
    found = read_day_words(text)
    assert found.nths == nths
    assert not found.weekdays
    assert not found.unread


@pytest.mark.parametrize(
    ("text", "seasons"),
    [
        ("年末年始", ["new_year"]),
        ("お盆、お正月", ["obon", "new_year"]),
        ("12月29日〜1月3日", ["12-29/01-03"]),
        ("１２/２９～１/３", ["12-29/01-03"]),
        ("12月29日から翌年1月3日まで", ["12-29/01-03"]),
        ("8月13日〜15日", ["08-13/08-15"]),
        ("年末年始(12/30〜1/3)", ["12-30/01-03"]),
        ("12/30〜1/3(年末年始)", ["12-30/01-03"]),
        ("年末年始12月29日〜1月3日", ["12-29/01-03"]),
        ("お盆（3日間）", ["obon"]),
        ("夏季休暇(8/13〜8/15)", ["08-13/08-15"]),
        ("8/15", ["08-15/08-15"]),
    ],
)
def test_seasons(text, seasons):
    found = read_day_words(text)
    assert [season for season, _ in found.seasons] == seasons
    assert not found.unread


@pytest.mark.parametrize("text", ["", "なし", "無し", "年中無休", "特になし", "-", "無休"])
def test_that_nothing_is_said(text):
    found = read_day_words(text)
    assert not (found.weekdays or found.holidays or found.nths or found.seasons)
    assert not found.unread


@pytest.mark.parametrize(
    "text",
    [
        "土曜日は月1回開所",
        "土（第三土曜以外）",
        "月２回土曜日",
        "土曜日(特定営業日を除く)",
        "隔週土曜日",
        "土曜日（隔週）",
        "月ごとに定める土曜日",
        "毎月最終平日",
    ],
)
def test_a_day_that_is_not_always_so_is_not_read(text):
    found = read_day_words(text)
    assert not found.weekdays
    assert not found.nths
    assert found.unread or found.vague


def test_words_about_a_day_take_back_what_was_read_of_it():
    found = read_day_words("土日祝日および12月29日〜1月3日。ただし、土曜日は月1回開所。")
    assert found.weekdays == {"SU"}
    assert found.holidays
    assert [season for season, _ in found.seasons] == ["12-29/01-03"]


def test_holidays_with_an_exception_are_not_read():
    assert not read_day_words("一部祝日").holidays
    assert not read_day_words("祝日の月曜日").holidays
    assert not read_day_words("祝日は営業").holidays


@pytest.mark.parametrize(
    "text", ["夏季休暇", "GW", "その他事業所が指定する日", "日曜日、臨時休業日"]
)
def test_days_that_no_one_can_date_are_words(text):
    found = read_day_words(text)
    assert found.vague
    assert not found.unread
    assert not found.seasons


def test_the_words_are_kept_as_they_stand():
    found = read_day_words("日曜、祝日、年末年始12月２９日〜１月３日")
    assert found.words == "日曜、祝日"
    assert found.seasons == [("12-29/01-03", "年末年始12月29日〜1月3日")]


@pytest.mark.parametrize(
    ("text", "weekly", "others"),
    [
        ("毎週日曜日", {"SU"}, set()),
        ("毎週月・水", {"MO", "WE"}, set()),
        ("日曜日、毎週土曜日", {"SA"}, {"SU"}),
        ("毎週日曜日、第2土曜日、月曜日", {"SU"}, {"MO"}),
        ("第2土曜日、日曜日", set(), {"SU"}),
    ],
)
def test_every_week_holds_for_the_weekdays_that_follow(text, weekly, others):
    found = read_day_words(text)
    assert (found.weekly, found.weekdays - found.weekly) == (weekly, others)


def test_the_weekdays_that_an_nth_counts():
    assert read_day_words("第2・第4土・日曜日、第3").nth_days == WEEKEND


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5_000,
        "月" * 100_000,
        "第1" * 50_000,
        "(" * 100_000,
        "1/1~" * 30_000,
        "月(" * 50_000,
        "日曜日、" * 25_000,
        "年末年始(" * 20_000,
        "a" + " " * 100_000 + "a",
        "a" + "\u0300\u0316" * 50_000,
    ],
    ids=lambda text: text[:6],
)
def test_what_is_longer_than_any_words_of_days_is_not_read(text):
    start = perf_counter()
    found = read_day_words(text)
    plain_words(text)
    assert perf_counter() - start < 2
    assert found.unread == text
    assert not (found.weekdays or found.nths or found.seasons)


def test_long_words_of_days_are_read():
    assert read_day_words("日曜日、" * (LONGEST // 4)).weekdays == {"SU"}


@given(
    hostile_texts
    | st.text(
        alphabet="月火水木金土日祝曜第12345一二・、/〜()年末始お盆は営業を除く毎週隔回 　",
        max_size=40,
    )
)
def test_any_text_is_read_without_an_error_and_into_days_that_exist(text):
    found = read_day_words(text)
    assert found.weekdays <= set(WEEKDAYS)
    for nths, days in found.nths:
        Rule(nth=";".join(str(nth) for nth in nths), weekdays=";".join(days))
    for season, _ in found.seasons:
        Rule(season=season)
