"""Words without a reading, and where they stand."""

from tests.lists import read_lists
from tests.made_up import DATA
from webmap.formats.tables import read_tables
from webmap.places.place import Place
from webmap.words.readings import Readings, is_spelled_so
from webmap.words.unread import find_unread


def test_each_word_is_told_once_with_where_it_stands_most_frequent_first():
    texts = [("みほん館", ""), ("森の館", ""), ("館と森と川", ""), ("館のにわ", "")]
    found = find_unread(texts, Readings({"川": "かわ"}), 10)
    assert [(one.word, one.count) for one in found] == [("館", 4), ("森", 2)]
    assert found[0].texts == texts[:3]


def test_official_kana_that_fit_leave_nothing_to_read():
    kana = ("みほん館", "ミホンカン")
    assert find_unread([kana], Readings({}), 10) == []
    (odd,) = find_unread([("みほん館", "ベツノカナ")], Readings({}), 10)
    assert odd.word == "館"


def test_of_many_names_only_as_many_are_looked_at_as_are_needed():
    seen = []

    def names():
        for sign in "東西南北中":
            seen.append(sign)
            yield sign, ""

    assert len(find_unread(names(), Readings({}), 2)) == 2
    assert seen == ["東", "西"]


def test_it_is_the_same_as_what_is_printed_bare():
    """The quick way finds what the slow way of the page does, for every real place."""
    readings = read_lists(DATA).readings
    for place in read_tables(DATA).records.values():
        if isinstance(place, Place):
            name, kana = place.name, place.text("kana")
            bare = "".join(piece for piece, read in readings.segments(name, kana) if not read)
            runs = readings.unread(name, kana)
            assert all(run in bare for run in runs)
            rest = [sign for sign in bare if "一" <= sign <= "鿿"]
            assert sorted(rest) == sorted(
                sign for run in runs for sign in run if "一" <= sign <= "鿿"
            )


def test_the_kana_of_a_word_stand_in_its_reading():
    assert is_spelled_so("学び", "まなび")
    assert is_spelled_so("食物アレルギー", "しょくもつあれるぎー")
    assert not is_spelled_so("学び", "まなぶ")
    assert not is_spelled_so("学び", "び")
