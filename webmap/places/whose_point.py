"""Whose point stands for a site: a person's pin, then a published one, then the finest found.

A point that a geocoder works out of an address is what is left when nobody says one. So days do not
count between it and a published point, and between two geocoders the finer level wins.
"""

from .location import GEOCODERS, Location
from .record import Statement

PUBLISHED, FINER, STANDS = "published", "finer", ""
"""A published point takes a geocoder's place; a finer one a coarser one's; all stays as it is."""


def is_geocoded(statement: Statement | None) -> bool:
    """Whether a point was worked out of an address."""
    return statement is not None and not set(GEOCODERS).isdisjoint(statement.sources)


def verdict_on_point(old: Statement, heard: Statement) -> str | None:
    """What becomes of a stored point, as far as it hangs on who says it; else None.

    None means that both are published, or two geocoders are equally sure: then the days decide.
    """
    if not is_geocoded(old):
        return STANDS if is_geocoded(heard) else None
    if not is_geocoded(heard):
        return PUBLISHED
    if not isinstance(old.value, Location) or not isinstance(heard.value, Location):
        raise TypeError("a point is a Location")
    if heard.value.is_finer_than(old.value):
        return FINER
    same = heard.sources[0] == old.sources[0] and not old.value.is_finer_than(heard.value)
    return None if same else STANDS
