"""Two edits come together; nothing that either said is lost without a choice."""

from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import say
from webmap.places.merging import MINE, THEIRS, merge, of_unit, unit_of
from webmap.places.schedule import Rule

FIELDS = (
    "phone",
    "who",
    "fact.alone",
    "schedule.1",
    "schedule.2",
    "fee.adult.visit",
    "exception.2026-12-06",
)
states = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from("abc").map(say))


@given(states, states, states)
def test_no_word_of_either_is_lost_without_a_choice(base, theirs, mine):
    merged = merge(base, theirs, mine)
    open_units = {one.unit for one in merged.conflicts}
    for unit in {unit_of(field) for field in (*base, *theirs, *mine)} - open_units:
        old, hers, his = (of_unit(state, unit) for state in (base, theirs, mine))
        stands = of_unit(merged.said, unit)
        assert stands == (his if his != old else hers)
        assert stands == hers or hers in (old, his)


@given(states, states, states)
def test_whoever_comes_second_where_they_agree_it_is_the_same(base, one, other):
    first, second = merge(base, one, other), merge(base, other, one)
    assert {c.unit for c in first.conflicts} == {c.unit for c in second.conflicts}
    if not first.conflicts:
        assert first.said == second.said


@given(states, states, states)
def test_what_is_chosen_stands(base, theirs, mine):
    units = [one.unit for one in merge(base, theirs, mine).conflicts]
    for whose, state in ((THEIRS, theirs), (MINE, mine)):
        merged = merge(base, theirs, mine, dict.fromkeys(units, whose))
        assert not merged.conflicts
        for unit in units:
            assert of_unit(merged.said, unit) == of_unit(state, unit)


def test_rules_of_two_editors_are_never_mixed():
    base = {"schedule.1": say(Rule(weekdays="SA"))}
    theirs = {**base, "schedule.2": say(Rule(weekdays="SU"))}
    mine = {"schedule.1": say(Rule(weekdays="SA", opens="10:00"))}
    (conflict,) = merge(base, theirs, mine).conflicts
    assert conflict.unit == "schedule"
    assert (conflict.theirs, conflict.mine) == (theirs, mine)


def test_two_days_of_the_month_are_two_things():
    one, other = {"exception.2026-12-06": say("a")}, {"exception.2026-12-20": say("b")}
    assert merge({}, one, other).said == {**one, **other}


def test_two_notes_under_the_same_number_both_stay():
    merged = merge({}, {"remark.1": say("a")}, {"remark.1": say("b")})
    assert merged.conflicts == ()
    assert merged.said == {"remark.1": say("a"), "remark.2": say("b")}
