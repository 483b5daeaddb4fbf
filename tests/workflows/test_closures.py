"""One closing of several places: seen before it is kept, kept as one act."""

from datetime import date, datetime

import pytest

from tests.made_up import MOBILE, TOKYO, filled, make_place, make_source, say
from webmap.places.schedule import ExceptionDay, Rule
from webmap.storage.changes import history
from webmap.storage.database import edition
from webmap.storage.desk_roll import DeskRoll
from webmap.storage.places import place
from webmap.words.readings import Readings
from webmap.workflows.closures import (
    AskedClosing,
    closings,
    keep_closing,
    looked_through,
    losses,
    read_closing,
)

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
TODAY = NOW.date()
SUNDAYS = Rule(weekdays="SU", opens="10:00", closes="12:00")
NEW_YEAR = AskedClosing("2026-12-26", "2027-01-03", "年末年始", categories=frozenset({"jidokan"}))


@pytest.fixture
def db(tmp_path):
    extra = {"exception.2026-12-30": ExceptionDay("extra", "13:00", "15:00")}
    return filled(
        tmp_path,
        make_place("sundays", name="は", categories="jidokan", schedule__1=SUNDAYS, **extra),
        make_place(
            "mondays", name="い", categories="ibasho;jidokan", schedule__1=Rule(weekdays="MO")
        ),
        make_place(
            "unsaid", name="ろ", categories="jidokan", schedule__1=Rule(frequency="monthly")
        ),
        make_place("silent", name="ほ", categories="jidokan"),
        make_place("over", name="に", categories="jidokan", standing="ended"),
        make_place("other", name="べつの家", categories="soudan"),
        make_source(),
    )


def lines(db):
    return DeskRoll({}).lines(db, Readings({}).reading)


def said(db, key):
    found = place(db, key)
    assert found is not None
    return found.said


def closing(db, asked=NEW_YEAR):
    read, wrong = read_closing(db, asked, TODAY)
    assert not wrong
    return read


def wrong(db, *days, **words):
    read, bad = read_closing(db, AskedClosing(*days, **{"q": "x"} | words), TODAY)
    assert (read is None) == bool(bad)
    return {one.column for one in bad}


def test_places_are_looked_through_by_category_and_by_name_but_none_that_has_ended(db):
    def found(**words):
        asked = AskedClosing(**words)
        return [line.key for line in looked_through(lines(db), asked, Readings({}).reading)]

    assert found(categories=frozenset({"jidokan"})) == [*("mondays", "sundays", "silent", "unsaid")]
    assert found(q="べつ") == ["other"]
    assert found(categories=frozenset({"ibasho"}), q="べつ") == ["mondays", "other"]
    assert found() == []


def test_it_is_shown_what_each_place_would_lose(db):
    asked = AskedClosing("2026-12-13", "2026-12-30", categories=frozenset({"jidokan"}))
    there = looked_through(lines(db), asked, Readings({}).reading)
    lost = {one.line.key: one for one in losses(db, there, closing(db, asked))}
    days = [str(one.day) for one in lost["sundays"].dates]
    assert days == ["2026-12-13", "2026-12-20", "2026-12-27", "2026-12-30"]
    assert [str(day) for day, _ in lost["sundays"].replaced] == ["2026-12-30"]
    assert [str(one.day) for one in lost["mondays"].dates][:1] == ["2026-12-14"]
    assert lost["silent"].undated and not lost["sundays"].undated
    assert lost["unsaid"].dates == () and lost["unsaid"].undated


def test_all_is_kept_at_one_moment_under_one_name(db):
    assert keep_closing(db, closing(db), ["sundays", "mondays", "over"], "みほん", NOW) == 2
    kept = [one for key in ("sundays", "mondays", "over") for one in history(db, "place", key)]
    acts = [one for one in kept if one.kept == NOW]
    assert len(acts) == 18
    assert {one.who for one in acts} == {"staff:みほん"}
    assert said(db, "mondays")["exception.2027-01-03"].value == ExceptionDay(
        "closed", reason="年末年始"
    )
    assert said(db, "over").keys() == {"name", "categories", "standing"}
    assert not [one for one in losses(db, [lines(db)["sundays"]], closing(db)) if one.dates]


def test_said_again_it_changes_nothing(db):
    keep_closing(db, closing(db), ["sundays"], "みほん", NOW)
    before = edition(db)
    assert keep_closing(db, closing(db), ["sundays"], "みほん", NOW) == 0
    assert edition(db) == before


def test_source_and_its_day_stand_with_every_day(db):
    asked = AskedClosing("2026-12-29", source="テストの出典", day="2026-11", q="は")
    keep_closing(db, closing(db, asked), ["sundays"], "みほん", NOW)
    one = said(db, "sundays")["exception.2026-12-29"]
    assert (one.source, one.day.text) == ("test", "2026-11")


def test_everything_that_is_wrong_is_told_at_once(db):
    assert wrong(db, "", "2026-13-01", reason=MOBILE, source="nobody", day="いつか", q="") == {
        *("first", "last", "reason", "source", "day", "categories")
    }
    assert wrong(db, "2026-12-03") == {"first"}
    assert wrong(db, "2026-12-29", "2026-12-28") == {"last"}
    assert wrong(db, "2026-12-29", "2027-03-01") == {"last"}
    assert wrong(db, "2026-12-29", "2027-02-28") == set()
    assert wrong(db, "2026-12-29", reason="あ" * 101) == {"reason"}


def test_what_is_kept_is_told_in_spans_and_alike_places_together(db):
    keep_closing(db, closing(db), ["sundays", "mondays"], "みほん", NOW)
    one_day = AskedClosing("2027-01-04", reason="工事", q="は")
    keep_closing(db, closing(db, one_day), ["sundays"], "みほん", NOW)
    told = [
        (one.first, one.last, one.reason, *(line.key for line in one.lines))
        for one in closings(lines(db).values(), TODAY)
    ]
    assert told == [
        (date(2026, 12, 26), date(2027, 1, 3), "年末年始", "mondays", "sundays"),
        (date(2027, 1, 4), date(2027, 1, 4), "工事", "sundays"),
    ]
    assert [one.reason for one in closings(lines(db).values(), date(2027, 1, 4))] == ["工事"]


def test_a_rule_for_the_staff_alone_is_no_date_that_families_lose(db, tmp_path):
    other = filled(
        tmp_path / "other",
        make_place("a", categories="jidokan", schedule__1=say(SUNDAYS, visibility="staff")),
    )
    (one,) = losses(other, [lines(other)["a"]], closing(other))
    assert one.dates == ()
