"""Pictures as files beside the tables: ``photos/<file>-<width>x<height>.webp``."""

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = "photos"
_NAME = re.compile(r"(?P<file>[0-9a-f]{20})-(?P<width>\d{1,5})x(?P<height>\d{1,5})\.webp", re.ASCII)

Sizes = tuple[int, int, bytes]
"""Width and height in pixels, and the WebP."""


def write_pictures(folder: Path, file: str, sizes: list[Sizes]) -> None:
    """Writes a picture in its widths into the folder of pictures in a folder of tables."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for width, height, webp in sizes:
        (folder / FOLDER / f"{file}-{width}x{height}.webp").write_bytes(webp)


def read_pictures(folder: Path) -> Iterator[tuple[str, Sizes]]:
    """Each picture of a folder of tables with one of its widths."""
    for path in sorted((folder / FOLDER).glob("*.webp")):
        named = _NAME.fullmatch(path.name)
        if named:
            yield named["file"], (int(named["width"]), int(named["height"]), path.read_bytes())
