"""``basemap``: draws the ground of the map anew, with progress, and says what it found and lacks."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..places.errors import ForPeople
from ..settings import Settings

if TYPE_CHECKING:
    from ..basemap.builder import Built

_WORTH_SAYING = 0.01


def basemap(options: argparse.Namespace, settings: Settings) -> int:
    """Draws the city of ``data/city.toml`` into ``data/basemap/``."""
    try:
        from ..basemap.geodata import LAYERS
        from ..workflows.draw_base_map import draw_base_map
    except ImportError as error:
        raise ForPeople(
            f"{error.name} が ありません。先に pip install -r requirements-dev.txt を。"
        ) from error

    def tell(step: str) -> None:
        print(f"{step}…", flush=True)

    built = draw_base_map(Path(options.sources), settings.data, tell)
    for layer in LAYERS:
        print(f"  {layer:<10} {_said(layer, built)}: {LAYERS[layer]}")
    if built.bare > _WORTH_SAYING:
        print(f"  市の {built.bare:.0%} は 建物のデータが ないので、ななめの線に しました")
    for path in built.files:
        print(f"{path}: {path.stat().st_size:,} バイト")
    return 0


def _said(layer: str, built: "Built") -> str:
    if layer in built.found:
        return "かきました"
    return "ファイルに かけるものが ありません" if layer in built.empty else "ありません"
