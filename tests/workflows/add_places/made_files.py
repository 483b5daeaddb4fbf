"""Files of the field, plainly made up: the layouts' own columns, filled by name."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from tests.made_up import DATA, NOON
from webmap.formats import kodomo_shokudo, wamnet
from webmap.places.changes import diff
from webmap.places.errors import Problem
from webmap.places.place import Place, Site
from webmap.places.record import Record
from webmap.storage.changes import keep_changes, read_record
from webmap.storage.database import Database
from webmap.workflows.add_places import Counts, Request, Taken, add_places

CITY = "132152"
MAIN = "132152_kunitachishi_kodomosyokudo.csv"
FURTHER = "132152_kunitachishi_kodomosyokudo_tsuika.csv"
WAMNET = "csvdownload065.csv"
CASES = DATA.parent / "tests" / "data" / "kodomo_shokudo"
PAIR = (CASES / MAIN, CASES / FURTHER)
"""The city's own files of 2024-08."""


def shokudo(number: str = "1", name: str = "テスト食堂", **cells: str) -> dict[str, str]:
    """A row of the main file."""
    first = {
        "全国地方公共団体コード": CITY,
        "ID": number,
        "名称": name,
        "住所": "東京都国立市東0-0-0",
        "運営団体名": "テストの会",
    }
    return first | cells


def venue(number: str = "1", address: str = "東京都国立市北0-0-0", **cells: str) -> dict[str, str]:
    """A row of the ``_tsuika`` file."""
    return {"ID": number, "住所": address} | cells


def office(
    number: str = "0000000001", serial: str = "A1", name: str = "テスト教室", **cells: str
) -> dict[str, str]:
    """A row of WAM NET."""
    first = {
        "NO（※システム内の固有の番号、連番）": serial,
        "法人の名称": "テスト株式会社",
        "サービス種別": "放課後等デイサービス",
        "事業所の名称": name,
        "事業所番号": number,
        "事業所住所（市区町村）": "東京都国立市",
        "事業所住所（番地以降）": "東０−０−０",
    }
    return first | cells


def write(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = ()) -> Path:
    """Writes a file of a layout; which one, its name says."""
    columns = columns or {
        FURTHER: kodomo_shokudo.FURTHER_COLUMNS,
        WAMNET: wamnet.COLUMNS,
    }.get(path.name, kodomo_shokudo.COLUMNS)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


@dataclass
class Heard:
    """Keeps what is told."""

    problems: list[Problem] = field(default_factory=list)
    rows: list[Taken] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def taken(self, file: str, taken: Taken) -> None:
        self.rows.append(taken)

    def progress(self, file: str, done: int, rows: int) -> None:
        self.steps.append(done)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def notes(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "note"]

    def columns(self) -> set[str]:
        """The columns in which something is wrong."""
        return {problem.column for problem in self.errors}


@dataclass
class Clerk:
    """Adds files to a database and looks at what is there."""

    db: Database
    data: Path = DATA
    heard: Heard = field(default_factory=Heard)

    def add(
        self,
        *paths: Path,
        day: str = "2026-07-29",
        source: str = "テストの出典",
        city: str = "",
        dry_run: bool = False,
        keep_good: bool = False,
    ) -> Counts:
        self.heard = Heard()
        cities = tuple(city.split(",")) if city else ()
        request = Request(paths, source, day, cities, dry_run, keep_good)
        return add_places(self.db, request, self.data, NOON, self.heard)

    def place(self, key: str) -> Place:
        found = read_record(self.db, "place", key)
        assert isinstance(found, Place), key
        return found

    def site(self, place: str) -> Site:
        found = read_record(self.db, "site", self.place(place).text("site"))
        assert isinstance(found, Site), place
        return found

    def group(self, place: str) -> str:
        found = read_record(self.db, "group", self.place(place).text("group"))
        assert found, place
        return found.text("name")

    def edit(self, record: Record, new: Record, who: str = "くにサポ 花子") -> None:
        """A person changes a record."""
        keep_changes(self.db, diff(record, new, kept=NOON, who=who))

    def records(self, of: str = "place") -> list[str]:
        rows = self.db.execute("SELECT key FROM record WHERE of = ? ORDER BY key", [of])
        return [key for (key,) in rows]

    def changes(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM change").fetchone()[0])
