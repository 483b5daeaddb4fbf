"""A month in words."""

from datetime import date

import pytest

from tests.made_up import CITY, JA, make_place, say
from webmap.places.dated import Timetable
from webmap.places.day_by_day import on_days, possible_days
from webmap.places.fees import Fee
from webmap.places.month import Month
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.visibility import public_view
from webmap.words.card import make_card
from webmap.words.month import (
    make_leaf,
    say_lines,
    say_numbers,
    say_span,
    say_steady,
    say_undated,
    say_week,
)
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder, unknown_town

DECEMBER = Month(2026, 12)
TODAY = date(2026, 12, 4)
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")


def card(**fields):
    readings = Readings({})
    view = public_view(make_place(**fields), None, None)
    where = Wayfinder(JA, readings, CITY, unknown_town).whereabouts(view)
    return make_card(view, JA, readings, CITY, where, TODAY)


def lines(*rules, **exceptions):
    said = tuple((date(2026, 12, int(day[1:])), one) for day, one in exceptions.items())
    days = on_days(Timetable(rules, said), DECEMBER)
    return {
        day.day: (one.state, one.hours, one.told, one.reason)
        for day, one in say_lines(card(), "0円", days, JA)
    }


def asked(rule):
    timetable = Timetable((rule,))
    (line,) = say_undated(card(), timetable, possible_days(timetable, DECEMBER), JA)
    return line.rule, line.hours, line.days, line.question


def test_a_usual_day():
    assert lines(SUNDAYS)[6] == ("open", "11:30〜14:00", "", "")


def test_what_differs_is_said_with_its_reason():
    said = lines(
        SUNDAYS,
        d6=ExceptionDay("closed", reason="雪のため"),
        d20=ExceptionDay("moved", moved_to="2026-12-13", reason="えきの おまつり"),
        d9=ExceptionDay("extra", opens="15:00"),
    )
    assert said == {
        6: ("out", "11:30〜14:00", "おやすみ", "雪のため"),
        9: ("open", "15:00から", "とくべつにひらきます", ""),
        13: ("open", "11:30〜14:00", "12月20日（日）からうつりました", "えきの おまつり"),
        20: ("out", "11:30〜14:00", "12月13日（日）にうつります", "えきの おまつり"),
    }


def test_a_doubtful_day_is_to_be_asked():
    assert lines(Rule(weekdays="TU"))[29][0] == "maybe"


def test_two_openings_of_a_day_stand_in_one_line():
    night = Rule(weekdays="SU", nth="1;3", opens="17:00", closes="19:00", audience="parent")
    assert lines(SUNDAYS, night)[6][1] == "11:30〜14:00・保護者は 17:00〜19:00"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            Rule(weekdays="SU", frequency="monthly", opens="11:30", closes="13:00"),
            ("月1回・日曜", "11:30〜13:00", "6・13・20・27日のどれか", "第何日曜にひらきますか"),
        ),
        (
            Rule(weekdays="SA;SU", frequency="twice_monthly"),  # eight days tell nobody anything
            ("月2回・土・日曜", "時間もまだ", "", "第何土・日曜にひらきますか"),
        ),
        (Rule(frequency="monthly"), ("月1回", "時間もまだ", "", "何曜日にひらきますか")),
        (Rule(opens="11:00"), ("回数も曜日もまだ", "11:00から", "", "つぎはいつひらきますか")),
    ],
)
def test_what_is_to_be_asked_so_that_a_rule_gets_its_dates(rule, words):
    assert asked(rule) == words


def test_numbers_of_days_and_their_runs():
    days = [date(2026, 12, day) for day in (6, 7, 13, 29, 30, 31)]
    assert say_numbers(days, JA) == "6・7・13・29〜31日"


def test_a_week_has_its_name_and_its_span():
    weeks = list(DECEMBER.weeks())
    assert [say_week(week, TODAY, JA) for week in weeks] == ["今週", "来週", "", "", ""]
    spans = [say_span(week.monday, week.sunday, JA) for week in weeks]
    assert spans[:2] == ["11月30日〜12月6日", "12月7日〜13日"]


def test_a_steady_place_says_its_week_and_where_to_ask():
    rule = Rule(weekdays="MO;TU;WE;TH;FR", opens="10:00", closes="17:00")
    days = (date(2026, 12, 28), date(2026, 12, 30))
    line = say_steady(card(), Timetable((rule,)), days, JA)
    assert (line.when, line.doubt) == ("月〜金曜 10:00〜17:00", "28・30日はきいてから")
    assert say_steady(card(), Timetable((rule,)), (), JA).doubt == ""


def test_a_leaf_has_the_first_fee_alone():
    place = make_place(
        city=say("132152"),
        fee__elementary__visit=say(Fee("100")),
        fee__adult__visit=say(Fee("300")),
    )
    leaf = make_leaf(place, JA)
    assert (leaf.city, leaf.fee) == ("132152", "小学生 100円")
