"""Rules become dates: open, perhaps open, or nothing that one could show."""

import pytest

from tests.places.telling_openings import on, shut
from webmap.places.openings import MAYBE, OPEN, UNSAID
from webmap.places.schedule import WEEKDAYS, Rule

EVERY_WEEKDAY = ";".join(WEEKDAYS)

CASES: list[tuple[str, list[Rule], dict[str, list[str]]]] = [
    # single weekdays of the month
    ("the 1st Sunday", [Rule(weekdays="SU", nth="1;3")], {"2026-12-06": [OPEN]}),
    ("not the 2nd", [Rule(weekdays="SU", nth="1;3")], {"2026-12-13": []}),
    (
        "第1・第3日曜 with its frequency",
        [Rule(frequency="twice_monthly", weekdays="SU", nth="1;3")],
        {"2026-11-15": [OPEN], "2026-11-22": []},
    ),
    (
        "the last weekday",
        [Rule(weekdays="SA", nth="-1")],
        {"2026-10-24": [], "2026-10-31": [OPEN], "2026-11-28": [OPEN]},
    ),
    (
        "the 5th weekday of a month that has one",
        [Rule(weekdays="SA", nth="5")],
        {"2026-10-31": [OPEN], "2026-11-28": []},
    ),
    # days that the source leaves open
    (
        "月1回・土曜",
        [Rule(frequency="monthly", weekdays="SA", opens="13:00", closes="15:00")],
        {"2026-12-05": ["maybe 13:00-15:00"], "2026-12-06": []},
    ),
    (
        "週1–2 with one weekday",
        [Rule(frequency="1-2/week", weekdays="SA")],
        {"2026-12-05": [OPEN], "2026-12-06": []},
    ),
    (
        "週1–2 with three weekdays",
        [Rule(frequency="1-2/week", weekdays="MO;TU;WE")],
        {"2026-12-07": [MAYBE], "2026-12-10": []},
    ),
    ("毎日", [Rule(frequency="daily")], {"2026-12-05": [OPEN], "2026-12-09": [OPEN]}),
    ("毎日 without a word of holidays", [Rule(frequency="daily")], {"2026-11-23": [MAYBE]}),
    ("月2回", [Rule(frequency="twice_monthly")], {"2026-12-09": [UNSAID]}),
    ("hours alone", [Rule(opens="10:00", closes="18:00")], {"2026-12-09": ["unsaid 10:00-18:00"]}),
    ("nothing at all", [], {"2026-12-09": [UNSAID], "2027-01-01": [UNSAID]}),
    (
        "hours alone beside closures",
        [Rule(opens="10:00"), shut(weekdays="SU")],
        {"2026-12-05": ["unsaid 10:00-?"], "2026-12-06": []},
    ),
    (
        "closures alone",
        [shut(weekdays="SU", holidays="included")],
        {"2026-11-22": [], "2026-11-23": [], "2026-11-24": [UNSAID]},
    ),
    # hours
    ("half known: closes", [Rule(weekdays="FR", closes="18:00")], {"2026-12-04": ["open ?-18:00"]}),
    ("half known: opens", [Rule(weekdays="FR", opens="17:00")], {"2026-12-04": ["open 17:00-?"]}),
    (
        "past midnight it is still the day it began",
        [Rule(weekdays="FR", opens="18:00", closes="25:00")],
        {"2026-12-04": ["open 18:00-25:00"], "2026-12-05": []},
    ),
    (
        "two rules a day",
        [
            Rule(weekdays="SA", opens="15:00", closes="17:00"),
            Rule(weekdays="SA;SU", opens="10:00", closes="12:00"),
        ],
        {
            "2026-12-05": ["open 10:00-12:00", "open 15:00-17:00"],
            "2026-12-06": ["open 10:00-12:00"],
        },
    ),
    (
        "the same hours twice, once surely",
        [
            Rule(frequency="monthly", weekdays="SA", opens="10:00"),
            Rule(weekdays="SA", opens="10:00"),
        ],
        {"2026-12-05": ["open 10:00-?"]},
    ),
    (
        "for whom",
        [
            Rule(weekdays="FR", opens="10:00", closes="18:00"),
            Rule(weekdays="FR", closes="19:00", audience="junior_high;high"),
        ],
        {"2026-12-04": ["open ?-19:00 junior_high;high", "open 10:00-18:00"]},
    ),
    # national holidays; 2026-11-23 is a Monday, 2026-09-22 a Tuesday, a citizens' holiday
    ("of holidays nothing said", [Rule(weekdays="MO;TU")], {"2026-11-23": [MAYBE]}),
    (
        "a citizens' holiday",
        [Rule(weekdays="MO;TU")],
        {"2026-09-22": [MAYBE], "2026-09-29": [OPEN]},
    ),
    ("a holiday on a day off", [Rule(weekdays="SA;SU")], {"2026-11-23": []}),
    ("holidays only", [Rule(holidays="only")], {"2026-09-22": [OPEN], "2026-09-24": []}),
    (
        "holidays included",
        [Rule(weekdays="SA", holidays="included")],
        {"2026-11-21": [OPEN], "2026-11-22": [], "2026-11-23": [OPEN]},
    ),
    (
        "holidays excluded",
        [Rule(weekdays="MO", holidays="excluded")],
        {"2026-11-16": [OPEN], "2026-11-23": []},
    ),
    (
        "holidays excluded by one rule, left open by another",
        [
            Rule(weekdays="MO", holidays="excluded", opens="09:00"),
            Rule(weekdays="MO", opens="10:00"),
        ],
        {"2026-11-23": ["maybe 10:00-?"]},
    ),
    (
        "holidays have their own hours",
        [Rule(weekdays="MO;TU", opens="13:00"), Rule(holidays="only", opens="10:00")],
        {"2026-11-23": ["open 10:00-?"], "2026-11-24": ["open 13:00-?"]},
    ),
    (
        "平日 and 土日祝",
        [
            Rule(weekdays="MO;TU;WE;TH;FR", opens="13:00"),
            Rule(weekdays="SA;SU", holidays="included", opens="10:00"),
        ],
        {"2026-11-20": ["open 13:00-?"], "2026-11-23": ["open 10:00-?"]},
    ),
    (
        "holidays have their own hours, but not those of what is held once a month",
        [
            Rule(frequency="monthly", weekdays="MO", opens="13:00"),
            Rule(holidays="only", opens="10:00"),
        ],
        {"2026-11-23": ["open 10:00-?", "maybe 13:00-?"]},
    ),
    (
        "holidays have hours for parents only",
        [
            Rule(weekdays="MO", opens="13:00"),
            Rule(holidays="only", opens="10:00", audience="parent"),
        ],
        {"2026-11-23": ["open 10:00-? parent", "maybe 13:00-?"]},
    ),
    (
        "a longer evening for some, of which nothing is said on holidays",
        [
            Rule(weekdays="MO;TU", holidays="included", closes="18:00"),
            Rule(weekdays="MO;TU", closes="19:00", audience="high"),
        ],
        {"2026-11-23": ["open ?-18:00", "maybe ?-19:00 high"]},
    ),
    (
        "closed on Sundays and holidays",
        [Rule(weekdays="MO;TU"), shut(weekdays="SU", holidays="included")],
        {"2026-11-23": [], "2026-11-24": [OPEN]},
    ),
    (
        "the holidays in May; 05-06 is a substitute holiday",
        [Rule(frequency="daily"), shut(holidays="only")],
        {
            **{"2026-05-02": [OPEN], "2026-05-03": [], "2026-05-04": []},
            **{"2026-05-05": [], "2026-05-06": [], "2026-05-07": [OPEN]},
        },
    ),
    (
        "open on holidays but not on those in May",
        [Rule(holidays="only"), shut(holidays="only", season="05-03/05-06")],
        {"2026-04-29": [OPEN], "2026-05-03": [], "2026-05-06": []},
    ),
    (
        "open on holidays, closed on a weekday: on a holiday on it nobody knows",
        [Rule(weekdays="MO", holidays="included"), shut(weekdays="TU")],
        {"2026-09-21": [OPEN], "2026-09-22": [MAYBE], "2026-09-23": [OPEN], "2026-09-29": []},
    ),
    (
        "holidays called open and closed",
        [Rule(holidays="only", opens="10:00"), shut(weekdays="SU", holidays="included")],
        {"2026-11-23": ["maybe 10:00-?"]},
    ),
    # closures
    (
        "第1・第3木曜休館",
        [Rule(frequency="daily", weekdays=EVERY_WEEKDAY), shut(weekdays="TH", nth="1;3")],
        {"2026-12-03": [], "2026-12-10": [OPEN], "2026-12-17": [], "2026-12-24": [OPEN]},
    ),
    ("毎日、月曜休み", [Rule(frequency="daily"), shut(weekdays="MO")], {"2026-12-07": []}),
    (
        "a weekday called open and closed",
        [Rule(weekdays="SA;SU", opens="10:00"), shut(weekdays="SU")],
        {"2026-12-05": ["open 10:00-?"], "2026-12-06": ["maybe 10:00-?"]},
    ),
    (
        "日曜休み、ただし第2日曜は開館",
        [Rule(weekdays="SU", nth="2"), shut(weekdays="SU")],
        {"2026-12-06": [], "2026-12-13": [OPEN]},
    ),
    (
        "第4月曜は開館 beside closed on Mondays and holidays: a holiday on it stays closed",
        [Rule(weekdays="MO", nth="4"), shut(weekdays="MO", holidays="included")],
        {"2026-11-23": [], "2026-10-26": [OPEN]},
    ),
    (
        "毎日 in winter, 月曜休み",
        [Rule(weekdays="MO;TU", season="10-01/12-20"), shut(weekdays="MO")],
        {"2026-12-07": [], "2026-12-08": [OPEN]},
    ),
    (
        "closed, it is not said when",
        [Rule(weekdays="TU"), shut()],
        {"2026-12-08": [OPEN]},
    ),
    (
        "一月に一度の休み, the day not said",
        [Rule(weekdays="MO;TU"), shut(frequency="monthly", weekdays="MO")],
        {"2026-12-07": [MAYBE], "2026-12-08": [OPEN]},
    ),
    (
        "不定休",
        [Rule(weekdays="TU"), shut(frequency="irregular")],
        {"2026-12-08": [MAYBE], "2026-12-09": []},
    ),
    # seasons
    (
        "new year, of which nothing is said",
        [Rule(weekdays="MO;TU;WE;TH", opens="10:00")],
        {
            **{"2026-12-24": ["open 10:00-?"], "2026-12-28": ["maybe 10:00-?"]},
            **{"2027-01-04": ["maybe 10:00-?"], "2027-01-05": ["open 10:00-?"]},
        },
    ),
    (
        "年末年始休み without days",
        [Rule(frequency="daily"), shut(season="new_year")],
        {"2026-12-27": [OPEN], "2026-12-28": [MAYBE], "2027-01-04": [MAYBE]},
    ),
    (
        "年末年始休み with days",
        [Rule(frequency="daily"), shut(season="12-29/01-03")],
        {
            **{"2026-12-28": [OPEN], "2026-12-29": [], "2026-12-31": []},
            **{"2027-01-01": [], "2027-01-03": [], "2027-01-04": [OPEN]},
        },
    ),
    (
        "open at new year, on which days is not said",
        [Rule(season="new_year", opens="10:00")],
        {"2026-12-27": [], "2026-12-31": ["maybe 10:00-?"]},
    ),
    (
        "盆休み",
        [Rule(weekdays="MO;FR"), shut(season="obon")],
        {"2026-08-07": [OPEN], "2026-08-10": [MAYBE], "2026-08-14": [MAYBE], "2026-08-21": [OPEN]},
    ),
    (
        "winter hours, over the turn of the year",
        [
            Rule(weekdays="TU", closes="16:30", season="04-01/09-30"),
            Rule(weekdays="TU", closes="16:15", season="10-01/03-31"),
        ],
        {
            **{"2026-09-29": ["open ?-16:30"], "2026-10-06": ["open ?-16:15"]},
            **{"2027-01-12": ["open ?-16:15"], "2027-04-06": ["open ?-16:30"]},
        },
    ),
    (
        "closed in the school holidays, and nobody knows when these are",
        [Rule(weekdays="TU"), shut(season="school_holidays")],
        {"2026-12-08": [MAYBE], "2026-12-09": []},
    ),
    (
        "open in the school holidays",
        [Rule(weekdays="TU", season="school_holidays")],
        {"2026-12-08": [MAYBE], "2026-12-09": []},
    ),
    (
        "open in the school holidays, no weekday said",
        [Rule(frequency="seasonal", season="school_holidays")],
        {"2026-12-08": [UNSAID]},
    ),
]


@pytest.mark.parametrize(
    ("rules", "day", "said"),
    [
        pytest.param(rules, day, said, id=f"{name}, {day}")
        for name, rules, days in CASES
        for day, said in days.items()
    ],
)
def test_what_rules_say_of_a_day(rules, day, said):
    assert on(day, *rules) == said
