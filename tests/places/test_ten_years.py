"""Ten years of dates against a plain going through every day, which uses nothing of ours.

Every day from 2024 to 2033 is asked by itself: which weekday, which of its kind in its month, in
which fortnight, in which season, a holiday by the law or not. No rule is expanded.
"""

from datetime import date, timedelta

import pytest

from tests.places.law_of_holidays import ONE_DAY, holidays
from tests.places.telling_openings import shut
from webmap.places.dated import Timetable, dated_calendar
from webmap.places.openings import MAYBE, OPEN, calendar
from webmap.places.schedule import WEEKDAYS, ExceptionDay, Rule
from webmap.places.spoken_days import holiday_days

FIRST, LAST = date(2024, 1, 1), date(2033, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
HOLIDAYS = frozenset().union(*(holidays(year) for year in range(2023, 2035)))


# -- what a day is


def weekday(*names):
    return lambda day: ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()] in names


def nth(*numbers):
    """Whether it is one of these of its kind in its month; -1 is the last."""

    def is_nth(day):
        number, before = 1, day - 7 * ONE_DAY
        while before.month == day.month:
            number, before = number + 1, before - 7 * ONE_DAY
        last = (day + 7 * ONE_DAY).month != day.month
        return number in numbers or (last and -1 in numbers)

    return is_nth


def every_second_week(start):
    """Whether it lies in the first week (from Monday), or two, four, six weeks later."""
    monday = start
    while monday.weekday() != 0:
        monday -= ONE_DAY
    weeks = set()
    while monday <= LAST:
        weeks |= {monday + number * ONE_DAY for number in range(7)}
        monday += 14 * ONE_DAY
    return lambda day: day >= start and day in weeks


def season(begin, end):
    """Whether it lies between two days (month, day) of the year, both included."""

    def is_in(day):
        at = (day.month, day.day)
        return begin <= at <= end if begin <= end else at >= begin or at <= end

    return is_in


def holiday(day):
    return day in HOLIDAYS


def new_year(day):
    """年末年始 without days: from 28 December to 4 January."""
    return season((12, 28), (1, 4))(day)


def every(day):
    return True


def all_of(*tests):
    return lambda day: all(test(day) for test in tests)


def some_of(*tests):
    return lambda day: any(test(day) for test in tests)


def none_of(*tests):
    return lambda day: not any(test(day) for test in tests)


# -- what is compared


def expanded(rules, exceptions=()):
    """Our states by date, in one window of ten years."""
    said = calendar(tuple(rules), tuple(exceptions), FIRST, len(DAYS))
    return {said.date_of(one): one.state for one in said.openings}


def gone_through(is_open, is_unsure=lambda day: False):
    return {day: MAYBE if is_unsure(day) else OPEN for day in DAYS if is_open(day)}


SILENT = some_of(holiday, new_year)
"""Days of which a rule says nothing unless it speaks of holidays, and any of the year's end."""
YEAR_END = shut(season="12-29/01-03")


@pytest.mark.parametrize("name", WEEKDAYS)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, -1])
def test_every_nth_and_last_weekday(name, number):
    rule = Rule(weekdays=name, nth=str(number))
    is_open = all_of(weekday(name), nth(number))
    assert expanded([rule]) == gone_through(is_open, SILENT)


@pytest.mark.parametrize(
    "start",
    ["2019-03-02", "2023-12-30", "2024-01-01", "2024-02-29", "2026-12-06", "2033-12-25"],
)
@pytest.mark.parametrize("others", [(), ("MO",), ("SA", "SU"), WEEKDAYS])
def test_every_second_week(start, others):
    begin = date.fromisoformat(start)
    names = {WEEKDAYS[begin.weekday()], *others}
    joined = ";".join(name for name in WEEKDAYS if name in names)
    rule = Rule(frequency="biweekly", weekdays=joined, starts=start)
    is_open = all_of(weekday(*names), every_second_week(begin))
    assert expanded([rule]) == gone_through(is_open, SILENT)


RULES = {
    "daily": ([Rule(frequency="daily")], every, SILENT),
    "two nths of two weekdays": (
        [Rule(weekdays="SA;SU", nth="2;4")],
        all_of(weekday("SA", "SU"), nth(2, 4)),
        SILENT,
    ),
    "first and last": (
        [Rule(weekdays="WE", nth="1;-1")],
        all_of(weekday("WE"), nth(1, -1)),
        SILENT,
    ),
    "a season in the year": (
        [Rule(weekdays="MO", season="07-20/08-31")],
        all_of(weekday("MO"), season((7, 20), (8, 31))),
        SILENT,
    ),
    "a season over New Year": (
        [Rule(weekdays="FR", season="12-10/02-15")],
        all_of(weekday("FR"), season((12, 10), (2, 15))),
        SILENT,
    ),
    "a season of one leap day": (
        [Rule(frequency="daily", season="02-29/02-29")],
        lambda day: (day.month, day.day) == (2, 29),
        SILENT,
    ),
    "two seasons, and one of them over New Year": (
        [
            Rule(weekdays="SA", season="04-01/09-30", opens="09:00"),
            Rule(weekdays="SA", season="10-01/03-31", opens="09:00"),
        ],
        weekday("SA"),
        SILENT,
    ),
    "summer on Tuesdays, winter on Thursdays": (
        [
            Rule(weekdays="TU", season="06-01/09-15"),
            Rule(weekdays="TH", season="11-20/02-28"),
        ],
        some_of(
            all_of(weekday("TU"), season((6, 1), (9, 15))),
            all_of(weekday("TH"), season((11, 20), (2, 28))),
        ),
        SILENT,
    ),
    "holidays only": ([Rule(holidays="only")], holiday, new_year),
    "with holidays": (
        [Rule(weekdays="SA;SU", holidays="included")],
        some_of(weekday("SA", "SU"), holiday),
        new_year,
    ),
    "without holidays": (
        [Rule(weekdays="MO;TU", holidays="excluded")],
        all_of(weekday("MO", "TU"), none_of(holiday)),
        new_year,
    ),
    "the third Monday, not on a holiday": (
        [Rule(weekdays="MO", nth="3", holidays="excluded")],
        all_of(weekday("MO"), nth(3), none_of(holiday)),
        new_year,
    ),
    "every second Monday, not on a holiday": (
        [Rule(frequency="biweekly", weekdays="MO", holidays="excluded", starts="2024-01-08")],
        all_of(weekday("MO"), every_second_week(date(2024, 1, 8)), none_of(holiday)),
        new_year,
    ),
    "daily, closed on Mondays": (
        [Rule(frequency="daily"), shut(weekdays="MO")],
        none_of(weekday("MO")),
        SILENT,
    ),
    "daily, closed on the first and third Thursday": (
        [Rule(frequency="daily"), shut(weekdays="TH", nth="1;3")],
        none_of(all_of(weekday("TH"), nth(1, 3))),
        SILENT,
    ),
    "daily, closed every second Wednesday": (
        [
            Rule(frequency="daily"),
            shut(frequency="biweekly", weekdays="WE", starts="2024-02-07"),
        ],
        none_of(all_of(weekday("WE"), every_second_week(date(2024, 2, 7)))),
        SILENT,
    ),
    "daily, closed on holidays": (
        [Rule(frequency="daily"), shut(holidays="only")],
        none_of(holiday),
        new_year,
    ),
    "weekdays, closed on Sundays and holidays": (
        [Rule(weekdays="MO;TU;WE;TH;FR;SA"), shut(weekdays="SU", holidays="included")],
        none_of(weekday("SU"), holiday),
        new_year,
    ),
    "daily, closed at the year's end and in August": (
        [Rule(frequency="daily", holidays="included"), YEAR_END, shut(season="08-11/08-16")],
        none_of(season((12, 29), (1, 3)), season((8, 11), (8, 16))),
        none_of(every),
    ),
    "daily, perhaps closed at the year's end": (
        [Rule(frequency="daily", holidays="included"), shut(season="new_year")],
        every,
        new_year,
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_of_all_kinds(name):
    rules, is_open, is_unsure = RULES[name]
    assert expanded(rules) == gone_through(is_open, is_unsure)


@pytest.mark.parametrize("name", RULES)
def test_what_is_dated_are_the_same_days(name):
    rules, is_open, is_unsure = RULES[name]
    said = dated_calendar(Timetable(tuple(rules)), FIRST, len(DAYS))
    found = {said.date_of(one): one.state for one in said.openings}
    assert found == gone_through(is_open, is_unsure)


def test_a_window_anywhere_shows_the_same_days():
    """Months are asked one by one on the pages, ten years never."""
    rule = Rule(frequency="biweekly", weekdays="SA;SU", starts="2024-01-06")
    whole = expanded([rule])
    for year in range(2024, 2034):
        for month in range(1, 13):
            first = date(year, month, 1)
            part = calendar((rule,), (), first, 28)
            days = {first + number * ONE_DAY for number in range(28)}
            assert {part.date_of(one) for one in part.openings} == days & whole.keys()


def test_single_days_of_ten_years():
    """On each 6th of a month it is closed, and each 15th moves to the 16th, with its hours."""
    rule = Rule(frequency="daily", holidays="included", opens="10:00", closes="12:00")
    closed = [(day, ExceptionDay("closed")) for day in DAYS if day.day == 6]
    moved = [
        (day, ExceptionDay("moved", moved_to=str(day + ONE_DAY))) for day in DAYS if day.day == 15
    ]
    found = expanded([rule, YEAR_END], [*closed, *moved])
    gone = season((12, 29), (1, 3))
    assert found == gone_through(lambda day: day.day not in (6, 15) and not gone(day))


# -- holidays


def test_holidays_are_those_of_the_law():
    first = date(2019, 1, 1)
    span = (date(2034, 1, 1) - first).days
    found = {first + timedelta(days=number) for number in holiday_days(first, span)}
    assert found == set().union(*(holidays(year) for year in range(2019, 2034)))


PUBLISHED = {
    2026: "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123",
    2027: "0101 0111 0211 0223 0321 0322 0429 0503 0504 0505 0719 0811 0920 0923 1011 1103 1123",
}
"""As 内閣府 publishes them: 2026 has a day between two, both have a substitute."""


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_law_gives_the_published_days(year):
    assert sorted(f"{day:%m%d}" for day in holidays(year)) == PUBLISHED[year].split()
