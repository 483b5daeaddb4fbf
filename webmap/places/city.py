"""The city that the map is for."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of the city's plan, for reconciliation: groups of the city by category."""

    school_year: int = 0
    source: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class City:
    """Its municipal code and name, where its map begins (latitude, longitude; zoom), its plan.

    ``desk`` is the key of the place that families may ask about anything; ``neighbours`` are the
    names of other municipalities by code.
    """

    code: str
    name: str
    center: tuple[float, float]
    zoom: int
    plan: Plan = Plan()
    desk: str = ""
    neighbours: dict[str, str] = field(default_factory=dict)
