"""Whether a line answers now, and in which order lines are offered."""

from datetime import date, datetime

import pytest

from tests.made_up import TOKYO
from webmap.places.errors import BadCell
from webmap.places.helpline import Helpline, at, in_order, sure_openings, turns
from webmap.places.schedule import Rule

WEEK = "MO;TU;WE;TH;FR;SA;SU"
OFFICE = Rule(weekdays="MO;TU;WE;TH;FR", holidays="excluded", opens="08:30", closes="17:00")
ROUND_THE_CLOCK = Rule(weekdays=WEEK, holidays="included", opens="00:00", closes="24:00")
EVENINGS = (
    Rule(weekdays=WEEK, holidays="included", opens="16:00", closes="21:00"),
    Rule(effect="closed", season="12-29/01-03"),
)
TILL_LATE = Rule(weekdays="FR", opens="20:00", closes="26:00")


def line(key="mihon", *rules, **words):
    return Helpline(key, "みほんダイヤル", rules=rules, **words)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def told(one):
    """``later 2026-12-07 08:30``: the state, and the day and hour that belong to it."""
    if one.opening is None:
        return one.state
    minute = one.opening.closes if one.state in ("open", "maybe") else one.opening.opens
    return f"{one.state} {one.day} {minute // 60:02}:{minute % 60:02}"


@pytest.mark.parametrize(
    ("rules", "when", "said"),
    [
        ((OFFICE,), "2026-12-04T08:29", "later 2026-12-04 08:30"),
        ((OFFICE,), "2026-12-04T08:30", "open 2026-12-04 17:00"),
        ((OFFICE,), "2026-12-04T16:59", "open 2026-12-04 17:00"),
        ((OFFICE,), "2026-12-04T17:00", "closed 2026-12-07 08:30"),  # a Friday
        ((OFFICE,), "2026-11-03T10:00", "closed 2026-11-04 08:30"),  # 文化の日, a Tuesday
        ((OFFICE,), "2026-12-30T10:00", "maybe 2026-12-30 17:00"),  # nothing is said of New Year
        ((OFFICE,), "2026-12-29T07:00", "closed 2027-01-05 08:30"),
        (EVENINGS, "2026-12-28T17:00", "open 2026-12-28 21:00"),
        (EVENINGS, "2026-12-29T17:00", "closed 2027-01-04 16:00"),
        (EVENINGS, "2027-01-03T23:59", "closed 2027-01-04 16:00"),
        (EVENINGS, "2027-01-04T00:00", "later 2027-01-04 16:00"),
        ((TILL_LATE,), "2026-12-05T01:59", "open 2026-12-04 26:00"),
        ((TILL_LATE,), "2026-12-05T02:00", "closed 2026-12-11 20:00"),
        ((ROUND_THE_CLOCK,), "2027-01-01T03:00", "always"),
        ((), "2026-12-04T12:00", "unknown"),
        ((Rule(effect="closed", season="12-29/01-03"),), "2026-12-04T12:00", "unknown"),
    ],
)
def test_what_a_line_is_at_a_moment(rules, when, said):
    assert told(at(line("mihon", *rules), moment(when))) == said


def test_two_rules_that_overlap_answer_until_the_later_one_ends():
    longer = Rule(weekdays="FR", opens="10:00", closes="20:00")
    assert told(at(line("mihon", OFFICE, longer), moment("2026-12-04T12:00"))).endswith("20:00")


def test_24_hours_on_weekdays_alone_are_not_always():
    weekdays = Rule(weekdays="MO;TU;WE;TH;FR", opens="00:00", closes="24:00")
    assert not line("mihon", weekdays).is_always_open
    assert told(at(line("mihon", weekdays), moment("2026-12-05T12:00"))).startswith("closed")


CITY = line("city", area="city")
DESK = line("desk", OFFICE, area="city")
PREFECTURE = line("prefecture", EVENINGS[0], area="prefecture")
NATION = line("nation", EVENINGS[0])
ALWAYS = line("always", ROUND_THE_CLOCK)


def order(when, desk="desk", lines=(CITY, PREFECTURE, NATION, ALWAYS, DESK)):
    return [one.line.key for one in in_order([at(each, moment(when)) for each in lines], desk)]


def test_by_day_the_desk_and_the_city_come_first():
    assert order("2026-12-04T16:20") == ["desk", "city", "always", "prefecture", "nation"]


@pytest.mark.parametrize("when", ["2026-11-03T23:00", "2026-12-04T23:00", "2027-01-01T23:00"])
def test_by_night_who_surely_answers_comes_first_and_the_city_last(when):
    assert order(when)[0] == "always"
    assert order(when)[-1] in ("desk", "city")


def test_on_a_holiday_in_the_daytime_it_is_as_by_night():
    assert order("2026-11-03T17:00") == ["always", "nation", "prefecture", "city", "desk"]


def test_without_a_desk_who_answers_comes_first():
    assert order("2026-12-04T16:20", desk="")[:3] == ["always", "nation", "prefecture"]


def test_a_day_turns_where_lines_open_and_close():
    assert turns([OFFICE_LINE, NATION, ALWAYS], date(2026, 12, 4)) == [510, 960, 1020, 1260]
    assert turns([line("late", TILL_LATE)], date(2026, 12, 5)) == [120], "Friday's goes on"


OFFICE_LINE = line("office", OFFICE)


def test_sure_openings_leave_out_what_is_doubtful():
    days = [day.day for day, _ in sure_openings(OFFICE_LINE, date(2026, 12, 24))]
    assert days == [23, 24, 25]  # not from the 28th on, of which nothing is said


@pytest.mark.parametrize(
    ("column", "text"),
    [("persons", "dog"), ("topics", "home;weather"), ("area", ""), ("topics", "")],
)
def test_a_word_that_is_none_is_refused(column, text):
    with pytest.raises(BadCell) as refused:
        line(**{column: text})
    assert refused.value.column == column
