"""The staff look a place up: by anything they have in hand, in any of its spellings."""

from datetime import date

import pytest

from tests.made_up import NOON, filled, make_group, make_place, make_site, say
from webmap.places.desk import ELSEWHERE, Narrowing, Waiting
from webmap.places.report import Report
from webmap.places.schedule import Rule
from webmap.storage.desk_roll import DeskRoll
from webmap.words.readings import Readings
from webmap.workflows.desk_list import PAGE, Looked, look_up, waiting_at
from webmap.workflows.hear import hear_report, hear_wish, settle

TODAY = date(2026, 12, 4)
READINGS = Readings({"子供": "こども", "子ども": "こども", "食堂": "しょくどう", "矢川": "やがわ"})
CITIES = ("132152",)


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_site("east", address="東京都国立市東1-0-1"),
        make_site("fuchu", address="東京都府中市本町2-0-2"),
        make_group("people", name="みほんの会"),
        make_place(
            "miru-shokudo", name="矢川子ども食堂", site="east", phone="042-000-0001", city="132152"
        ),
        make_place("b", name="みほんの家", categories="ibasho", group="people", standing="check"),
        make_place(
            "c",
            name=say("あおぞら", day="2024-01"),
            kana="アオゾラ",
            site="fuchu",
            city="132063",
            schedule__1=Rule(weekdays="SU"),
            who="だれでも",
            fee__everyone__visit=say_fee(),
            booking="none",
            phone="042-000-0002",
        ),
    )


def say_fee():
    from webmap.places.fees import Fee

    return Fee("0")


def found(db, q="", order="name", page=1, **narrowing):
    lines = DeskRoll({"kodomo_shokudo": "子ども食堂"}).lines(db, READINGS.reading)
    looked = Looked(q, Narrowing(**narrowing), order, page)
    listing = look_up(lines, looked, waiting_at(db, lines), READINGS.reading, CITIES, TODAY)
    return [line.key for line in listing.lines]


@pytest.mark.parametrize(
    "q",
    [
        "矢川",
        "やがわ",
        "ヤガワ",
        "子供食堂",
        "こどもしょくどう",
        "国立市東1-0-1",
        "東1－0－1",
        "042-000-0001",
        "（042）000-0001",
        "０４２００００００１",
        "miru-shokudo",
        "MIRU",
        "矢川 042",
    ],
)
def test_a_place_is_found_by_name_reading_town_address_phone_and_key(db, q):
    assert found(db, q) == ["miru-shokudo"]


def test_a_number_of_an_address_is_no_telephone_number(db):
    assert found(db, "2-0-2") == ["c"]


def test_all_words_must_be_there_and_nothing_is_found_by_nothing(db):
    assert found(db, "矢川 府中") == []
    assert found(db, "みほんの会") == ["b"]
    assert len(found(db)) == 3


def test_the_list_is_narrowed_by_each_condition_and_by_all_together(db):
    assert found(db, standing="check") == ["b"]
    assert found(db, category="kodomo_shokudo") == ["c", "miru-shokudo"]
    assert found(db, city="132152") == ["miru-shokudo"]
    assert found(db, city=ELSEWHERE, category="kodomo_shokudo") == ["c"]
    assert found(db, only=frozenset({"old"})) == ["c"]
    assert found(db, only=frozenset({"missing"})) == ["b", "miru-shokudo"]
    assert found(db, only=frozenset({"undated"})) == ["miru-shokudo"]
    assert found(db, standing="listed", only=frozenset({"old", "missing"})) == []


def test_places_of_which_families_said_something_are_found(db):
    hear_wish(db, "c", "elevator", "a" * 32, NOON)
    hear_wish(db, "c", "phone", "a" * 32, NOON)
    hear_wish(db, "b", "who", "a" * 32, NOON)
    hear_report(db, Report("c", ("when",)), NOON)
    hear_report(db, Report("b", ("when",)), NOON)
    settle(db, [2], "なおした", "みほん", NOON)
    assert found(db, only=frozenset({"reported"})) == ["c"]
    assert found(db, only=frozenset({"wished"})) == ["c", "b"]
    lines = DeskRoll({}).lines(db, READINGS.reading)
    assert waiting_at(db, lines) == Waiting({"c": 1}, {"c": 1, "b": 1}), "what is known waits not"


def test_it_is_ordered_by_name_as_it_is_read_by_day_and_by_change(db):
    assert found(db) == ["c", "b", "miru-shokudo"]
    assert found(db, order="day")[0] == "c"
    db.execute(
        "INSERT INTO change (of, key, field, old, new, kept, who) VALUES"
        " ('place', 'b', 'kana', NULL, NULL, '2026-12-04T10:00:00+09:00', 'staff:みほん')"
    )
    assert found(db, order="changed")[0] == "b"


def test_an_unknown_day_stands_before_the_oldest(db, tmp_path):
    other = filled(
        tmp_path / "other",
        make_place("new", name=say("い", day="2026-07")),
        make_place("old", name=say("ろ", day="2020")),
        make_place("unknown", name=say("は", day="")),
    )
    assert found(other, order="day") == ["unknown", "old", "new"]


def test_a_hundred_stand_on_a_page_and_no_page_is_empty(tmp_path):
    many = filled(tmp_path, *(make_place(f"p{n:03}", name=f"家{n:03}") for n in range(PAGE + 5)))
    assert len(found(many)) == PAGE
    assert found(many, page=2) == found(many, page=99) == [f"p{n}" for n in range(100, 105)]
