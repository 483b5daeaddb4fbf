"""Distances agree with geopy's geodesic; minutes are rounded up; a river parts its two sides."""

import pytest
from geopy.distance import geodesic

from webmap.places.walking import River, metres_between, walking_minutes

KUNITACHI = (35.69925, 139.44637)
YAHO = (35.68094, 139.44769)
YAGAWA = (35.68541, 139.43218)
FLOW = River(((35.68, 139.37), (35.66, 139.42), (35.665, 139.45), (35.65, 139.52)))


@pytest.mark.parametrize("other", [YAHO, YAGAWA, (35.6925, 139.4463), KUNITACHI])
def test_a_straight_line_is_as_long_as_on_the_ellipsoid(other):
    truth = geodesic(KUNITACHI, other).meters
    assert metres_between(KUNITACHI, other) == pytest.approx(truth, rel=0.004, abs=0.01)


@pytest.mark.parametrize(
    ("metres", "grown_up", "child"),
    [(0, 1, 1), (61, 1, 2), (62, 2, 2), (615, 10, 14), (616, 11, 14)],
)
def test_minutes_are_rounded_up(metres, grown_up, child):
    assert walking_minutes(metres) == grown_up
    assert walking_minutes(metres, "child") == child


@pytest.mark.parametrize(
    ("other", "parted"),
    [
        (YAGAWA, False),
        ((35.655, 139.40), True),
        ((35.655, 139.44), True),
        ((35.6649, 139.4499), True),
        ((35.6651, 139.4501), False),
    ],
)
def test_a_river_parts_its_two_sides(other, parted):
    assert FLOW.parts(YAHO, other) is parted
    assert FLOW.parts(other, YAHO) is parted


def test_without_a_river_nothing_is_parted():
    assert not River().parts(YAHO, (35.6, 139.4))
