"""Street blocks: footprints of buildings grown together, so that the white between them reads as
streets. They grow paler away from the city and where their source ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shapely import simplify
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .grounds import polygon_parts

Bands = list[list[Polygon]]
"""Blocks by shade: the first list in full colour, each further one paler."""

AROUND_M = (140, 280, 420)
"""How far outside of the city each paler shade reaches; beyond there are no blocks."""
EDGE_M = (120, 75, 35)
"""From how near to the edge of the source the city's blocks take the next paler shade."""
_REACHES_OUT_M = 60
"""The source ends inside the city when the city goes on for more than this."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How coarsely blocks are drawn, in metres and square metres.

    Footprints are grown by ``grow``, joined, and shrunk by ``shrink``; corners within
    ``tolerance`` of a straight line go, and what is smaller than ``least`` is not drawn.
    """

    grow: float
    shrink: float
    tolerance: float
    least: float


FINE = Hand(3.6, 2.6, 3.2, 120)
COARSE = Hand(5.0, 3.6, 5.0, 300)
"""For the surroundings."""
FAR = Hand(9.0, 7.5, 9.0, 900)
"""For zooms at which a street is less than a pixel."""


@dataclass(slots=True)
class Blocks:
    """The blocks of the city and around it by shade, those for far zooms, and where none are."""

    city: Bands = field(default_factory=list)
    around: Bands = field(default_factory=list)
    far: list[Polygon] = field(default_factory=list)
    undrawn: list[Polygon] = field(default_factory=list)


def make_blocks(footprints: list[BaseGeometry], city: BaseGeometry) -> Blocks:
    """The blocks of these footprints around a city, all in metres."""
    if not footprints:
        return Blocks(undrawn=list(polygon_parts(city)))
    inside = city.buffer(1)
    near = city.buffer(AROUND_M[-1])
    at_home = [one for one in footprints if inside.contains(one.representative_point())]
    outside = [
        one
        for one in footprints
        if near.intersects(one) and not inside.contains(one.representative_point())
    ]
    source = box(*unary_union(footprints).bounds)
    beyond = (city - source).buffer(-_REACHES_OUT_M / 2).buffer(_REACHES_OUT_M / 2)
    undrawn = list(polygon_parts(beyond.intersection(city)))
    edge = unary_union(undrawn)
    city_blocks = list(join(at_home, FINE))
    return Blocks(
        city=_by_distance(city_blocks, edge, EDGE_M) if undrawn else [city_blocks],
        around=_around(join(outside, COARSE), city),
        far=list(join(at_home, FAR)),
        undrawn=undrawn,
    )


def join(footprints: Iterable[BaseGeometry], hand: Hand) -> Iterator[Polygon]:
    """Footprints grown together into blocks."""
    grown = unary_union(
        [one.buffer(hand.grow, quad_segs=1, join_style="mitre") for one in footprints]
    )
    joined = grown.buffer(-hand.shrink, quad_segs=1, join_style="mitre")
    for block in polygon_parts(simplify(joined, hand.tolerance)):
        if block.area >= hand.least:
            yield Polygon(
                block.exterior,
                [hole for hole in block.interiors if Polygon(hole).area >= hand.least * 2],
            )


def _by_distance(blocks: list[Polygon], edge: BaseGeometry, limits: tuple[int, ...]) -> Bands:
    """In full colour away from the edge, paler with each limit that a block is nearer than."""
    bands: Bands = [[] for _ in range(len(limits) + 1)]
    for block in blocks:
        distance = block.distance(edge)
        bands[sum(distance < limit for limit in limits)].append(block)
    return bands


def _around(blocks: Iterable[Polygon], city: BaseGeometry) -> Bands:
    bands: Bands = [[] for _ in AROUND_M]
    for block in blocks:
        distance = block.centroid.distance(city)
        band = sum(distance >= limit for limit in AROUND_M)
        if band < len(bands):
            bands[band].append(block)
    return bands
