"""Openings as the page's clock reads them."""

from datetime import date

from webmap.places.openings import Opening
from webmap.words.clock import clock_text

FRIDAY = date(2026, 12, 4)


def text(*hours):
    return clock_text((FRIDAY, Opening(0, "open", each[0], each[1], ())) for each in hours)


def test_hours_stand_after_their_day():
    assert text((690, 840)) == "2026-12-04T11:30/14:00"
    assert text((0, 1440), (1110, None)) == "2026-12-04T00:00/24:00 2026-12-04T18:30/"


def test_what_runs_past_midnight_stays_with_the_day_on_which_it_begins():
    assert text((1200, 1560)) == "2026-12-04T20:00/26:00"


def test_an_opening_without_a_beginning_is_left_out():
    assert text((None, 1080), (None, None)) == ""
