"""Day, weekday and time of day together, asked of the openings of a calendar."""

from datetime import date, datetime, timedelta

import pytest

from tests.made_up import TOKYO
from webmap.places.four_answers import best
from webmap.places.needs import LISTS, Needs
from webmap.places.openings import Calendar, Opening, calendar
from webmap.places.schedule import Rule
from webmap.places.when import first_day, is_too_far, last_day, met, minute_of

FRIDAY = date(2026, 12, 4)
THURSDAY, SATURDAY = 0, 2
"""Numbers of days: the calendar begins the day before."""


def at(text, day=FRIDAY):
    hour, minute = text.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=TOKYO)


def opening(hours="", day=1, state="open", audience=""):
    opens, _, closes = hours.partition("-")
    begin, end = (int(one[:2]) * 60 + int(one[3:]) if one else None for one in (opens, closes))
    return Opening(day, state, begin, end, tuple(audience.split()))


def found(openings, query="", now="09:00"):
    asked: dict[str, tuple[str, ...]] = {}
    for pair in query.split("&") if query else ():
        word, _, value = pair.partition("=")
        asked[word] = (*asked.get(word, ()), value)
    dates = Calendar(first_day(FRIDAY), 36, tuple(openings))
    return [*met(dates, Needs.of(asked), minute_of(dates, at(now)))]


def answer(one, query="", now="09:00"):
    return best(match.answer for match in found([one], query, now))


# -- today


@pytest.mark.parametrize(
    ("now", "expected"), [("16:20", "yes"), ("16:59", "yes"), ("17:00", "no"), ("23:59", "no")]
)
def test_today_an_opening_counts_until_the_minute_in_which_it_closes(now, expected):
    assert answer(opening("10:00-17:00"), "open=today", now) == expected


@pytest.mark.parametrize("query", ["open=today", "open=2026-12-04", "open=week", "weekday=fri", ""])
def test_what_is_over_counts_for_no_way_of_asking(query):
    assert answer(opening("10:00-12:00"), query, "11:59") == "yes"
    assert answer(opening("10:00-12:00"), query, "12:00") == "no"


@pytest.mark.parametrize("now", ["00:00", "09:59"])
def test_an_opening_without_an_end_is_sure_before_it_begins(now):
    assert answer(opening("10:00-"), "open=today", now) == "yes"


@pytest.mark.parametrize("now", ["10:00", "16:00", "23:59"])
def test_once_it_began_nobody_knows_whether_it_is_over(now):
    assert answer(opening("10:00-"), "open=today", now) == "unknown"


def test_of_an_opening_without_any_hours_nobody_knows_at_any_minute():
    assert answer(opening(), "open=today", "00:00") == "unknown"
    assert answer(opening(day=SATURDAY), "open=tomorrow", "23:59") == "yes"


def test_an_opening_without_a_beginning_is_over_when_it_closes():
    assert answer(opening("-17:00"), "open=today", "16:59") == "yes"
    assert answer(opening("-17:00"), "open=today", "17:00") == "no"


# -- midnight


@pytest.mark.parametrize("query", ["open=today", "open=2026-12-04", "open=week", ""])
def test_what_began_yesterday_counts_today_until_it_closes(query):
    night = opening("22:00-25:00", THURSDAY)
    assert answer(night, query, "00:59") == "yes"
    assert answer(night, query, "01:00") == "no"


def test_a_night_counts_for_the_weekday_and_the_time_in_which_it_began():
    night = opening("22:00-29:00", THURSDAY)
    assert answer(night, "weekday=thu", "00:30") == "yes"
    assert answer(night, "weekday=fri", "00:30") == "no"
    assert answer(night, "open=today&time=evening", "00:30") == "yes"
    assert answer(night, "open=today&time=morning", "00:30") == "no"


def test_the_night_of_today_is_no_opening_of_tomorrow():
    assert answer(opening("22:00-29:59"), "open=tomorrow", "12:00") == "no"
    assert answer(opening("22:00-29:59"), "open=2026-12-05", "12:00") == "no"
    assert answer(opening("22:00-29:59"), "weekday=sat", "12:00") == "no"


def test_what_began_yesterday_and_closed_at_midnight_is_over():
    assert answer(opening("18:00-24:00", THURSDAY), "open=today", "00:00") == "no"


@pytest.mark.parametrize("hours", ["18:00-", ""])
def test_yesterday_s_opening_without_an_end_does_not_run_on(hours):
    assert answer(opening(hours, THURSDAY), "open=today", "00:00") == "no"


# -- days


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("open=today", [1]),
        ("open=tomorrow", [2]),
        ("open=week", [1, 2, 3, 4, 5, 6, 7]),
        ("open=2026-12-04", [1]),
        ("open=2026-12-05", [2]),
        ("open=2027-01-07", [35]),
        ("weekday=fri", [1, 8, 15, 22, 29]),
        ("weekday=thu", [7, 14, 21, 28, 35]),
        ("weekday=sat&weekday=sun&open=week", [2, 3]),
        ("weekday=sat&open=today", []),
        ("weekday=mon&open=2026-12-07", [4]),
    ],
)
def test_the_days_that_are_asked_for(query, days):
    """Of a place that opens every day of the window, yesterday included."""
    daily = [opening("10:00-12:00", day) for day in range(36)]
    assert [one.opening.day for one in found(daily, query)] == days


def test_a_day_past_the_window_is_too_far_and_the_last_one_is_not():
    dates = calendar((Rule(frequency="daily"),), (), first_day(FRIDAY))
    assert last_day(FRIDAY) == dates.last == date(2027, 1, 7) == FRIDAY + timedelta(days=34)
    assert not is_too_far(Needs(open=("2027-01-07",)), dates)
    assert is_too_far(Needs(open=("2027-01-08",)), dates)
    assert not any(is_too_far(Needs(open=(one,)), dates) for one in LISTS["open"])
    assert not is_too_far(Needs(), dates)


def test_a_minute_is_counted_from_yesterday_s_midnight():
    dates = Calendar(first_day(FRIDAY), 36, ())
    assert minute_of(dates, at("00:00")) == 24 * 60
    assert minute_of(dates, at("16:20")) == 24 * 60 + 980


# -- times of day


@pytest.mark.parametrize(
    ("hours", "times"),
    [
        ("00:00-12:00", "yes no no"),
        ("11:59-12:01", "yes yes no"),
        ("12:00-17:00", "no yes no"),
        ("16:59-17:01", "no yes yes"),
        ("17:00-25:00", "no no yes"),
        ("10:00-18:00", "yes yes yes"),
        ("24:30-26:00", "no no yes"),
        ("-12:00", "yes no no"),
        ("-12:01", "unknown yes no"),
        ("-17:00", "unknown yes no"),
        ("-17:01", "unknown unknown yes"),
        ("-25:00", "unknown unknown yes"),
        ("11:59-", "yes unknown unknown"),
        ("12:00-", "no yes unknown"),
        ("16:59-", "no yes unknown"),
        ("17:00-", "no no yes"),
        ("", "unknown unknown unknown"),
    ],
)
def test_hours_meet_a_time_of_day_when_they_overlap_and_half_known_ones_perhaps(hours, times):
    one = opening(hours, SATURDAY)
    asked = [answer(one, f"time={time}") for time in ("morning", "afternoon", "evening")]
    assert " ".join(asked) == times


def test_any_of_several_times_is_enough():
    one = opening("18:00-", SATURDAY)
    assert answer(one, "time=morning&time=evening") == "yes"
    assert answer(one, "time=morning&time=afternoon") == "no"
    assert answer(opening("10:00-", SATURDAY), "time=afternoon&time=evening") == "unknown"


def test_one_opening_must_meet_all_that_is_asked():
    """Saturday morning and Sunday afternoon are no Saturday afternoon."""
    both = [opening("09:00-11:00", 2), opening("13:00-16:00", 3)]
    assert found(both, "weekday=sat&time=afternoon") == []
    assert len(found(both, "weekday=sun&time=afternoon&open=week")) == 1


def test_what_is_not_sure_stays_so_whatever_else_is_met():
    assert answer(opening("10:00-12:00", SATURDAY, "maybe"), "open=tomorrow") == "unknown"
    assert answer(opening("10:00-12:00", SATURDAY, "unsaid"), "weekday=sat") == "unknown"
    assert answer(opening("10:00-12:00", SATURDAY, "maybe"), "time=evening") == "no"


# -- for whom


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ("", "limited"),
        ("&grade=jhs2", "yes"),
        ("&age=12", "unknown"),
        ("&age=18", "unknown"),
        ("&grade=es6", "no"),
        ("&age=19", "no"),
        ("&band=parents", "no"),
        ("&grade=jhs2&grade=hs", "yes"),
        ("&grade=jhs2&age=12", "unknown"),
        ("&age=12&grade=es1", "no"),
    ],
)
def test_an_opening_for_some_is_not_for_everybody(persons, expected):
    one = opening("17:00-20:00", SATURDAY, audience="junior_high high")
    assert answer(one, f"open=tomorrow{persons}") == expected


def test_that_it_is_not_sure_is_worse_than_that_it_is_not_for_everybody():
    one = opening("17:00-20:00", SATURDAY, "maybe", "junior_high")
    assert answer(one, "open=tomorrow") == "unknown"


# -- how soon


def test_what_is_open_for_sure_comes_before_what_is_earlier_and_unsure():
    friday, saturday = opening("10:00-12:00", 1, "maybe"), opening("10:00-12:00", SATURDAY)
    unsaid = opening("10:00-12:00", 1, "unsaid")
    turns = {
        one.opening.state: one.turn(24 * 60 + 540) for one in found([friday, saturday, unsaid])
    }
    assert turns == {
        "open": (0, 2 * 24 * 60 + 600),
        "maybe": (1, 24 * 60 + 600),
        "unsaid": (2, 0),
    }


def test_what_has_begun_is_as_soon_as_now():
    now = 24 * 60 + 16 * 60
    [begun] = found([opening("10:00-18:00")], now="16:00")
    [night] = found([opening("22:00-29:00", THURSDAY)], now="00:10")
    assert begun.turn(now) == (0, now)
    assert night.turn(24 * 60 + 10) == (0, 24 * 60 + 10)


def test_an_unknown_beginning_stands_for_the_last_minute_of_which_it_is_sure():
    [one] = found([opening("-18:00", SATURDAY)])
    assert one.turn(24 * 60 + 540) == (0, 2 * 24 * 60 + 18 * 60 - 1)
