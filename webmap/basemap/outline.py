"""The shapes of the city and its neighbours: a file of its own, by which points are checked.

Source: 国土数値情報（行政区域データ）, one polygon a municipality, longitude first, JGD2011 (equal to
WGS 84 for a map).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shapely import simplify
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from ..places.errors import ForPeople
from .geodata import Feature, Geodata, Plane

CITY_TOLERANCE_M, NEIGHBOUR_TOLERANCE_M = 6.0, 30.0
_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class Outline:
    """The city and its neighbours, in metres, as they are published."""

    city: Feature
    neighbours: list[Feature]


def read_outline(geodata: Geodata, code: str) -> Outline:
    """The outline of the city with this municipal code; N03 writes it without the check digit.

    Raises:
        ForPeople: no file with the city's boundary is among the sources.
    """
    whole = _whole(geodata.features("n03"))
    city = whole.pop(code[:5], None)
    if city is None:
        files = "ファイル（名前に n03）が" if not whole else f"ファイルに {code[:5]} が"
        raise ForPeople(f"{geodata.folder}: 行政区域（N03）の {files} ありません")
    if not city.geometry.area:
        raise ForPeople(f"{city.file}: {code[:5]} は 面では ありません（市の形に なりません）")
    return Outline(city, [one for one in whole.values() if one.geometry.area and one.text("name")])


def _whole(several: Iterable[Feature]) -> dict[str, Feature]:
    """By code, each municipality in one piece; of several files the most detailed.

    N03 as published has a polygon for each part of a municipality.
    """
    parts: dict[str, dict[Path, list[Feature]]] = defaultdict(lambda: defaultdict(list))
    for one in several:
        parts[one.text("code")[:5]][one.file].append(one)
    return {code: max(map(_joined, files.values()), key=_detail) for code, files in parts.items()}


def _joined(parts: list[Feature]) -> Feature:
    return Feature(unary_union([one.geometry for one in parts]), parts[0].properties, parts[0].file)


def _detail(feature: Feature) -> int:
    return len(feature.geometry.wkb)


def outline_text(outline: Outline, plane: Plane) -> str:
    """The municipalities as GeoJSON, the neighbours in a coarser hand."""
    features = [
        *_drawn([outline.city], plane, CITY_TOLERANCE_M, "city"),
        *_drawn(outline.neighbours, plane, NEIGHBOUR_TOLERANCE_M, "neighbour"),
    ]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _drawn(
    features: list[Feature], plane: Plane, tolerance: float, part: str
) -> Iterator[dict[str, object]]:
    for feature in features:
        name = feature.text("name")
        line = plane.degrees(simplify(feature.geometry, tolerance))
        yield {
            "type": "Feature",
            "properties": {"name": name, "part": part},
            "geometry": _rounded(line),
        }


def _rounded(geometry: BaseGeometry) -> dict[str, object]:
    def cut(value: object) -> object:
        if isinstance(value, float):
            return round(value, _DECIMALS)
        return [cut(part) for part in value]  # type: ignore[attr-defined]

    whole = mapping(geometry)
    return {"type": whole["type"], "coordinates": cut(whole["coordinates"])}
