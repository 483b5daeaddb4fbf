"""The database goes out as tables again, so that nothing is locked in."""

from collections.abc import Iterator
from pathlib import Path

from ..formats.picture_files import write_pictures
from ..formats.tables import write_tables
from ..places.errors import ForPeople
from ..places.list_records import ListRecord
from ..places.place import Place
from ..places.record import Record
from ..places.visibility import PUBLIC_STANDINGS, View, public_listed, public_record
from ..storage.database import Database
from ..storage.photos import sizes
from ..storage.places import all_records, all_views


def export_data(db: Database, folder: Path, *, public: bool = False) -> int:
    """Writes the ten tables of places and those of the lists into a folder; returns how many records.

    They are equal to the tables that filled the database, byte for byte, as long as nothing
    changed. ``public`` leaves out what the public may not see. History stays in the database.

    Raises:
        ForPeople: the folder cannot be written.
    """
    records = list(_public_records(db) if public else all_records(db))
    try:
        write_tables(records, folder)
        _write_photos(db, records, folder)
    except OSError as error:
        raise ForPeople(f"{folder} に 書けません: {error.strerror}") from error
    return len(records)


def _write_photos(db: Database, records: list[Record], folder: Path) -> None:
    """The pictures of the places that are written, whose words stand in ``photos.csv``."""
    for record in records:
        if isinstance(record, Place):
            for _, photo, _ in record.photos():
                write_pictures(folder, photo.file, sizes(db, photo.file))


def _public_records(db: Database) -> Iterator[Record]:
    """What the public may see, and of groups, sites and sources only those that it uses; the lists
    name their sources themselves."""
    used: set[tuple[str, str]] = set()
    for view in all_views(db):
        if view.place.standing in PUBLIC_STANDINGS | {"ended"}:
            place = view.place if _shows_where(view) else _without_site(view.place)
            used |= {("group", place.text("group")), ("site", place.text("site"))}
            used |= _sources(place)
            yield place
    for record in all_records(db):
        if isinstance(record, ListRecord):
            listed = public_listed(record)
            if listed:
                yield listed
        elif record.of != "place" and (record.of, record.key) in used:
            shown = public_record(record)
            if shown:
                used |= _sources(shown)
                yield shown


def _shows_where(view: View) -> bool:
    return bool(view.address or view.location)


def _without_site(place: Place) -> Place:
    """A site of which nothing may be shown is not named: its key is made of its address."""
    said = {name: one for name, one in place.said.items() if name.partition(".")[0] != "site"}
    return Place(place.key, said)


def _sources(record: Record) -> set[tuple[str, str]]:
    return {("source", key) for said in record.said.values() for key in said.source.split(";")}
