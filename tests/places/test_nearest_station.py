"""The walk from the nearest station, told only where the door is known."""

from tests.made_up import make_place, make_site
from webmap.places.location import Location
from webmap.places.nearest_station import from_station
from webmap.places.nearness import Origin, Surroundings
from webmap.places.visibility import public_view
from webmap.places.walking import River
from webmap.settings import ROOT
from webmap.workflows.read_surroundings import read_surroundings

NEAR = Origin("near", "みほん", "station", (35.680, 139.440))
FAR = Origin("far", "むこう", "station", (35.690, 139.440))
SCHOOL = Origin("school", "みほん小", "school", (35.683, 139.440))
DOOR = Location("35.683", "139.440", "building")
NO_RIVER = River()


def walk(location, stations=(FAR, NEAR, SCHOOL), river=NO_RIVER, **said):
    view = public_view(make_place(**said), None, make_site(location=location))
    return from_station(view, Surroundings.of(stations, river))


def test_the_nearest_is_told_in_minutes():
    found = walk(DOOR)
    assert found is not None and (found.station, found.minutes) == ("みほん", 6)


def test_a_station_across_the_river_is_none():
    river = River(((35.681, 139.3), (35.681, 139.6)))
    found = walk(DOOR, river=river)
    assert found is not None and found.station == "むこう"
    assert walk(DOOR, (NEAR,), river) is None


def test_nothing_is_told_of_a_town_a_hidden_place_or_one_far_away():
    assert walk(Location("35.683", "139.440", "town", "200")) is None
    assert walk(DOOR, hidden="yes") is None
    assert walk(Location("35.75", "139.440", "building")) is None


def test_our_stations_are_the_four_of_the_city():
    origins = read_surroundings(ROOT / "data").origins.values()
    stations = {one.name for one in origins if one.sort == "station"}
    assert stations == {"国立", "矢川", "西国立", "谷保"}
