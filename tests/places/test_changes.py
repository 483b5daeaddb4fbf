"""Import, edit, undo and history are one stream of changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import NOON, make_group, make_place, say, texts
from webmap.places.changes import apply, as_of, diff
from webmap.places.fees import Fee
from webmap.places.schedule import Rule

FIELDS = {
    "phone": st.sampled_from(["042-000-0000", "042-000-0001"]),
    "who": texts,
    "fact.alone": st.sampled_from(["yes", "limited", "no"]),
    "fee.adult.visit": st.sampled_from([Fee("0"), Fee("300"), Fee()]),
    "schedule.1": st.sampled_from([Rule(weekdays="SA"), Rule(weekdays="SA", opens="10:00")]),
}
statements = {
    name: st.builds(
        say,
        value,
        st.sampled_from(["", "もとの言葉"]),
        day=st.sampled_from(["", "2026-07", "2024~"]),
        visibility=st.sampled_from(["public", "staff"]),
    )
    for name, value in FIELDS.items()
}
places = st.fixed_dictionaries({"name": texts.map(say)}, optional=statements).map(
    lambda said: make_place(**said)
)
states = st.none() | places


def changes_between(old, new, kept=NOON):
    return list(diff(old, new, kept=kept, who="test"))


@given(states, states)
def test_the_changes_lead_from_the_old_to_the_new(old, new):
    record = old
    for change in changes_between(old, new):
        record = apply(record, [change])
    assert record == new


@given(states)
def test_nothing_changed_is_no_change(state):
    assert changes_between(state, state) == []


@given(places, places)
def test_a_change_carries_both_sides_so_that_it_can_be_undone(old, new):
    record = new
    for change in reversed(changes_between(old, new)):
        assert record is not None
        assert record.said.get(change.field) == change.new
        back = [one for one in changes_between(new, old) if one.field == change.field]
        record = apply(record, [back[0]])
    assert record == old


@given(st.lists(states, min_size=1, max_size=5))
def test_a_record_as_of_each_moment_is_what_it_was_then(history):
    moments = [NOON + timedelta(days=n) for n in range(len(history))]
    changes = []
    old = None
    for moment, state in zip(moments, history, strict=True):
        changes += changes_between(old, state, moment)
        old = state
    for moment, state in zip(moments, history, strict=True):
        assert as_of(changes, moment) == state
    assert as_of(changes, NOON - timedelta(seconds=1)) is None


def test_a_new_record_is_one_change():
    change = changes_between(None, make_place(phone="042-000-0000"))
    assert [(one.of, one.key, one.field, one.old) for one in change] == [
        ("place", "test", "", None)
    ]


def test_a_record_that_goes_is_one_change():
    place = make_place()
    change = changes_between(place, None)
    assert [(one.field, one.old, one.new) for one in change] == [("", place.said, None)]


def test_only_the_field_that_changed_is_told():
    change = changes_between(make_place(), make_place(phone="042-000-0000"))
    assert [one.field for one in change] == ["phone"]
    assert change[0].old is None


def test_a_note_or_a_day_is_a_change_too():
    old, new = make_place(who=say("だれでも")), make_place(who=say("だれでも", day="2026-08"))
    assert [one.field for one in changes_between(old, new)] == ["who"]


def test_a_moment_is_the_same_in_every_time_zone():
    changes = changes_between(None, make_place())
    assert as_of(changes, datetime(2026, 11, 22, 3, 0, tzinfo=UTC)) == make_place()
    assert as_of(changes, datetime(2026, 11, 22, 2, 59, tzinfo=UTC)) is None


def test_two_records_cannot_be_compared():
    with pytest.raises(ValueError, match="a is not place b"):
        changes_between(make_place("a"), make_place("b"))
    with pytest.raises(ValueError):
        changes_between(make_group("a"), make_place("a"))


def test_a_change_that_starts_from_another_state_is_refused():
    change = changes_between(make_place(), make_place(phone="042-000-0000"))[0]
    with pytest.raises(ValueError, match="phone"):
        apply(make_place(phone="042-000-0009"), [change])
    with pytest.raises(ValueError):
        apply(None, [change])


def test_a_new_record_cannot_be_made_twice():
    change = changes_between(None, make_place())[0]
    with pytest.raises(ValueError):
        apply(make_place(), [change])


def test_applying_leaves_the_old_record_as_it_was():
    old = make_place()
    apply(old, changes_between(old, make_place(phone="042-000-0000"))[:1])
    assert "phone" not in old.said


def test_a_state_as_of_a_moment_is_one_that_was_there():
    """Points are found for hours under the moment at which the search began."""
    first, second, third = make_place(), make_place(phone="042"), make_place(phone="043")
    after = NOON + timedelta(hours=1)
    changes = [
        *changes_between(None, first),
        *changes_between(first, second, after),
        *changes_between(second, third, NOON),
    ]
    assert as_of(changes, NOON) == first
    assert as_of(changes, after) == third
