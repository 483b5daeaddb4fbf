"""The walk from the nearest station, told only where the door is known."""

from tests.made_up import make_place, make_site
from webmap.places.location import Location
from webmap.places.visibility import public_view
from webmap.places.walking import River
from webmap.settings import ROOT
from webmap.workflows.nearest_station import Station, read_stations, walk_from_station

NEAR, FAR = Station("みほん", (35.680, 139.440)), Station("むこう", (35.690, 139.440))
DOOR = Location("35.683", "139.440", "building")


def walk(location, stations=(FAR, NEAR), *river, **said):
    view = public_view(make_place(**said), None, make_site(location=location))
    return walk_from_station(view, stations, *river)


def test_the_nearest_is_told_in_minutes():
    found = walk(DOOR)
    assert found is not None and (found.station, found.minutes) == ("みほん", 6)


def test_a_station_across_the_river_is_none():
    river = River(((35.681, 139.3), (35.681, 139.6)))
    found = walk(DOOR, (FAR, NEAR), river)
    assert found is not None and found.station == "むこう"
    assert walk(DOOR, (NEAR,), river) is None


def test_nothing_is_told_of_a_town_a_hidden_place_or_one_far_away():
    assert walk(Location("35.683", "139.440", "town", "200")) is None
    assert walk(DOOR, hidden="yes") is None
    assert walk(Location("35.75", "139.440", "building")) is None


def test_our_stations_are_the_four_of_the_city(tmp_path):
    assert {one.name for one in read_stations(ROOT / "data")} == {"国立", "矢川", "西国立", "谷保"}
    assert read_stations(tmp_path) == ()
