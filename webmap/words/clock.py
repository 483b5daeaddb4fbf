"""Openings as the page's clock (``static/js/clock.js``) reads them."""

from collections.abc import Iterable
from datetime import date

from ..places.openings import Opening


def clock_text(openings: Iterable[tuple[date, Opening]]) -> str:
    """``2026-12-04T18:30/20:00 2026-12-05T11:30/``: the day and the hours, past 24:00 where they run
    on after midnight. An opening whose beginning is not known is left out: no clock can tell it."""
    return " ".join(
        f"{day}T{_clock(one.opens)}/{_clock(one.closes)}"
        for day, one in openings
        if one.opens is not None
    )


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
