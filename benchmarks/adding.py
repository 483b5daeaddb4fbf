"""``add`` at national size, beside plain sqlite-utils on the same rows (no checks, no history)."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlite_utils import Database

from webmap.formats import wamnet

from .row import Row

ROWS = 25_020
"""As many as WAM NET has of 放課後等デイサービス in its edition of March 2026."""
_FILE = "WEBMAP_BENCH_WAMNET"
_DAY = ("--source", "WAM NET", "--day", "2026-03-31")


def measure() -> Iterator[Row]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = _national_file(folder)
        rows = _count(path)
        first, memory = _add(path, folder / "ours.sqlite")
        again, memory_again = _add(path, folder / "ours.sqlite")
        plain = _plain_insert(path, folder / "plain.sqlite")
        yield Row(
            f"add {rows:,} rows of WAM NET to an empty database",
            f"{first:.1f} s, {rows / first:,.0f} rows/s, {memory:.0f} MB",
            f"{plain:.1f} s, {rows / plain:,.0f} rows/s",
            "sqlite-utils insert, one table, texts as they are",
        )
        yield Row("add the same file again", f"{again:.1f} s, {memory_again:.0f} MB")


def _national_file(folder: Path) -> Path:
    """The file that ``WEBMAP_BENCH_WAMNET`` names, else one of the same size that is made up."""
    if os.environ.get(_FILE):
        return Path(os.environ[_FILE])
    path = folder / "wamnet.csv"
    write_made_up(path, ROWS)
    return path


def write_made_up(path: Path, rows: int) -> None:
    """A file of WAM NET's columns with so many rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, wamnet.COLUMNS, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(made_up(number) for number in range(rows))


def made_up(number: int) -> dict[str, str]:
    return {
        "NO（※システム内の固有の番号、連番）": f"A{number:010}",
        "法人の名称": f"テスト法人{number // 3}",
        "サービス種別": "放課後等デイサービス",
        "事業所の名称": f"テスト教室{number}",
        "事業所の名称_かな": "てすときょうしつ",
        "事業所番号": f"{number:010}",
        "事業所住所（市区町村）": "東京都国立市",
        "事業所住所（番地以降）": f"東０−{number}−０",
        "事業所電話番号": "042-000-0000",
        "事業所URL": f"https://example.jp/{number}",
        "事業所緯度": f"35.{number:06}",
        "事業所経度": f"139.{number:06}",
        "利用可能な時間帯（平日）": "14:00-18:00",
        "利用可能な時間帯（土曜）": "10:00-16:00",
        "定休日": "日曜日、祝日、年末年始",
        "定員": "10",
    }


def _count(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _add(path: Path, database: Path) -> tuple[float, float]:
    """Seconds and the most memory (MB) of the command in a process of its own."""
    code = (
        "import resource, sys; from webmap.cli import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    begin = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, "add", str(path), *_DAY],
        env=os.environ | {"WEBMAP_DATABASE": str(database)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = perf_counter() - begin
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return seconds, int(done.stdout.split()[-1]) * unit / 1e6


def _plain_insert(path: Path, database: Path) -> float:
    begin = perf_counter()
    with path.open(encoding="utf-8-sig", newline="") as file:
        Database(database).table("rows").insert_all(csv.DictReader(file))
    return perf_counter() - begin
