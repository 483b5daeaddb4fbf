"""Taking back leads to what stood before, and overwrites nobody."""

from datetime import timedelta

from hypothesis import given

from tests.made_up import NOON, make_group, make_place, say
from tests.places.test_changes import places
from webmap.places.changes import Change, apply, diff
from webmap.places.list_records import KeptHelpline
from webmap.places.record import Record, Statement
from webmap.places.redacted import BLANKED, REDACTED
from webmap.places.undoing import Hand, InTheWay, undo

LATER = NOON + timedelta(days=1)
HAND = Hand(LATER, "staff:みほん", "取り消し")
WHOLE = Hand(LATER, "staff:みほん", "取り消し", whole=True)


def edits(old: Record | None, new: Record, who: str = "staff:ほか") -> list[Change]:
    return [*diff(old, new, kept=NOON, who=who)]


def taken_back(changes: list[Change], stands: Record, hand: Hand = HAND) -> list[Change]:
    found = [*undo(reversed(changes), stands.said, hand)]
    assert not [one for one in found if isinstance(one, InTheWay)]
    return [one for one in found if isinstance(one, Change)]


def in_the_way(changes: list[Change], stands: Record) -> list[InTheWay]:
    return [one for one in undo(reversed(changes), stands.said, HAND) if isinstance(one, InTheWay)]


@given(places, places)
def test_what_is_taken_back_stands_as_before(old, new):
    assert apply(new, taken_back(edits(old, new), new)) == old


@given(places, places)
def test_taking_back_can_be_taken_back(old, new):
    back = taken_back(edits(old, new), new)
    assert apply(old, taken_back(back, old)) == new


def test_it_is_a_new_change_by_who_takes_back():
    old, new = make_place(phone="042-000-0000"), make_place(phone="042-000-0001")
    (back,) = taken_back(edits(old, new), new)
    assert (back.who, back.kept) == ("staff:みほん", LATER)
    assert (back.old, back.new) == (new.said["phone"], old.said["phone"])


def test_a_field_that_changed_twice_in_one_act_goes_back_to_its_beginning():
    first, second, third = (make_place(phone=f"042-000-000{n}") for n in range(3))
    changes = [*edits(first, second), *edits(second, third)]
    assert apply(third, taken_back(changes, third)) == first


def test_what_somebody_changed_since_stays_and_is_named():
    old, new = make_place(), make_place(phone="042-000-0000", who="だれでも")
    since = make_place(phone="042-000-0009", who="だれでも")
    (found,) = in_the_way(edits(old, new), since)
    assert (found.change.field, found.why, found.stands) == (
        "phone",
        "changed",
        say("042-000-0009"),
    )


def test_a_place_that_was_made_waits_to_be_confirmed_and_keeps_what_was_said_since():
    made, since = make_place(), make_place(phone="042-000-0000")
    (back,) = taken_back(edits(None, made), since)
    assert (back.field, back.old) == ("standing", made.said["standing"])
    after = apply(since, [back])
    assert after is not None
    assert after.said["standing"] == Statement("check", "取り消し")
    assert after.text("phone") == "042-000-0000"


def test_a_place_that_ended_since_stays_ended():
    (found,) = in_the_way(edits(None, make_place()), make_place(standing="ended"))
    assert found.stands == say("ended")


def test_a_group_that_was_made_stays():
    assert taken_back(edits(None, make_group()), make_group()) == []


def test_what_was_blanked_never_comes_back():
    stands = make_place()
    gone = Change("place", "test", "phone", Statement(REDACTED), None, NOON, "staff:ほか")
    note = Change("place", "test", "who", None, say("だれでも", BLANKED), NOON, "staff:ほか")
    assert [one.why for one in in_the_way([gone, note], stands)] == ["blanked", "blanked"]


def test_a_point_that_was_found_with_an_act_goes_as_it_came():
    old, new = make_group(), make_group(name="べつの会")
    changes = edits(old, new, "geocoder:gazetteer")
    assert [one.who for one in taken_back(changes, new, WHOLE)] == ["geocoder:gazetteer"]
    assert [one.who for one in taken_back(changes, new)] == ["staff:みほん"]


def test_a_line_of_help_that_was_made_is_ended():
    made = KeptHelpline("mihon", {"name": say("みほんの 電話")})
    (back,) = taken_back(edits(None, made), made)
    assert apply(made, [back]) == KeptHelpline(
        "mihon", {**made.said, "standing": Statement("ended", "取り消し")}
    )
