"""Which layout a file is in, by its header."""

from collections.abc import Iterable

from . import kodomo_shokudo, wamnet
from .layout import Layout

LAYOUTS = (kodomo_shokudo.MAIN, kodomo_shokudo.FURTHER, wamnet.LAYOUT)


def recognise(header: Iterable[str]) -> Layout | None:
    """The layout of a header row, or None when it is none of ours."""
    names = tuple(header)
    return next((layout for layout in LAYOUTS if layout.knows(names)), None)
