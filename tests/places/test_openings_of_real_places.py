"""The dates of real places, as they stand on Friday 2026-12-04."""

from datetime import date, timedelta
from typing import cast

import pytest

from tests.made_up import DATA
from tests.places.telling_openings import THURSDAY, told
from webmap.formats.tables import read_tables
from webmap.places.openings import DAYS, calendar
from webmap.places.place import Place


@pytest.fixture(scope="module")
def real():
    places = read_tables(DATA).records

    def dates(key, first=THURSDAY):
        said = cast(Place, places["place", key]).rules()
        rules = tuple(rule for rule, statement in said if statement.visibility == "public")
        found = calendar(rules, (), first)
        days: dict[str, list[str]] = {}
        for opening in found.openings:
            days.setdefault(f"{found.date_of(opening):%m-%d}", []).append(told(opening))
        return days

    return dates


def test_guruguru_has_two_sundays_and_one_at_new_year_to_ask_about(real):
    assert real("guruguru") == {
        "12-06": ["open 11:30-14:00"],
        "12-20": ["open 11:30-14:00"],
        "01-03": ["maybe 11:30-14:00"],
    }


def test_yagawa_plus_rests_on_two_thursdays_and_some_days_at_new_year(real):
    days = real("yagawa-plus")
    window = [f"{THURSDAY + timedelta(days=day):%m-%d}" for day in range(DAYS)]
    assert [day for day in window if day not in days] == ["12-03", "12-17", "01-07"]
    assert [day for day, said in days.items() if said == ["maybe 09:00-22:00"]] == [
        *("12-28", "12-29", "12-30", "12-31", "01-01", "01-02", "01-03", "01-04")
    ]
    assert days["12-10"] == days["01-05"] == ["open 09:00-22:00"]


def test_nishi_jidokan_has_longer_evenings_for_the_older(real):
    days = real("nishi-jidokan")
    older = "junior_high;high"
    assert days["12-04"] == [f"open ?-19:00 {older}", "open 10:00-18:00"]
    assert days["12-05"] == days["12-07"] == ["open 10:00-18:00"]
    assert "12-06" not in days
    assert days["01-01"] == [f"maybe ?-19:00 {older}", "maybe 10:00-18:00"]


def test_oideyo_gohanya_opens_from_friday_to_sunday(real):
    days = real("oideyo-gohanya")
    assert list(days)[:4] == ["12-04", "12-05", "12-06", "12-11"]
    assert [day for day, said in days.items() if said == ["maybe 18:30-20:00"]] == [
        *("01-01", "01-02", "01-03")
    ]


def test_ouen_terrace_on_tuesdays_and_holidays(real):
    days = real("ouen-terrace")
    assert not {"12-08", "12-15", "12-29", "01-05"} & days.keys()
    assert days["12-27"] == days["01-06"] == ["open 10:00-17:00"]
    assert days["12-28"] == days["01-01"] == ["maybe 10:00-17:00"]
    autumn = real("ouen-terrace", date(2026, 9, 15))
    assert autumn["09-21"] == ["open 10:00-17:00"]
    assert autumn["09-22"] == ["maybe 10:00-17:00"]
    assert "09-29" not in autumn
