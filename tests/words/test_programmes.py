"""The page of programmes in words."""

from datetime import date

from tests.made_up import JA, day
from webmap.places.programmes import Programme, Programmes
from webmap.words.programmes import say_beside, say_programmes
from webmap.words.readings import Readings

TODAY = date(2026, 12, 4)
READINGS = Readings({"講座": "こうざ"})


def make(name, persons=("child",), topics=(), said="2026-10"):
    return Programme(
        name, name, "みほんの子", persons, topics, "みほん", "みほん課", "みほんの紙", day(said)
    )


def told(*several):
    return {
        group.key: [one.name[0][0] for one in group.several]
        for group in say_programmes(Programmes(several), JA, READINGS, TODAY)
    }


def test_topics_in_our_order_then_families_and_organisations_last():
    several = (
        make("はしご", ("group",)),
        make("つくえ", topics=("learning",)),
        make("くつした"),
        make("ほん", topics=("developmental", "learning")),
    )
    groups = told(*several)
    assert list(groups) == ["developmental", "learning", "families", "runners"]
    assert groups["learning"] == ["つくえ", "ほん"]


def test_a_programme_says_its_office_its_source_and_how_old_it_is():
    new, old, undated = (make("講座", said=text) for text in ("2026-10", "2024", ""))
    (group,) = say_programmes(Programmes((new, old, undated)), JA, READINGS, TODAY)
    assert [one.old for one in group.several] == [False, True, True]
    assert [one.day for one in group.several] == [
        "2026年10月",
        "2024年",
        "いつの情報かわかりません",
    ]
    assert group.several[0].name == (("講座", "こうざ"),)
    assert (group.several[0].office, group.several[0].source) == ("みほん課", "みほんの紙")


def test_beside_a_topic_stands_how_many_there_are():
    several = make("a", topics=("learning",)), make("b", topics=("learning",)), make("c")
    beside = say_beside(Programmes(several), JA)
    assert [(one.topic, one.words) for one in beside] == [("learning", "学習のこと（2つ）")]


def test_no_programmes_no_groups():
    assert told() == {}
    assert say_beside(Programmes(), JA) == []
