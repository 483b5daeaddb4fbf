"""The map's shell: a Folium map whose script is served as a file of its own (strict CSP).

branca compiles rendered text a second time as a Jinja template, so only phrases and addresses of
our own may stand in an element here; the places travel as JSON by URL (see ``places_layer``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import folium
from branca.element import Figure
from folium.elements import JSCSSMixin
from folium.map import FeatureGroup, Layer, LayerControl
from folium.plugins import LocateControl
from folium.raster_layers import TileLayer
from folium.template import Template

from ..words.phrases import Phrases
from .places_layer import PlacesLayer

GSI_PALE = "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png"
OPENSTREETMAP = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
TILE_HOSTS = ("https://cyberjapandata.gsi.go.jp", "https://tile.openstreetmap.org")
"""The only hosts that a page may load anything from, and only when the person chooses the layer."""

_TERMS = {
    "gsi": "https://maps.gsi.go.jp/development/ichiran.html",
    "osm": "https://www.openstreetmap.org/copyright",
}
"""Where each host says how its tiles may be used; the credit leads there."""


@dataclass(frozen=True, slots=True)
class MapAddresses:
    """Where the map's script finds what it draws: our own paths. A city may have no drawing."""

    places: str
    sprite: str
    drawing: str = ""


def layers_of(drawing: str, say: Phrases) -> dict[str, object]:
    """What a map of the staff is made of, which is no Folium map: our own ground and, to choose,
    the tiles of others, with their credits (HTML of our own)."""
    ground = say("credit.drawing", osm=_linked("osm", say))
    tiles = (("gsi", GSI_PALE), ("osm", OPENSTREETMAP))
    return {
        "ground": {"url": drawing, "credit": ground, "words": say.under("ground")},
        "ours": say("layer.ours"),
        "tiles": [
            {"url": url, "name": say(f"layer.{key}"), "credit": _linked(key, say)}
            for key, url in tiles
        ],
    }


class GroundLayer(JSCSSMixin, Layer):
    """Our own drawing of the city, on a pane below all tiles, so that the map never stands empty.

    Parameters
    ----------
    url : str
        Where the drawing is, the file that the base map's builder writes.
    attribution : str
        The credit of its sources, shown on the map.
    words : mapping of what the drawing says beside its names: ``undrawn``, and the sign ``school``
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.groundLayer(
            {{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )
    default_js: list[tuple[str, str]] = []

    def __init__(self, url: str, attribution: str, words: Mapping[str, str]) -> None:
        super().__init__(name="ground", overlay=True, control=False)
        self._name, self._id = "ground", "layer"
        self.url, self.options = url, {"attribution": attribution, "words": dict(words)}


class ZoomControl(JSCSSMixin, folium.MacroElement):
    """Leaflet's zoom buttons with names in the page's language, and credits without a prefix."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        L.control.zoom({{ this.options|tojson }}).addTo({{ this._parent.get_name() }});
        {{ this._parent.get_name() }}.attributionControl.setPrefix(false);
        {% endmacro %}
        """
    )

    def __init__(self, **options: str) -> None:
        super().__init__()
        self._name, self._id = "zoom", "control"
        self.options = options


class CityMap(folium.Map):
    """The city with its ground, two outside base maps to choose, and the places.

    Parameters
    ----------
    center : (latitude, longitude) in degrees, WGS 84
    zoom : the zoom at first
    say : the phrases of the page's language
    addresses : where the script finds the places, the ground and the signs
    """

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    def __init__(
        self, center: Sequence[float], zoom: int, say: Phrases, addresses: MapAddresses
    ) -> None:
        super().__init__(location=center, zoom_start=zoom, tiles=None, zoom_control=False)
        self._name, self._id = "city", "map"
        self._rendered: str | None = None
        # Folium hands the zooms to its tile layer only, and ours has none at first.
        self.options |= {"min_zoom": 10, "max_zoom": 18}
        for child in self._layers(say, addresses):
            self.add_child(child)

    def script(self) -> str:
        """The map's script alone, without the page around it; the same text every time."""
        if self._rendered is None:  # a figure that is rendered again says everything twice
            figure = self.get_root()
            assert isinstance(figure, Figure)
            figure.render()
            self._rendered = str(figure.script.render())
        return self._rendered

    def _layers(self, say: Phrases, addresses: MapAddresses) -> list[folium.MacroElement]:
        ours = FeatureGroup(name=say("layer.ours"), overlay=False)
        ours._name, ours._id = "ours", "layer"
        control = LayerControl(position="topright")
        control._name, control._id = "layers", "control"
        locate = LocateControl(position="topright", strings={"title": say("map.locate")})
        locate._name, locate._id = "locate", "control"
        return [
            *_ground(addresses.drawing, say),
            ours,
            _tiles("gsi", GSI_PALE, say),
            _tiles("osm", OPENSTREETMAP, say),
            PlacesLayer(
                addresses.places,
                addresses.sprite,
                labels=say.under("category"),
                words=say.under("marker") | {"about": say("where.disc")},
            ),
            locate,
            ZoomControl(
                position="topright",
                zoomInTitle=say("map.zoom_in"),
                zoomOutTitle=say("map.zoom_out"),
            ),
            control,
        ]


def _ground(drawing: str, say: Phrases) -> list[GroundLayer]:
    if not drawing:
        return []
    credit = say("credit.drawing", osm=_linked("osm", say))
    return [GroundLayer(drawing, credit, say.under("ground"))]


def _linked(key: str, say: Phrases) -> str:
    """The credit of a host's data, with a link to its terms."""
    return f'<a href="{_TERMS[key]}">{say(f"credit.{key}")}</a>'


def _tiles(key: str, url: str, say: Phrases) -> TileLayer:
    layer = TileLayer(
        url,
        name=say(f"layer.{key}"),
        attr=_linked(key, say),
        overlay=False,
        show=False,
        max_zoom=18,
        referrer_policy="strict-origin-when-cross-origin",
    )
    layer._name, layer._id = key, "layer"
    return layer
