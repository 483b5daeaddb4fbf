"""Openings in a few words, for comparing: ``open 11:30-14:00 high``."""

from datetime import date, timedelta

from webmap.places.openings import calendar
from webmap.places.schedule import Rule

THURSDAY = date(2026, 12, 3)
"""The day before Friday 2026-12-04."""


def shut(**words):
    return Rule(effect="closed", **words)


def clock(minutes):
    return "?" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def told(opening):
    hours = (opening.opens, opening.closes)
    span = "" if hours == (None, None) else "-".join(clock(time) for time in hours)
    return " ".join(part for part in (opening.state, span, ";".join(opening.audience)) if part)


def on(day, *rules, exceptions=()):
    """What is said of one day, in a window that begins ten days before it."""
    day = date.fromisoformat(day)
    said = calendar(rules, tuple(exceptions), day - timedelta(days=10))
    return [told(opening) for opening in said.on(day)]
