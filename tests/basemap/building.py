"""Builds a drawing of made-up geodata, and looks at it."""

from webmap.basemap.builder import Builder

from .made_up import CITY
from .reading import Read


def bare(text):
    return ((text, ""),)


def build(sources, towns=(), read=bare):
    """What the builder says it made, and the drawing, read back."""
    folder = sources.parent / "basemap"
    built = Builder(sources, CITY, towns, read, tell=lambda step: None).build(folder)
    return built, Read(folder / "drawing.json")


def box(points):
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def close(one, other, metres=1.5):
    return all(abs(a - b) <= metres for a, b in zip(one, other, strict=True))
