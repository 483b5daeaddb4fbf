"""``add``: files of the field come in as differences; nothing is lost, nothing overwritten.

Every file is looked through twice: once to see whether it can be taken at all (:mod:`.survey`),
once to take it (:mod:`.file`, :mod:`.row`), telling what a person should know (:mod:`.remarks`);
our own tables come whole (:mod:`.tables`). All files are taken in one transaction.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ...formats.city_file import read_city
from ...places.errors import ForPeople
from ...storage.changes import edited_fields
from ...storage.database import Database, StorageError, say_trouble
from ..points import Points
from .editions import Editions
from .file import FileTaker
from .request import Counts, Intake, Listener, Request
from .row import Taken
from .survey import Opened, open_files
from .tables import take_tables

__all__ = ["Counts", "Listener", "Request", "Taken", "add_places"]


class _Undone(Exception):
    """Ends a dry run: nothing is kept."""


def add_places(
    db: Database, request: Request, data: Path, now: datetime, listener: Listener
) -> Counts:
    """Takes the files and returns how many places were added and changed.

    ``data`` is the folder with ``city.toml``. A dry run does all of it and keeps nothing.

    Raises:
        NotUnderstood: a file cannot be read or is of no known layout, or source, day or
            municipality are missing or wrong. Then nothing was done.
        ForPeople: the database cannot be written; then nothing was done either.
    """
    opened = open_files(request, read_city(data / "city.toml"))
    try:
        return _take(db, request, opened, data, now, listener)
    except StorageError as error:
        raise ForPeople(
            f"データベースに 書けません（{say_trouble(error)}）。何も かわっていません。"
        ) from error


def _take(
    db: Database, request: Request, opened: Opened, data: Path, now: datetime, listener: Listener
) -> Counts:
    counts = Counts()
    with suppress(_Undone), db.atomic():
        cities = frozenset(request.cities)
        points = Points(db, data, now)
        edited = edited_fields(db)
        intake = Intake(db, now, edited, counts, listener, points, request.keep_good, cities)
        editions = Editions(intake, request.source, request.day)
        editions.require(opened.files)
        for folder in opened.folders:
            take_tables(intake, folder)
        for file in opened.files:
            FileTaker(intake, file, editions).take()
        intake.tally()
        if request.dry_run:
            raise _Undone
    return counts
