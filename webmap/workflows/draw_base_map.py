"""The office, or a developer, draws the map's ground anew from open geodata."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ..basemap.builder import Builder, Built, Tell
from ..formats.city_file import read_city
from ..words.readings import read_readings


def draw_base_map(sources: Path, data: Path, tell: Tell) -> Built:
    """Draws the city of ``data/city.toml`` into ``data/basemap/``.

    Raises:
        ForPeople: the sources lack the city's outline, or a file cannot be read.
    """
    city = read_city(data / "city.toml")
    read = read_readings(data / "readings.csv").segments
    builder = Builder(sources, city, list(_towns(data / "towns.csv", city.code)), read, tell)
    return builder.build(data / "basemap")


def _towns(path: Path, code: str) -> Iterator[tuple[str, float, float, bool]]:
    """The 町丁目 of the city; a 小字 (no 丁目, no extent) is a name that maps do not show."""
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["lg_code"] == code and ("丁目" in row["town"] or row.get("r50_m")):
                yield row["town"], float(row["lat"]), float(row["lon"]), bool(row.get("r50_m"))
