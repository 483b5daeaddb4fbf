"""The desk's roll: every place in short, and never other than what is stored."""

from datetime import timedelta
from threading import Thread

import pytest

from tests.made_up import NOON, filled, make_group, make_place, make_site, say
from webmap.places.changes import by_staff, diff
from webmap.places.record import Statement
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.wish import answered
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database, writing
from webmap.storage.desk_roll import DeskRoll
from webmap.storage.places import all_places, place, view
from webmap.words.card import oldest_day
from webmap.words.readings import Readings
from webmap.workflows.check_days import undated_places

READINGS = Readings({"子供": "こども", "食堂": "しょくどう"})
LATER = NOON + timedelta(days=1)
LABELS = {"kodomo_shokudo": "子ども食堂"}


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_site("house", address="東京都国立市東0-0-0"),
        make_group("people", name="みほんの会"),
        make_place("a", name="みほん食堂", site="house", group="people", phone="042-000-0001"),
        make_place("b", name="子供の家", kana="コドモノイエ", standing="ended"),
    )


@pytest.fixture
def roll():
    return DeskRoll(LABELS)


def lines(roll, db):
    return roll.lines(db, READINGS.reading)


def keep(db, old, new, kept=LATER, who="staff:みほん"):
    keep_changes(db, diff(old, new, kept=kept, who=who))


def edit(db, key, **fields):
    old = place(db, key)
    assert old is not None
    new = make_place(key, **{**dict(old.said), **fields})
    keep(db, old, new)
    return new


def test_every_place_stands_in_it_whatever_its_standing(roll, db):
    assert {key: line.standing for key, line in lines(roll, db).items()} == {
        "a": "listed",
        "b": "ended",
    }


def test_a_place_is_found_by_all_that_the_staff_know_of_it(roll, db):
    line = lines(roll, db)["a"]
    for text in ("みほんしょくどう", "国立市東0-0-0", "みほんの会", "0420000001", "子ども食堂"):
        assert text in line.haystack, text
    assert "東京都" not in line.haystack


def test_what_another_connection_keeps_is_seen_at_once(roll, db, tmp_path):
    before = lines(roll, db)
    other = open_database(tmp_path / "test.sqlite")
    edit(other, "a", name="べつの食堂")
    after = lines(roll, db)
    assert after["a"].name == "べつの食堂"
    assert (after["a"].kept, after["a"].who) == (LATER, by_staff("みほん"))
    assert after["b"] is before["b"], "only what changed is read again"
    assert before["a"].name == "みほん食堂", "who reads the list is not disturbed"


def test_site_and_group_bring_their_places_with_them(roll, db):
    lines(roll, db)
    house = make_site("house", address="東京都国立市西9-9-9")
    keep(db, make_site("house", address="東京都国立市東0-0-0"), house)
    keep(db, make_group("people", name="みほんの会"), make_group("people", name="べつの会"))
    line = lines(roll, db)["a"]
    assert line.address == "東京都国立市西9-9-9"
    assert "べつの会" in line.haystack
    assert line.who == by_staff("みほん"), "an address that was changed is a change of the place"


def test_a_point_that_a_geocoder_found_is_no_change_of_the_place(roll, db):
    stood = lines(roll, db)["a"].kept
    old = make_site("house", address="東京都国立市東0-0-0")
    found = make_site("house", address="東京都国立市東0-0-1")
    keep(db, old, found, who="geocoder:gazetteer")
    assert lines(roll, db)["a"].kept == stood


def test_new_places_come_and_records_that_go_are_gone(roll, db):
    lines(roll, db)
    keep(db, None, make_place("c", name="あたらしい家"))
    keep(db, place(db, "b"), None)
    assert [*lines(roll, db)] == ["a", "c"]


def test_an_older_copy_that_is_put_back_is_read_anew(roll, db, tmp_path):
    copy = open_database(tmp_path / "copy.sqlite")
    db.conn.backup(copy.conn)
    edit(db, "a", name="べつの食堂")
    assert lines(roll, db)["a"].name == "べつの食堂"
    assert lines(roll, copy)["a"].name == "みほん食堂"
    edit(copy, "a", name="さらに べつ")
    edit(copy, "a", name="いまの名前")
    assert lines(roll, db)["a"].name == "べつの食堂"
    assert lines(roll, copy)["a"].name == "いまの名前"


def test_other_readings_are_heard(roll, db):
    assert lines(roll, db)["a"].spoken == "みほんしょくどう"
    others = Readings({"食堂": "じきどう"})
    assert roll.lines(db, others.reading)["a"].spoken == "みほんじきどう"


def test_the_day_is_the_older_of_name_and_opening_hours(roll, db):
    name, rule = say("みほん食堂", day="2026-07"), Rule(weekdays="SU")
    edit(db, "a", name=name, schedule__1=say(rule, day="2024-05"))
    assert lines(roll, db)["a"].day.text == "2024-05"


def test_days_without_a_date_are_told_as_the_public_reads_them(roll, db):
    once, sundays = Rule(weekdays="SA", frequency="monthly"), Rule(weekdays="SU")
    assert lines(roll, db)["a"].undated == ()
    edit(db, "a", schedule__1=say(sundays), schedule__2=say(once, "月1回", visibility="public"))
    assert lines(roll, db)["a"].undated == ((once, "月1回"),)
    edit(db, "a", schedule__2=say(once, visibility="staff"))
    assert lines(roll, db)["a"].undated is None


def test_it_tells_exceptions_answers_and_names_that_nobody_can_read(roll, db):
    closed = ExceptionDay("closed", reason="年末年始")
    edit(db, "a", **{"name": "見本の家", "exception.2026-12-29": closed, "fact.elevator": "no"})
    line = lines(roll, db)["a"]
    assert line.unread and not lines(roll, db)["b"].unread
    assert [(str(day), said) for day, said in line.exceptions] == [("2026-12-29", closed)]
    assert line.answered == {"where", "phone", "elevator"}
    assert line.missing == ("when", "who", "fee", "booking")


def test_what_is_taken_back_never_stays(roll, db, tmp_path):
    other = open_database(tmp_path / "test.sqlite")
    lines(roll, db)
    with pytest.raises(RuntimeError), writing(other):
        old = place(other, "a")
        assert old is not None
        said = {**old.said, "name": Statement("Nicht")}
        keep_changes(other, diff(old, type(old)("a", said), kept=LATER, who="x"))
        assert lines(roll, db)["a"].name == "みほん食堂"
        raise RuntimeError
    assert lines(roll, db)["a"].name == "みほん食堂"


def test_threads_that_read_and_write_all_see_their_own(roll, db, tmp_path):
    wrong = []

    def work(number):
        own = open_database(tmp_path / "test.sqlite")
        for turn in range(10):
            key = f"t{number}-{turn}"
            keep(own, None, make_place(key))
            if key not in lines(roll, own):
                wrong.append(key)
        own.close()

    threads = [Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(lines(roll, db)) == 42


def test_it_says_of_the_real_places_what_their_records_say(settings):
    db = open_database(settings.database)
    undated = {one.place.key: one.rules for one in undated_places(all_places(db))}
    real = lines(DeskRoll(LABELS), db)
    for one in all_places(db):
        line = real[one.key]
        assert (line.name, line.categories, line.standing) == (
            one.name,
            one.categories,
            one.standing,
        )
        assert line.day == oldest_day(view(db, one).place), one.key
        assert line.exceptions == tuple(one.exceptions())
        assert line.answered == answered(one.said)
        assert line.undated == undated.get(one.key) or one.standing != "listed", one.key
    assert len(real) > 90
