"""Two hundred real processes are killed in the middle of their work; what they leave must be whole.

A kill that leaves anything else ends the run with an error: the numbers stand only when all is well.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.storage.killing import SCENES, kill

from .row import Row

TIMES = {"save": 40, "fill": 20, "add": 40, "migrate": 30, "back up": 30, "restore": 40}


def measure() -> Iterator[Row]:
    assert TIMES.keys() == SCENES.keys()
    for name, times in TIMES.items():
        with TemporaryDirectory() as folder:
            kills = kill(name, times, Path(folder) / "kills")
        told = f"; all {kills.told:,} saves that were told as kept are there" if kills.told else ""
        yield Row(
            f"kill -9 of real processes: {name}",
            f"{kills.all} of {kills.all} whole, {kills.amid} of them in the middle{told}",
        )
