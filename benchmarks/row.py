"""One line of the table of results."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, ours and a peer's, as texts with their units."""

    what: str
    ours: str
    peer: str = "–"
    peer_is: str = ""


def milliseconds(action: Callable[[], object], runs: int) -> str:
    """The median time of the action after one run that is not counted."""
    action()
    times = []
    for _ in range(runs):
        begin = perf_counter()
        action()
        times.append(perf_counter() - begin)
    return f"{median(times) * 1000:.0f} ms"
