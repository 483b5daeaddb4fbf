"""From where one walks: minutes on one side of the river, the bare distance across it."""

import pytest

from webmap.places.nearness import Origin, Start, Surroundings, Walk, rounded
from webmap.places.walking import River

SCHOOL = Origin("es5", "国立第五小学校", "school", (35.684979, 139.441405))
STATION = Origin("yaho", "谷保", "station", (35.68138, 139.44678))
FLOW = River(((35.70, 139.36), (35.6775, 139.423), (35.655, 139.452), (35.65, 139.52)))
YAGAWA = (35.68541, 139.43218)
MOGUSAEN = (35.657375, 139.431375)
"""On the other side of the 多摩川."""


def test_minutes_are_those_of_the_feet_that_go():
    """841 m in a straight line are 1,093 m of way."""
    assert Start(SCHOOL).walk(YAGAWA, FLOW) == Walk(minutes=14)
    assert Start(SCHOOL, "child").walk(YAGAWA, FLOW) == Walk(minutes=19)


def test_across_the_river_there_are_no_minutes_for_anybody():
    for pace in ("grown_up", "child"):
        assert Start(SCHOOL, pace).walk(MOGUSAEN, FLOW) == Walk(metres=3200)
    assert Start(SCHOOL).walk(MOGUSAEN, River()).minutes == 52


def test_a_place_on_the_other_bank_is_never_nothing_away():
    bank, other = (35.6776, 139.4231), (35.6774, 139.4229)
    at_the_bank = Start(Origin("x", "みほん", "station", bank))
    assert at_the_bank.walk(other, FLOW) == Walk(metres=100)


def test_to_a_place_without_a_point_there_is_no_way():
    assert Start(SCHOOL).walk(None, FLOW) == Walk()


def test_the_nearest_come_first_then_what_is_across_then_what_has_no_point():
    ways = [Walk(), Walk(metres=300), Walk(minutes=40), Walk(metres=1200), Walk(minutes=3)]
    assert sorted(ways, key=lambda one: one.turn) == [ways[4], ways[2], ways[1], ways[3], ways[0]]


@pytest.mark.parametrize(
    ("near", "feet", "expected"),
    [
        ("es5", "", Start(SCHOOL)),
        ("yaho", "child", Start(STATION, "child")),
        ("es5", "giant", Start(SCHOOL)),
        ("es99", "child", None),
        ("here", "", None),
        ("", "child", None),
    ],
)
def test_an_address_names_where_the_way_begins(near, feet, expected):
    around = Surroundings.of([SCHOOL, STATION], FLOW)
    assert around.start(near, feet) == expected


def test_points_are_a_metre_fine_as_the_page_knows_them():
    assert rounded((35.684979, 139.441405)) == (3568498 / 1e5, 13944140 / 1e5)
