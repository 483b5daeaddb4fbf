"""Which letters a font has, so that a name with others is written with 〓 instead of an empty box.

A fallback font for every script and every emoji would be larger than all else that is installed;
the letters that the city's names are written with are all in the one font (JIS X 0213). The table
is read as OpenType describes it (``cmap``, formats 4 and 12): that is all we need of a font.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from struct import Struct, unpack_from

GETA = "〓"
"""Stands for a letter that a printer lacks, since there was movable type in Japan."""

_UNICODE = {(3, 10): 2, (0, 4): 2, (0, 6): 2, (3, 1): 1, (0, 3): 1}
"""Platform and encoding of the tables that speak of Unicode; the larger covers more."""
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
_SELECTORS = ("VARIATION SELECTOR",)


@lru_cache(maxsize=8)
def letters_of(font: Path) -> frozenset[int]:
    """The code points that a TrueType or OpenType font has a glyph for.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no such font.
    """
    data = font.read_bytes()
    start = _cmap(data)
    kind = unpack_from(">H", data, start)[0]
    if kind == 12:
        return frozenset(_of_groups(data, start))
    if kind == 4:
        return frozenset(_of_segments(data, start))
    raise ValueError(f"{font.name}: cmap format {kind}")


def writable(text: str, letters: frozenset[int]) -> str:
    """The text as the font can write it: other letters are 〓, what nobody sees is left out."""
    return "".join(_writable(unicodedata.normalize("NFC", text), letters))


def _writable(text: str, letters: frozenset[int]) -> Iterator[str]:
    for letter in text:
        if letter.isspace():
            yield " "
        elif ord(letter) in letters:
            yield letter
        elif not _is_unseen(letter):
            yield GETA


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN or unicodedata.name(letter, "").startswith(
        _SELECTORS
    )


def _cmap(data: bytes) -> int:
    """Where the widest table of Unicode begins."""
    for number in range(unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == b"cmap":
            return _widest(data, offset)
    raise ValueError("no cmap")


def _widest(data: bytes, table: int) -> int:
    several = Struct(">HHI").iter_unpack(
        data[table + 4 : table + 4 + 8 * unpack_from(">H", data, table + 2)[0]]
    )
    found = [(_UNICODE.get((one, two), 0), table + offset) for one, two, offset in several]
    worth, start = max(found, default=(0, 0))
    if not worth:
        raise ValueError("no Unicode")
    return start


def _of_groups(data: bytes, start: int) -> Iterator[int]:
    """Format 12: first and last code point, and the glyph of the first."""
    for number in range(unpack_from(">I", data, start + 12)[0]):
        first, last, glyph = unpack_from(">III", data, start + 16 + 12 * number)
        yield from range(first if glyph else first + 1, last + 1)


def _of_segments(data: bytes, start: int) -> Iterator[int]:
    """Format 4: ends, beginnings, differences and offsets of runs of code points."""
    count = unpack_from(">H", data, start + 6)[0] // 2
    ends, begins, deltas, offsets = (
        unpack_from(f">{count}H", data, start + 14 + at)
        for at in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)
    )
    for at, (first, last) in enumerate(zip(begins, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offsets[at]:
                place = start + 16 + 6 * count + 2 * at + offsets[at] + 2 * (point - first)
                glyph = unpack_from(">H", data, place)[0]
                if not glyph:
                    continue
            if (glyph + deltas[at]) & 0xFFFF:
                yield point
