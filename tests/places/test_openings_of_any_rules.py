"""What holds of openings whatever the rules say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.places.telling_openings import shut
from webmap.places.openings import DAYS, OPEN, calendar
from webmap.places.schedule import (
    FREQUENCIES,
    HOLIDAYS,
    SEASONS,
    WEEKDAYS,
    ExceptionDay,
    Rule,
    contradictions,
)
from webmap.places.vocabulary import STAGES


def joined(words, **size):
    return st.lists(st.sampled_from(words), unique=True, **size).map(
        lambda chosen: ";".join(word for word in words if word in chosen)
    )


TIMES = st.sampled_from(["", "", "09:00", "13:30"]), st.sampled_from(["", "18:00", "26:00"])


def counted(words):
    """Every second week is counted from a day on: here from 1 January 2026, a Thursday."""
    if words["frequency"] != "biweekly":
        return words
    every = {"weekdays": "TH", "nth": "", "holidays": "", "starts": "2026-01-01"}
    return words | every


WORDS: st.SearchStrategy[dict[str, str]] = st.builds(
    dict,
    frequency=st.sampled_from(["", "", *FREQUENCIES, "2/week"]),
    weekdays=joined(WEEKDAYS, max_size=4),
    nth=st.just("") | joined(("1", "2", "3", "4", "5", "-1")),
    holidays=st.sampled_from(["", *HOLIDAYS]),
    season=st.sampled_from(["", "", *SEASONS, "12-29/01-03", "07-20/08-31", "02-29/02-29"]),
    audience=st.just("") | joined(STAGES),
).map(counted)
OPENS = st.builds(
    lambda words, *times: Rule("open", **words, opens=times[0], closes=times[1]), WORDS, *TIMES
)
SHUTS = WORDS.map(lambda words: shut(**words))
FIRSTS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
EXCEPTIONS = st.tuples(
    st.dates(date(2026, 1, 1), date(2029, 2, 28)),
    st.sampled_from(["closed", "extra"]).map(ExceptionDay)
    | st.dates(date(2026, 1, 1), date(2029, 2, 28)).map(
        lambda to: ExceptionDay("moved", moved_to=to.isoformat())
    ),
)


@given(st.lists(OPENS | SHUTS, max_size=5), st.lists(EXCEPTIONS, max_size=3), FIRSTS)
def test_whatever_is_said_it_becomes_days_in_order_each_opening_once(rules, exceptions, first):
    said = calendar(tuple(rules), tuple(exceptions), first)
    keys = [(one.day, one.opens or -1, one.closes or -1, one.audience) for one in said.openings]
    assert keys == sorted(set(keys))
    assert all(0 <= one.day < DAYS for one in said.openings)
    for day, one in exceptions:
        if one.effect == "closed":
            assert said.on(day) == ()


@given(st.lists(OPENS | SHUTS, max_size=4), FIRSTS, st.sampled_from(["MO", "SA"]), st.booleans())
def test_no_day_is_both_closed_and_open(rules, first, weekday, third):
    """A closing rule leaves no sure opening, unless one is for single weekdays of the month."""
    closing = shut(weekdays=weekday, nth="3" if third else "")
    said = calendar((*rules, closing), (), first)
    single = any(rule.is_open and rule.nth for rule in rules)
    for one in said.openings:
        day = said.date_of(one)
        if WEEKDAYS[day.weekday()] == weekday and (not third or 15 <= day.day <= 21):
            assert not third
            assert one.state != OPEN or single


@given(st.lists(OPENS | SHUTS, min_size=1, max_size=4), FIRSTS)
def test_a_weekday_that_is_called_open_and_closed_is_never_sure(rules, first):
    both = contradictions(rules)
    single = any(rule.nth for rule in rules)
    said = calendar(tuple(rules), (), first)
    for one in said.openings:
        if WEEKDAYS[said.date_of(one).weekday()] in both and not single:
            assert one.state != OPEN


@given(st.lists(OPENS, min_size=1, max_size=3), st.lists(SHUTS, min_size=1, max_size=2), FIRSTS)
def test_a_closing_rule_never_opens_a_day(opening, closing, first):
    before = calendar(tuple(opening), (), first)
    after = calendar((*opening, *closing), (), first)
    new_year = {f"12-{day}" for day in range(28, 32)} | {f"01-0{day}" for day in range(1, 5)}
    sure = {one for one in after.openings if one.state == OPEN} - set(before.openings)
    assert {f"{after.date_of(one):%m-%d}" for one in sure} <= new_year
