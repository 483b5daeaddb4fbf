"""Which layout a file is in, by its header."""

from collections.abc import Iterable

from . import kodomo_shokudo, wamnet
from .layout import Layout

LAYOUTS = (kodomo_shokudo.MAIN, kodomo_shokudo.FURTHER, wamnet.LAYOUT)


def recognise(header: Iterable[str]) -> Layout | None:
    """The layout of a header row, or None when it is none of ours."""
    names = tuple(header)
    return next((layout for layout in LAYOUTS if layout.knows(names)), None)


def what_lacks(header: Iterable[str]) -> str:
    """The columns that a header lacks to be of the layout that it looks most like, or nothing."""
    found = tuple(header)
    near = max(LAYOUTS, key=lambda layout: len({*layout.columns} & {*layout.names(found)}))
    names = {*near.names(found)}
    lacks = near.telling - names
    if len({*near.columns} & names) < len(near.columns) // 2 or not lacks:
        return ""
    return "、".join(f"「{name}」" for name in sorted(lacks))
