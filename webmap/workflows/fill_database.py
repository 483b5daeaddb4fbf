"""A new database begins with the tables of ``data/``."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from ..formats.tables import read_tables
from ..places.changes import TABLES, Change, Stale, diff
from ..places.errors import ForPeople, Problem, Refused
from ..places.record import Record
from ..storage.changes import keep_changes
from ..storage.database import Database, is_empty


def fill_database(db: Database, data: Path, now: datetime) -> tuple[int, list[Problem]]:
    """Fills an empty database; returns how many records it now has, and every problem.

    A cell that cannot be read leaves its field unknown and is among the problems.

    Raises:
        ForPeople: the database is not empty, another fills it at the same time, or the tables
            hold no record at all.
        Refused: a row or a table cannot be read, so it would be lost.
    """
    if not is_empty(db):
        raise ForPeople("データベースには もう 情報があります。何も 書きかえませんでした。")
    reading = read_tables(data)
    lost = [problem for problem in reading.problems if problem.lost]
    if lost:
        raise Refused("表に 読めない行が あるので、何も 入れませんでした。", reading.problems)
    if not reading.records:
        raise ForPeople(
            f"{data}: 読める表が ありません。python -m webmap check で たしかめてください。"
        )
    try:
        kept = keep_changes(db, _new(reading.records.values(), now))
    except Stale as error:
        raise ForPeople("ほかの人が 同時に 入れました。もういちど ためしてください。") from error
    return kept, reading.problems


def _new(records: Iterable[Record], now: datetime) -> Iterator[Change]:
    for record in records:
        yield from diff(None, record, kept=now, who=TABLES)
