"""Which places say no dates: whom the office asks what."""

import pytest

from tests.made_up import DATA, make_place, say
from webmap.formats.tables import read_tables
from webmap.places.place import Place
from webmap.places.schedule import Rule
from webmap.workflows.check_days import undated_places

SUNDAYS = Rule(weekdays="SU", nth="1;3")
MONTHLY = Rule(weekdays="SA", frequency="monthly")


def keys(*places):
    return [one.place.key for one in undated_places(places)]


def test_of_our_own_places_those_that_name_no_dates_are_told():
    records = read_tables(DATA).records.values()
    found = {
        one.place.key: one.rules
        for one in undated_places(record for record in records if isinstance(record, Place))
    }
    assert [rule.frequency for rule, _ in found["tamago"]] == ["twice_monthly"]
    assert found["niko-niko"][0][1]  # only words: they are shown instead
    assert "guruguru" not in found  # 第1・第3日曜
    assert "oideyo-gohanya" not in found  # 週3〜4 with three weekdays
    assert all(record.standing == "listed" for record in map(_place, undated_places(_all())))


def _all():
    return [one for one in read_tables(DATA).records.values() if isinstance(one, Place)]


def _place(one):
    return one.place


def test_a_place_with_a_dated_and_an_undated_rule_is_asked_for_the_second():
    (one,) = undated_places([make_place(schedule__1=SUNDAYS, schedule__2=say(MONTHLY, "ことば"))])
    assert one.rules == ((MONTHLY, "ことば"),)


def test_without_an_opening_rule_there_is_nothing_to_date():
    silent, closes = make_place("a"), make_place("b", schedule__1=Rule("closed", weekdays="MO"))
    assert [one.rules for one in undated_places([silent, closes])] == [(), ()]


def test_a_rule_for_the_staff_fills_no_calendar():
    (one,) = undated_places([make_place(schedule__1=say(SUNDAYS, visibility="staff"))])
    assert one.rules == ()


@pytest.mark.parametrize("standing", ["check", "paused", "ended"])
def test_only_listed_places_are_asked(standing):
    assert keys(make_place(standing=standing, schedule__1=MONTHLY)) == []


def test_they_stand_by_category_and_name():
    found = keys(
        make_place("a", categories="ibasho", name="あ"),
        make_place("b", name="い"),
        make_place("c", name="あ"),
    )
    assert found == ["c", "b", "a"]
