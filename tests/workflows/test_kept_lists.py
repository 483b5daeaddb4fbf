"""The lists in memory are those of the database, whoever changed it, and are read only then."""

import threading

import pytest

from tests.made_up import NOON, keep, make_place, say
from tests.made_up_lists import make_line, make_programme, make_reading
from webmap.places.changes import by_staff, diff
from webmap.places.schedule import Rule
from webmap.storage.changes import keep_changes
from webmap.storage.database import edition, open_database
from webmap.workflows.kept_lists import Lists, NewestLists, make_lists


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def db(path):
    return open_database(path)


def change(db, old, new):
    keep_changes(db, diff(old, new, kept=NOON, who=by_staff("mihon")))


def test_lists_hold_what_the_public_sees():
    lists = make_lists(
        [
            make_line("a", schedule__1=Rule(weekdays="MO")),
            make_line("b", standing="ended"),
            make_programme("a", name=say("ひみつ", visibility="staff")),
            make_programme("b"),
            make_reading("学び", "マナビ"),
            make_reading("古い", "ふるい", standing="ended"),
        ],
        "a",
    )
    assert [line.key for line in lists.helplines.lines] == ["a"]
    assert [one.key for one in lists.programmes.several] == ["b"]
    assert lists.readings.words == {"学び": "まなび"}
    assert lists.helplines.desk == "a"


def test_a_change_is_seen_with_the_next_edition(db, path):
    newest = NewestLists(path)
    handed: list[Lists] = []
    keep(db, make_line(), make_reading("学び", "まなび"))
    newest.follow(edition(db), handed.append)
    assert newest.now.readings.words == {"学び": "まなび"}
    change(db, make_reading("学び", "まなび"), make_reading("学び", "まーなび"))
    newest.follow(edition(db), handed.append)
    assert newest.now.readings.words == {"学び": "まーなび"}
    assert handed[-1] is newest.now


def test_while_nothing_changed_and_when_a_place_did_they_stay_the_same(db, path):
    newest = NewestLists(path)
    handed: list[Lists] = []
    keep(db, make_line())
    newest.follow(edition(db), handed.append)
    before = newest.now
    newest.follow(edition(db), handed.append)
    keep(db, make_place())
    newest.follow(edition(db), handed.append)
    assert newest.now is before
    assert handed == [before]


def test_a_city_without_readings_uses_ours_under_its_own(db, path):
    newest = NewestLists(path, ours={"学び": "まなび", "国立": "くにたち"})
    keep(db, make_reading("国立", "こくりつ"))
    newest.follow(edition(db), lambda _: None)
    assert newest.now.readings.words == {"学び": "まなび", "国立": "こくりつ"}


def test_many_threads_see_each_change(db, path):
    newest, seen = NewestLists(path), []
    keep(db, make_line(cost="1円"))

    def ask(word):
        newest.follow(word, lambda _: None)
        seen.append(newest.now.helplines.lines[0].cost)

    for cost in range(1, 6):
        word = edition(db)
        threads = [threading.Thread(target=ask, args=[word]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {*seen[-8:]} == {f"{cost}円"}
        change(db, make_line(cost=f"{cost}円"), make_line(cost=f"{cost + 1}円"))
    assert len(seen) == 40
