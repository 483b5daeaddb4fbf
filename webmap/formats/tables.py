"""Our own plain tables (``data/*.csv``): records as rows of text, and back exactly.

One row is one statement, or (places, groups, sites, sources) one record whose cells share a
source and day; a cell of a place with another source stands in ``details.csv`` instead, one of
the lists in ``list_details.csv``. The columns are explained in ``data/README.md``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..places.days import Day, read_day
from ..places.errors import BadCell, Invalid, Problem
from ..places.fields import Value, check_path, read_value, write_value
from ..places.list_records import key_of_word
from ..places.place import RECORDS
from ..places.record import Record, Statement
from ..places.vocabulary import VISIBILITIES
from .rows import Cells, read_rows, write_rows
from .table_shapes import (
    LISTED,
    LOCATION,
    LONG,
    LONG_LISTS,
    OPTIONAL,
    PHOTOS,
    PROVENANCE,
    TABLES,
    WIDE,
    WIDE_LISTS,
    Table,
    WideTable,
)

_AllSaid = dict[tuple[str, str], dict[str, Statement]]


@dataclass(slots=True)
class Reading:
    """What was read: valid records, every problem, and the file and line of each statement."""

    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[tuple[str, str, str], tuple[str, int]] = field(default_factory=dict)


# Reading


def read_tables(folder: Path) -> Reading:
    """Every record of the ten tables in a folder, of the lists and photographs, with all problems at once.

    A cell that cannot be read leaves its field unknown; a record without what it needs is left
    out. A missing file is a problem, not an error; a list may be missing.
    """
    reading = Reading()
    said: _AllSaid = {}
    for table in (*WIDE, *LONG, PHOTOS, *WIDE_LISTS, *LONG_LISTS):
        file = f"{table.name}.csv"
        if table.name in OPTIONAL and not (folder / file).exists():
            continue
        for line, row in read_rows(folder / file, table.columns, reading.problems, table.later):
            if isinstance(table, WideTable):
                _declare(reading, said, (table.of, _key(row)), file, line)
                found = _wide_row(table, row)
            else:
                found = _long_row(table, row, said)
            for of, key, name, statement in found:
                _take(reading, said, (of, key, name), statement, file, line)
    for (of, key), statements in said.items():
        _build(reading, of, key, statements)
    return reading


_Found = Iterator[tuple[str, str, str, Statement | BadCell]]


def _key(row: Cells) -> str:
    """The key of a row's record; of a reading it is made of the word."""
    return row["key"] if "key" in row else key_of_word(row["word"])


def _wide_row(table: WideTable, row: Cells) -> _Found:
    key, words = _key(row), row[table.note] if table.note else ""
    for name in table.fields:
        if row[name]:
            note = words if name == table.first else ""
            yield table.of, key, name, _text_statement(table.of, name, row, note)
    if not row[table.first] and words:
        yield table.of, key, table.first, BadCell("", f"{table.note} に対する値", table.first)
    if table.of == "site":
        yield from _site_point(row)


def _text_statement(of: str, name: str, row: Cells, note: str) -> Statement | BadCell:
    return _statement(of, name, {"value": row[name]}, row, note, name)


def _site_point(row: Cells) -> _Found:
    point = {column: row[f"point_{column}"] for column in PROVENANCE}
    cells = {column: row[column] for column in LOCATION}
    if any(cells.values()):
        yield "site", row["key"], "location", _statement("site", "location", cells, point, "", "")
    elif any(point.values()):
        yield "site", row["key"], "location", BadCell("", "point_… に対する点", "lat")


def _long_row(table: Table, row: Cells, said: _AllSaid) -> _Found:
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
    provenance = _said_by_name(said, of, owner) if _inherits(table, row) else row
    yield of, owner, name, _statement(of, name, cells, provenance, row[table.note], text_column)


def _inherits(table: Table, row: Cells) -> bool:
    return table.inherits and not row["visibility"]


def _said_by_name(said: _AllSaid, of: str, key: str) -> dict[str, str]:
    """Who says the name of a record, as of when and for whom."""
    name = said.get((of, key), {}).get("name")
    return dict(zip(PROVENANCE, name.provenance, strict=True)) if name else {}


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
    """Writes the tables in their canonical form; the inverse of :func:`read_tables`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render_tables(records).items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))


def render_tables(records: Iterable[Record]) -> dict[str, str]:
    """The text of each of the ten tables by its name, and of the others that have a row."""
    rows: dict[str, list[Cells]] = {name: [] for name in (*TABLES, *OPTIONAL)}
    wide = {table.of: table for table in (*WIDE, *WIDE_LISTS)}
    for record in records:
        row, rest = _split(wide[record.of], record)
        rows[wide[record.of].name].append(row)
        for name, statement in rest:
            long, row = _write_long(record, name, statement)
            rows[long.name].append(row)
    tables = (*WIDE, *LONG, *(table for table in OPTIONAL.values() if rows[table.name]))
    return {table.name: _render(table, rows[table.name]) for table in tables}


def _render(table: Table | WideTable, rows: list[Cells]) -> str:
    rows.sort(key=lambda row: tuple(_sort_text(row[column]) for column in table.sorted_by))
    return write_rows(_needed(table, rows), rows)


def _needed(table: Table | WideTable, rows: list[Cells]) -> tuple[str, ...]:
    """The columns; of a list without those that say what is usual in every row."""
    if table.name not in OPTIONAL:
        return table.columns
    usual = {
        column for column, text in table.later.items() if all(row[column] == text for row in rows)
    }
    return tuple(column for column in table.columns if column not in usual)


def _split(table: WideTable, record: Record) -> tuple[Cells, list[tuple[str, Statement]]]:
    """The record's own row, and the statements that stand in other tables."""
    row = {**dict.fromkeys(table.columns, ""), **table.later, "key": record.key}
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
    if table.note and first:
        row |= dict(zip(PROVENANCE, first.provenance, strict=True)) | {table.note: first.note}
    return row, rest


def _shares(statement: Statement, first: Statement | None) -> bool:
    if statement is first:
        return True
    return first is not None and not statement.note and statement.provenance == first.provenance


def _write_long(record: Record, name: str, statement: Statement) -> tuple[Table, Cells]:
    head, *parts = name.split(".")
    tables = LONG_LISTS if record.of in LISTED else (*LONG, PHOTOS)
    table = next((table for table in tables if table.head == head), None)
    if table is None:
        table, parts = next(table for table in tables if not table.head), [head, *parts]
    row = dict.fromkeys(table.columns, "")
    row |= dict(zip(table.owner, (record.of, record.key)[-len(table.owner) :], strict=True))
    row |= dict(zip(table.parts, parts, strict=False))
    cells = write_value(statement.value)
    row |= {table.values[0]: cells["value"]} if "value" in cells else cells
    if not (table.inherits and statement.provenance == record.said["name"].provenance):
        row |= dict(zip(PROVENANCE, statement.provenance, strict=True))
    return table, row | {table.note: statement.note}


def _sort_text(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() and len(text) < 5 else (0, text)
