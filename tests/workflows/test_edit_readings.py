"""Words are given readings that stand on something, and only words that somebody reads."""

import pytest

from tests.made_up import NOON, keep, make_place, say
from tests.made_up_lists import make_reading
from webmap.places.changes import by_staff
from webmap.places.list_records import key_of_word
from webmap.storage.changes import history, read_record
from webmap.storage.database import open_database
from webmap.storage.versions import version
from webmap.words.readings import Readings
from webmap.workflows.edit_readings import (
    Given,
    all_readings,
    readings_with,
    save_readings,
    texts_read_otherwise,
    unread_words,
)

MORE = [("おまけの 滝", "")]


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "test.sqlite")
    keep(
        db,
        make_place("a", name="みほん森の家", venue="泉会館"),
        make_place("b", name="古森食堂", kana="フルモリショクドウ"),
        make_place("c", name="秘密の森", standing="check"),
        make_place("d", name=say("奥の間", visibility="staff")),
        make_place("e", name="みほん", venue=say("裏口", visibility="print")),
        make_reading("家", "いえ"),
    )
    return db


def give(db, *given):
    return save_readings(db, given, MORE, by_staff("mihon"), NOON)


def word(db, text):
    return read_record(db, "reading", key_of_word(text))


def problems(kept):
    return {part for _, part in kept.problems}


def test_words_of_public_names_venues_and_other_texts_that_lack_a_reading(db):
    found = unread_words(db, MORE, Readings({"家": "いえ"}))
    assert {one.word for one in found} == {"滝", "森", "泉会館"}


def test_a_reading_with_its_basis_is_kept_in_the_history_too(db):
    assert give(db, Given("森", "もり", "dictionary"), Given("泉会館")).changes == 1
    kept = word(db, "森")
    assert [kept.text(name) for name in ("word", "reading", "basis")] == [
        "森",
        "もり",
        "dictionary",
    ]
    (change,) = history(db, "reading", kept.key)
    assert change.who == "staff:mihon"
    assert word(db, "泉会館") is None


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (Given("森", "モリ", "dictionary"), {"reading"}),
        (Given("森", "mori", "name"), {"reading"}),
        (Given("森", "もり"), {"basis"}),
        (Given("森", "", "name"), {"reading"}),
        (Given("森の", "もり", "name"), {"reading"}),
        (Given("林", "はやし", "name"), {"word"}),
        (Given("秘密", "ひみつ", "dictionary"), {"word"}),
        (Given("奥", "おく", "dictionary"), {"word"}),
        (Given("みほん", "みほん", "name"), {"word"}),
    ],
)
def test_what_cannot_stand_is_told_and_nothing_of_the_page_is_kept(db, given, wrong):
    kept = give(db, given, Given("滝", "たき", "dictionary"))
    assert problems(kept) == wrong
    assert word(db, "滝") is None


def test_a_reading_is_mended_or_no_longer_used(db):
    was = version(db, "reading", key_of_word("家"))
    assert give(db, Given("家", "うち", "name", was)).changes == 2
    was = version(db, "reading", key_of_word("家"))
    assert give(db, Given("家", "うち", "name", was, gone=True)).changes == 1
    assert word(db, "家").text("standing") == "ended"


def test_who_saves_second_is_shown_what_the_first_gave(db):
    was = version(db, "reading", key_of_word("家"))
    give(db, Given("家", "うち", "name", was))
    kept = give(db, Given("家", "や", "name", was))
    assert "うち" in kept.problems["家", "reading"]
    assert word(db, "家").text("reading") == "うち"


def test_two_who_give_the_same_agree(db):
    for _ in range(2):
        assert not give(db, Given("森", "もり", "dictionary")).problems


def test_names_are_shown_that_would_be_read_otherwise(db):
    readings = Readings({"家": "いえ"})
    assert texts_read_otherwise(db, "森", "もり", readings, MORE) == [("みほん森の家", "")]
    assert texts_read_otherwise(db, "林", "はやし", readings, MORE) == []


def test_readings_are_found_by_word_and_by_sound(db):
    give(db, Given("森", "もり", "dictionary"))
    assert [one.word for one in all_readings(db)] == ["家", "森"]
    for letters in ("森", "も"):
        (found,) = readings_with(db, letters)
        assert found.word == "森"
        assert found.version == version(db, "reading", key_of_word("森"))
