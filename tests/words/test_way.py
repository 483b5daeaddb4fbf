"""How far a place is from where one walks, in words."""

import pytest

from tests.made_up import DATA
from webmap.places.nearness import Walk
from webmap.words.phrases import read_phrases
from webmap.words.way import say_way

SAY = read_phrases(DATA / "phrases", "ja")


@pytest.mark.parametrize(
    ("walk", "words"),
    [
        (Walk(minutes=11), ("歩いて およそ ", "11", "分")),
        (Walk(metres=1200), ("川の むこう ", "1.2", "km")),
        (Walk(metres=100), ("川の むこう ", "0.1", "km")),
        (Walk(), ("歩く時間は わかりません", "", "")),
    ],
)
def test_a_way_is_said_around_its_number(walk, words):
    way = say_way(walk, SAY)
    assert (way.before, way.number, way.after) == words
    assert way.known is bool(words[1])
