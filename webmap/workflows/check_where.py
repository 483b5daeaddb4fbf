"""What a person should settle about where places are: a wish to hide, and points that lie elsewhere."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..formats.city_file import read_city
from ..formats.tables import Reading
from ..geocoding.border import OUTSIDE, Borders, read_borders
from ..geocoding.gazetteer import Gazetteer
from ..places.errors import ForPeople, Problem
from ..places.location import Location
from ..places.place import Place
from ..places.record import Record
from ..places.visibility import NOT_PUBLISHED, texts_of
from ..storage.changes import read_record
from ..storage.database import Database
from ..storage.places import all_places
from .read_gazetteer import read_gazetteer

STORED = "データベース"
"""The "file" of what stands in the database."""

Where = Callable[[Record, str], tuple[str, int]]
"""File and line of a field of a record."""


@dataclass(frozen=True, slots=True)
class Lookout:
    """What is known of where municipalities end; ``names`` are theirs by code, ``center`` is the city's."""

    borders: Borders = field(default_factory=Borders)
    names: Mapping[str, str] = field(default_factory=dict)
    center: tuple[float, float] = (0.0, 0.0)
    gazetteer: Gazetteer | None = None

    def city_missed(self, place: Place, site: Record, point: Location) -> str:
        """The municipality that a site's point should be in and is not, or empty."""
        code = self.gazetteer.municipality_of(site.text("address")) if self.gazetteer else ""
        name = self.names.get(code or place.text("city"), "")
        outside = self.borders.judge(name, *point.point) == OUTSIDE
        return name if outside or self._is_far(*point.point) else ""

    def _is_far(self, lat: float, lon: float) -> bool:
        """Whether a point is a degree (some 100 km) from the city: no neighbour reaches there, also
        where its outline is cut."""
        return max(abs(lat - self.center[0]), abs(lon - self.center[1])) > 1


def look_out(data: Path) -> Lookout:
    """What ``data/`` tells of municipalities; nothing where it cannot be read, which others say."""
    try:
        city = read_city(data / "city.toml")
        borders = read_borders(data / "basemap" / "outline.geojson")
        names = {city.code: city.name, **city.neighbours}
        return Lookout(borders, names, city.center, read_gazetteer(data))
    except ForPeople:
        return Lookout()


def check_where(reading: Reading, data: Path) -> Iterator[Problem]:
    """Of the tables: what is to be settled about where their places are."""
    records = reading.records.values()
    places = [record for record in records if isinstance(record, Place)]

    def where(record: Record, name: str) -> tuple[str, int]:
        row = reading.lines[record.of, record.key, ""]
        return reading.lines.get((record.of, record.key, name), row)

    return _doubts(places, lambda key: reading.records.get(("site", key)), look_out(data), where)


def check_stored_where(
    db: Database, data: Path, told: Container[str] = frozenset()
) -> Iterator[Problem]:
    """The same of the database, but for what was ``told`` of the tables already."""
    site_of = partial(read_record, db, "site")
    doubts = _doubts(all_places(db), site_of, look_out(data), lambda *_: (STORED, 0))
    return (problem for problem in doubts if problem.found not in told)


def _doubts(
    places: Iterable[Place],
    site_of: Callable[[str], Record | None],
    lookout: Lookout,
    where: Where,
) -> Iterator[Problem]:
    seen = set()
    for place in places:
        site = site_of(place.text("site")) if place.text("site") else None
        yield from _wishes(place, site, where)
        if site and site.key not in seen:
            seen.add(site.key)
            yield from _astray(place, site, lookout, where)


def _wishes(place: Place, site: Record | None, where: Where) -> Iterator[Problem]:
    """Cells that ask not to show where a place is, while nobody has said whether it hides. Tables
    are taken at their word, so its address is shown; but no geocoder is asked about it."""
    if place.text("hidden"):
        return
    cells: list[tuple[Record, str]] = [(place, name) for name in place.said]
    cells += [(site, "address")] if site and "address" in site.said else []
    for record, name in cells:
        text = "\n".join(texts_of(record.said[name]))
        word = next((word for word in NOT_PUBLISHED if word in text), "")
        if word:
            yield Problem(
                "住所を かくすなら hidden に yes、かくさないなら ことばを 直す（いまは かくしません）",
                f"{place.key}: {name} に「{word}」と あります",
                *where(record, name),
                name,
                "note",
            )


def _astray(place: Place, site: Record, lookout: Lookout, where: Where) -> Iterator[Problem]:
    said = site.said.get("location")
    point = said.value if said else None
    if not isinstance(point, Location):
        return
    if city := lookout.city_missed(place, site, point):
        yield Problem(
            "緯度と 経度を たしかめる（いまは このまま 地図に 出ます）",
            f"{place.key}: 点 {point.lat}, {point.lon} が {city}の 外に あります",
            *where(site, "location"),
            "lat",
            "note",
        )
