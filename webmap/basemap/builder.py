"""The ground of the map: the city's outline and, in a coarser hand, its neighbours'.

Source: 国土数値情報（行政区域データ）, one polygon a municipality, longitude first, JGD2011 (equal to
WGS 84 for a map). Lines are simplified in metres (plane rectangular coordinates, zone IX).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyproj import Transformer
from shapely import make_valid, simplify
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import transform

from ..places.errors import ForPeople

CITY_TOLERANCE_M, NEIGHBOUR_TOLERANCE_M = 6.0, 30.0
_DECIMALS = 5
_TO_METRES = Transformer.from_crs("EPSG:6668", "EPSG:6677", always_xy=True)
_TO_DEGREES = Transformer.from_crs("EPSG:6677", "EPSG:6668", always_xy=True)


def build_ground(sources: Path, folder: Path, code: str) -> Path:
    """Writes ``outline.geojson`` into the folder: the city, then its neighbours. Returns its path.

    ``code`` is the city's municipal code; N03 writes it without the check digit.

    Raises:
        ForPeople: no file with the city's boundary is among the sources.
    """
    code = code[:5]
    if not sources.is_dir():
        raise ForPeople(f"{sources}: フォルダが ありません")
    features = [
        feature
        for path in sorted(sources.glob("*n03*.geojson"))
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
    ]
    own = [feature for feature in features if feature["properties"]["code"] == code]
    if not own:
        raise ForPeople(f"{sources}: 行政区域（N03）の ファイルに {code} が ありません")
    detailed = max(own, key=lambda feature: len(json.dumps(feature)))
    others = [feature for feature in features if feature["properties"]["code"] != code]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "outline.geojson"
    path.write_text(
        _collection(
            [
                *_drawn([detailed], CITY_TOLERANCE_M, "city"),
                *_drawn(others, NEIGHBOUR_TOLERANCE_M, "neighbour"),
            ]
        ),
        encoding="utf-8",
        newline="\n",
    )
    return path


def _drawn(
    features: list[dict[str, Any]], tolerance: float, part: str
) -> Iterator[dict[str, object]]:
    for feature in features:
        name = feature["properties"]["name"]
        line = _simplified(shape(feature["geometry"]), tolerance)
        yield {
            "type": "Feature",
            "properties": {"name": name, "part": part},
            "geometry": _rounded(mapping(line)),
        }


def _simplified(area: BaseGeometry, tolerance: float) -> BaseGeometry:
    metres = simplify(make_valid(transform(_TO_METRES.transform, area)), tolerance)
    return transform(_TO_DEGREES.transform, metres)


def _rounded(geometry: dict[str, object]) -> dict[str, object]:
    def cut(value: object) -> object:
        if isinstance(value, float):
            return round(value, _DECIMALS)
        return [cut(part) for part in value]  # type: ignore[attr-defined]

    return {"type": geometry["type"], "coordinates": cut(geometry["coordinates"])}


def _collection(features: list[dict[str, object]]) -> str:
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
