"""The places on the map: one Folium layer, and the compact JSON that it loads by URL."""

import json
from collections.abc import Iterable, Mapping

from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from ..places.visibility import View
from ..places.vocabulary import CATEGORIES
from ..words.card import Card

COLUMNS = (
    "key",
    "name",
    "venue",
    "category",
    "lat",
    "lon",
    "site",
    "when",
    "who",
    "fee",
    "day",
    "flags",
)
PAUSED, NOT_FOR_DROPPING_IN, OLD, ASK_DATES = 1, 2, 4, 16
"""Bits of the column ``flags``; 8 is the page's own (not yet known whether a place fits)."""


class PlacesLayer(JSCSSMixin, Layer):
    """Draws the places of a JSON file: what is in view, clustered by grid.

    Parameters
    ----------
    url : str
        Where the places are (see :class:`Payload`); the page may name a narrower address.
    sprite : str
        Where the signs of the categories are, an SVG with one symbol for each key.
    labels : mapping of category key to its name, for screen readers
    words : mapping of what the layer says of a marker: group, site, paused, unknown
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.placesLayer(
            {{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )
    default_js: list[tuple[str, str]] = []

    def __init__(
        self, url: str, sprite: str, labels: Mapping[str, str], words: Mapping[str, str]
    ) -> None:
        super().__init__(name="places", overlay=True, control=False)
        self._name, self._id = "places", "layer"
        self.url = url
        self.options = {"sprite": sprite, "labels": dict(labels), "words": dict(words)}


class Payload:
    """The places as compact JSON; texts that places share are sent once.

    Only a place with a pin (level building or block) is in it. Coordinates are WGS 84 degrees,
    five decimals (one metre).
    """

    def __init__(self, edition: str) -> None:
        self._edition = edition
        self._texts: dict[str, int] = {}
        self._sites: dict[str, int] = {}
        self._rows: dict[str, list[object]] = {}

    def add(self, view: View, card: Card) -> None:
        """Adds one place, if it has a pin."""
        if view.location is None or not view.location.exact:
            return
        lat, lon = view.location.point
        site = self._sites.setdefault(view.site, len(self._sites))
        flags = (
            PAUSED * (view.place.standing == "paused")
            | NOT_FOR_DROPPING_IN * (not view.place.drops_in)
            | OLD * card.old
            | ASK_DATES * card.ask_dates
        )
        self._rows[view.place.key] = [
            view.place.key,
            _segments(card.name),
            card.venue,
            CATEGORIES.index(view.place.categories[0]),
            round(lat, 5),
            round(lon, 5),
            site,
            *(self._text(text) for text in (card.when, card.who, card.fee, card.day)),
            flags,
        ]

    def json(self, keys: Iterable[str]) -> bytes:
        """The places with these keys, in this order, as UTF-8."""
        rows = [self._rows[key] for key in keys if key in self._rows]
        whole = {
            "edition": self._edition,
            "categories": CATEGORIES,
            "texts": list(self._texts),
            "columns": COLUMNS,
            "places": rows,
        }
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    def _text(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts)) if text else -1


def _segments(segments: Iterable[tuple[str, str]]) -> list[object]:
    return [[text, reading] if reading else text for text, reading in segments]
