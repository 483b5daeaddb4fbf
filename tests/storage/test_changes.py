"""Changes are kept all or none, and the record as it stands is what they fold to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import HOSTILE, NOON, keep, make_group, make_place, make_site, say, texts
from webmap.places.changes import as_of, diff
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule
from webmap.storage.changes import history, keep_changes, read_record, read_said, write_said
from webmap.storage.database import edition, is_empty, open_database


@pytest.fixture
def db(tmp_path):
    return open_database(tmp_path / "test.sqlite")


def differences(old, new):
    return list(diff(old, new, kept=NOON, who="test"))


FULL = make_place(
    who=say("だれでも", "もとの言葉", confirmed="2026-08", visibility="staff"),
    schedule__1=Rule(weekdays="SU", nth="1;3", opens="11:30", closes="25:00"),
    fee__adult__visit=Fee("100", "300"),
    fee__elementary__visit=Fee(),
    phone="0425762105",
    **{"exception.2026-12-06": ExceptionDay("moved", "10:00", "", "2026-12-13", "もちつき")},
)


@pytest.mark.parametrize(
    "record",
    [FULL, make_group(), make_site(location=Location("35.680", "139.440", "town", "161"))],
    ids=["place", "group", "site"],
)
def test_a_record_is_kept_and_read_as_it_was(db, record):
    keep(db, record)
    assert read_record(db, record.of, record.key) == record


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_kept_as_typed(db, text):
    record = make_place(name=say(f"テスト{text}", text))
    keep(db, record)
    assert read_record(db, "place", "test") == record
    assert as_of(history(db, "place", "test"), NOON) == record


@given(st.dictionaries(st.sampled_from(["who", "venue", "activity.1", "who.2"]), texts))
def test_what_is_said_is_written_and_read_back(said):
    place = make_place(**said)
    assert read_said("place", write_said(place.said)) == place.said


def test_an_edit_is_kept_with_both_sides(db):
    old, new = make_place(), make_place(phone="042-000-0000")
    keep(db, old)
    assert keep_changes(db, differences(old, new)) == 1
    kept = list(history(db, "place", "test"))
    assert [change.field for change in kept] == ["", "phone"]
    assert kept[1].new == new.said["phone"]
    assert kept[1].kept == NOON
    assert kept[1].who == "test"
    assert read_record(db, "place", "test") == new


def test_a_record_that_goes_leaves_its_history(db):
    keep(db, make_place())
    keep_changes(db, differences(make_place(), None))
    assert read_record(db, "place", "test") is None
    assert len(list(history(db, "place", "test"))) == 2


def test_a_record_may_come_back(db):
    keep(db, make_place())
    keep_changes(db, differences(make_place(), None))
    keep(db, make_place(phone="042-000-0000"))
    assert read_record(db, "place", "test") == make_place(phone="042-000-0000")


def test_the_stored_record_is_the_fold_of_its_history(db):
    states = [make_place(), make_place(phone="042-000-0000"), make_place(who="だれでも"), FULL]
    old = None
    for new in states:
        keep_changes(db, differences(old, new))
        old = new
    assert as_of(history(db, "place", "test"), NOON) == read_record(db, "place", "test") == FULL


# -- all or none


def failing(*records):
    for record in records:
        yield from diff(None, record, kept=NOON, who="test")
    raise RuntimeError("the file broke off")


def test_when_the_file_breaks_off_half_way_nothing_is_kept(db):
    with pytest.raises(RuntimeError, match="broke off"):
        keep_changes(db, failing(make_place("a"), make_place("b")))
    assert is_empty(db)
    assert read_record(db, "place", "a") is None


def test_after_a_failure_the_database_still_works(db):
    before = edition(db)
    with pytest.raises(RuntimeError):
        keep_changes(db, failing(make_place("a")))
    assert edition(db) == before
    keep(db, make_place("b"))
    assert read_record(db, "place", "b") is not None


def test_a_failure_is_nothing_to_another_connection_either(db, tmp_path):
    other = open_database(tmp_path / "test.sqlite")
    with pytest.raises(RuntimeError):
        keep_changes(db, failing(make_place("a")))
    assert is_empty(other)
    keep(other, make_place("c"))


def test_a_change_from_another_state_keeps_nothing(db):
    stored, assumed = make_place(phone="042-000-0001"), make_place(phone="042-000-0002")
    keep(db, stored)
    changes = [
        *differences(None, make_place("new")),
        *differences(assumed, make_place(phone="042-000-0003")),
    ]
    with pytest.raises(ValueError, match="phone"):
        keep_changes(db, changes)
    assert read_record(db, "place", "test") == stored
    assert read_record(db, "place", "new") is None


def test_an_edit_of_what_is_not_there_is_refused(db):
    with pytest.raises(ValueError):
        keep_changes(db, differences(make_place(), make_place(phone="042-000-0000")))
    assert is_empty(db)


def test_a_record_that_is_there_cannot_be_made_again(db):
    keep(db, make_place())
    with pytest.raises(ValueError):
        keep(db, make_place())
    assert len(list(history(db, "place", "test"))) == 1


def test_no_change_is_nothing_kept(db):
    assert keep_changes(db, []) == 0
    assert is_empty(db)
