"""What lies between the streets: parks, woods, water, and the borders of municipalities."""

from collections.abc import Iterator
from typing import Any

from shapely import line_merge, make_valid, polygonize, simplify
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .geodata import Geodata
from .outline import Outline
from .ways import line_parts

PARK = {("leisure", "park"), ("leisure", "garden"), ("landuse", "recreation_ground")}
WOOD = {("landuse", "forest"), ("landuse", "grass"), ("natural", "wood")}
"""Tags of OpenStreetMap."""
_GREEN_TOLERANCE_M, _LEAST_GREEN_M2 = 2.0, 180
_SHORE_M, _SHORE_TOLERANCE_M, _LEAST_WATER_M2 = 14, 9, 3000
_BORDER_TOLERANCE_M = 25


def greens(geodata: Geodata, tags: set[tuple[str, str]], near: BaseGeometry) -> list[Polygon]:
    """Parks or woods within ``near``, those that touch in one piece."""
    areas = [make_valid(area) for _, area in _tagged(geodata, tags)]
    joined = simplify(unary_union(areas), _GREEN_TOLERANCE_M)
    return [one for one in polygon_parts(joined.intersection(near)) if one.area >= _LEAST_GREEN_M2]


def named_greens(
    geodata: Geodata, tags: set[tuple[str, str]], within: BaseGeometry
) -> list[tuple[str, Polygon]]:
    """Parks or woods of an area that have a name."""
    named = ((said.get("name", ""), area) for said, area in _tagged(geodata, tags))
    return [(name, area) for name, area in named if name and within.intersects(area)]


def _tagged(
    geodata: Geodata, tags: set[tuple[str, str]]
) -> Iterator[tuple[dict[str, str], Polygon]]:
    for element in geodata.elements:
        if tags & set(element.tags.items()):
            for area in polygon_parts(polygonize([unary_union(element.lines)])):
                yield element.tags, area


def water(geodata: Geodata) -> list[Polygon]:
    """Rivers. The source is a raster of 5 m: its stairs are closed, straightened and rounded."""
    bodies = unary_union([one.geometry for one in geodata.features("water")])
    closed = simplify(bodies.buffer(_SHORE_M).buffer(-_SHORE_M), _SHORE_TOLERANCE_M)
    return [
        Polygon(_rounded(one.exterior.coords), [_rounded(hole.coords) for hole in one.interiors])
        for one in polygon_parts(closed)
        if one.area >= _LEAST_WATER_M2
    ]


def borders(outline: Outline) -> list[LineString]:
    """The borders between the neighbours, without the city's own and without the edge of the file."""
    areas = [one.geometry for one in outline.neighbours]
    if not areas:
        return []
    everything = unary_union([*areas, outline.city.geometry])
    frame = everything.boundary.buffer(2)
    own = outline.city.geometry.buffer(_BORDER_TOLERANCE_M)
    between = unary_union([one.boundary for one in areas]) - frame - own
    merged = simplify(line_merge(between), _BORDER_TOLERANCE_M)
    return [line for line in line_parts(merged) if line.length > 100]


def _rounded(ring: Any) -> list[tuple[float, float]]:
    """Chaikin's corner cutting, twice."""
    points = [(x, y) for x, y, *_ in ring][:-1]
    for _ in range(2):
        pairs = zip(points, [*points[1:], points[0]], strict=True)
        points = [
            (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))
            for a, b in pairs
            for part in (0.25, 0.75)
        ]
    return [*points, points[0]]


def polygon_parts(geometry: BaseGeometry) -> Iterator[Polygon]:
    """The polygons that a geometry is made of."""
    if isinstance(geometry, Polygon):
        if not geometry.is_empty:
            yield geometry
    else:
        for part in getattr(geometry, "geoms", ()):
            yield from polygon_parts(part)
