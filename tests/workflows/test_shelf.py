"""What is built once for a day: when answers may change, what is seen at once, what the page loads."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.made_up import (
    CITY,
    JA,
    NOON,
    TOKYO,
    filled,
    keep,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
)  # fmt: skip
from tests.workflows.finding import NOW, TODAY, fits, rule, small_city
from webmap.places.changes import diff
from webmap.places.location import Location
from webmap.places.needs import Needs
from webmap.places.schedule import ExceptionDay
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder
from webmap.workflows.find_places import Finder


@pytest.fixture
def finder():
    return Finder(JA, Readings({}), CITY)


@pytest.fixture
def db(tmp_path):
    return small_city(tmp_path)


# -- moments: when answers may change within a day


def moments(finder, db, day=TODAY):
    """The minutes of the day at which the number changes."""
    shelf = finder.shelf(db, day)
    start = datetime(day.year, day.month, day.day, tzinfo=TOKYO)
    numbers = [shelf.moment(start + timedelta(minutes=minute)) for minute in range(24 * 60)]
    changes = [at for at in range(1, 24 * 60) if numbers[at] != numbers[at - 1]]
    return [f"{at // 60:02}:{at % 60:02}" for at in changes]


MIDDAY, EVENING = "12:00", "17:00"
"""At which a time of day ends: what is asked for this morning is over."""


def test_the_moment_changes_when_a_place_opens_or_closes_and_only_then(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("a", **rule("10:00", "17:00", weekdays="FR")),
        make_place("b", **rule("10:00", "20:30", weekdays="FR", frequency="monthly")),
        make_place("c", **rule("08:00", "09:00", weekdays="SA")),
        make_place("d", **rule("13:00", weekdays="FR")),
        make_place("e", **rule("", "15:00", weekdays="FR")),
    )
    assert moments(finder, db) == ["10:00", MIDDAY, "13:00", "15:00", EVENING, "20:30"]
    assert moments(finder, db, TODAY + timedelta(days=1)) == ["08:00", "09:00", MIDDAY, EVENING]


def test_what_runs_past_midnight_closes_on_the_next_day(finder, tmp_path):
    db = filled(tmp_path, make_place("a", **rule("22:00", "25:30", weekdays="FR")))
    assert moments(finder, db) == [MIDDAY, EVENING, "22:00"]
    assert moments(finder, db, TODAY + timedelta(days=1)) == ["01:30", MIDDAY, EVENING]


def test_an_exception_of_today_changes_the_moments(finder, tmp_path):
    extra = {"exception.2026-12-04": ExceptionDay("extra", "18:00", "19:00")}
    db = filled(tmp_path, make_place("a", **extra, **rule("10:00", "12:00", weekdays="SU")))
    assert moments(finder, db) == [MIDDAY, EVENING, "18:00", "19:00"]


def test_no_answer_changes_while_the_moment_stays(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("a", name="う", **rule("09:10", "16:50")),
        make_place("b", name="い", **rule("12:00", "25:10")),
        make_place("c", name="あ", **rule("", "14:05", weekdays="FR")),
        make_place("d", name="え", **rule("13:33", weekdays="FR", audience="high")),
        make_place("e", name="お", **rule(frequency="twice_monthly")),
    )
    asked = [Needs(), Needs(open=("today",)), Needs(time=("afternoon",), grade=("hs",))]
    shelf = finder.shelf(db, TODAY)
    kept: dict[Any, Any] = {}
    for minute in range(0, 24 * 60, 5):
        now = datetime(2026, 12, 4, minute // 60, minute % 60, tzinfo=TOKYO)
        for needs in asked:
            found = finder.find(db, needs, now)
            answer = [
                (one.listed.entry.key, one.match.answer, one.match.opening)
                for group in (found.fits, found.unknown)
                for one in group.offers
            ]
            assert kept.setdefault((shelf.moment(now), needs), answer) == answer, now


# -- built once, and seen at once


def test_a_change_is_seen_at_once_also_when_another_process_made_it(finder, db, tmp_path):
    before = finder.shelf(db, TODAY).places_json
    assert finder.find(db, Needs(), NOW).fits.total == 4
    other = open_database(tmp_path / "test.sqlite")
    keep(other, make_place("new", name="あたらしい食堂", fact__elevator="yes"))
    assert finder.find(db, Needs(), NOW).fits.total == 5
    assert fits(finder, db, Needs(access=("elevator",))) == ["new"]
    assert finder.search(db, "あたらしい", TODAY) == ["new"]
    after = finder.shelf(db, TODAY).places_json
    assert "あたらしい食堂".encode() in after and "あたらしい食堂".encode() not in before


def test_an_answer_that_is_corrected_elsewhere_is_corrected_here(finder, tmp_path):
    old = make_place("a", fact__elevator="yes")
    db = filled(tmp_path, old)
    assert fits(finder, db, Needs(access=("elevator",))) == ["a"]
    other = open_database(tmp_path / "test.sqlite")
    keep_changes(other, diff(old, make_place("a", fact__elevator="no"), kept=NOON, who="test"))
    found = finder.find(db, Needs(access=("elevator",)), NOW)
    assert (found.fits.total, found.unknown.total) == (0, 0)


def test_within_a_day_nothing_is_built_twice_and_a_new_day_is_built_anew(finder, db):
    shelf = finder.shelf(db, TODAY)
    finder.find(db, Needs(q="いずみ"), NOW)
    assert finder.shelf(db, TODAY) is shelf
    tomorrow = finder.shelf(db, TODAY + timedelta(days=1))
    assert (tomorrow.day, tomorrow.edition) == (date(2026, 12, 5), shelf.edition)
    assert json.loads(tomorrow.places_json)["first"] == "2026-12-04"


def test_however_many_places_are_shown_one_guide_says_where_they_are(finder, db, monkeypatch):
    made = []

    def make(*how):
        made.append(how)
        return Wayfinder(*how)

    monkeypatch.setattr("webmap.workflows.find_places.Wayfinder", make)
    finder.find(db, Needs(), NOW)
    finder.find(db, Needs(q="いずみ"), NOW)
    assert len(made) == 1


def test_a_place_becomes_old_when_the_day_comes(finder, db):
    def is_old(now):
        [offer] = finder.find(db, Needs(q="あさひ"), now).fits.offers
        return offer.listed.card.old

    assert not is_old(NOW)
    assert is_old(datetime(2028, 2, 2, tzinfo=TOKYO))


def test_the_moment_of_filling_is_the_edition(finder, db):
    assert NOON.isoformat() in finder.shelf(db, TODAY).edition


# -- what the page loads


def file_of(finder, db):
    return json.loads(finder.shelf(db, TODAY).places_json)


def test_the_file_has_every_public_place_by_turn_and_name_whatever_is_open(finder, db):
    columns = file_of(finder, db)["columns"]
    assert columns["key"] == ["a", "f", "c", "b"]
    assert [lat is not None for lat in columns["lat"]] == [True, False, False, True]


def test_no_byte_of_the_file_tells_what_is_hidden_unchecked_or_for_the_staff(finder, tmp_path):
    secret = make_site("secret", address="東京都国立市かくれ町8-8-8",
                       location=Location("35.61234", "139.41234", "building"))  # fmt: skip
    staff: dict[str, Any] = {
        "phone": say("042-999-9999", visibility="staff"),
        "who": say("ひみつの子", visibility="print"),
        "fact__alone": say("limited", "ひみつの ことば", visibility="staff"),
        "remark__1": "ひみつの メモ",
    }
    db = filled(
        tmp_path,
        make_place("shown", **staff),
        make_place("hidden", hidden="yes", site="secret", venue="ひみつ荘", access__1="ひみつ駅"),
        make_place("unchecked", name="ひみつの 場所", standing="check"),
        make_place("ended", name="ひみつの もと", standing="ended"),
        secret,
        make_group(name="ひみつの会"),
        make_source(),
    )
    text = finder.shelf(db, TODAY).places_json.decode()
    assert json.loads(text)["count"] == 2
    for told in (
        "ひみつ",
        "かくれ町",
        "8-8-8",
        "999",
        "3561234",
        "13941234",
        "secret",
        "unchecked",
    ):
        assert told not in text, told


def test_a_town_is_on_the_map_and_a_city_is_not(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("a", site="town"),
        make_place("b", site="city"),
        make_site("town", location=Location("35.68", "139.44", "town", "161")),
        make_site("city", location=Location("35.68", "139.44", "city", "2000")),
    )
    columns = file_of(finder, db)["columns"]
    assert columns["lat"] == [3568000, None]
    assert columns["radius_m"] == [161, 0]


def test_the_gazetteer_that_is_handed_in_names_the_town_of_a_tray(tmp_path):
    finder = Finder(JA, Readings({}), CITY, town_of=lambda text: text.removeprefix("東京都国立市"))
    town = make_site(
        address="東京都国立市谷保", location=Location("35.68", "139.44", "town", "618")
    )
    db = filled(tmp_path, make_place(site="test-site"), town)
    [offer] = finder.find(db, Needs(), NOW).fits.offers
    assert "".join(text for text, _ in offer.listed.card.where.words) == "谷保のどこか"


def test_an_empty_database_is_an_empty_list(finder, tmp_path):
    db = open_database(tmp_path / "empty.sqlite")
    found = finder.find(db, Needs(open=("today",)), NOW)
    assert (found.fits.total, found.unknown.total, found.pages) == (0, 0, 1)
    assert file_of(finder, db)["count"] == 0
    assert finder.search(db, "み", TODAY) == []
    assert moments(finder, db) == [MIDDAY, EVENING]


def test_what_is_known_is_counted_over_the_public_places(finder, tmp_path):
    db = filled(
        tmp_path,
        make_place("a", fact__parking="no", phone="042-000-0000"),
        make_place("b", fact__parking=say("yes", visibility="staff")),
        make_place("c", fact__parking="yes", standing="check"),
    )
    known = {one.name: (one.known, one.unknown) for one in finder.shelf(db, TODAY).tally.known()}
    assert known["parking"] == (1, 1)
    assert known["phone"] == (1, 1)
    assert known["location"] == (0, 2)
