"""When a place is open, from the cells of open data."""

import csv
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import DATA, ROOT, hostile_texts
from webmap.formats.opening_hours import read_office_hours, read_opening, read_time
from webmap.places.schedule import RULE_COLUMNS, Rule, contradictions

CASES = ROOT / "tests" / "data" / "kodomo_shokudo"
COLUMNS = ("開催頻度", "開催曜日", "開催日", "開催開始時間", "開催終了時間", "開催日時特記事項")


def opening(*cells):
    return read_opening(dict(zip(COLUMNS, cells, strict=False)))


def rules(found):
    return [rule for rule, _ in found.rules]


def columns(found):
    return [problem.column for problem in found.problems]


# -- 子ども食堂


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


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("17:00", "17:00"),
        ("9:30", "09:30"),
        ("１７：００", "17:00"),
        ("17時", "17:00"),
        ("17時30分", "17:30"),
        ("午後5時", "17:00"),
        ("午後5時半", "17:30"),
        ("17:00:00", "17:00"),
        ("0.708333333333333", "17:00"),
        ("1730", "17:30"),
        ("25:00", "25:00"),
        ("", ""),
        ("なし", ""),
        ("あさ", None),
        ("17", None),
        ("30:00", None),
        ("12:75", None),
    ],
)
def test_a_time_however_written(text, time):
    assert read_time(text) == time


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


# -- WAM NET


def office(week="", saturday="", sunday="", holiday="", closed="", remarks=""):
    names = ("平日", "土曜", "日曜", "祝日")
    hours = zip(names, (week, saturday, sunday, holiday), strict=True)
    cells = {f"利用可能な時間帯（{name}）": text for name, text in hours}
    return read_office_hours(
        cells | {"定休日": closed, "利用可能曜日特記事項（留意事項）": remarks}
    )


def test_hours_by_sort_of_day_and_days_of_rest():
    found = office(
        "13:30-18:30", "09:00-17:00", closed="日曜日、国民の祝日、12月29日から1月3日まで"
    )
    assert found.rules == (
        (Rule(weekdays="MO;TU;WE;TH;FR", opens="13:30", closes="18:30"), ""),
        (Rule(weekdays="SA", opens="09:00", closes="17:00"), ""),
        (Rule("closed", weekdays="SU", holidays="included"), "日曜日、国民の祝日"),
        (Rule("closed", season="12-29/01-03"), "12月29日から1月3日まで"),
    )
    assert found.problems == ()


def test_midnight_to_midnight_is_closed():
    shut = "00:00-00:00"
    found = office("13:30-17:30", shut, shut, shut, "土日祝日")
    assert rules(found)[1:] == [Rule("closed", weekdays="SA;SU", holidays="included")]
    assert found.problems == ()
    assert rules(office(shut)) == [Rule("closed", weekdays="MO;TU;WE;TH;FR")]


def test_a_single_weekday_of_rest_narrows_the_week_and_contradicts_nothing():
    found = office("09:00-18:00", "09:00-18:00", "", "09:00-18:00", "日曜日、月曜日")
    assert rules(found) == [
        Rule(weekdays="TU;WE;TH;FR", holidays="excluded", opens="09:00", closes="18:00"),
        Rule(weekdays="SA", opens="09:00", closes="18:00"),
        Rule(holidays="only", opens="09:00", closes="18:00"),
        Rule("closed", weekdays="MO;SU"),
    ]
    assert found.problems == ()
    assert contradictions(rules(found)) == []


def test_an_nth_weekday_of_rest_leaves_the_others():
    found = office("09:00-18:00", closed="第3水曜日、日曜日")
    assert rules(found)[0].weekdays == "MO;TU;WE;TH;FR"
    assert Rule("closed", weekdays="WE", nth="3") in rules(found)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("hours", "closed", "day"),
    [
        ({"saturday": "10:00-17:00"}, "土日・祝日", "SA"),
        ({"sunday": "10:00-17:00"}, "日曜日", "SU"),
        ({"holiday": "10:00-17:00"}, "日・祝", "HO"),
    ],
)
def test_the_same_day_open_and_closed_is_a_contradiction(hours, closed, day):
    found = office("10:00-17:00", **hours, closed=closed)
    assert columns(found) == ["定休日"]
    assert contradictions(rules(found)) == [day]


def test_no_hours_but_days_of_rest():
    assert rules(office(closed="日曜日")) == [Rule("closed", weekdays="SU")]
    assert office().rules == ()
    assert office(closed="なし").rules == ()


def test_what_cannot_be_read_keeps_its_words_and_is_reported():
    found = office("10:00-17:00", closed="日曜日、土曜日は月1回開所")
    assert rules(found)[-1] == Rule("closed", weekdays="SU")
    assert found.rules[-1][1] == "日曜日、土曜日は月1回開所"
    assert columns(found) == ["定休日"]


def test_an_nth_of_no_weekday_is_reported():
    found = office("10:00-17:00", closed="第1・第3")
    assert rules(found) == [Rule(weekdays="MO;TU;WE;TH;FR", opens="10:00", closes="17:00")]
    assert columns(found) == ["定休日"]


def test_days_without_a_date_keep_their_words_without_a_report():
    found = office("10:00-17:00", closed="日曜日、夏季休暇")
    assert found.rules[-1] == (Rule("closed", weekdays="SU"), "日曜日、夏季休暇")
    assert found.problems == ()


@pytest.mark.parametrize("hours", ["17:00-09:00", "10:00-10:00", "あさから"])
def test_hours_that_make_no_sense_leave_an_open_day_without_hours(hours):
    found = office(hours)
    assert rules(found) == [Rule(weekdays="MO;TU;WE;TH;FR")]
    assert columns(found) == ["利用可能な時間帯（平日）"]


def test_a_remark_stays_beside_the_first_rule():
    found = office("10:00-17:00", remarks="延長支援あり")
    assert found.rules[0][1] == "延長支援あり"
    assert office("10:00-17:00", remarks="特になし").rules[0][1] == ""


cells = hostile_texts | st.sampled_from(
    ["1", "4", "日", "第2土曜", "毎週", "17:00", "月〜金", "非公開"]
)


@given(st.tuples(cells, cells, cells, cells, cells, cells))
def test_any_cells_give_rules_that_are_valid(texts):
    found = opening(*texts)
    assert all(isinstance(rule, Rule) for rule in rules(found))
    assert set(columns(found)) <= set(COLUMNS)


@given(st.tuples(cells, cells, cells, cells, cells, cells))
def test_any_office_hours_give_rules_that_are_valid(texts):
    assert all(isinstance(rule, Rule) for rule in rules(office(*texts)))
