"""When an office of WAM NET is open."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import hostile_texts
from webmap.formats.wamnet_hours import read_office_hours
from webmap.places.schedule import Rule, contradictions


def rules(found):
    return [rule for rule, _ in found.rules]


def columns(found):
    return [problem.column for problem in found.problems]


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


@pytest.mark.parametrize(
    ("closed", "unread"),
    [
        ("日曜日、土曜日は月1回開所", "土曜日は月1回開所"),
        ("日曜日、お盆前後、別のかたち", "お盆前後、別のかたち"),
        ("第1・第3", "第1・第3"),
    ],
)
def test_what_is_reported_can_be_found_in_the_file(closed, unread):
    (problem,) = office("10:00-17:00", closed=closed).problems
    assert (problem.column, problem.found) == ("定休日", closed)
    assert problem.expected == (
        f"曜日・祝日・日づけ。「{unread}」が 読めません（ことばは のこします）"
    )


@pytest.mark.parametrize("text", ["9" * 5_000, "月" * 100_000, "(" * 100_000, "1/1~" * 30_000])
def test_endless_cells_are_reported_and_take_no_time(text):
    start = perf_counter()
    found = office(text, text, text, text, text, text)
    assert perf_counter() - start < 2
    assert "定休日" in columns(found)


cells = hostile_texts | st.sampled_from(["10:00-17:00", "00:00-00:00", "日", "第2土曜", "月〜金"])


@given(st.tuples(cells, cells, cells, cells, cells, cells))
def test_any_office_hours_give_rules_that_are_valid(texts):
    assert all(isinstance(rule, Rule) for rule in rules(office(*texts)))
