"""What a geocoder of geopy found, as the places know it."""

from typing import Any, Protocol

from geopy.exc import GeocoderParseError
from geopy.location import Location as Found

from ..places.days import Day
from ..places.errors import BadCell
from ..places.location import Answer, Location

_DECIMALS = 6
"""Of a degree: 0.1 metres."""


class Offline(Protocol):
    """A geocoder of geopy that asks nobody, and knows which municipality an address names."""

    def geocode(self, query: str) -> Any:
        """The location, or None."""

    def municipality_of(self, text: str) -> str:
        """Its six-digit code, or empty."""

    def assumes_home(self, text: str) -> bool:
        """Whether the address names no municipality and is taken for one of the home's."""

    def spelled_out(self, text: str) -> str:
        """The address with its municipality in the usual spelling, for geocoders elsewhere."""


def ask_offline(geocoder: Offline, address: str) -> Answer:
    """What a geocoder without network says of an address; its day is not known."""
    return answer_of(geocoder.geocode(address), "", Day())


def answer_of(found: Found | None, source: str, day: Day) -> Answer:
    """The answer that a found location, or None, is.

    Raises:
        GeocoderParseError: it is no point or has no level.
    """
    if found is None:
        return Answer(None, source, day=day)
    raw = found.raw
    try:
        radius = "" if raw["radius_m"] is None else str(round(raw["radius_m"]))
        point = _degrees(found.latitude), _degrees(found.longitude)
        return Answer(Location(*point, raw["level"], radius), raw["source"], raw["matched"], day)
    except (BadCell, KeyError, TypeError, ValueError) as error:
        raise GeocoderParseError("no point with a level") from error


def read_point(lat: Any, lon: Any) -> tuple[float, float]:
    """Latitude and longitude as a server wrote them, before geopy makes a point of what is none.

    Raises:
        TypeError, ValueError: they are no degrees on the earth.
    """
    point = float(lat), float(lon)
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):  # nor NaN
        raise ValueError(f"no point on the earth: {point}")
    return point


def _degrees(value: float) -> str:
    text = f"{value:.{_DECIMALS}f}".rstrip("0")
    return text.removesuffix(".")
