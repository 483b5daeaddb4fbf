"""The places on the map: one Folium layer, and the compact JSON that it loads by URL."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from ..places.visibility import View
from ..places.vocabulary import CATEGORIES
from ..words.card import Card
from ..words.readings import Segment

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
    "where",
    "radius_m",
)
Text = str | tuple[Segment, ...]
"""What a place says in a column of texts: bare, or in pieces with their readings."""

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
    words : mapping of what the layer says of a marker: group, site, paused, unknown, about
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

    Only what the map can show is in it. Coordinates are WGS 84 degrees, five decimals (one metre):
    of a place that is somewhere in a town those of the town. Such a place has words in ``where``;
    ``radius_m`` is the radius of its disc in metres, or 0 where it stands in a tray with the words.
    """

    def __init__(self) -> None:
        self._texts: dict[Text, int] = {}
        self._sites: dict[str, int] = {}
        self._rows: dict[str, list[object]] = {}
        self._edition = ""

    def add(self, view: View, card: Card) -> None:
        """Adds one place, if the map can show it."""
        if view.location is None or not card.where.on_map:
            return
        self._edition = ""
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
            self._text(card.where.words),
            int(view.location.radius_m) if card.where.shown == "disc" else 0,
        ]

    @property
    def edition(self) -> str:
        """A word for what the public may see of all places; a change that it may not see keeps it."""
        if not self._edition:
            whole = json.dumps([list(self._texts), self._rows])
            self._edition = sha256(whole.encode()).hexdigest()[:12]
        return self._edition

    def json(self, keys: Iterable[str]) -> bytes:
        """The places with these keys, in this order, as UTF-8."""
        rows = [self._rows[key] for key in keys if key in self._rows]
        whole = {
            "edition": self.edition,
            "categories": CATEGORIES,
            "texts": [_segments(text) if isinstance(text, tuple) else text for text in self._texts],
            "columns": COLUMNS,
            "places": rows,
        }
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    def _text(self, text: Text) -> int:
        return self._texts.setdefault(text, len(self._texts)) if text else -1


def _segments(segments: Iterable[tuple[str, str]]) -> list[object]:
    return [[text, reading] if reading else text for text, reading in segments]
