"""The shapes of our own tables: which record or statement a row is, and in which columns.

The columns are explained in ``data/README.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..places.fields import PLACE_COLUMNS, SOURCE_COLUMNS
from ..places.list_records import LISTS
from ..places.schedule import EXCEPTION_COLUMNS, RULE_COLUMNS

PROVENANCE = ("source", "day", "confirmed", "visibility")
LOCATION = ("lat", "lon", "level", "radius_m")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one statement a row: whose (``of`` empty: a column says), and its columns.

    The field is ``head`` and the ``parts`` joined with a dot; ``values`` are the value's columns and
    ``note`` is that of the words beside it. ``later`` are columns that a table may lack, with what
    then stands in them. A row that ``inherits`` and names no visibility is said by whoever says the
    name of its record.
    """

    name: str
    of: str
    owner: tuple[str, ...]
    head: str
    parts: tuple[str, ...]
    values: tuple[str, ...]
    note: str = "note"
    later: Mapping[str, str] = field(default_factory=dict)
    inherits: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.owner, *self.parts, *self.values, self.note, *PROVENANCE)

    @property
    def sorted_by(self) -> tuple[str, ...]:
        return (*self.owner, *self.parts)


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table of one record a row. The row's source and day are those of ``first``, as are the words
    in the column ``note``; a table may lack the ``later`` columns. Its first column names the record.
    """

    name: str
    of: str
    first: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    note: str = "note"
    later: Mapping[str, str] = field(default_factory=dict)

    @property
    def sorted_by(self) -> tuple[str, ...]:
        return self.columns[:1]


WIDE = (
    WideTable(
        "places",
        "place",
        "name",
        tuple(PLACE_COLUMNS),
        ("key", *PLACE_COLUMNS, "note", *PROVENANCE),
    ),
    WideTable("groups", "group", "name", ("name",), ("key", "name", "note", *PROVENANCE)),
    WideTable(
        "sites",
        "site",
        "address",
        ("address",),
        (
            "key",
            "address",
            "lat",
            "lon",
            "level",
            "radius_m",
            *(f"point_{column}" for column in PROVENANCE),
            "note",
            *PROVENANCE,
        ),
    ),
    WideTable(
        "sources",
        "source",
        "name",
        SOURCE_COLUMNS,
        ("key", *SOURCE_COLUMNS),
        note="",
    ),
)
LONG = (
    Table(
        *("schedules", "place", ("place",), "schedule", ("number",), RULE_COLUMNS),
        later={"starts": ""},
    ),
    Table("exceptions", "place", ("place",), "exception", ("date",), EXCEPTION_COLUMNS),
    Table("facts", "place", ("place",), "fact", ("fact", "number"), ("answer",)),
    Table("details", "place", ("place",), "", ("field", "number"), ("value",)),
    Table("fees", "place", ("place",), "fee", ("class", "per", "number"), ("yen", "yen_max")),
    Table("identifiers", "", ("of", "key"), "identifier", ("scheme",), ("value",)),
)
TABLES: dict[str, tuple[str, ...]] = {table.name: table.columns for table in (*WIDE, *LONG)}
"""The ten tables of places with their columns."""

_SAID_BY = {"source": "", "day": "", "confirmed": "", "visibility": "public"}
_FOR_WHOM = {"remark": "", "confirmed": "", "visibility": "public"}
_HOURS = ("weekdays", "holidays", "opens", "closes", "season", "effect")
_RARE = ("frequency", "nth", "audience", "starts")

WIDE_LISTS = (
    WideTable(
        "helplines",
        "helpline",
        "name",
        ("name", "for_whom", "number", "hours", "cost", "note", "persons", "topics", "area"),
        (
            *("key", "name", "for_whom", "number", "hours", "cost", "note", "source", "day"),
            *("persons", "topics", "area", *_FOR_WHOM),
        ),
        "remark",
        _FOR_WHOM,
    ),
    WideTable(
        "programmes",
        "programme",
        "name",
        ("name", "for_whom", "persons", "topics", "what", "office"),
        (
            *("key", "name", "for_whom", "persons", "topics", "what", "office", "source", "day"),
            *_FOR_WHOM,
        ),
        "remark",
        _FOR_WHOM,
    ),
    WideTable(
        "readings",
        "reading",
        "word",
        ("word", "reading", "basis"),
        ("word", "reading", "basis", "remark", *_SAID_BY),
        "remark",
        {"remark": "", **_SAID_BY},
    ),
)
LONG_LISTS = (
    Table(
        *("helpline_hours", "helpline", ("helpline",), "schedule", ("number",), (*_HOURS, *_RARE)),
        "words",
        dict.fromkeys((*_RARE, *PROVENANCE), ""),
        inherits=True,
    ),
    Table("list_details", "", ("of", "key"), "", ("field",), ("value",)),
)
"""The tables of the lists. A folder may lack them, and columns that nothing needs are not written:
a cell with its own source or day stands in ``list_details.csv`` instead."""
PHOTOS = Table(
    "photos", "place", ("place",), "photo", ("number",), ("file", "alt", "credit", "consent")
)
"""What is said of photographs; the pictures lie beside it in a folder. A folder may lack it."""
LISTED = frozenset(kind.of for kind in LISTS)
"""The sorts of record that stand in them."""
LIST_TABLES = {table.name: table for table in (*WIDE_LISTS, *LONG_LISTS)}
OPTIONAL: dict[str, Table | WideTable] = {**LIST_TABLES, PHOTOS.name: PHOTOS}
"""The tables that a folder may lack."""
