"""From where one walks, as choices."""

from tests.made_up import DATA
from webmap.words.near import make_near
from webmap.words.phrases import read_phrases
from webmap.workflows.read_surroundings import read_surroundings

AROUND = read_surroundings(DATA)
SAY = read_phrases(DATA / "phrases", "ja")


def near(key="", feet=""):
    return make_near(AROUND, key, feet, SAY)


def test_every_school_and_station_is_a_choice_and_nothing_is_said_of_it_until_it_is_made():
    made = near()
    assert (len(made.stations), len(made.schools)) == (4, 11)
    assert not any(one.on for one in (*made.stations, *made.schools, made.feet))
    assert (made.said, made.order) == ((), "")


def test_what_is_chosen_is_said_with_the_order_that_it_makes():
    made = near("yaho", "child")
    assert [one.said for one in made.said] == ["谷保駅から", "小学生の足で"]
    assert [one.label for one in made.stations if one.on] == ["谷保駅"]
    assert made.order == "谷保駅から・歩いて ちかい順"
    assert near("es5").order == "国立第五小学校から・歩いて ちかい順"


def test_feet_alone_go_nowhere():
    made = near("", "child")
    assert (made.said, made.order) == ((), "")
