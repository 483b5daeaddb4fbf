"""A new database begins with the tables of ``data/``."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from ..formats.picture_files import read_pictures
from ..formats.table_shapes import LIST_TABLES, LISTED
from ..formats.tables import Reading, read_tables
from ..places.changes import TABLES, Change, Stale, diff
from ..places.errors import ForPeople, Problem, Refused
from ..places.record import Record
from ..storage.changes import keep_changes
from ..storage.database import Database, is_empty
from ..storage.lists import sorts_never_kept
from ..storage.photos import keep_photo


def fill_database(db: Database, data: Path, now: datetime) -> tuple[int, list[Problem]]:
    """Fills an empty database; returns how many records it now has, and every problem.

    One that was filled before there were lists takes only those in. A cell that cannot be read
    leaves its field unknown and is among the problems.

    Raises:
        ForPeople: the database holds all that it could take, another fills it at the same time,
            or the tables hold no record at all.
        Refused: a row or a table cannot be read, so it would be lost.
    """
    if not is_empty(db):
        return _fill_lists(db, data, now)
    reading = read_tables(data)
    if not (reading.records or _lost(reading.problems)):
        raise ForPeople(
            f"{data}: 読める表が ありません。python -m webmap check で たしかめてください。"
        )
    filled = _keep(db, reading.records.values(), reading.problems, now)
    _keep_pictures(db, data)
    return filled


def lacks_lists(db: Database) -> bool:
    """Whether no record of some list was ever kept, though there are others."""
    return not is_empty(db) and bool(sorts_never_kept(db, LISTED))


def _fill_lists(db: Database, data: Path, now: datetime) -> tuple[int, list[Problem]]:
    """Takes in the lists of which nothing was ever kept; what a person changed is never touched."""
    lacking = sorts_never_kept(db, LISTED)
    reading = read_tables(data) if lacking else Reading()
    records = [record for (of, _), record in reading.records.items() if of in lacking]
    problems = [one for one in reading.problems if Path(one.file).stem in LIST_TABLES]
    if not (records or problems):
        raise ForPeople("データベースには もう 情報があります。何も 書きかえませんでした。")
    return _keep(db, records, problems, now)


def _keep(
    db: Database, records: Iterable[Record], problems: list[Problem], now: datetime
) -> tuple[int, list[Problem]]:
    if _lost(problems):
        raise Refused("表に 読めない行が あるので、何も 入れませんでした。", problems)
    try:
        return keep_changes(db, _new(records, now)), problems
    except Stale as error:
        raise ForPeople("ほかの人が 同時に 入れました。もういちど ためしてください。") from error


def _keep_pictures(db: Database, data: Path) -> None:
    """The pictures that lie beside the tables."""
    with db.atomic():
        for file, size in read_pictures(data):
            keep_photo(db, file, [size])


def _lost(problems: Iterable[Problem]) -> bool:
    return any(problem.lost for problem in problems)


def _new(records: Iterable[Record], now: datetime) -> Iterator[Change]:
    for record in records:
        yield from diff(None, record, kept=now, who=TABLES)
