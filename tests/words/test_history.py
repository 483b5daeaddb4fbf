"""The history in words."""

import pytest

from tests.made_up import JA, NOON, make_place, say
from webmap.places.changes import Change
from webmap.places.record import Statement
from webmap.places.redacted import BLANKED, REDACTED
from webmap.places.schedule import ExceptionDay
from webmap.words.history import say_author, say_authors, say_line, say_moment, say_side

NAMES = {
    ("source", "test"): "テストの一覧",
    ("source", "gazetteer"): "地名辞典",
    ("group", "kai"): "テストの会",
    ("place", "test"): "テスト食堂",
}


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("staff:みほん", "みほん"),
        ("file:test", "ファイル（テストの一覧）"),
        ("geocoder:gazetteer", "住所からさがした点（地名辞典）"),
        ("data", "さいしょの表"),
        ("office", "事務"),
        ("file:unknown", "ファイル（unknown）"),
    ],
)
def test_who_made_a_change(who, words):
    assert say_author(who, NAMES, JA) == words


def test_of_an_act_its_person_is_named_before_what_followed():
    assert say_authors(["data", "staff:みほん", "geocoder:gazetteer"], NAMES, JA) == "みほん"
    assert say_authors(["geocoder:gazetteer", "file:test"], NAMES, JA) == "ファイル（テストの一覧）"
    assert say_authors(["geocoder:gazetteer"], NAMES, JA) == "住所からさがした点（地名辞典）"


def test_a_moment_has_its_weekday():
    assert say_moment(NOON, JA) == "2026年11月22日（日）12:00"


@pytest.mark.parametrize(
    ("path", "statement", "words", "told"),
    [
        ("phone", say("042"), "042", "テストの一覧・2026年7月1日の情報"),
        (
            "phone",
            say("042", confirmed="2026-08"),
            "042",
            "テストの一覧・2026年7月1日の情報・2026年8月にたしかめた",
        ),
        ("group", say("kai"), "テストの会", "テストの一覧・2026年7月1日の情報"),
        (
            "exception.2026-12-06",
            say(ExceptionDay("closed", reason="もちつき")),
            "おやすみ「もちつき」",
            None,
        ),
        ("phone", None, "まだわからない", ""),
        ("exception.2026-12-06", None, "いつもどおり", ""),
        ("schedule.2", None, "なし", ""),
        ("phone", Statement(REDACTED), "けしました", ""),
        ("standing", say("paused", BLANKED), "お休み「けしました」", None),
    ],
)
def test_a_side(path, statement, words, told):
    side = say_side(path, statement, NAMES, JA)
    assert side.words == words
    assert told is None or side.told == told


def test_a_line_says_whether_only_the_day_moved_and_whether_it_can_be_taken_back():
    old, new = say("042", day="2026-07"), say("042", day="2026-08")
    line = say_line(1, Change("place", "test", "phone", old, new, NOON, "x"), NAMES, JA)
    assert (line.same, line.back, line.label, line.name) == (True, True, "でんわ", "テスト食堂")
    gone = Change("place", "test", "phone", Statement(REDACTED), None, NOON, "x")
    assert not say_line(1, gone, NAMES, JA).back


def test_a_record_that_was_made_says_all_its_fields():
    made = Change("place", "test", "", None, make_place().said, NOON, "x")
    line = say_line(1, made, NAMES, JA, page="place")
    assert [(one.field, one.side.words) for one in line.made] == [
        ("名前", "テスト食堂"),
        ("しゅるい", "子ども食堂"),
        ("のせかた", "のせる"),
    ]


def test_the_field_of_another_record_says_of_which():
    change = Change("site", "s", "address", None, say("東0-0-0"), NOON, "x")
    assert say_line(1, change, NAMES, JA, page="place").label == "建物の住所"
