"""A family comes by train: the station nearest to a place, and how far it is on foot."""

from dataclasses import dataclass

from .nearness import Start, Surroundings
from .visibility import View

FARTHEST = 25
"""Minutes: from farther away another station or a bus is nearer (our own assumption)."""


@dataclass(frozen=True, slots=True)
class FromStation:
    """From a station to a place, in whole minutes on foot."""

    station: str
    minutes: int


def from_station(view: View, surroundings: Surroundings) -> FromStation | None:
    """The shortest walk from a station on the same side of the river.

    None for a place that has no public point of a building or block, and for one too far away.
    """
    if view.hides or view.location is None or not view.location.exact:
        return None
    point, river = view.location.point, surroundings.river
    walks = [
        FromStation(one.name, minutes)
        for one in surroundings.origins.values()
        if one.sort == "station" and (minutes := Start(one).walk(point, river).minutes)
    ]
    nearest = min(walks, key=lambda walk: walk.minutes, default=None)
    return nearest if nearest and nearest.minutes <= FARTHEST else None
