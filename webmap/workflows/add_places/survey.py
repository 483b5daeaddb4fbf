"""Opens the files: which layout, which municipality, and what stands in their way."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...formats.layout import Cells, Layout, read_cells, show
from ...formats.organisation import city_code
from ...formats.recognise import LAYOUTS, recognise
from ...formats.sheet import Sheet, SheetRow, open_sheet
from ...places.agreement import fold_address
from ...places.city import City
from ...places.draft import Identity
from ...places.errors import BadCell, NotUnderstood
from .request import Request

_NEARLY_ALL = 0.9
_CODE_IN_NAME = re.compile(r"(?<!\d)\d{5,6}(?!\d)")


@dataclass(slots=True)
class Survey:
    """A first look at all rows: how many, whose identity stands more than once, which numbers."""

    rows: int = 0
    blank: int = 0
    nameless: int = 0
    cities: Counter[str] = field(default_factory=Counter)
    identities: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)

    def main_city(self) -> str:
        """The municipality of nearly all rows; empty when there are several, as in a national
        file. A stray code among a city's own rows is a slip."""
        city, rows = self.cities.most_common(1)[0]
        return city if rows >= _NEARLY_ALL * self.cities.total() else ""


@dataclass(slots=True)
class OpenFile:
    """A file of the field. ``city`` is the municipality of rows that do not name their own."""

    path: Path
    sheet: Sheet
    layout: Layout
    municipalities: dict[str, str]
    wanted: frozenset[str]
    city: str = ""
    survey: Survey = field(default_factory=Survey)

    @property
    def name(self) -> str:
        return show(self.path.name)

    @property
    def edition_of(self) -> str:
        """Layout and municipality, by which a newer copy is known: ``kodomo_shokudo:132152``."""
        city = self.survey.main_city() if self.survey.cities else self.city
        return f"{self.layout.name}:{city}" if city else self.layout.name

    def rows(self) -> Iterator[tuple[SheetRow, Cells, list[BadCell]]]:
        """The rows that are asked for, blank ones too, with their cells and bad cells."""
        names = self.layout.names(self.sheet.header)
        for row in self.sheet.rows():
            cells, problems = read_cells(self.layout, names, row.cells)
            if row.blank or not self.wanted or self.city_of(cells) in self.wanted:
                yield row, cells, problems

    def city_of(self, cells: Cells) -> str:
        """The code of a row's municipality, or empty when it is not known."""
        found = self.layout.city_of(cells)
        return (found or self.city) if self.layout.needs_code else self._code(found)

    def _code(self, name: str) -> str:
        return next((code for code, full in self.municipalities.items() if full == name), "")

    def identity(self, cells: Cells) -> Identity:
        return self.layout.identify(cells, self.city)

    @property
    def all_good(self) -> bool:
        """Whether the first look found no row that would be rejected."""
        named = not self.survey.nameless and self.layout.needs_name
        return named and max(self.survey.identities.values(), default=1) == 1

    def is_twice(self, who: Identity) -> bool:
        """Whether another row of the file has the same identity."""
        return bool(who.identifier) and self.survey.identities[_identity(who)] > 1

    def look_through(self) -> None:
        """The first pass over all rows."""
        for row, cells, _ in self.rows():
            self.survey.rows += 1
            if row.blank:
                self.survey.blank += 1
                continue
            who = self.identity(cells)
            self.survey.nameless += not who.name
            if who.identifier:
                self.survey.identities[_identity(who)] += 1
            self.survey.numbers[who.number] += 1
            if self.layout.needs_code:
                self.survey.cities[self.city_of(cells)] += 1


def _identity(who: Identity) -> str:
    return f"{who.number}@{fold_address(who.address)}" if who.further_venue else who.identifier


@dataclass(slots=True)
class Opened:
    """Folders of our own tables, and files in the order in which they are taken."""

    folders: list[Path] = field(default_factory=list)
    files: list[OpenFile] = field(default_factory=list)


def open_files(request: Request, city: City) -> Opened:
    """Opens everything that is asked for.

    Raises:
        NotUnderstood: with what is wrong in each of the files, at once.
    """
    opened, wrong = Opened(), []
    for path in request.paths:
        try:
            _open(path, request, city, opened)
        except NotUnderstood as error:
            wrong.append(str(error))
    if wrong:
        raise NotUnderstood("\n".join(wrong))
    opened.files.sort(key=lambda file: LAYOUTS.index(file.layout))
    _find_cities(opened.files, request)
    return opened


def _open(path: Path, request: Request, city: City, opened: Opened) -> None:
    if path.is_dir():
        if not (path / "places.csv").is_file():
            raise NotUnderstood(f"{path}: この地図の 表（places.csv）が ありません。")
        opened.folders.append(path)
        return
    sheet = open_sheet(path, lambda header: recognise(header) is not None)
    layout = recognise(sheet.header)
    if layout is None:
        raise NotUnderstood(f"{path.name}: 知らない 形式です。")
    wanted = frozenset(request.cities)
    opened.files.append(OpenFile(path, sheet, layout, city.municipalities(), wanted))


def _find_cities(files: list[OpenFile], request: Request) -> None:
    """Settles the municipality of each file, looks it through, and checks what was asked for."""
    wrong = [code for code in request.cities if city_code(code) != code]
    if wrong:
        raise NotUnderstood(
            f"--city {','.join(wrong)}: 全国地方公共団体コード（6けた、国立市は 132152）では ありません。"
        )
    for file in files:
        if file.layout.needs_code:
            file.city = _city_in_name(file.path) or _only(request.cities) or _beside(files)
        file.look_through()
        _require_city(file, request)
    _require_rows(files, request)


def _require_city(file: OpenFile, request: Request) -> None:
    """Refuses a municipality that the file cannot be asked for, and a file that has none."""
    if not file.layout.needs_code:
        unknown = [code for code in request.cities if code not in file.municipalities]
        if unknown:
            known = "、".join(f"{code} {name}" for code, name in file.municipalities.items())
            raise NotUnderstood(
                f"--city {','.join(unknown)}: city.toml に ない まちです（あるのは {known}）。"
            )
    elif not any(file.survey.cities) and file.survey.rows > file.survey.blank:
        raise NotUnderstood(
            f"{file.name}: どの市区町村か わかりません。ファイルの名前に 132152 のような コードを"
            " 入れるか、--city で 言ってください。"
        )


def _require_rows(files: list[OpenFile], request: Request) -> None:
    """Refuses a municipality that neither the map nor any of the files knows."""
    known = {code for file in files for code in (*file.municipalities, *file.survey.cities)}
    unknown = [code for code in request.cities if files and code not in known]
    if unknown:
        raise NotUnderstood(f"--city {','.join(unknown)}: その まちの 行は ファイルに ありません。")


def _city_in_name(path: Path) -> str:
    codes = (city_code(found) for found in _CODE_IN_NAME.findall(path.stem))
    return next((code for code in codes if code), "")


def _only(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""


def _beside(files: list[OpenFile]) -> str:
    """The municipality of the one main file given beside a file that names none."""
    known = {code for file in files for code in file.survey.cities if code}
    return known.pop() if len(known) == 1 else ""
