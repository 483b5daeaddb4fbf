"""Places × needs × now: the cases, and what must hold of every place and every need."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import CITY, JA, TOKYO, filled, make_place, make_source, say
from tests.matching_cases import cases, needs_of, orders
from webmap.places.fees import Fee
from webmap.places.matching import FITS, NOT_YET_KNOWN, match, traits_of
from webmap.places.needs import LISTS, WHEN, Need, Needs
from webmap.places.schedule import Rule
from webmap.places.vocabulary import ACCESS, SUPPORT
from webmap.words.readings import Readings
from webmap.workflows.find_places import Finder

CASES, ORDERS = list(cases()), list(orders())
NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)


def answer(place, query="", now=NOW):
    return match(traits_of(place, now.date()), needs_of(query, now), now)


# -- the cases


def test_there_are_enough_cases():
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_place_answers_as_the_case_says(case):
    found = answer(case.place, case.query, case.now)
    assert {one.asked: one.answer for one in found.verdicts} == case.why
    assert (found.fit, found.limited) == (case.fit, case.limited)


READINGS = Readings({})


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_places_stand_in_the_order_that_the_case_says(order, tmp_path):
    db = filled(tmp_path, *order.places, make_source())
    found = Finder(JA, READINGS, CITY).find(db, needs_of(order.query, order.now), order.now)
    groups = [
        [one.listed.entry.key for one in group.offers] for group in (found.fits, found.unknown)
    ]
    assert groups == [order.fits, order.unknown]
    if order.loosen:
        assert found.loosen is not None
        assert [found.loosen.need.text, found.loosen.count] == order.loosen


# -- what must always hold

TIMES = st.sampled_from(["", "00:00", "09:30", "12:00", "16:20", "17:00", "22:00"])


@st.composite
def rules(draw):
    opens = draw(TIMES)
    closes = draw(
        st.sampled_from(["", "12:00", "17:00", "18:30", "25:00"]).filter(
            lambda one: not one or one > opens
        )
    )
    return Rule(
        effect=draw(st.sampled_from(["open", "open", "closed"])),
        frequency=draw(st.sampled_from(["", "monthly", "twice_monthly", "1-2/week", "daily"])),
        weekdays=draw(st.sampled_from(["", "MO", "FR", "SA;SU", "MO;TU;WE;TH;FR"])),
        nth=draw(st.sampled_from(["", "1;3", "-1"])),
        holidays=draw(st.sampled_from(["", "only", "included", "excluded"])),
        season=draw(st.sampled_from(["", "new_year", "12-01/12-20", "school_days"])),
        audience=draw(st.sampled_from(["", "junior_high;high"])),
        opens=opens,
        closes=closes,
    )  # fmt: skip


@st.composite
def places(draw):
    said = {}
    for fact in ("alone", "takeout", *ACCESS, *SUPPORT):
        value = draw(st.sampled_from(["", "", "yes", "limited", "no"]))
        if value:
            said[f"fact.{fact}"] = value
    for at, rule in enumerate(draw(st.lists(rules(), max_size=3)), 1):
        said[f"schedule.{at}"] = rule
    for whose in draw(st.sets(st.sampled_from(["elementary", "high", "adult", "everyone"]))):
        yen = draw(st.sampled_from(["0", "100", ""]))
        said[f"fee.{whose}.{draw(st.sampled_from(['visit', 'month']))}"] = say(
            Fee(yen), draw(st.sampled_from(["", "実費"]))
        )
    for field, values in (
        ("ages", ["6-12", "15-", "-18", "0-5"]),
        ("stages", ["elementary", "junior_high;high", "preschool;parent"]),
        ("who", ["だれでも", "みほんの 子ども", "0歳からの親子"]),
        ("booking", ["none", "required", "first_time", "ask"]),
        ("categories", ["hattatsu", "kyoiku_shien", "kodomo_shokudo;ibasho"]),
    ):
        value = draw(st.sampled_from(["", *values]))
        if value:
            said[field] = value
    return make_place(**said)


dates = st.integers(0, 40).map(lambda days: (NOW + timedelta(days=days)).date().isoformat())
conditions = st.one_of(
    *(st.sampled_from([Need(word, value) for value in values]) for word, values in LISTS.items()),
    dates.map(lambda day: Need("open", day)),
)


def needs_with(*asked):
    words: dict[str, list[str]] = {}
    for need in asked:
        words.setdefault(need.word, []).append(need.value)
    return Needs.of({word: tuple(dict.fromkeys(values)) for word, values in words.items()})


@given(places(), st.lists(conditions, max_size=4), conditions)
def test_asking_more_never_makes_a_place_fit(place, asked, more):
    """Another value of a word of which one is enough asks for less, not for more."""
    alternatives = {"category", *WHEN}
    asked = [one for one in asked if one.word not in alternatives or one.word != more.word]
    traits = traits_of(place, NOW.date())
    order = ("does_not_fit", NOT_YET_KNOWN, FITS)
    before, after = (match(traits, needs_with(*all_), NOW).fit for all_ in (asked, [*asked, more]))
    if before == "does_not_fit":
        assert after == "does_not_fit"
    assert order.index(after) <= order.index(before) or more.word in ("age", "grade", "band")


@given(places(), st.sampled_from([*ACCESS, *SUPPORT]), st.sampled_from(["yes", "limited", "no"]))
def test_an_answer_to_a_fact_never_leaves_it_unknown(place, fact, said):
    word = "access" if fact in ACCESS else "support"
    told = make_place(**{**place.said, f"fact.{fact}": said})
    expected = {"yes": FITS, "limited": FITS, "no": "does_not_fit"}[said]
    assert answer(told, f"{word}={fact}").fit == expected


@given(places())
def test_without_a_condition_every_place_fits(place):
    found = answer(place)
    assert (found.fit, found.limited, found.verdicts) == (FITS, False, ())


def test_an_opening_for_everybody_is_told_before_one_for_some():
    """What begins alike; 西児童館 is open to all until 18, to 中高生 until 19."""
    all_, teens = (
        Rule(weekdays="FR", opens="10:00", closes="18:00"),
        Rule(weekdays="FR", closes="19:00", audience="junior_high;high"),
    )
    place = make_place(**{"schedule.1": all_, "schedule.2": teens})
    assert answer(place).opening.closes == 18 * 60
    assert answer(place, "grade=hs").opening is not None
