"""When a record last changed and how often its days did; what is the staff's leaves no trace."""

from datetime import timedelta

import pytest

from tests.made_up import NOON, keep, make_place, make_site, say
from webmap.places.changes import diff
from webmap.places.schedule import ExceptionDay, Rule
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.moments import Changed, all_moments, moments

RULE = Rule(weekdays="SU", nth="1")
LATER = NOON + timedelta(days=3)
PLACE = ("place", "test")


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "test.sqlite")
    keep(db, make_place(schedule__1=RULE), make_site(), make_place("other"))
    return db


def change(db, kept=LATER, **fields):
    new = make_place(**({"schedule__1": RULE} | fields))
    keep_changes(db, diff(make_place(schedule__1=RULE), new, kept=kept, who="くにサポ"))


def test_what_never_changed_is_as_old_as_its_beginning(db):
    assert moments(db, PLACE) == {PLACE: Changed(NOON, 0)}


def test_days_that_change_are_counted(db):
    closed = {"exception.2026-12-06": ExceptionDay("closed")}
    change(db, schedule__1=Rule(weekdays="SA"), **closed)
    assert moments(db, PLACE) == {PLACE: Changed(LATER, 2)}


def test_another_word_makes_it_newer_but_does_not_count(db):
    change(db, phone="042-000-0000")
    assert moments(db, PLACE) == {PLACE: Changed(LATER, 0)}


def test_that_it_pauses_counts(db):
    change(db, standing="paused")
    assert moments(db, PLACE)[PLACE].days == 1


def test_what_is_for_the_staff_leaves_no_trace(db):
    secret = say(ExceptionDay("closed"), visibility="staff")
    change(db, **{"exception.2026-12-06": secret, "phone": say("042-0-0", visibility="staff")})
    assert moments(db, PLACE) == {PLACE: Changed(NOON, 0)}


def test_what_becomes_secret_counts(db):
    change(db, schedule__1=say(RULE, visibility="staff"))
    assert moments(db, PLACE) == {PLACE: Changed(LATER, 1)}


def test_those_of_all_are_those_of_each(db):
    change(db, standing="paused")
    found = all_moments(db)
    assert found.keys() == {PLACE, ("place", "other"), ("site", "test-site")}
    assert all(moments(db, record) == {record: one} for record, one in found.items())


def test_of_what_is_not_there_nothing_is_told(db):
    assert moments(db, ("place", "nowhere")) == {}
