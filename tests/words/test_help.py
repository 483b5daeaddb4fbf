"""Lines of help in words."""

from datetime import datetime

import pytest

from tests.lists import read_lists
from tests.made_up import DATA, HOSTILE, JA, TOKYO
from webmap.places.helpline import Helpline, at
from webmap.places.schedule import Rule
from webmap.words.help import dialled, say_lines
from webmap.words.readings import read_readings

READINGS = read_readings(DATA / "readings.csv")
LINES = read_lists(DATA).helplines


def said(text):
    now = datetime.fromisoformat(text).replace(tzinfo=TOKYO)
    lines = say_lines(LINES.offered(now), now.date(), JA, READINGS)
    return {one.line.key: one for one in lines}


@pytest.mark.parametrize(
    ("key", "when", "words"),
    [
        ("kunisapo", "2026-12-04T16:20", "いまつながります・17:00まで"),
        ("kunisapo", "2026-12-04T08:00", "きょう8:30から"),
        ("kunisapo", "2026-12-04T17:00", "つぎは12/7（月）8:30から"),
        ("kunisapo", "2026-12-03T18:00", "つぎはあした4（金）8:30から"),
        ("kunisapo", "2026-12-31T12:00", "つながるかもしれません。かけてみてください"),
        ("oyako-line", "2026-12-04T22:59", "いまつながります・23:00まで"),
        ("sos-24", "2027-01-01T03:00", "24時間つながります"),
        ("kyoiku-soudan", "2026-12-04T12:00", "受付時間はまだわかりません"),
    ],
)
def test_whether_somebody_answers_now(key, when, words):
    assert said(when)[key].now == words


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("0120-0-78310", "tel:0120078310"),
        ("189", "tel:189"),
        ("#8008", "tel:%238008"),
        ("+81 42 (576) 2105", "tel:+81425762105"),
        ("", ""),
    ],
)
def test_a_number_as_a_phone_dials_it(number, address):
    assert dialled(number) == address


def test_old_information_says_how_old_it_is():
    lines = said("2026-12-04T16:20")
    assert lines["childline"].old.startswith("2017年ごろの情報です。つながらないときは")
    assert lines["dv-navi"].old.startswith("2020年の情報です。")
    assert lines["kunisapo"].old == "" == lines["kodomo-jinken"].old


def test_information_without_a_day_says_so():
    one = at(Helpline("mihon", "みほん"), datetime(2026, 12, 4, tzinfo=TOKYO))
    (line,) = say_lines([one], datetime(2026, 12, 4).date(), JA, READINGS)
    assert line.old.startswith("いつの情報かわかりません")


def test_the_clock_is_given_what_it_can_tell_and_no_more():
    lines = said("2026-12-04T16:20")
    assert lines["kunisapo"].openings.split()[1] == "2026-12-04T08:30/17:00"
    assert lines["sos-24"].openings == lines["kodomo-katei"].openings == ""
    assert said("2026-12-31T12:00")["kunisapo"].openings == "", "nothing is sure then"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_number_that_wants_to_be_something_else_is_only_dialled(text):
    assert (
        dialled(text).removeprefix("tel:").translate(str.maketrans("", "", "0123456789%*+")) == ""
    )


def test_hours_without_an_end_promise_none():
    rule = Rule(weekdays="FR", opens="10:00")
    one = at(Helpline("mihon", "みほん", rules=(rule,)), datetime(2026, 12, 4, 11, tzinfo=TOKYO))
    (line,) = say_lines([one], datetime(2026, 12, 4).date(), JA, READINGS)
    assert line.now == "いまつながります"
