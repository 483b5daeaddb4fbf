"""The office, or a developer, draws the map's ground anew from open geodata."""

from collections.abc import Iterator
from pathlib import Path

from ..basemap.builder import Builder, Built, Tell
from ..formats.city_file import read_city
from ..words.readings import make_readings
from .sound_lists import read_sound_list


def draw_base_map(sources: Path, data: Path, tell: Tell) -> Built:
    """Draws the city of ``data/city.toml`` into ``data/basemap/``.

    Raises:
        ForPeople: the sources lack the city's outline, or a file or a table of ours cannot be read.
    """
    city = read_city(data / "city.toml")
    read = make_readings(read_sound_list(data, "readings")).segments
    builder = Builder(sources, city, list(_towns(data, city.code)), read, tell)
    return builder.build(data / "basemap")


def _towns(data: Path, code: str) -> Iterator[tuple[str, float, float, bool]]:
    """The 町丁目 of the city; a 小字 (no 丁目, no extent) is a name that maps do not show."""
    for row in read_sound_list(data, "towns"):
        if row["lg_code"] == code and ("丁目" in row["town"] or row["r50_m"]):
            yield row["town"], float(row["lat"]), float(row["lon"]), bool(row["r50_m"])
