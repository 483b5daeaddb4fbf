"""Rows of text by column, out of a CSV file of ours and back."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..places.errors import BadCell, Problem

Cells = dict[str, str]

_LARGEST = 30_000_000
_QUOTED = frozenset(',"\r\n')
_NONE: Mapping[str, str] = {}


def read_rows(
    path: Path,
    columns: tuple[str, ...],
    problems: list[Problem],
    later: Mapping[str, str] = _NONE,
) -> Iterator[tuple[int, Cells]]:
    """The rows of a table as cells by column, each with the line where it begins.

    ``later`` are columns that a table may lack, with what then stands in them.
    """
    csv.field_size_limit(2**31 - 1)
    try:
        text = _read_text(path)
    except BadCell as bad:
        problems.append(Problem(bad.expected, bad.found, path.name, lost=True))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        lacking = {column: text for column, text in later.items() if column not in header}
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
                yield line, dict(zip(columns, row, strict=True)) | lacking
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


def write_rows(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> str:
    """A table as text: LF, quotes only where CSV or an outer blank needs them."""
    lines = [columns, *(tuple(row[column] for column in columns) for row in rows)]
    return "".join(",".join(_cell(text) for text in line) + "\n" for line in lines)


def _cell(text: str) -> str:
    if _QUOTED.isdisjoint(text) and text == text.strip():
        return text
    return '"' + text.replace('"', '""') + '"'
