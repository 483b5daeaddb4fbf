"""What is blanked is found however it is spelled, and what is left is still true."""

import pytest

from tests.made_up import NOON, make_place, say
from webmap.places.changes import Change, apply, as_of, diff
from webmap.places.errors import Invalid
from webmap.places.location import Location
from webmap.places.record import Statement
from webmap.places.redacted import BLANKED, REDACTED
from webmap.places.redaction import (
    Secret,
    needed_fields,
    parts_of,
    redacted,
    telling_fields,
    without,
)
from webmap.places.schedule import ExceptionDay, Rule

PHONE = Secret(("042-987-6543",), "place", "phone")
NAME = Secret(("みほん太郎",), "place", "remark.1")


def test_only_what_somebody_typed_can_be_blanked():
    assert parts_of("who", say("だれでも", "ことば")) == {
        "value": ("だれでも",),
        "note": ("ことば",),
    }
    assert parts_of("fact.alone", say("yes", "ことば")) == {"note": ("ことば",)}
    assert parts_of("schedule.1", say(Rule(weekdays="SU"))) == {}
    assert parts_of("location", say(Location("35.1", "139.2", "building"))) == {
        "value": ("35.1", "139.2")
    }
    assert parts_of("exception.2026-12-06", say(ExceptionDay("closed", reason="わけ"))) == {
        "reason": ("わけ",)
    }


@pytest.mark.parametrize(
    "text",
    [
        "042-987-6543",
        "０４２－９８７－６５４３",
        "(042)987-6543",
        "0429876543",
        "でんわ 042-987-6543 へ",
    ],
)
def test_a_number_is_found_however_it_is_spelled(text):
    assert PHONE.is_in(text)


def test_another_number_is_not_found():
    assert not PHONE.is_in("042-987-6544")


def test_a_short_text_is_blanked_only_where_it_is_all_that_its_own_field_says():
    short = Secret(("太",), "place", "remark.1")
    assert short.is_said("place", "remark.1", ["太"])
    assert not short.is_said("place", "remark.1", ["太いもの"])
    assert not short.is_said("place", "who", ["太"])


def test_a_point_is_found_by_both_its_numbers():
    secret = Secret(("35.123456", "139.654321"), "site", "location")
    assert secret.is_in("住所,35.123456,139.654321")
    assert not secret.is_in("35.123456,139.000000")


def test_what_tells_it_is_gone_from_the_history_and_the_rest_stays():
    left = redacted(NAME, "place", "who", say("みほん太郎さんに 聞く"))
    assert left == Statement(REDACTED)
    standing = redacted(NAME, "place", "standing", say("paused", "みほん太郎さんが やすみ"))
    assert (standing.value, standing.note) == ("paused", BLANKED)
    same = say("だれでも")
    assert redacted(NAME, "place", "who", same) is same


def test_a_closed_day_stays_closed_without_its_reason():
    left = without(
        NAME, "place", "exception.2026-12-06", say(ExceptionDay("closed", reason="みほん太郎"))
    )
    assert left == say(ExceptionDay("closed"))


def test_a_name_must_be_changed_first():
    place = make_place(name="みほん太郎の家", who="みほん太郎")
    assert [*telling_fields(NAME, place)] == ["name", "who"]
    assert [*needed_fields(NAME, place)] == ["name"]


def test_no_record_may_hold_what_was_blanked():
    for statement in (Statement(REDACTED), say("だれでも", BLANKED)):
        with pytest.raises(Invalid):
            make_place(who=statement)


def test_a_record_reads_without_what_was_blanked():
    said = {**make_place().said, "name": Statement(REDACTED), "who": Statement(REDACTED)}
    said["standing"] = say("listed", BLANKED)
    made = Change("place", "test", "", None, said, NOON, "test")
    place = as_of([made], NOON)
    assert place is not None
    assert (place.text("name"), "who" in place.said) == ("–", False)
    assert place.said["standing"] == say("listed")


def test_what_follows_a_blanked_statement_still_applies():
    gone = Statement(REDACTED)
    change = Change("place", "test", "phone", gone, say("042-000-0000"), NOON, "test")
    after = apply(make_place(), [change])
    assert after == make_place(phone="042-000-0000")
    assert apply(after, [*diff(after, make_place(), kept=NOON, who="test")]) == make_place()


def test_of_a_point_nothing_stands_any_more():
    point = say(Location("35.123456", "139.654321", "building"))
    secret = Secret(("35.123456", "139.654321"), "site", "location")
    assert without(secret, "site", "location", point) is None


def test_a_surname_that_is_asked_for_is_looked_for_everywhere():
    assert Secret(("山田",), "place", "remark.1", 2).is_said("place", "who", ["担当は 山田さん"])
