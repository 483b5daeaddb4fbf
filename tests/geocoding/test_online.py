"""How an online geocoder is asked: at a pace, by name, once; and what its outages are."""

import logging

import pytest

from tests.geocoding.loopback import (
    BUSY,
    DOWN,
    EMPTY,
    HALF,
    LATE,
    LONG_PAUSE,
    REFUSED,
    RUBBISH,
    Reply,
    feature,
)
from tests.made_up import NOON
from webmap.geocoding import online, polite
from webmap.geocoding.online import Outage, open_geocoder
from webmap.places.days import read_day
from webmap.places.location import Answer, Location

ASKED = "東京都国立市富士見台2-47-1"
GOOD = Reply([feature("東京都国立市富士見台二丁目47番地")])
FOUND = Answer(
    Location("35.6839", "139.4414", "block"),
    "gsi-address",
    "東京都国立市富士見台二丁目47番地",
    read_day("2026-11-22"),
)


@pytest.fixture
def geocoder(monkeypatch, clock):
    """Opens 国土地理院's geocoder at a server of this machine."""

    def geocoder(domain, **pace):
        monkeypatch.setattr(polite, "STEADY", clock.pace(**pace))
        monkeypatch.setitem(online.SERVERS, "gsi", ("http", domain))
        return open_geocoder("gsi", "office@example.jp", {}, NOON.date())

    return geocoder


def in_turn(*replies):
    left = [*replies]
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def test_an_answer_is_kept_with_its_day_and_asked_for_once(serve, geocoder):
    server = serve(GOOD)
    gsi = geocoder(server.domain)
    assert gsi.ask(ASKED) == gsi.ask(ASKED) == FOUND
    assert gsi.answered == {ASKED: FOUND}
    assert len(server.asked) == 1


def test_not_found_is_an_answer_too(serve, geocoder):
    server = serve(EMPTY)
    gsi = geocoder(server.domain)
    assert gsi.ask(ASKED) == gsi.ask(ASKED) == Answer(None, "gsi-address", "", FOUND.day)
    assert len(server.asked) == 1


def test_an_answer_too_deep_to_read_is_an_outage_like_other_rubbish(serve, geocoder):
    gsi = geocoder(serve(Reply(b"[" * 100_000)).domain)
    with pytest.raises(Outage, match="broken"):
        gsi.ask(ASKED)
    assert gsi.answered == {}


def test_our_name_and_contact_are_told(serve, geocoder):
    server = serve(EMPTY)
    geocoder(server.domain).ask(ASKED)
    assert server.agents == ["kunitachi-kodomo-map (office@example.jp)"]


def test_no_more_than_one_request_a_second(serve, geocoder, clock):
    gsi = geocoder(serve(EMPTY).domain)
    for number in range(5):
        gsi.ask(f"{ASKED}{number}")
    assert clock.slept == [1.0] * 4


def test_what_fails_is_asked_again_after_ever_longer_waits(serve, geocoder, clock):
    server = serve(in_turn(DOWN, DOWN, GOOD))
    assert geocoder(server.domain).ask(ASKED) == FOUND
    assert len(server.asked) == 3
    assert clock.slept == [2.0, 4.0]


def test_the_wait_that_a_server_names_is_kept(serve, geocoder, clock):
    assert geocoder(serve(in_turn(BUSY, GOOD)).domain).ask(ASKED) == FOUND
    assert clock.slept == [7.0]


@pytest.mark.parametrize(
    ("reply", "word", "asked"),
    [
        (BUSY, "busy", 3),
        (DOWN, "busy", 3),
        (LATE, "slow", 3),
        (RUBBISH, "broken", 3),
        (HALF, "broken", 3),
        (REFUSED, "unwilling", 1),
        (LONG_PAUSE, "unwilling", 1),
        (Reply([], 500), "broken", 3),
        (Reply([], 404), "broken", 3),
    ],
)
def test_an_outage_is_said_in_a_word_and_not_kept(serve, geocoder, clock, reply, word, asked):
    server = serve(reply)
    gsi = geocoder(server.domain)
    with pytest.raises(Outage) as outage:
        gsi.ask(ASKED)
    assert outage.value.word == word
    assert len(server.asked) == asked
    assert gsi.answered == {}
    assert sum(clock.slept) <= 21


def test_a_closed_door_is_an_outage(serve, geocoder):
    server = serve()
    domain = server.domain
    server._http.shutdown()
    server._http.server_close()
    with pytest.raises(Outage, match="broken"):
        geocoder(domain).ask(ASKED)


def test_nothing_is_printed_about_an_outage(serve, geocoder, capfd):
    with pytest.raises(Outage):
        geocoder(serve(DOWN).domain).ask(ASKED)
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("geopy").handlers
