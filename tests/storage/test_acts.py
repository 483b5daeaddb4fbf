"""What was kept together is one act, and the first filling is one of its own."""

from datetime import timedelta

import pytest

from tests.made_up import NOON, make_group, make_place, say
from webmap.places.changes import TABLES, diff
from webmap.places.place import Place
from webmap.storage.acts import (
    act_of,
    acts_between,
    changed_fields,
    changes_of,
    count_by_author,
    count_by_record,
    first_filling,
    kept_change,
    later,
    newest_first,
    number_of_act,
)
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database

RECORDS = [("place", "test"), ("group", "test-group")]
MINUTE = timedelta(minutes=1)
EDITOR = "staff:みほん"


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "test.sqlite")
    for record in (make_place(), make_group()):
        keep_changes(db, diff(None, record, kept=NOON, who=TABLES))
    return db


def edit(db, kept, who=EDITOR, before=None, **fields):
    old = before or make_place()
    new = Place(old.key, {**old.said, **make_place(**fields).said})
    keep_changes(db, diff(old, new, kept=kept, who=who))
    return new


def test_an_edit_is_no_part_of_the_filling_on_a_clock_that_stands_still(db):
    edit(db, NOON, phone="042", who__2="だれでも")
    acts = acts_between(db, NOON, NOON + MINUTE)
    assert [(act.number, act.count, act.fills) for act in acts] == [(3, 2, False), (1, 2, True)]
    act = act_of(db, 4)
    assert act is not None
    assert (act.number, act.places, act.authors) == (3, 1, (EDITOR,))
    assert [one.number for one in changes_of(db, act)] == [4, 3]
    assert [one.number for one in changes_of(db, act, oldest_first=True, after=3)] == [4]


def test_what_is_kept_now_comes_after_all_that_is_kept(db):
    assert later(db, NOON + MINUTE) == NOON + MINUTE
    assert later(db, NOON) > NOON
    edit(db, later(db, NOON), phone="042")
    assert later(db, NOON) > NOON + timedelta(microseconds=1)


def test_the_changes_of_several_records_come_newest_first(db):
    place = edit(db, NOON + MINUTE, phone="042")
    keep_changes(
        db,
        diff(make_group(), make_group(name=say("べつの会")), kept=NOON + 2 * MINUTE, who=EDITOR),
    )
    edit(db, NOON + 3 * MINUTE, before=place, phone="043")
    numbers = [one.number for one in newest_first(db, RECORDS)]
    assert numbers == [5, 4, 3, 2, 1]
    assert [one.number for one in newest_first(db, RECORDS, before=4)] == [3, 2, 1]
    phone = [one.change.field for one in newest_first(db, RECORDS[:1], field="phone")]
    assert phone == ["phone", "phone", ""]
    assert changed_fields(db, RECORDS) == [("place", "phone"), ("group", "name")]


def test_of_a_made_record_little_is_read_of_a_whole_file(db):
    act = act_of(db, 1)
    assert act is not None
    place, group = changes_of(db, act, oldest_first=True, little=True)
    assert place.change.new == {"standing": say("listed")}
    assert group.change.new == {}


def test_how_much_who_changed(db):
    edit(db, NOON + MINUTE, phone="042", first_day="うけつけ")
    assert count_by_author(db, NOON, NOON + 2 * MINUTE) == [(EDITOR, 2)]
    assert count_by_record(db, NOON, NOON + 2 * MINUTE, 10) == [(("place", "test"), 2)]
    assert count_by_author(db, NOON, NOON + MINUTE) == []


def test_a_change_knows_its_act(db):
    edit(db, NOON + MINUTE, phone="042", first_day="うけつけ")
    kept = kept_change(db, 4)
    assert kept is not None
    assert number_of_act(db, kept.change, first_filling(db)) == 3
    assert kept_change(db, 99) is None
    assert act_of(db, 99) is None


def test_an_empty_database_has_no_acts(tmp_path):
    db = open_database(tmp_path / "empty.sqlite")
    assert acts_between(db, NOON, NOON + MINUTE) == []
    assert later(db, NOON) == NOON
