"""The city's avenue: two rows of trees in flower and in leaf, the only ornament on the map."""

from collections import defaultdict
from collections.abc import Iterable
from math import hypot
from statistics import mean

from shapely.geometry import LineString, MultiLineString, Point

ROWS_M = (17, 24)
"""How far the rows stand from the middle of the street."""
_STEP_M = 44
"""From tree to tree in a row."""
_SAMPLE_M, _SLICE_M = 5, 60


def trees(lines: Iterable[LineString]) -> dict[str, list[Point]]:
    """Cherries and ginkgos in turn on both sides of a street (lines and points in metres)."""
    rows: dict[str, list[Point]] = {"cherry": [], "ginkgo": []}
    middle = _middle_line(list(lines))
    if middle is None:
        return rows
    for side in (-1, 1):
        for near, row in zip(ROWS_M, (0, 1), strict=True):
            beside = middle.parallel_offset(near, "left" if side < 0 else "right")
            for number in range(int(beside.length / _STEP_M)):
                tree = ("cherry", "ginkgo")[(number + row) % 2]
                rows[tree].append(beside.interpolate((number + row / 2 + 0.25) * _STEP_M))
    return rows


def _middle_line(lines: list[LineString]) -> LineString | None:
    """The line in the middle of a straight street, whose two directions may be lines of their own.

    The street is cut across into slices; the middle of each slice is one point of the line.
    """
    samples = [
        line.interpolate(at) for line in lines for at in range(0, int(line.length) + 1, _SAMPLE_M)
    ]
    if not samples:
        return None
    (x0, y0), (x1, y1) = _ends(MultiLineString(lines))
    length = hypot(x1 - x0, y1 - y0)
    along, across = (
        ((x1 - x0) / length, (y1 - y0) / length),
        ((y0 - y1) / length, (x1 - x0) / length),
    )
    slices: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for point in samples:
        x, y = point.x - x0, point.y - y0
        way = x * along[0] + y * along[1]
        slices[int(way // _SLICE_M)].append((way, x * across[0] + y * across[1]))
    middles = [
        (mean(way for way, _ in points), (min(points, key=_off)[1] + max(points, key=_off)[1]) / 2)
        for _, points in sorted(slices.items())
    ]
    if len(middles) < 2:
        return None
    return LineString(
        [
            (x0 + way * along[0] + off * across[0], y0 + way * along[1] + off * across[1])
            for way, off in middles
        ]
    )


def _off(point: tuple[float, float]) -> float:
    return point[1]


def _ends(street: MultiLineString) -> tuple[tuple[float, float], tuple[float, float]]:
    """The two corners of a street that lie furthest apart."""
    corners = [(x, y) for line in street.geoms for x, y, *_ in line.coords]
    pairs = ((a, b) for a in corners for b in corners)
    return max(pairs, key=lambda pair: hypot(pair[0][0] - pair[1][0], pair[0][1] - pair[1][1]))
