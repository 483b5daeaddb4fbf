"""What a change is news of: what the public may know of it, and nothing else."""

from datetime import datetime

import pytest

from tests.made_up import MAIL, MOBILE, NOON, make_place, say
from webmap.places.changes import Change
from webmap.places.news import AGAIN, ENDED, HOURS, NEW, PAUSED, USUAL, news_of
from webmap.places.record import Statement
from webmap.places.redacted import REDACTED
from webmap.places.schedule import ExceptionDay, Rule

SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
DAY = "exception.2026-12-06"
CLOSED = ExceptionDay("closed", reason="雪のため")


def changed(field, old, new, kept: datetime = NOON):
    return Change("place", "test", field, old, new, kept, "くにサポ")


def sort_of(field, old, new, place=None):
    found = news_of(changed(field, old, new), place or make_place())
    return found.sort if found else None


@pytest.mark.parametrize(
    ("standing", "sort"), [("listed", NEW), ("paused", NEW), ("check", None), ("ended", None)]
)
def test_a_new_place_is_news_once_it_is_public(standing, sort):
    assert sort_of("", None, make_place(standing=standing).said) == sort


def test_a_place_without_a_public_name_is_no_news():
    nameless = make_place(name=say("ないしょ食堂", visibility="staff"))
    assert sort_of("", None, nameless.said) is None


def test_a_record_that_goes_is_no_news():
    assert sort_of("", make_place().said, None) is None


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        ("check", "listed", NEW),
        ("listed", "paused", PAUSED),
        ("paused", "listed", AGAIN),
        ("ended", "listed", AGAIN),
        ("listed", "ended", ENDED),
        ("paused", "ended", ENDED),
        ("check", "ended", None),
        ("listed", "check", None),
    ],
)
def test_how_a_place_stands(old, new, sort):
    place = make_place(standing=new)
    assert sort_of("standing", say(old), say(new), place) == sort


@pytest.mark.parametrize(
    "exception",
    [CLOSED, ExceptionDay("moved", moved_to="2026-12-13"), ExceptionDay("extra", "10:00")],
)
def test_a_single_day(exception):
    assert sort_of(DAY, None, say(exception)) == exception.effect
    assert sort_of(DAY, say(exception), None) == USUAL


def test_hours_that_change():
    later = Rule(weekdays="SU", nth="1;3", opens="12:00", closes="15:00")
    assert sort_of("schedule.1", say(SUNDAYS), say(later)) == HOURS
    assert sort_of("schedule.1", None, say(later)) == HOURS


@pytest.mark.parametrize("field", [DAY, "schedule.1"])
def test_another_source_or_day_alone_is_no_news(field):
    value = CLOSED if field == DAY else SUNDAYS
    assert sort_of(field, say(value), say(value, source="other", day="2026-11")) is None


@pytest.mark.parametrize("visibility", ["staff", "print"])
def test_what_is_for_the_staff_is_no_news(visibility):
    assert sort_of(DAY, None, say(CLOSED, visibility=visibility)) is None
    assert sort_of("schedule.1", say(SUNDAYS, visibility=visibility), None) is None


@pytest.mark.parametrize("secret", [MOBILE, MAIL, "０９０‐００００‐００００"])
def test_a_reason_with_a_private_number_is_no_news(secret):
    told = ExceptionDay("closed", reason=f"れんらくは {secret}")
    assert sort_of(DAY, None, say(told)) is None
    assert sort_of(DAY, None, say(CLOSED, note=f"れんらくは {secret}")) is None


def test_what_becomes_secret_is_told_as_what_the_public_sees():
    assert sort_of("schedule.1", say(SUNDAYS), say(SUNDAYS, visibility="staff")) == HOURS
    found = news_of(
        changed("schedule.1", say(SUNDAYS), say(SUNDAYS, visibility="staff")), make_place()
    )
    assert found and found.new is None and isinstance(found.old, Statement)


def test_of_a_place_that_has_ended_only_that_is_told():
    ended = make_place(standing="ended")
    assert sort_of(DAY, None, say(CLOSED), ended) is None
    assert sort_of("schedule.1", None, say(SUNDAYS), ended) is None


def test_what_was_blanked_is_no_news_and_does_not_break_it():
    gone = Statement(REDACTED)
    place = make_place()
    reason = Change("place", "test", "exception.2026-12-06", None, gone, NOON, "x")
    assert news_of(reason, place) is None
    made = Change("place", "test", "", None, {**place.said, "name": gone, "who": gone}, NOON, "x")
    news = news_of(made, place)
    assert news is not None and news.sort == "new"
