"""The tables that are read from files only, for those who can use nothing else than sound rows."""

from collections.abc import Sequence
from pathlib import Path

from ..formats.lists import read_list
from ..formats.rows import Cells
from ..places.errors import ForPeople, Problem


def read_sound_list(folder: Path, name: str) -> list[Cells]:
    """The rows of one of the lists; none when there is no such table: then less is known.

    Raises:
        ForPeople: a row, or the whole table, cannot be read; says which, where and why.
    """
    if not (folder / f"{name}.csv").exists():
        return []
    rows, problems = read_list(folder, name)
    if problems:
        raise ForPeople(_say(problems))
    return rows


def _say(problems: Sequence[Problem]) -> str:
    one, more = problems[0], len(problems) - 1
    where = f"{one.file}:{one.line}" if one.line else one.file
    rest = f"（ほかに {more:,}）" if more else ""
    return f"{where} [{one.column}] 「{one.found[:80]}」 → {one.expected}{rest}"
