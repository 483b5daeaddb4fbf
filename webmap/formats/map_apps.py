"""Addresses that open a map app with the way to a place: geo: (RFC 5870), Apple's and Google's.

The app that opens learns where one is going; no address of ours goes along.
"""

from dataclasses import dataclass
from urllib.parse import quote

from ..places.visibility import View


@dataclass(frozen=True, slots=True)
class Way:
    """A link for one sort of app: ``android``, ``apple`` or ``web``."""

    app: str
    url: str


def ways_to(view: View) -> tuple[Way, ...]:
    """On foot to a building or block; else, where the address names a house, the search for it.

    A hidden place has none, nor has one of which only the town is known: an app would put a pin
    into its middle.
    """
    if view.hides:
        return ()
    if view.location and view.location.exact:
        return _to_point(f"{view.location.lat},{view.location.lon}", view.place.name)
    address = view.address.text if view.address else ""
    return _to_address(address) if any(letter.isdecimal() for letter in address) else ()


def _to_point(point: str, name: str) -> tuple[Way, ...]:
    label = quote(f"({name})", safe="")
    return (
        Way("android", f"geo:{point}?q={point}{label}"),
        Way("apple", f"https://maps.apple.com/?daddr={point}&dirflg=w"),
        Way("web", _google(point)),
    )


def _to_address(address: str) -> tuple[Way, ...]:
    words = quote(address, safe="")
    return (
        Way("android", f"geo:0,0?q={words}"),
        Way("apple", f"https://maps.apple.com/?q={words}"),
        Way("web", f"https://www.google.com/maps/search/?api=1&query={words}"),
    )


def _google(point: str) -> str:
    there = quote(point, safe="")
    return f"https://www.google.com/maps/dir/?api=1&destination={there}&travelmode=walking"
