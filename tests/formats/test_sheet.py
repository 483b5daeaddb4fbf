"""Files that people call CSV: rows as text, bytes as they stand, and a clear word for the rest."""

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.made_up import HOSTILE, ROOT
from webmap.formats.sheet import Shape, open_sheet, write_sheet
from webmap.places.errors import NotUnderstood

CASES = sorted((ROOT / "tests" / "data" / "kodomo_shokudo").glob("*.csv"))
HEADER = ("名称", "住所")
BOM = b"\xef\xbb\xbf"


def known(header):
    return header[:2] == HEADER


def sheet(folder, data, name="a.csv"):
    path = folder / name
    path.write_bytes(data)
    return open_sheet(path, known)


def cells(folder, data):
    return [row.cells for row in sheet(folder, data).rows()]


def refused(folder, data, name="a.csv"):
    """The word with which a file is refused."""
    with pytest.raises(NotUnderstood) as error:
        list(sheet(folder, data, name).rows())
    assert name in str(error.value)
    assert len(str(error.value)) < 400
    return str(error.value)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_the_published_files_come_out_byte_for_byte(path):
    opened = open_sheet(path, lambda header: "住所" in header)
    rows = [*opened.before, *opened.rows()]
    assert write_sheet(opened.shape, [row.cells for row in rows]) == path.read_bytes()
    assert BOM * opened.shape.boms + b"".join(row.raw for row in rows) == path.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", BOM),
        ("utf-8", BOM * 2),
        ("cp932", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_an_encoding_is_known_by_the_header(tmp_path, encoding, mark, delimiter):
    text = "名称,住所\r\n髙﨑①食堂,東1－2～3\r\n".replace(",", delimiter)
    opened = sheet(tmp_path, mark + text.encode(encoding))
    assert [row.cells for row in opened.rows()] == [("髙﨑①食堂", "東1－2～3")]
    assert (opened.shape.encoding, opened.shape.delimiter) == (encoding, delimiter)
    assert opened.shape.boms == (0 if not mark else mark.count(mark[:2]))


def test_the_header_may_stand_below_a_title(tmp_path):
    opened = sheet(tmp_path, "一覧\n\n 名称 ,\ufeff住所\nテスト食堂,東\n".encode())
    assert [row.cells for row in opened.rows()] == [("テスト食堂", "東")]
    assert opened.header == HEADER
    assert [row.line for row in opened.before] == [1, 2, 3]


def test_lines_are_counted_where_rows_begin(tmp_path):
    data = '名称,住所\n"い\nち",東\r\n\r\nに,西\rさん,北'.encode()
    opened = sheet(tmp_path, data)
    rows = list(opened.rows())
    assert [(row.line, row.cells[:1]) for row in rows] == [
        (2, ("い\nち",)),
        (4, ()),
        (5, ("に",)),
        (6, ("さん",)),
    ]
    assert [row.blank for row in rows] == [False, True, False, False]
    assert not opened.shape.final_newline


def test_a_blank_row_may_hold_blanks(tmp_path):
    rows = list(sheet(tmp_path, "名称,住所\n　, \nあ,い\n".encode()).rows())
    assert [row.blank for row in rows] == [True, False]


def test_one_broken_byte_costs_no_row_and_stays_as_it_was(tmp_path):
    data = "名称,住所\nい".encode() + b"\xff" + "ち,東\nに,西\n".encode()
    rows = list(sheet(tmp_path, data).rows())
    assert rows[1].cells == ("に", "西")
    assert rows[0].cells[0] == "い\udcffち"
    assert "名称,住所\n".encode() + b"".join(row.raw for row in rows) == data


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "何も"),
        (b" \r\n ", "何も"),
        (b"PK\x03\x04" + b"\0" * 50, "Excel"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "圧縮"),
        (b"SQLite format 3\0", "データベース"),
        (b"\n<!DOCTYPE html><html>", "ウェブページ"),
        ("なまえ,ところ\nあ,い\n".encode(), "知らない"),
        (b"\0" * 100, "知らない"),
        (b"," * 1_000_000, "知らない"),
    ],
)
def test_another_sort_of_file_gets_its_own_word(tmp_path, data, word):
    assert word in refused(tmp_path, data)


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    for name in ("ない.csv", "."):
        with pytest.raises(NotUnderstood):
            open_sheet(tmp_path / name, known)


def test_a_quote_that_never_closes_is_told_by_its_line(tmp_path):
    lines = [f"食堂{number},東" for number in range(5000)]
    lines[2499] = '"とじない,東'
    word = refused(tmp_path, ("名称,住所\n" + "\n".join(lines)).encode())
    assert "2501 行め" in word
    assert "引用符" in word
    assert "2 行め" in refused(tmp_path, '名称,住所\n"とじない,東\nに,西\n'.encode(), "b.csv")


def test_a_line_without_an_end_is_refused_without_reading_it_all(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write("名称,住所\n".encode())
        file.truncate(1 << 30)
    tracemalloc.start()
    with pytest.raises(NotUnderstood, match="2 行め"):
        list(open_sheet(path, known).rows())
    assert tracemalloc.get_traced_memory()[1] < 60e6
    tracemalloc.stop()


def test_a_quote_in_the_middle_is_a_letter(tmp_path):
    assert cells(tmp_path, '名称,住所\nい"ち",東"\n'.encode()) == [('い"ち"', '東"')]


ALPHABET = st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\u200b")
texts = st.sampled_from(HOSTILE) | st.text(alphabet=ALPHABET, max_size=12)


@given(
    st.lists(st.lists(texts, min_size=2, max_size=3), max_size=4),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    st.integers(1, 2),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_what_is_written_is_read(tmp_path, rows, encoding, boms, delimiter, newline, final):
    shape = Shape(encoding, boms, delimiter, newline, final)
    path = tmp_path / "a.csv"
    path.write_bytes(write_sheet(shape, [HEADER, *rows]))
    opened = open_sheet(path, known)
    assert [list(row.cells) for row in opened.rows()] == rows
    assert write_sheet(opened.shape, [HEADER, *rows]) == path.read_bytes()


@given(st.binary(max_size=400) | st.text(alphabet='",\r\n\t \x00あ"', max_size=60).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_whatever_follows_a_header_is_rows_or_refused_and_no_byte_is_lost(tmp_path, rest):
    path = tmp_path / "a.csv"
    path.write_bytes("名称,住所\n".encode() + rest)
    try:
        rows = list(open_sheet(path, known).rows())
    except NotUnderstood:
        return
    assert b"".join(row.raw for row in rows) == rest
