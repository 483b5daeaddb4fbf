"""The national holidays by the law alone, written down a second time: 国民の祝日に関する法律.

Article 2 names the days; article 3 (2) gives a substitute for one on a Sunday, the next day that is
none of them; article 3 (3) makes a holiday of a day between two of them. The equinoxes are those
that 国立天文台 publishes, by the formula that holds from 1980 to 2099. Three years had laws of
their own: the accession of 2019, the games of 2020 and 2021.
"""

from datetime import date, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)
SPECIAL: dict[int, dict[str, Any]] = {
    2019: {"celebrations": [(5, 1), (10, 22)], "emperor": None},
    2020: {"marine": (7, 23), "sports": (7, 24), "mountain": (8, 10)},
    2021: {"marine": (7, 22), "sports": (7, 23), "mountain": (8, 8)},
}


def holidays(year):
    """Every day off of a year, from 2019 on."""
    national = national_days(year)
    return national | substitutes(national) | in_between(national)


def national_days(year):
    days = {
        "new_year": (1, 1),
        "coming_of_age": monday(year, 1, 2),
        "foundation": (2, 11),
        "emperor": (2, 23),
        "spring": (3, equinox(year, 20.8431)),
        "showa": (4, 29),
        "constitution": (5, 3),
        "greenery": (5, 4),
        "children": (5, 5),
        "marine": monday(year, 7, 3),
        "mountain": (8, 11),
        "aged": monday(year, 9, 3),
        "autumn": (9, equinox(year, 23.2488)),
        "sports": monday(year, 10, 2),
        "culture": (11, 3),
        "labour": (11, 23),
    }
    special = dict(SPECIAL.get(year, {}))
    added = special.pop("celebrations", [])
    return {date(year, *day) for day in (*(days | special).values(), *added) if day}


def monday(year, month, nth):
    """Month and day of the nth Monday: the days of a month are gone through."""
    mondays = [day for day in range(1, 29) if date(year, month, day).weekday() == 0]
    return month, mondays[nth - 1]


def equinox(year, at_1980):
    return int(at_1980 + 0.242194 * (year - 1980) - (year - 1980) // 4)


def substitutes(national):
    return {next_free(day, national) for day in national if day.isoweekday() == 7}


def next_free(day, national):
    while day in national:
        day += ONE_DAY
    return day


def in_between(national):
    between = {day + ONE_DAY for day in national if day + 2 * ONE_DAY in national}
    return between - national
