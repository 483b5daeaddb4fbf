"""Where a place is said to be, as honestly as it is known: on the map, about there, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass

from ..places.city import City
from ..places.visibility import View
from .phrases import Phrases
from .readings import Readings, Segment

TownOf = Callable[[str], str]
"""The town that a public address names (富士見台三丁目), or empty when it cannot be told."""


def unknown_town(_address: str) -> str:
    """Where no gazetteer is at hand, no town is known."""
    return ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """How the map shows a place, and the words that say so beside its name.

    ``shown`` is ``pin`` (a house or block; no words are needed), ``disc`` or ``tray`` (somewhere in
    a town), ``city`` (somewhere in it: not on the map), ``hidden`` or ``unknown``.
    """

    shown: str
    words: tuple[Segment, ...] = ()

    @property
    def on_map(self) -> bool:
        return self.shown in ("pin", "disc", "tray")


@dataclass(frozen=True, slots=True)
class Wayfinder:
    """Says where places are, in one language."""

    say: Phrases
    readings: Readings
    city: City
    town_of: TownOf = unknown_town

    def whereabouts(self, view: View) -> Whereabouts:
        """Where a place is, as the public may know it."""
        shown = _shown(view)
        if shown == "pin":
            return Whereabouts(shown)
        if shown == "tray":
            return self._somewhere(shown, self.town_of(view.address.text) if view.address else "")
        if shown == "city":
            return self._somewhere(shown, self._municipality(view.place.text("city")))
        return Whereabouts(shown, ((self.say(f"where.{shown}"), ""),))

    def _somewhere(self, shown: str, name: str) -> Whereabouts:
        """Names have readings; our own words are as simple as everywhere."""
        words = self.say("where.in", name=name) if name else self.say("where.around")
        return Whereabouts(shown, self.readings.segments(words))

    def _municipality(self, code: str) -> str:
        return {self.city.code: self.city.name, **self.city.neighbours}.get(code, "")


def _shown(view: View) -> str:
    if view.hides:
        return "hidden" if view.hides == "yes" or not view.address else "city"
    return view.location.shown if view.location else "unknown"
