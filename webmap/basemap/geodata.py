"""Open geodata of a folder, recognised by name: what there is of each layer, in metres.

A file is found by a word in its name (:data:`LAYERS`); GeoJSON may be gzipped. What a city has no
file of is left out of its drawing, and said so.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import make_valid, transform
from shapely.errors import ShapelyError
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from ..places.errors import ForPeople

LAYERS = {
    "n03": "市の形（国土数値情報 行政区域）",
    "overpass": "道・線路・公園・緑地（OpenStreetMap の Overpass の答え）",
    "building": "建物（PLATEAU など）",
    "water": "川",
    "n02": "駅（国土数値情報 鉄道）",
    "p29": "学校（国土数値情報 学校）",
}
"""What a file's name holds, and what the file is; a file is the first of them that fits. Only the
outline must be there."""

_ENDINGS = (".json", ".geojson", ".json.gz", ".geojson.gz")


COLUMNS = {
    "code": ("N03_007",),
    "name": ("N03_004", "N02_005", "P29_004"),
    "line": ("N02_003",),
    "type": ("P29_003",),
}
"""Columns of 国土数値情報 N03 (行政区域), N02 (鉄道) and P29 (学校, from 2021 on) by what they say."""

Points = NDArray[np.float64]
Read = TypeVar("Read")
Shape = TypeVar("Shape", bound=BaseGeometry)


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry in metres (see :class:`Plane`), with what its file says of it, and the file."""

    geometry: BaseGeometry
    properties: dict[str, Any]
    file: Path = Path()

    def text(self, name: str) -> str:
        """A property as text, by its plain name or as 国土数値情報 calls it; empty without one."""
        names = (name, *COLUMNS.get(name, ()))
        return next((str(self.properties[one]) for one in names if self.properties.get(one)), "")


@dataclass(frozen=True, slots=True)
class Element:
    """A way of OpenStreetMap, or the outer ways of an area of several, in metres, with its tags."""

    tags: dict[str, str]
    lines: list[LineString]


class Plane:
    """A plane in metres around a point: a transverse Mercator, true to scale within some 50 km."""

    def __init__(self, lat: float, lon: float) -> None:
        crs = f"+proj=tmerc +lat_0={lat} +lon_0={lon} +ellps=GRS80 +units=m"
        self._to_metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        self._to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)

    def metres(self, geometry: Shape) -> Shape:
        """From degrees, longitude first."""
        return transform(geometry, partial(_project, self._to_metres))

    def degrees(self, geometry: Shape) -> Shape:
        """To degrees, longitude first."""
        return transform(geometry, partial(_project, self._to_degrees))


def _project(transformer: Transformer, points: Points) -> Points:
    return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))


@dataclass(frozen=True)
class Geodata:
    """The files of a folder on a plane."""

    folder: Path
    plane: Plane

    @cached_property
    def files(self) -> dict[str, list[Path]]:
        """By layer, its files; a layer without any is missing."""
        if not self.folder.is_dir():
            raise ForPeople(f"{self.folder}: フォルダが ありません")
        found: dict[str, list[Path]] = {}
        for path in sorted(self.folder.iterdir()):
            name = path.name.lower()
            words = [word for word in LAYERS if word in name and name.endswith(_ENDINGS)]
            if words:
                found.setdefault(words[0], []).append(path)
        return found

    def features(self, layer: str) -> Iterator[Feature]:
        """The features of every GeoJSON file of a layer.

        Raises:
            ForPeople: a file is no GeoJSON.
        """
        for path in self.files.get(layer, []):
            yield from _understood(path, self._features)

    @cached_property
    def elements(self) -> list[Element]:
        """The elements of every Overpass answer (``out geom``).

        Raises:
            ForPeople: a file is none.
        """
        paths = self.files.get("overpass", [])
        return [element for path in paths for element in _understood(path, self._elements)]

    def _features(self, path: Path) -> Iterator[Feature]:
        for one in _read(path)["features"]:
            if one["geometry"]:
                metres = self._metres(shape(one["geometry"]))
                whole = metres if metres.is_valid else make_valid(metres)
                if not whole.is_empty:
                    yield Feature(whole, dict(one.get("properties") or {}), path)

    def _elements(self, path: Path) -> Iterator[Element]:
        for one in _read(path)["elements"]:
            outer = [member for member in one.get("members", ()) if member.get("role") == "outer"]
            ways = [_points(way.get("geometry", ())) for way in (one, *outer)]
            lines = [self._metres(LineString(points)) for points in ways if len(points) > 1]
            if lines:
                tags = one.get("tags") or {}
                yield Element({str(key): str(value) for key, value in tags.items()}, lines)

    def _metres(self, geometry: Shape) -> Shape:
        """In metres; ValueError when it has degrees that are none, as where latitude comes first."""
        west, south, east, north = geometry.bounds or (0, 0, 0, 0)
        if not geometry.is_empty and not (
            -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        ):
            raise ValueError("経度・緯度の順の 度では ありません")
        return self.plane.metres(geometry)


def _points(geometry: Iterable[Mapping[str, float] | None]) -> list[tuple[float, float]]:
    """The corners of a way; Overpass leaves out those beyond the box that it was asked for."""
    return [(float(point["lon"]), float(point["lat"])) for point in geometry if point]


def _understood(path: Path, read: Callable[[Path], Iterator[Read]]) -> list[Read]:
    try:
        return list(read(path))
    except ForPeople:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as error:
        raise _unreadable(path, error) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        document = json.loads(content)
        assert isinstance(document, dict)
        return document
    except (OSError, EOFError, zlib.error, ValueError, AssertionError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ForPeople:
    return ForPeople(f"{path}: 地理データとして 読めません（{type(error).__name__}: {error}）")
