"""What is kept of a file: every byte of it, and how far it has come."""

import pytest

from tests.workflows.add_places.made_files import (
    CASES,
    MAIN,
    PAIR,
    WAMNET,
    office,
    shokudo,
    write,
)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.csv")))
def test_every_file_is_kept_byte_for_byte(clerk, name):
    if "otaku" in name and "tsuika" in name:
        clerk.add(CASES / name.replace("_tsuika", ""))
    elif "tsuika" in name:
        clerk.add(PAIR[0])
    clerk.add(CASES / name)
    number, boms = clerk.db.execute(
        "SELECT number, boms FROM file WHERE name = ?", [name]
    ).fetchone()
    rows = clerk.db.execute("SELECT raw FROM file_row WHERE file = ? ORDER BY line", [number])
    kept = b"\xef\xbb\xbf" * boms + b"".join(raw for (raw,) in rows)
    assert kept == (CASES / name).read_bytes()


def test_blank_and_rejected_rows_are_kept_too(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(), {}, shokudo("2", ""))
    clerk.add(path, keep_good=True)
    rows = clerk.db.execute("SELECT outcome, place FROM file_row ORDER BY line").fetchall()
    assert rows == [("head", ""), ("taken", "ks-132152-1"), ("blank", ""), ("rejected", "")]


def test_a_long_file_tells_how_far_it_is(clerk, tmp_path):
    rows = [office(f"{number:010}", f"A{number}", f"教室{number}") for number in range(1, 1201)]
    clerk.add(write(tmp_path / WAMNET, *rows))
    assert clerk.heard.steps == [500, 1000, 1200]
