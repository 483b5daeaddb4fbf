"""The lists as the tables of a folder make them."""

from pathlib import Path

from webmap.formats.tables import read_tables
from webmap.places.list_records import ListRecord
from webmap.workflows.kept_lists import Lists, make_lists


def read_lists(data: Path, desk: str = "kunisapo") -> Lists:
    """Lines of help, programmes and readings."""
    records = read_tables(data).records.values()
    return make_lists([one for one in records if isinstance(one, ListRecord)], desk)
