"""Files that people call CSV: bytes to rows of text, one at a time, and rows back to bytes.

The bytes of every row are kept as they stand, so that a file can be written back exactly. One
broken byte costs no row; it stays in its cell as a lone surrogate.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from ..places.errors import NotUnderstood

_BLOCK = 1 << 18
_LONGEST_LINE = 8 << 20
_LONGEST_ROW = 1 << 20
_MOST_LINES = 2_000
_MOST_CELLS = 2_000
_MOST_BLANK = 100_000
_HEADER_WITHIN = 5
_END = "\x00end\x00"
_INVISIBLE = "\ufeff\u200b"
_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_ENCODINGS = ("utf-8", "cp932", "utf-16-le", "utf-16-be")
_SAVE_AS_CSV = "表計算ソフトで ひらき、「名前を付けて保存」で「CSV UTF-8」に してください。"
_SIGNATURES = (
    (b"PK", f"Excel のブックか ZIP です。ZIP なら 中の CSV を 取り出し、Excel なら {_SAVE_AS_CSV}"),
    (b"\xd0\xcf\x11\xe0", f"古い Excel のブックです。{_SAVE_AS_CSV}"),
    (b"%PDF", "PDF です。表の もとのファイル（CSV）を もらってください。"),
    (b"\x1f\x8b", "圧縮（gzip）されています。ひらいてから わたしてください。"),
    (b"SQLite format 3", "データベース（SQLite）です。CSV を わたしてください。"),
    (b"<!doctype", "ウェブページです。CSV を 保存しなおしてください。"),
    (b"<html", "ウェブページです。CSV を 保存しなおしてください。"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written: its encoding, how many byte order marks it begins with, what stands
    between cells, the newline of its header, and whether its last row has one."""

    encoding: str = "utf-8"
    boms: int = 0
    delimiter: str = ","
    newline: str = "\r\n"
    final_newline: bool = True


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line where it begins (from 1), its cells, and its bytes with their newline."""

    line: int
    cells: tuple[str, ...]
    raw: bytes

    @property
    def blank(self) -> bool:
        """Whether nothing stands in any cell; the old mark of a file's end (^Z) is nothing."""
        return not any(cell.strip().strip("\x1a\x00") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open file. ``before`` are the header's row and those above it; the header is clean."""

    path: Path
    header: tuple[str, ...]
    shape: Shape
    before: tuple[SheetRow, ...]

    def rows(self) -> Iterator[SheetRow]:
        """The rows after the header. The file is read anew each time.

        Raises:
            NotUnderstood: a row is too long, a quotation mark is never closed, or only blank rows
                follow.
        """
        blank = 0
        with self.path.open("rb") as stream:
            for number, row in enumerate(_rows(stream, self.shape, self.path.name)):
                blank = blank + 1 if row.blank else 0
                if blank > _MOST_BLANK:
                    raise NotUnderstood(
                        f"{self.path.name}: {row.line - blank + 1} 行めから 空の行が"
                        f" {_MOST_BLANK:,} より 多く つづいています。"
                    )
                if number >= len(self.before):
                    yield row


def open_sheet(
    path: Path,
    known: Callable[[tuple[str, ...]], bool],
    what_lacks: Callable[[tuple[str, ...]], str] = lambda header: "",
) -> Sheet:
    """Opens a file by its header: the first row, of the first five, that is ``known``.

    The encoding is the one in which the header is known, unless a byte order mark says it.
    ``what_lacks`` names the columns without which a header is not known.

    Raises:
        NotUnderstood: the file is missing, of another sort, or has no known header.
    """
    block, lacks = _first_block(path), ""
    for shape in _shapes(block):
        before = []
        for row in _first_rows(block, shape):
            before.append(row)
            header = tuple(cell.strip().strip(_INVISIBLE).strip() for cell in row.cells)
            if known(header):
                return Sheet(path, header, _finished(path, shape, row), tuple(before))
            lacks = lacks or what_lacks(header)
    if lacks:
        raise NotUnderstood(f"{path.name}: {lacks} の 列が ありません。見出しを 見てください。")
    raise NotUnderstood(
        f"{path.name}: 知らない 形式です。子ども食堂（国の形式）か WAM NET の CSV を わたしてください。"
        f" はじめの行: 「{_beginning(block)}」"
    )


def write_sheet(shape: Shape, rows: Iterable[Sequence[str]]) -> bytes:
    """The file of these rows; quotes stand where the delimiter, a quote, a newline or an outer
    blank (U+0020, as in the published files) asks for them."""
    lines = [shape.delimiter.join(_quoted(cell, shape) for cell in row) for row in rows]
    text = shape.newline.join(lines) + (shape.newline if shape.final_newline and lines else "")
    return _MARKS.get(shape.encoding, b"") * shape.boms + text.encode(
        shape.encoding, "surrogateescape"
    )


def _quoted(cell: str, shape: Shape) -> str:
    special = {shape.delimiter, '"', "\r", "\n"}
    if special.isdisjoint(cell) and cell.strip(" ") == cell:
        return cell
    return '"' + cell.replace('"', '""') + '"'


# -- opening


def say_error(error: OSError) -> str:
    """Why a file cannot be read, for people."""
    if isinstance(error, FileNotFoundError):
        return "その名前の ファイルは ありません"
    if isinstance(error, PermissionError):
        return "読む 権利が ありません"
    return error.strerror or str(error)


def _first_block(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise NotUnderstood(f"{path.name}: ふつうの ファイルでは ありません。")
        with path.open("rb") as stream:
            block = stream.read(_BLOCK)
    except OSError as error:
        raise NotUnderstood(f"{path.name}: 読めません（{say_error(error)}）。") from error
    if not block.strip():
        raise NotUnderstood(f"{path.name}: 何も 書かれていません。")
    start = block.lstrip()[:20].lower()
    for signature, word in _SIGNATURES:
        if start.startswith(signature.lower()):
            raise NotUnderstood(f"{path.name}: {word}")
    return block


def _shapes(block: bytes) -> Iterator[Shape]:
    """The ways in which the file may be written, the likeliest first."""
    marked = [encoding for encoding, mark in _MARKS.items() if block.startswith(mark)]
    for encoding in marked or _ENCODINGS:
        boms, mark = 0, _MARKS.get(encoding, b"")
        while mark and block.startswith(mark, boms * len(mark)):
            boms += 1
        for delimiter in (",", "\t"):
            yield Shape(encoding, boms, delimiter)


def _first_rows(block: bytes, shape: Shape) -> Iterator[SheetRow]:
    rows = _rows(io.BytesIO(block), shape, "")
    try:
        for _ in range(_HEADER_WITHIN):
            yield next(rows)
    except (StopIteration, NotUnderstood):
        return


def _finished(path: Path, shape: Shape, header: SheetRow) -> Shape:
    """The shape with the newline of the header, and whether the file ends with one."""
    text = header.raw.decode(shape.encoding, "replace")
    newline = next((one for one in ("\r\n", "\n", "\r") if text.endswith(one)), "\r\n")
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4))
        end = stream.read().decode(shape.encoding, "replace")
    return replace(shape, newline=newline, final_newline=end.endswith(("\n", "\r")))


def _beginning(block: bytes, most: int = 60) -> str:
    try:
        text = block[:2000].decode("utf-8-sig", "ignore" if len(block) > 2000 else "strict")
    except UnicodeDecodeError:
        text = block[:2000].decode("cp932", "ignore")
    line = "".join(one for one in text.splitlines()[0] if one.isprintable()) if text.split() else ""
    return line if len(line) <= most else line[: most - 1] + "…"


# -- rows


@dataclass(slots=True)
class _Feed:
    """Hands lines to the CSV reader and remembers the bytes of those that it took."""

    lines: Iterator[tuple[str, bytes]]
    name: str
    taken: list[bytes] = field(default_factory=list)
    size: int = 0
    line: int = 1
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        text, raw = next(self.lines, (_END, b""))
        if text is _END:
            if self.ended:
                raise StopIteration
            self.ended = True
        self.taken.append(raw)
        self.size += len(raw)
        if self.size > _LONGEST_ROW or len(self.taken) > _MOST_LINES:
            raise _endless(self.name, self.line)
        return text

    def take(self) -> bytes:
        """The bytes of the row that was just read."""
        raw = b"".join(self.taken)
        self.line += sum(1 for one in self.taken if one)
        self.taken, self.size = [], 0
        return raw


def _endless(name: str, line: int) -> NotUnderstood:
    return NotUnderstood(
        f'{name}: {line} 行めからの 行が 終わりません。引用符（"）が とじているか 見てください。'
    )


def _rows(stream: BinaryIO, shape: Shape, name: str) -> Iterator[SheetRow]:
    csv.field_size_limit(2**31 - 1)
    stream.seek(shape.boms * len(_MARKS.get(shape.encoding, b"")))
    feed = _Feed(_lines(stream, shape.encoding, name), name)
    for cells in csv.reader(feed, delimiter=shape.delimiter):
        if cells == [_END] and feed.taken == [b""]:
            return
        if feed.ended and _END in cells[-1]:
            raise _endless(name, feed.line)
        line = feed.line
        if len(cells) > _MOST_CELLS:
            raise NotUnderstood(f"{name}: {line} 行めに {len(cells):,} 列 あります。多すぎます。")
        yield SheetRow(line, tuple(cells), feed.take())


def _lines(stream: BinaryIO, encoding: str, name: str) -> Iterator[tuple[str, bytes]]:
    """The physical lines as text and bytes; a newline is CR LF, LF or CR."""
    if encoding.startswith("utf-16"):
        yield from _wide_lines(stream, encoding, name)
        return
    number = 1
    while long := stream.readline(_LONGEST_LINE):
        if len(long) == _LONGEST_LINE and not long.endswith(b"\n"):
            raise _endless(name, number)
        for raw in long.splitlines(keepends=True):
            yield raw.decode(encoding, "surrogateescape"), raw
            number += 1


def _wide_lines(stream: BinaryIO, encoding: str, name: str) -> Iterator[tuple[str, bytes]]:
    text = io.TextIOWrapper(stream, encoding, errors="surrogatepass", newline="")
    try:
        number = 1
        while line := text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise _endless(name, number)
            yield line, line.encode(encoding, "surrogatepass")
            number += 1
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"{name}: 文字の とちゅうで 切れています（UTF-16）。") from error
    finally:
        text.detach()
