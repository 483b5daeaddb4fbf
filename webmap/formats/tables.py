"""Our own plain tables (``data/*.csv``): records as rows of text, and back exactly.

One row is one statement, or (places, groups, sites, sources) one record whose cells share a
source and day; a cell of a place with another source stands in ``details.csv`` instead.
The columns are explained in ``data/README.md``.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..places.days import Day, read_day
from ..places.errors import BadCell, Invalid, Problem
from ..places.fields import (
    PLACE_COLUMNS,
    SOURCE_COLUMNS,
    Value,
    check_path,
    read_value,
    write_value,
)
from ..places.place import RECORDS
from ..places.record import Record, Statement
from ..places.schedule import EXCEPTION_COLUMNS, RULE_COLUMNS
from ..places.vocabulary import VISIBILITIES

PROVENANCE = ("source", "day", "confirmed", "visibility")
_LARGEST = 30_000_000
_QUOTED = frozenset(',"\r\n')

Cells = dict[str, str]
_AllSaid = dict[tuple[str, str], dict[str, Statement]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one statement a row: whose (``of`` empty: a column says), and its columns.

    The field is ``head`` and the ``parts`` joined with a dot; ``values`` are the value's columns.
    """

    name: str
    of: str
    owner: tuple[str, ...]
    head: str
    parts: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.owner, *self.parts, *self.values, "note", *PROVENANCE)


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table of one record a row. The row's source and day are those of ``first``."""

    name: str
    of: str
    first: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]


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
    ),
)
LONG = (
    Table("schedules", "place", ("place",), "schedule", ("number",), RULE_COLUMNS),
    Table("exceptions", "place", ("place",), "exception", ("date",), EXCEPTION_COLUMNS),
    Table("facts", "place", ("place",), "fact", ("fact", "number"), ("answer",)),
    Table("details", "place", ("place",), "", ("field", "number"), ("value",)),
    Table("fees", "place", ("place",), "fee", ("class", "per", "number"), ("yen", "yen_max")),
    Table("identifiers", "", ("of", "key"), "identifier", ("scheme",), ("value",)),
)
TABLES: dict[str, tuple[str, ...]] = {table.name: table.columns for table in (*WIDE, *LONG)}
"""The ten tables of places with their columns."""

_LATER = frozenset({"starts"})
"""Columns that tables written before them lack; there they are empty."""
_LOCATION = ("lat", "lon", "level", "radius_m")


@dataclass(slots=True)
class Reading:
    """What was read: valid records, every problem, and the file and line of each statement."""

    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[tuple[str, str, str], tuple[str, int]] = field(default_factory=dict)


# Reading


def read_tables(folder: Path) -> Reading:
    """Every record of the ten tables in a folder, with all problems at once.

    A cell that cannot be read leaves its field unknown; a record without what it needs is left
    out. A missing file is a problem, not an error.
    """
    reading = Reading()
    said: _AllSaid = {}
    for table in (*WIDE, *LONG):
        file = f"{table.name}.csv"
        for line, row in read_rows(folder / file, table.columns, reading.problems):
            if isinstance(table, WideTable):
                _declare(reading, said, (table.of, row["key"]), file, line)
                found = _wide_row(table, row)
            else:
                found = _long_row(table, row)
            for of, key, name, statement in found:
                _take(reading, said, (of, key, name), statement, file, line)
    for (of, key), statements in said.items():
        _build(reading, of, key, statements)
    return reading


def read_rows(
    path: Path, columns: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[int, Cells]]:
    """The rows of a table as cells by column, each with the line where it begins."""
    csv.field_size_limit(2**31 - 1)
    try:
        text = _read_text(path)
    except BadCell as bad:
        problems.append(Problem(bad.expected, bad.found, path.name, lost=True))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        lacking = _LATER.intersection(columns).difference(header)
        columns = tuple(column for column in columns if column not in lacking)
        if header != columns:
            problems.append(
                Problem(",".join(columns), ",".join(header), path.name, 1, "見出し", lost=True)
            )
            return
        line = reader.line_num + 1
        for row in reader:
            if len(row) != len(columns):
                expected, found = f"{len(columns)} 列", f"{len(row)} 列"
                problems.append(Problem(expected, found, path.name, line, lost=True))
            else:
                yield line, dict(zip(columns, row, strict=True)) | dict.fromkeys(lacking, "")
            line = reader.line_num + 1
    except csv.Error as bad:
        problems.append(Problem("CSV の書きかた", str(bad), path.name, reader.line_num, lost=True))


def _read_text(path: Path) -> str:
    """The whole text of a table; it is small, and a large file is none of ours."""
    try:
        if path.exists() and not (path.is_file() and path.stat().st_size <= _LARGEST):
            raise BadCell(path.name, f"ふつうの ファイル（{_LARGEST:,} バイトまで）")
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise BadCell("ありません", "このファイル") from None
    except UnicodeDecodeError as bad:
        raise BadCell(f"{bad.start + 1} バイトめ", "UTF-8 の文字") from None
    except OSError as bad:
        raise BadCell(bad.strerror or str(bad), "読める ファイル") from None


_Found = Iterator[tuple[str, str, str, Statement | BadCell]]


def _wide_row(table: WideTable, row: Cells) -> _Found:
    for name in table.fields:
        if row[name]:
            note = row["note"] if name == table.first and table.of != "source" else ""
            yield table.of, row["key"], name, _text_statement(table.of, name, row, note)
    if not row[table.first] and row["note"]:
        yield table.of, row["key"], table.first, BadCell("", "note に対する値", table.first)
    if table.of == "site":
        yield from _site_point(row)


def _text_statement(of: str, name: str, row: Cells, note: str) -> Statement | BadCell:
    return _statement(of, name, {"value": row[name]}, row, note, name)


def _site_point(row: Cells) -> _Found:
    point = {column: row[f"point_{column}"] for column in PROVENANCE}
    cells = {column: row[column] for column in _LOCATION}
    if any(cells.values()):
        yield "site", row["key"], "location", _statement("site", "location", cells, point, "", "")
    elif any(point.values()):
        yield "site", row["key"], "location", BadCell("", "point_… に対する点", "lat")


def _long_row(table: Table, row: Cells) -> _Found:
    of = table.of or row["of"]
    owner = row[table.owner[-1]]
    name = ".".join(part for part in (table.head, *(row[part] for part in table.parts)) if part)
    if of not in RECORDS:
        yield of, owner, name, BadCell(of, "place か group", "of")
        return
    cells = {column: row[column] for column in table.values}
    text_column = table.values[0] if len(table.values) == 1 else ""
    if text_column:
        cells = {"value": cells[text_column]}
    try:
        check_path(of, name)
    except BadCell as bad:
        yield of, owner, name, BadCell(bad.found, bad.expected, table.parts[0])
        return
    yield of, owner, name, _statement(of, name, cells, row, row["note"], text_column)


def _statement(
    of: str, name: str, cells: Cells, provenance: Mapping[str, str], note: str, column: str
) -> Statement | BadCell:
    try:
        value: Value = read_value(of, name, cells)
        visibility = provenance.get("visibility", "public")
        if visibility not in VISIBILITIES:
            raise BadCell(visibility, "、".join(VISIBILITIES) + " のどれか", "visibility")
        day, confirmed = (_day(provenance, part) for part in ("day", "confirmed"))
        return Statement(value, note, provenance.get("source", ""), day, confirmed, visibility)
    except BadCell as bad:
        return BadCell(bad.found, bad.expected, bad.column or column or name)


def _day(provenance: Mapping[str, str], column: str) -> Day:
    try:
        return read_day(provenance.get(column, ""))
    except BadCell as bad:
        raise BadCell(bad.found, bad.expected, column) from None


def _declare(
    reading: Reading, said: _AllSaid, record: tuple[str, str], file: str, line: int
) -> None:
    path = (*record, "")
    if path in reading.lines:
        reading.problems.append(_twice(reading, path, file, line))
    else:
        reading.lines[path] = (file, line)
        said[record] = {}


def _take(
    reading: Reading,
    said: _AllSaid,
    path: tuple[str, str, str],
    statement: Statement | BadCell,
    file: str,
    line: int,
) -> None:
    of, key, name = path
    if isinstance(statement, BadCell):
        problem = Problem(statement.expected, statement.found, file, line, statement.column)
    elif (of, key) not in said:
        problem = Problem(f"{of}s.csv にある key", key, file, line, of, lost=True)
    elif path in reading.lines:
        problem = _twice(reading, path, file, line)
    else:
        reading.lines[path] = (file, line)
        said[of, key][name] = statement
        return
    reading.problems.append(problem)


def _twice(reading: Reading, path: tuple[str, str, str], file: str, line: int) -> Problem:
    first_file, first_line = reading.lines[path]
    found = " ".join(part for part in path[1:] if part)
    return Problem(
        f"1回だけ（{first_file}:{first_line} にもあります）", found, file, line, lost=True
    )


def _build(reading: Reading, of: str, key: str, statements: dict[str, Statement]) -> None:
    file, line = reading.lines[of, key, ""]
    try:
        reading.records[of, key] = RECORDS[of](key, statements)
    except Invalid as invalid:
        for bad in invalid.problems:
            problem = Problem(bad.expected, bad.found, file, line, bad.column, lost=True)
            reading.problems.append(problem)


# Writing


def write_tables(records: Iterable[Record], folder: Path) -> None:
    """Writes the ten tables in their canonical form; the inverse of :func:`read_tables`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render_tables(records).items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))


def render_tables(records: Iterable[Record]) -> dict[str, str]:
    """The text of each table, by its name."""
    rows: dict[str, list[Cells]] = {name: [] for name in TABLES}
    wide = {table.of: table for table in WIDE}
    for record in records:
        row, rest = _split(wide[record.of], record)
        rows[wide[record.of].name].append(row)
        for name, statement in rest:
            long, row = _write_long(record, name, statement)
            rows[long.name].append(row)
    for name, cells in rows.items():
        cells.sort(key=_sorting(name))
    return {name: write_rows(columns, rows[name]) for name, columns in TABLES.items()}


def write_rows(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> str:
    """A table as text: LF, quotes only where CSV or an outer blank needs them."""
    lines = [columns, *(tuple(row[column] for column in columns) for row in rows)]
    return "".join(",".join(_cell(text) for text in line) + "\n" for line in lines)


def _cell(text: str) -> str:
    if _QUOTED.isdisjoint(text) and text == text.strip():
        return text
    return '"' + text.replace('"', '""') + '"'


def _split(table: WideTable, record: Record) -> tuple[Cells, list[tuple[str, Statement]]]:
    """The record's own row, and the statements that stand in other tables."""
    row = dict.fromkeys(table.columns, "") | {"key": record.key}
    first = record.said.get(table.first)
    rest = []
    for name, statement in record.said.items():
        if name == "location":
            row |= write_value(statement.value)
            texts = zip(PROVENANCE, statement.provenance, strict=True)
            row |= {f"point_{column}": text for column, text in texts}
        elif name in table.fields and _shares(statement, first):
            row[name] = statement.text
        else:
            rest.append((name, statement))
    if table.of != "source":
        row |= dict(zip(PROVENANCE, first.provenance, strict=True)) if first else {}
        row["note"] = first.note if first else ""
    return row, rest


def _shares(statement: Statement, first: Statement | None) -> bool:
    if statement is first:
        return True
    return first is not None and not statement.note and statement.provenance == first.provenance


def _write_long(record: Record, name: str, statement: Statement) -> tuple[Table, Cells]:
    head, *parts = name.split(".")
    table = next((table for table in LONG if table.head == head), None)
    if table is None:
        table, parts = next(table for table in LONG if not table.head), [head, *parts]
    row = dict.fromkeys(table.columns, "")
    row |= dict(zip(table.owner, (record.of, record.key)[-len(table.owner) :], strict=True))
    row |= dict(zip(table.parts, parts, strict=False))
    cells = write_value(statement.value)
    row |= {table.values[0]: cells["value"]} if "value" in cells else cells
    row |= dict(zip(PROVENANCE, statement.provenance, strict=True))
    return table, row | {"note": statement.note}


def _sorting(table: str) -> Callable[[Cells], tuple[tuple[int, str], ...]]:
    columns = {long.name: (*long.owner, *long.parts) for long in LONG}.get(table, ("key",))
    return lambda row: tuple(_sort_text(row[column]) for column in columns)


def _sort_text(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() and len(text) < 5 else (0, text)
