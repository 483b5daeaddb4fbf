"""A family comes by train: the station nearest to a place, and how far it is on foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..places.errors import ForPeople
from ..places.visibility import View
from ..places.walking import Point, River, metres_between, walking_minutes
from .sound_lists import read_sound_list

FARTHEST = 25
"""Minutes: from farther away another station or a bus is nearer (our own assumption)."""

NO_RIVER = River()


@dataclass(frozen=True, slots=True)
class Station:
    """One that people of the city use, with its middle."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Walk:
    """From a station to a place, in whole minutes."""

    station: str
    minutes: int


def read_stations(folder: Path) -> tuple[Station, ...]:
    """The stations of ``stations.csv`` that have a key; none where the table cannot be read."""
    try:
        rows = read_sound_list(folder, "stations")
        return tuple(
            Station(row["name"], (float(row["lat"]), float(row["lon"])))
            for row in rows
            if row["key"]
        )
    except (ForPeople, ValueError):
        return ()


def walk_from_station(
    view: View, stations: Sequence[Station], river: River = NO_RIVER
) -> Walk | None:
    """The shortest walk from a station on the same side of the river.

    None for a place that has no public point of a building or block, and for one too far away.
    """
    if view.hides or view.location is None or not view.location.exact:
        return None
    point = view.location.point
    walks = _walks((one for one in stations if not river.parts(one.point, point)), point)
    nearest = min(walks, key=lambda walk: walk.minutes, default=None)
    return nearest if nearest and nearest.minutes <= FARTHEST else None


def _walks(stations: Iterable[Station], point: Point) -> list[Walk]:
    return [Walk(one.name, walking_minutes(metres_between(one.point, point))) for one in stations]
