"""When a 子ども食堂 is open, from the cells of the national layout."""

import csv
from collections import defaultdict
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import DATA, ROOT, hostile_texts
from webmap.formats.kodomo_shokudo_hours import read_opening
from webmap.places.schedule import RULE_COLUMNS, Rule

CASES = ROOT / "tests" / "data" / "kodomo_shokudo"
COLUMNS = ("開催頻度", "開催曜日", "開催日", "開催開始時間", "開催終了時間", "開催日時特記事項")

ENDLESS = (
    "9" * 5_000,
    "月" * 100_000,
    "第1" * 50_000,
    "(" * 100_000,
    "1/1~" * 30_000,
    "土\n~" * 33_000,
    "a" + " " * 100_000 + "a",
    "月(祝日除く)" * 15_000,
    "a" + "\u0300\u0316" * 50_000,
)
"""Long enough that reading them twice over would take minutes."""


def opening(*cells):
    return read_opening(dict(zip(COLUMNS, cells, strict=False)))


def rules(found):
    return [rule for rule, _ in found.rules]


def columns(found):
    return [problem.column for problem in found.problems]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1", "月火木金土日"), Rule("open", "daily", "MO;TU;TH;FR;SA;SU")),
        (("2", "金土日"), Rule("open", "3-4/week", "FR;SA;SU")),
        (("３ ", "土曜日"), Rule("open", "1-2/week", "SA")),
        (("4", "日", "第1・第3日曜日"), Rule("open", "twice_monthly", "SU", "1;3")),
        (("5", "水曜日", "毎月第３"), Rule("open", "monthly", "WE", "3")),
        (("5", "水", "毎月第三水曜日"), Rule("open", "monthly", "WE", "3")),
        (("5", "金", "毎月最終金曜日"), Rule("open", "monthly", "FR", "-1")),
        (("5", "", "第4土曜日"), Rule("open", "monthly", "SA", "4")),
        (("2", "月水金", "毎週月、水、金曜日"), Rule("open", "3-4/week", "MO;WE;FR")),
        (("4", "日"), Rule("open", "twice_monthly", "SU")),
        (("7",), Rule("open", "seasonal")),
        (("8", "", "不定期"), Rule("open", "irregular")),
        (("", "土日祝"), Rule("open", "", "SA;SU", "", "included")),
        (("月1回", "日"), Rule("open", "monthly", "SU")),
        (("", "水", "", "17:00", "18:30"), Rule(weekdays="WE", opens="17:00", closes="18:30")),
        (("", "", "", "11:00", "13:00"), Rule(opens="11:00", closes="13:00")),
        (
            ("5", "土", "", "22:00", "25:00"),
            Rule("open", "monthly", "SA", "", "", "22:00", "25:00"),
        ),
    ],
)
def test_a_row_becomes_one_rule(cells, expected):
    found = opening(*cells)
    assert found.rules == ((expected, ""),)
    assert found.problems == ()


def test_nothing_said_is_no_rule():
    assert opening() == opening("", "", "", "", "", "")
    assert opening().rules == ()


def test_two_days_of_the_month_are_two_rules_and_the_words_win_over_the_code():
    found = opening("3", "火木", "毎月第二火曜日、第四木曜日", "16:00", "20:00")
    assert [(rule.weekdays, rule.nth) for rule in rules(found)] == [("TU", "2"), ("TH", "4")]
    assert all(rule.datable for rule in rules(found))
    assert columns(found) == ["開催頻度"]


def test_a_day_counted_from_another_cannot_be_dated():
    found = opening("4", "火木", "毎月第三火曜日とその直後の木曜日", "18:00", "19:00")
    ((rule, note),) = found.rules
    assert not rule.nth
    assert not rule.datable
    assert rule.weekdays == "TU;TH"
    assert note == "毎月第三火曜日とその直後の木曜日"
    assert columns(found) == ["開催日"]


def test_every_week_in_words_wins_over_once_a_month():
    found = opening("5", "土", "毎週土曜日")
    assert rules(found) == [Rule("open", "", "SA")]
    assert columns(found) == ["開催頻度"]


@pytest.mark.parametrize("dates", ["毎月15日", "要問合せ", "12月6日、12月20日"])
def test_what_no_rule_can_say_stays_words(dates):
    found = opening("5", "日", dates)
    ((rule, note),) = found.rules
    assert rule == Rule("open", "monthly", "SU")
    assert note == dates
    assert columns(found) == ["開催日"]


def test_what_is_not_published_is_not_a_word_to_keep():
    assert opening("3", "", "非公開").rules == ((Rule("open", "1-2/week"), ""),)


def test_a_code_that_is_none_is_a_bad_cell():
    found = opening("9", "土")
    assert rules(found) == [Rule(weekdays="SA")]
    assert columns(found) == ["開催頻度"]


def test_an_end_before_its_start_leaves_both_hours_unknown():
    found = opening("5", "水曜日", "毎月第３", "18:00", "17:30")
    assert found.rules == ((Rule("open", "monthly", "WE", "3"), "もとの情報には「18:00〜17:30」"),)
    assert columns(found) == ["開催終了時間"]


def test_an_hour_that_is_none_leaves_the_other():
    found = opening("", "水", "", "あさ", "12:00")
    assert found.rules == ((Rule(weekdays="WE", closes="12:00"), "もとの情報には「あさ〜12:00」"),)
    assert columns(found) == ["開催開始時間"]


def test_what_is_remarked_stays_beside_the_rule():
    found = opening("4", "日", "", "11:00", "13:00", "8月はお休み")
    assert found.rules[0][1] == "8月はお休み"


def by_hand():
    """The rules of the tables in data/, which a person read."""
    found = defaultdict(list)
    with (DATA / "schedules.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["visibility"] == "public":
                found[row["place"]].append(Rule(**{part: row[part] for part in RULE_COLUMNS}))
    return found


@pytest.mark.parametrize("number", ["1", "2", "3", "4", "5", "6", "7", "9", "10", "11", "12"])
def test_the_citys_file_reads_as_a_person_read_it(number):
    with (DATA / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        keys = {row["value"]: row["key"] for row in csv.DictReader(file)}
    path = CASES / "132152_kunitachishi_kodomosyokudo.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["ID"] == number)
    found = read_opening(row)
    assert rules(found) == by_hand()[keys[f"132152:{number}"]]
    assert found.problems == ()


# -- what is not definite


@pytest.mark.parametrize(
    "words", ["祝日除く", "祝日は除く", "祝日休み", "祝日を除く", "祝日は休み", "祝祭日を除く"]
)
@pytest.mark.parametrize("brackets", ["()", "（）"])
def test_holidays_are_excluded_from_the_whole_list_before_the_bracket(words, brackets):
    found = opening("", f"火・金{brackets[0]}{words}{brackets[1]}")
    assert found.rules == ((Rule(weekdays="TU;FR", holidays="excluded"), ""),)
    assert found.problems == ()


def test_holidays_stay_excluded_from_nth_days():
    found = opening("5", "火（祝日除く）", "第2火曜日")
    assert rules(found) == [Rule("open", "monthly", "TU", "2", "excluded")]
    assert found.problems == ()


@pytest.mark.parametrize(
    "weekdays",
    [
        "火・金（第2週を除く）",
        "火（祝日除く）・金",
        "土日祝（祝日除く）",
        "第2土曜（祝日除く）",
        "火・金（一部祝日除く）",
        "火・金・そのつど",
        "土・日・他",
        "火、8/15",
    ],
)
def test_weekdays_that_cannot_all_be_read_claim_no_day_and_keep_their_words(weekdays):
    found = opening("3", weekdays, "", "17:00", "19:00")
    rule = Rule("open", "1-2/week", opens="17:00", closes="19:00")
    assert found.rules == ((rule, weekdays),)
    (problem,) = found.problems
    assert (problem.column, problem.found) == ("開催曜日", weekdays)
    assert "ことばは のこします" in problem.expected


@pytest.mark.parametrize(
    ("weekdays", "dates", "column"),
    [
        ("日", "第1土曜日", "開催曜日"),
        ("土日", "第2土曜日", "開催曜日"),
        ("月〜金", "第1土曜日、第3日曜日", "開催曜日"),
        ("日", "毎週土曜日", "開催曜日"),
        ("毎週土曜日", "第1土曜日", "開催曜日"),
        ("第2土曜日", "第4土曜日", "開催曜日"),
        ("土・祝", "第2土曜日", "開催曜日"),
        ("日・祝", "第1・第3", "開催曜日"),
        ("日曜日", "第2土曜日。8月は休み", "開催日"),
        ("", "毎月第2・第4の土曜日、日曜日", "開催日"),
        ("土日", "毎月第2・第4の土曜日、日曜日", "開催日"),
        ("", "日曜日、第2土曜日", "開催日"),
        ("", "毎週日曜日、第2土曜日、月曜日", "開催日"),
        ("", "第2日曜日・祝日", "開催日"),
        ("", "第2土曜日、その他日曜日", "開催日"),
        ("", "毎週土曜日、日曜日は要予約", "開催日"),
        ("", "毎週日曜日、第2土曜日、8月は休み", "開催日"),
        ("土", "第2土曜日。8月は休み", "開催日"),
        ("", "第2", "開催日"),
        ("第2・第4土曜日、日曜日", "", "開催曜日"),
    ],
)
@pytest.mark.parametrize(("code", "often"), [("", ""), ("3", "1-2/week"), ("1", "5-7/week")])
def test_days_that_contradict_or_blur_each_other_claim_no_date(
    weekdays, dates, column, code, often
):
    found = opening(code, weekdays, dates, "11:00", "13:00", "持ちもの なし")
    ((rule, note),) = found.rules
    assert rule == Rule("open", often, opens="11:00", closes="13:00")
    assert not rule.datable
    assert note == "。".join(part for part in (weekdays, dates, "持ちもの なし") if part)
    (problem,) = found.problems
    assert problem.column == column
    assert problem.found == {"開催曜日": weekdays, "開催日": dates}[column]
    assert "ことばは のこします" in problem.expected


@pytest.mark.parametrize(
    ("weekdays", "dates", "days"),
    [
        ("土・日", "第1土曜日、第3日曜日", [("SA", "1"), ("SU", "3")]),
        ("土", "第1土曜日、第3日曜日", [("SA", "1"), ("SU", "3")]),
        ("土日", "第2・第4土・日曜日", [("SA;SU", "2;4")]),
        ("", "第2・第4土・日曜日", [("SA;SU", "2;4")]),
        ("土日", "第2・第4", [("SA;SU", "2;4")]),
        ("第2土曜日", "第2土曜日", [("SA", "2")]),
        ("", "毎週日曜日、第2土曜日", [("SA", "2"), ("SU", "")]),
        ("土・日", "第2土曜日、毎週日曜日", [("SA", "2"), ("SU", "")]),
        ("", "毎週月・水・金、第1土曜日", [("SA", "1"), ("MO;WE;FR", "")]),
        ("水・日", "毎週日曜日、第3", [("WE", "3"), ("SU", "")]),
        ("土", "毎週土曜日、日曜日", [("SA;SU", "")]),
    ],
)
def test_days_that_agree_are_read(weekdays, dates, days):
    found = opening("", weekdays, dates)
    assert [(rule.weekdays, rule.nth) for rule in rules(found)] == days
    assert all(rule.datable and not note for rule, note in found.rules)
    assert found.problems == ()


def test_the_same_nth_day_in_both_cells_agrees_with_once_a_month():
    found = opening("5", "第2土曜日", "第2土曜日")
    assert found.rules == ((Rule("open", "monthly", "SA", "2"), ""),)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("weekdays", "rule"),
    [
        ("毎日", Rule("open", "daily")),
        ("不定期", Rule("open", "irregular")),
        ("月2回", Rule("open", "twice_monthly")),
        ("非公開", None),
    ],
)
def test_how_often_in_the_column_of_weekdays_is_read_as_such(weekdays, rule):
    found = opening("", weekdays)
    assert rules(found) == ([rule] if rule else [])
    assert found.problems == ()


@pytest.mark.parametrize("dates", ["月3回", "月4回開催", "要問合せ"])
def test_how_often_that_no_rule_can_say_stays_words(dates):
    found = opening("", "", dates)
    assert found.rules == ((Rule(), dates),)
    assert columns(found) == ["開催日"]


def test_an_unread_exception_leaves_the_days():
    found = opening("3", "土", "お盆前後は相談")
    assert found.rules == ((Rule("open", "1-2/week", "SA"), "お盆前後は相談"),)
    assert columns(found) == ["開催日"]


def test_an_nth_day_in_one_column_and_a_weekday_in_half_read_words_claim_no_day():
    found = opening("", "第4土曜日", "日曜日。8月は休み")
    assert found.rules == ((Rule(), "第4土曜日。日曜日。8月は休み"),)
    assert columns(found) == ["開催日", "開催曜日"]


def test_almost_every_day_with_words_unread_is_not_every_day():
    ((rule, note),) = opening("1", "", "日曜日以外").rules
    assert (rule.frequency, rule.datable, note) == ("5-7/week", False, "日曜日以外")


def test_a_remark_that_is_not_definite_stays_a_remark():
    found = opening("5", "", "", "", "", "第2土曜日、日曜日")
    assert found.rules == ((Rule("open", "monthly"), "第2土曜日、日曜日"),)
    assert found.problems == ()


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:6])
def test_endless_cells_are_reported_and_take_no_time(text):
    start = perf_counter()
    for column in COLUMNS:
        read_opening({column: text})
    read_opening(dict.fromkeys(COLUMNS, text))
    found = read_opening({"開催曜日": text, "開催日": text})
    assert perf_counter() - start < 2
    ((rule, note),) = found.rules
    assert rule == Rule()
    assert note == f"{text}。{text}"
    assert columns(found) == ["開催曜日", "開催日"]


cells = hostile_texts | st.sampled_from(
    ["1", "4", "日", "土日祝", "第2土曜", "第1", "毎週", "毎週日曜", "17:00", "月〜金", "非公開"]
)
lists = st.lists(st.sampled_from(["毎週", "第2", "第4土曜", "土", "日曜", "祝", "は要予約"])).map(
    "、".join
)


@given(st.tuples(cells, cells | lists, cells | lists, cells, cells, cells))
def test_any_cells_give_rules_that_are_valid(texts):
    found = opening(*texts)
    assert all(isinstance(rule, Rule) for rule in rules(found))
    assert set(columns(found)) <= set(COLUMNS)


@given(lists, lists)
def test_a_weekday_never_vanishes(weekdays, dates):
    """Whichever weekday a cell names, a rule names it, or no rule names any."""
    found = opening("", weekdays, dates)
    claimed = {day for rule in rules(found) for day in rule.days}
    named = {day for sign, day in (("土", "SA"), ("日", "SU")) if sign in weekdays + dates}
    assert named <= claimed or not claimed
    assert claimed or not named or (found.problems and found.rules[0][1])


@pytest.mark.parametrize("word", ["または", "又は", "もしくは"])
def test_one_day_or_the_other_is_neither(word):
    found = read_opening({"開催頻度": "5", "開催日": f"第1土曜日{word}第2土曜日"})
    assert [rule.weekdays for rule, _ in found.rules] == [""]
    assert word in found.rules[0][1]
    assert "開催日" in [problem.column for problem in found.problems]
