"""What the city does that is no place, read from its table for the page 「市の とりくみ」."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..formats.lists import read_list, read_programme
from ..formats.tables import Cells
from ..places.errors import BadCell
from ..places.programmes import Programme, Programmes


def read_programmes(data: Path) -> Programmes:
    """The programmes of ``data/programmes.csv``; none when the city has no such table.

    A row that cannot be read is left out, and all else goes on: ``check`` says why.
    """
    rows, _ = read_list(data, "programmes")
    return Programmes(tuple(_readable(rows)))


def _readable(rows: Iterable[Cells]) -> Iterator[Programme]:
    for row in rows:
        try:
            yield read_programme(row)
        except BadCell:
            continue
