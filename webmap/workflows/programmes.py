"""What the city does that is no place, read from its table for the page 「市の とりくみ」."""

from pathlib import Path

from ..formats.lists import read_programme
from ..places.programmes import Programmes
from .sound_lists import read_sound_list


def read_programmes(data: Path) -> Programmes:
    """The programmes of ``data/programmes.csv``; none when the city has no such table.

    Raises:
        ForPeople: a row cannot be read; says which, where and why.
    """
    return Programmes(tuple(read_programme(row) for row in read_sound_list(data, "programmes")))
