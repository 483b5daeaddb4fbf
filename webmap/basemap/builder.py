"""Draws a city from a folder of open geodata: its outline for checking points, and the drawing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from ..places.city import City
from ..places.errors import ForPeople
from .avenue import trees
from .blocks import make_blocks
from .drawing import STEP, Drawing, Pen
from .geodata import LAYERS, Geodata, Plane
from .grounds import PARK, WOOD, borders, greens, named_greens, polygon_parts, water
from .names import (
    Read,
    Town,
    neighbour_names,
    park_names,
    rail_names,
    river_names,
    school_names,
    schools,
    station_names,
    street_names,
    town_names,
)
from .outline import Outline, outline_text, read_outline
from .ways import ROADS, railways, roads, streets

_MARGIN_M = 1800
"""How far around the city roads, railways and greens are drawn."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What the builder made: its files; and of :data:`LAYERS`, which it found, of which there was a
    file but nothing in it to draw, and which it lacks. ``bare`` is the share of the city that no
    building's source reaches."""

    files: tuple[Path, ...]
    bare: float
    found: tuple[str, ...]
    empty: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Builder:
    """``towns`` are the city's: name, latitude, longitude, whether its buildings are known; ``read``
    gives a text its readings."""

    sources: Path
    city: City
    towns: Iterable[tuple[str, float, float, bool]]
    read: Read
    tell: Tell = print

    def build(self, folder: Path) -> Built:
        """Writes ``outline.geojson`` and ``drawing.json`` into the folder, when both are made.

        Raises:
            ForPeople: the sources lack the city's outline, a file of them cannot be read, or the
                folder cannot be written. What was there before stays.
        """
        plane = Plane(*self.city.center)
        geodata = Geodata(self.sources, plane)
        outline = read_outline(geodata, self.city.code)
        drawing = self._draw(geodata, outline)
        lat, lon = self.city.center
        pen = Pen(plane, (round(lon / STEP), round(lat / STEP)))
        files = self._write(
            folder,
            {
                "outline.geojson": outline_text(outline, plane),
                "drawing.json": pen.text(drawing),
            },
        )
        drawn = _drawn(drawing)
        found = tuple(layer for layer in LAYERS if layer in drawn)
        empty = tuple(layer for layer in geodata.files if layer not in drawn)
        bare = sum(one.area for one in drawing.areas["undrawn"]) / outline.city.geometry.area
        return Built(files, bare, found, empty, tuple(set(LAYERS) - {*found, *empty}))

    def _write(self, folder: Path, texts: dict[str, str]) -> tuple[Path, ...]:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=".", dir=folder) as drafts:
                for name, text in texts.items():
                    (Path(drafts) / name).write_text(text, encoding="utf-8", newline="\n")
                return tuple((Path(drafts) / name).replace(folder / name) for name in texts)
        except OSError as error:
            raise ForPeople(
                f"{folder}: 書けません（{error.strerror}）。前の絵は そのままです。"
            ) from error

    def _draw(self, geodata: Geodata, outline: Outline) -> Drawing:
        city = outline.city.geometry
        near = box(*city.buffer(_MARGIN_M).bounds)
        named, rivers, learned = streets(geodata), water(geodata), schools(geodata, city)
        drawing = Drawing()
        self.tell("市の形と、となりの市との さかい")
        drawing.areas["city"] = [*polygon_parts(city)]
        drawing.lines["border"] = borders(outline)
        self.tell("建物から 街区を つくっています（いちばん 時間が かかります）")
        self._draw_blocks(drawing, geodata, city)
        self.tell("公園・緑地・川")
        drawing.areas["park"] = greens(geodata, PARK, near)
        drawing.areas["wood"] = greens(geodata, WOOD, near)
        drawing.areas["water"] = rivers
        self.tell("道と線路")
        drawing.lines |= roads(geodata, near, city) | {"rail": railways(geodata, near)}
        avenue = [street for street in named if street.name == self.city.avenue]
        drawing.dots |= trees([line for street in avenue for line in street.lines])
        drawing.dots["school"] = [one.geometry.centroid for one in learned]
        self.tell("名前")
        lat = self.city.center[0]
        drawing.names = [
            *station_names(geodata, city, self.read),
            *street_names(avenue, city, lat),
            *town_names(self._towns(geodata), self.read),
            *street_names([one for one in named if one not in avenue], city, lat),
            *school_names(learned, outline, self.read),
            *river_names(self.city.river, rivers, city, self.read),
            *park_names(named_greens(geodata, PARK, city), self.read),
            *rail_names(geodata, city, lat),
            *neighbour_names(outline, self.read),
        ]
        return drawing

    def _draw_blocks(self, drawing: Drawing, geodata: Geodata, city: BaseGeometry) -> None:
        """The blocks by shade: block-0 in full colour, each number paler; the same around."""
        blocks = make_blocks([one.geometry for one in geodata.features("building")], city)
        for head, bands in (("block", blocks.city), ("around", blocks.around)):
            drawing.areas |= {f"{head}-{shade}": several for shade, several in enumerate(bands)}
        drawing.areas |= {"far": blocks.far, "undrawn": blocks.undrawn}

    def _towns(self, geodata: Geodata) -> Iterator[Town]:
        for name, lat, lon, built in self.towns:
            yield Town(name, geodata.plane.metres(Point(lon, lat)), built)


def _drawn(drawing: Drawing) -> set[str]:
    """The layers of the sources of which something is drawn."""
    names = {name.category for name in drawing.names}
    ways = [*drawing.areas["park"], *drawing.areas["wood"], *drawing.lines["rail"]]
    roads_drawn = any(drawing.lines.get(road) for road in set(ROADS.values()))
    shown = {
        "n03": True,
        "overpass": bool(ways) or roads_drawn,
        "building": any(drawing.areas["far"]),
        "water": bool(drawing.areas["water"]),
        "n02": bool(names & {"station", "away"}),
        "p29": "school" in names,
    }
    return {layer for layer, drawn in shown.items() if drawn}
