"""Who wins, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import make_place, say
from webmap.places.place import Place
from webmap.places.schedule import Rule
from webmap.places.who_wins import STAYS, Court

OLD, NEW = "042-000-0001", "042-000-0002"


def settle(stored, heard, edited=(), again=False):
    """The place after the court, and the reasons by field."""
    place = make_place(**stored)
    outcomes = list(Court(frozenset(edited), again).settle(place.said, make_place(**heard).said))
    said = dict(place.said)
    for outcome in outcomes:
        assert said.get(outcome.field) == outcome.old
        if outcome.new is None:
            said.pop(outcome.field, None)
        else:
            said[outcome.field] = outcome.new
    return Place("test", said), {outcome.field: outcome.why for outcome in outcomes}


def phones(stored_day, heard_day, *, stored_source="a", heard_source="b", **court):
    stored = say(OLD, day=stored_day, source=stored_source)
    heard = say(NEW, day=heard_day, source=heard_source)
    place, why = settle({"phone": stored}, {"phone": heard}, **court)
    return place.text("phone"), place.text("phone.2"), why.get("phone") or why.get("phone.2")


def test_what_nobody_knew_is_taken():
    place, why = settle({}, {"phone": NEW})
    assert place.text("phone") == NEW
    assert why == {"phone": "first"}


@pytest.mark.parametrize(
    ("stored", "heard"),
    [("2024-08-27", "2026-07-29"), ("2025", "2026-01"), ("2026-06", "2026-07-01")],
)
def test_the_later_day_wins_and_the_older_one_is_nothing(stored, heard):
    assert phones(stored, heard) == (NEW, "", "later")
    assert phones(heard, stored) == (OLD, "", None)


@pytest.mark.parametrize(
    ("stored", "heard"),
    [
        ("2026", "2026-07-29"),
        ("2026-07-29", "2026"),
        ("2026-07", "2026-07-29"),
        ("2026-07-29", "2026-07-29"),
        ("2024-04/2027-03", "2026-07"),
        ("2025-07/..", "2026-07"),
        ("", "2026-07"),
        ("2026-07", ""),
    ],
)
def test_of_days_that_overlap_the_stored_one_stays_and_both_are_kept(stored, heard):
    assert phones(stored, heard) == (OLD, NEW, "beside")


def test_the_voice_beside_is_for_the_staff_and_is_kept_once():
    stored = {"phone": say(OLD, day="2026", source="a")}
    heard = {"phone": say(NEW, day="2026-07", source="b")}
    place, _ = settle(stored, heard)
    assert place.said["phone.2"].visibility == "staff"
    again, why = settle(dict(place.said), heard)
    assert (again.said, why) == (place.said, {})
    third, _ = settle(dict(place.said), {"phone": say("042-000-0003", day="2026-08", source="c")})
    assert third.text("phone.3") == "042-000-0003"


def test_the_day_of_confirming_counts_when_it_is_later():
    stored = say(OLD, day="2024", confirmed="2026-10-01")
    place, why = settle({"phone": stored}, {"phone": say(NEW, day="2026-07-29")})
    assert (place.text("phone"), why) == (OLD, {})


@pytest.mark.parametrize("heard_day", ["2027-01-01", "2026-07-01"])
def test_a_persons_edit_stays(heard_day):
    known = phones("2026-07-01", heard_day, edited={"phone"}, again=True, heard_source="a")
    assert known == (OLD, "", "person")


def test_what_a_person_emptied_stays_empty():
    place, why = settle({}, {"phone": NEW}, edited={"phone"})
    assert ("phone" in place.said, why) == (False, {"phone": "person"})


def test_the_same_edition_again_is_a_correction_only_when_it_spoke_before():
    same = {"stored_source": "a", "heard_source": "a"}
    assert phones("2026-07-29", "2026-07-29", **same, again=True) == (NEW, "", "corrected")
    assert phones("2026-07-29", "2026-07-29", **same) == (OLD, NEW, "beside")


def test_a_blank_takes_nothing():
    place, why = settle({"phone": OLD}, {}, again=True)
    assert (place.text("phone"), why) == (OLD, {})


def test_what_agrees_moves_its_day_and_keeps_its_spelling():
    stored = say("042-000-0001", "よる", day="2025", confirmed="2025-03", visibility="print")
    place, why = settle({"phone": stored}, {"phone": say("0420000001", day="2026", source="b")})
    moved = place.said["phone"]
    assert why == {"phone": "agrees"}
    assert (moved.text, moved.note, moved.visibility) == ("042-000-0001", "よる", "print")
    assert (moved.source, moved.day.text, moved.confirmed.text) == ("b", "2026", "2025-03")


def test_what_agrees_of_an_older_day_is_nothing():
    _, why = settle({"phone": say(OLD, day="2026")}, {"phone": say(OLD, day="2025", source="b")})
    assert why == {}


def test_a_new_note_of_a_later_day_is_a_change():
    place, why = settle(
        {"booking": say("ask", "予約方法: 電話", day="2025")},
        {"booking": say("ask", "予約方法: LINE", day="2026")},
    )
    assert (place.said["booking"].note, why) == ("予約方法: LINE", {"booking": "later"})


# -- the schedule is one thing

SUNDAY = Rule(weekdays="SU", opens="11:00", closes="13:00")
SATURDAY = Rule(weekdays="SA", opens="10:00", closes="14:00")
NEW_YEAR = Rule("closed", season="new_year")


def test_a_later_schedule_replaces_all_rules():
    stored = {"schedule__1": say(SUNDAY, day="2025"), "schedule__2": say(NEW_YEAR, day="2025")}
    place, why = settle(stored, {"schedule__1": say(SATURDAY, day="2026")})
    assert [rule for rule, _ in place.rules()] == [SATURDAY]
    assert set(why.values()) == {"later"}


def test_the_rules_for_the_staff_stay_where_they_are():
    stored = {
        "schedule__1": say(SUNDAY, day="2025", visibility="staff"),
        "schedule__2": say(SUNDAY, day="2025"),
    }
    place, _ = settle(stored, {"schedule__1": say(SATURDAY, day="2026")})
    assert place.said["schedule.1"].visibility == "staff"
    assert place.said["schedule.2"].value == SATURDAY


def test_a_schedule_of_overlapping_days_is_kept_aside_once():
    stored = {"schedule__1": say(SUNDAY, day="2026", source="a")}
    heard = {
        "schedule__1": say(SATURDAY, day="2026-07", source="b"),
        "schedule__2": say(NEW_YEAR, day="2026-07", source="b"),
    }
    place, why = settle(stored, heard)
    assert set(why.values()) == {"beside"}
    assert place.said["schedule.1"].value == SUNDAY
    assert [(one.value, one.visibility) for name, one in place.several("schedule")][1:] == [
        (SATURDAY, "staff"),
        (NEW_YEAR, "staff"),
    ]
    assert settle(dict(place.said), heard)[1] == {}


def test_a_coarser_schedule_moves_the_day_and_names_both_sources():
    finer = Rule("open", "twice_monthly", "SU", "1;3")
    place, why = settle(
        {"schedule__1": say(finer, day="2024-03", source="a")},
        {"schedule__1": say(Rule("open", "twice_monthly", "SU"), day="2026-07", source="b")},
    )
    statement = place.said["schedule.1"]
    assert (statement.value, statement.source, statement.day.text) == (finer, "a;b", "2026-07")
    assert why == {"schedule.1": "agrees"}


def test_a_schedule_that_a_person_wrote_stays():
    place, why = settle(
        {"schedule__1": say(SUNDAY, day="2025")},
        {"schedule__1": say(SATURDAY, day="2026")},
        edited={"schedule.1"},
    )
    assert [rule for rule, _ in place.rules()] == [SUNDAY]
    assert why == {"schedule.1": "person"}


# -- laws

days = st.sampled_from(["", "2025", "2026", "2026-07", "2026-07-29", "2025-07/..", "2027-01"])
statements = {
    "phone": st.sampled_from([OLD, NEW]),
    "who": st.sampled_from(["だれでも", "子ども"]),
    "schedule.1": st.sampled_from([SUNDAY, SATURDAY, Rule(weekdays="SU")]),
    "schedule.2": st.sampled_from([NEW_YEAR]),
    "fact.alone": st.sampled_from(["yes", "no"]),
}
said = st.fixed_dictionaries(
    {},
    optional={
        name: st.builds(say, value, day=days, source=st.sampled_from(["a", "b"]))
        for name, value in statements.items()
    },
)


@given(said, said, st.booleans())
def test_what_was_just_settled_is_settled(stored, heard, again):
    place, _ = settle(stored, heard, again=again)
    same, whys = settle(dict(place.said), heard, again=again)
    assert same.said == place.said
    assert {*whys.values()} <= {STAYS}


@given(said, said)
def test_no_field_that_was_known_becomes_unknown(stored, heard):
    place, _ = settle(stored, heard)
    heads = {name.partition(".")[0] for name in stored}
    assert heads <= {name.partition(".")[0] for name in place.said}


@given(said, said)
def test_a_persons_record_never_changes(stored, heard):
    place, _ = settle(stored, heard, edited=set(statements))
    assert place.said == make_place(**stored).said
