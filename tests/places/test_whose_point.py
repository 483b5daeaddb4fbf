"""A person's pin, then a published point, then the finest that a geocoder found."""

import pytest

from tests.made_up import say
from webmap.places.changes import GEOCODER, is_person
from webmap.places.location import Location
from webmap.places.who_wins import AGREES, CORRECTED, LATER, PERSON, STAYS, Court
from webmap.places.whose_point import FINER, PUBLISHED, is_geocoded

PUBLISHED_DAY = "2024-08-27"


def point(level="building", lat="35.6839", **said):
    return say(Location(lat, "139.4414", level), **said)


def found(level="town", lat="35.68", source="gazetteer", day=""):
    return point(level, lat, source=source, day=day)


def settle(old, heard, *, edited=(), again=False, address=None):
    court = Court(frozenset(edited), again, "site")
    stored = {"address": address or say("東京都国立市東1-1", source="list"), "location": old}
    return [*court.settle(stored, {"location": heard})]


@pytest.mark.parametrize("source", ["gazetteer", "gsi-address", "nominatim", "gazetteer;abr-town"])
@pytest.mark.parametrize("day", ["", "2026-11-22"])
@pytest.mark.parametrize("level", ["town", "block", "building"])
def test_a_published_point_takes_a_geocoders_place_whatever_the_days(source, day, level):
    heard = point(day=PUBLISHED_DAY)
    (outcome,) = settle(found(level, source=source, day=day), heard)
    assert (outcome.new, outcome.why, outcome.changes) == (heard, PUBLISHED, True)


def test_it_does_so_also_where_both_are_the_same_point():
    (outcome,) = settle(found("block", "35.6839"), point(day=PUBLISHED_DAY))
    assert outcome.new is not None
    assert (outcome.new.value.level, outcome.why) == ("building", PUBLISHED)


def test_an_older_edition_of_a_source_that_has_spoken_gives_no_point():
    address = say("東京都国立市東1-1", day="2026-07-29")
    (outcome,) = settle(found(), point(day=PUBLISHED_DAY), address=address)
    assert (outcome.new, outcome.why) == (outcome.old, STAYS)


@pytest.mark.parametrize("level", ["building", "town"])
def test_a_geocoders_point_never_takes_a_published_ones_place(level):
    old = point("block", day=PUBLISHED_DAY)
    assert settle(old, found(level, day="2026-11-22", source="gsi-address")) == []


def test_a_geocoders_point_never_takes_a_persons_place():
    """Nor an emptied one's."""
    (outcome,) = settle(point(source="staff", day=""), found("building"), edited=["location"])
    assert (outcome.new, outcome.why) == (outcome.old, PERSON)
    (outcome,) = Court(frozenset(["location"]), of="site").settle({}, {"location": found()})
    assert (outcome.new, outcome.why) == (None, PERSON)


def test_a_persons_pin_is_never_a_geocoders_whatever_its_source():
    pin = found("building")
    (outcome,) = settle(pin, point(day=PUBLISHED_DAY), edited=["location"])
    assert (outcome.new, outcome.why) == (pin, PERSON)


@pytest.mark.parametrize(
    ("old", "new", "wins"),
    [
        ("town", "block", True),
        ("city", "town", True),
        ("block", "building", True),
        ("block", "block", False),
        ("block", "town", False),
        ("building", "city", False),
    ],
)
def test_between_geocoders_the_finer_level_wins(old, new, wins):
    outcomes = settle(found(old, day="2026-11-22"), found(new, "35.69", "gsi-address"))
    assert [one.why for one in outcomes] == ([FINER] if wins else [])


def test_a_geocoder_corrects_itself_but_never_to_a_coarser_level():
    (outcome,) = settle(found(), found(lat="35.69"), again=True)
    assert outcome.why == CORRECTED
    assert settle(found("block"), found("town", "35.69"), again=True) == []


def test_between_two_published_points_the_days_decide_as_ever():
    (outcome,) = settle(point(day=PUBLISHED_DAY), point(lat="35.69", day="2026-07-29"))
    assert outcome.why == LATER
    (outcome,) = settle(point(day=PUBLISHED_DAY), point(day="2026-07-29"))
    assert outcome.why == AGREES


def test_whose_a_point_is_stands_in_its_source():
    assert is_geocoded(found())
    assert not is_geocoded(point())
    assert not is_geocoded(None)


def test_a_geocoder_is_no_person():
    assert not is_person(f"{GEOCODER}gazetteer")
    assert is_person("geocoder")
