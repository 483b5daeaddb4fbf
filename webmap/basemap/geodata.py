"""Open geodata of a folder, recognised by name: what there is of each layer, in metres.

A file is found by a word in its name (:data:`LAYERS`); GeoJSON may be gzipped. What a city has no
file of is left out of its drawing, and said so.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import make_valid, transform
from shapely.geometry import shape
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
"""What a file's name holds, and what the file is. Only the outline must be there."""


Points = NDArray[np.float64]
Shape = TypeVar("Shape", bound=BaseGeometry)


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry in metres (see :class:`Plane`), with what its file says of it."""

    geometry: BaseGeometry
    properties: dict[str, Any]


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
        paths = sorted(path for path in self.folder.iterdir() if "json" in path.name)
        found = {word: [path for path in paths if word in path.name.lower()] for word in LAYERS}
        return {word: several for word, several in found.items() if several}

    def features(self, layer: str) -> Iterator[Feature]:
        """The features of every GeoJSON file of a layer.

        Raises:
            ForPeople: a file is no GeoJSON.
        """
        for path in self.files.get(layer, []):
            document = _read(path)
            try:
                for one in document["features"]:
                    if one["geometry"]:
                        yield self._feature(shape(one["geometry"]), one["properties"] or {})
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise _unreadable(path, error) from error

    def elements(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The elements of every Overpass answer (``out geom``), each with the day of its data."""
        for path in self.files.get("overpass", []):
            document = _read(path)
            try:
                day = str(document.get("osm3s", {}).get("timestamp_osm_base", ""))[:10]
                yield from ((day, element) for element in document["elements"])
            except (KeyError, TypeError, AttributeError) as error:
                raise _unreadable(path, error) from error

    def _feature(self, geometry: BaseGeometry, properties: dict[str, Any]) -> Feature:
        metres = self.plane.metres(geometry)
        return Feature(metres if metres.is_valid else make_valid(metres), properties)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        document = json.loads(content)
        assert isinstance(document, dict)
        return document
    except (OSError, EOFError, zlib.error, ValueError, AssertionError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ForPeople:
    return ForPeople(f"{path}: 地理データとして 読めません（{type(error).__name__}: {error}）")
