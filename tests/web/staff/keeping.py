"""Changes that are kept as if the staff had made them, each at a moment of its own."""

from datetime import datetime, timedelta

from flask import Flask

from tests.web.asking import house_of
from tests.web.live_site import NOW
from webmap.places.changes import by_staff, diff
from webmap.places.place import RECORDS
from webmap.places.record import Record, Statement
from webmap.storage.changes import keep_changes, read_record
from webmap.storage.database import Database, open_database, writing

PLACE = "guruguru"
EDITOR = by_staff("みほん 花")


def after(minutes: int) -> datetime:
    """So many minutes after the database was filled."""
    return NOW + timedelta(minutes=minutes)


def database_of(app: Flask) -> Database:
    """A connection of the test's own."""
    return open_database(house_of(app).settings.database)


def stored(app: Flask, of: str = "place", key: str = PLACE) -> Record:
    """A record as it stands."""
    db = database_of(app)
    record = read_record(db, of, key)
    db.close()
    assert record is not None
    return record


def edit(
    app: Flask,
    at: datetime,
    fields: dict[str, Statement | None],
    *,
    of: str = "place",
    key: str = PLACE,
    who: str = EDITOR,
) -> int:
    """Keeps other statements of a record; returns the number of the last change."""
    db = database_of(app)
    old = read_record(db, of, key)
    assert old is not None
    said = {name: one for name, one in {**old.said, **fields}.items() if one is not None}
    with writing(db):
        keep_changes(db, diff(old, RECORDS[of](key, said), kept=at, who=who))
    number = last_number(db)
    db.close()
    return number


def last_number(db: Database) -> int:
    """The number of the last change."""
    return int(db.execute("SELECT max(number) FROM change").fetchone()[0])
