"""Opens the files: which layout, which municipality, and what stands in their way."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...formats.layout import Cells, Layout, read_cells, show
from ...formats.organisation import city_code
from ...formats.recognise import LAYOUTS, recognise, what_lacks
from ...formats.sheet import Sheet, SheetRow, open_sheet, say_error
from ...formats.tables import Reading, read_tables
from ...places.city import City
from ...places.draft import Identity
from ...places.errors import BadCell, NotUnderstood
from ...places.folding import fold
from .request import Request

_NEARLY_ALL = 0.8
_CODE_IN_NAME = re.compile(r"(?<!\d)\d{5,6}(?!\d)")


@dataclass(slots=True)
class Survey:
    """A first look at the rows that are asked for: how many, whose identity stands more than once.

    ``inside`` lie in a municipality of the map; ``cities`` are those that rows name by code.
    ``numbers`` are those of all rows of the file; ``strays`` (line, name) do not say of which
    municipality they are, though only some are asked for.
    """

    rows: int = 0
    blank: int = 0
    nameless: int = 0
    inside: int = 0
    cities: Counter[str] = field(default_factory=Counter)
    identities: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    strays: list[tuple[int, str]] = field(default_factory=list)


def _main_city(cities: Counter[str]) -> str:
    """The municipality of nearly all rows that name one; empty when there are several, as in a
    national file. A stray code among a city's own rows is a slip."""
    (city, rows), *_ = cities.most_common(1) or [("", 0)]
    return city if rows >= _NEARLY_ALL * cities.total() else ""


@dataclass(slots=True)
class OpenFile:
    """A file of the field. ``city`` is the municipality of rows that do not name their own."""

    path: Path
    sheet: Sheet
    layout: Layout
    codes: dict[str, str]
    wanted: frozenset[str]
    city: str = ""
    survey: Survey = field(default_factory=Survey)

    @property
    def name(self) -> str:
        return show(self.path.name)

    @property
    def edition_of(self) -> str:
        """Layout and municipality, by which a newer copy is known: ``kodomo_shokudo:132152``."""
        city = _main_city(self.survey.cities) if self.survey.cities else self.city
        return f"{self.layout.name}:{city}" if city else self.layout.name

    def rows(self) -> Iterator[tuple[SheetRow, Cells, list[BadCell]]]:
        """The rows that are asked for, blank ones too, with their cells and bad cells."""
        for row, cells, problems in self.all_rows():
            if row.blank or self._is_wanted(cells):
                yield row, cells, problems

    def all_rows(self) -> Iterator[tuple[SheetRow, Cells, list[BadCell]]]:
        """All rows, whether they are asked for or not."""
        names = self.layout.names(self.sheet.header)
        for row in self.sheet.rows():
            yield row, *read_cells(self.layout, names, row.cells)

    def city_of(self, cells: Cells) -> str:
        """The code of a row's municipality, or empty when it is not known."""
        found = self.layout.city_of(cells)
        return (found or self.city) if self.layout.needs_code else self.codes.get(fold(found), "")

    def _is_wanted(self, cells: Cells) -> bool:
        return not self.wanted or self.city_of(cells) in self.wanted

    def _is_stray(self, cells: Cells) -> bool:
        """Whether nobody can say of which municipality a row is."""
        return not (self.layout.city_of(cells) or self.city)

    def headings(self) -> tuple[list[str], list[str]]:
        """Headings of the file that its layout does not have, and those that it lacks."""
        names = self.layout.names(self.sheet.header)
        unknown = [show(name) for name in names if name and name not in self.layout.columns]
        return unknown, [name for name in self.layout.columns if name not in names]

    def outside(self) -> Counter[str]:
        """How many rows that are asked for lie in which municipality that the map does not have."""
        known = {*self.codes.values()}
        if not self.layout.needs_code:
            rest = 0 if self.wanted else self.survey.rows - self.survey.blank - self.survey.inside
            return Counter({"": rest} if rest else {})
        return Counter({code: n for code, n in self.survey.cities.items() if code not in known})

    def identity(self, cells: Cells) -> Identity:
        return self.layout.identify(cells, self.city)

    @property
    def all_good(self) -> bool:
        """Whether the first look found no row that would be rejected."""
        named = not self.survey.nameless and self.layout.needs_name
        return named and max(self.survey.identities.values(), default=1) == 1

    def is_twice(self, who: Identity) -> bool:
        """Whether another row of the file has the same identity."""
        return bool(who.identifier) and self.survey.identities[who.identifier] > 1

    def look_through(self) -> None:
        """The first pass over all rows."""
        for row, cells, _ in self.all_rows():
            if row.blank:
                self.survey.rows += 1
                self.survey.blank += 1
                continue
            who = self.identity(cells)
            self.survey.numbers[who.number] += 1
            if self._is_wanted(cells):
                self._look_at(who, cells)
            elif self._is_stray(cells):
                self.survey.strays.append((row.line, who.name or who.address))

    def _look_at(self, who: Identity, cells: Cells) -> None:
        self.survey.rows += 1
        self.survey.nameless += not who.name
        self.survey.inside += bool(self.city_of(cells))
        if who.identifier:
            self.survey.identities[who.identifier] += 1
        if self.layout.needs_code and (city := self.layout.city_of(cells)):
            self.survey.cities[city] += 1

    def own_cities(self) -> Counter[str]:
        """How many of all rows name which municipality by its code."""
        if not self.layout.needs_code:
            return Counter()
        codes = (self.layout.city_of(cells) for _, cells, _ in self.all_rows())
        return Counter(code for code in codes if code)


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """A folder of our own tables."""

    path: Path
    reading: Reading

    def cities(self) -> set[str]:
        """The municipalities of its places."""
        return {record.text("city") for record in self.reading.records.values()} - {""}


@dataclass(slots=True)
class Opened:
    """Folders of our own tables, and files in the order in which they are taken."""

    folders: list[OpenFolder] = field(default_factory=list)
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
        except OSError as error:
            wrong.append(f"{show(path.name)[:40]}: 読めません（{say_error(error)}）。")
    if wrong:
        raise NotUnderstood("\n".join(wrong))
    opened.files.sort(key=lambda file: LAYOUTS.index(file.layout))
    _look_through(opened, request, city)
    return opened


def _open(path: Path, request: Request, city: City, opened: Opened) -> None:
    if path.is_dir():
        if not (path / "places.csv").is_file():
            raise NotUnderstood(f"{path}: この地図の 表（places.csv）が ありません。")
        opened.folders.append(OpenFolder(path, read_tables(path)))
        return
    sheet = open_sheet(path, lambda header: recognise(header) is not None, what_lacks)
    layout = recognise(sheet.header)
    if layout is None:
        raise NotUnderstood(f"{path.name}: 知らない 形式です。")
    opened.files.append(OpenFile(path, sheet, layout, city.codes(), frozenset(request.cities)))


def _look_through(opened: Opened, request: Request, city: City) -> None:
    """Settles the municipality of each file, looks it through, and checks what was asked for."""
    wrong = [code for code in request.cities if city_code(code) != code]
    if wrong:
        raise NotUnderstood(
            f"--city {','.join(wrong)}: 全国地方公共団体コード（6けた、国立市は 132152）では ありません。"
        )
    for file in opened.files:
        if file.layout.needs_code:
            file.city = _city_of_file(file, request, opened.files)
        file.look_through()
        _require_city(file, request, city)
    _require_rows(opened, request, city)


def _city_of_file(file: OpenFile, request: Request, files: list[OpenFile]) -> str:
    """The municipality of rows that do not name their own: by the file's name, by the other rows,
    by what is asked for, by the file beside it."""
    cities, named = file.own_cities(), _cities_in_name(file.path)
    likely = [code for code in named if code in {*file.codes.values(), *request.cities, *cities}]
    if cities:
        return (*likely, _main_city(cities))[0]
    asked = request.cities if len(request.cities) == 1 else ()
    return next(iter((*likely, *asked, *named, *_beside(files))), "")


def _require_city(file: OpenFile, request: Request, city: City) -> None:
    """Refuses a municipality that the file cannot be asked for, and a file that has none."""
    if not file.layout.needs_code:
        municipalities = city.municipalities()
        unknown = [code for code in request.cities if code not in municipalities]
        if unknown:
            known = "、".join(f"{code} {name}" for code, name in municipalities.items())
            raise NotUnderstood(
                f"--city {','.join(unknown)}: city.toml に ない まちです（あるのは {known}）。"
            )
    elif not (file.survey.cities or file.city or file.survey.strays) and (
        file.survey.rows > file.survey.blank
    ):
        raise NotUnderstood(
            f"{file.name}: どの市区町村か わかりません。ファイルの名前に 132152 のような コードを"
            " 入れるか、--city で 言ってください。"
        )


def _require_rows(opened: Opened, request: Request, city: City) -> None:
    """Refuses a municipality that neither the map nor any of the files knows."""
    known = {
        *city.municipalities(),
        *(code for file in opened.files for code in file.survey.cities),
    }
    known.update(code for folder in opened.folders for code in folder.cities())
    unknown = [code for code in request.cities if code not in known]
    if unknown:
        raise NotUnderstood(f"--city {','.join(unknown)}: その まちの 行は ファイルに ありません。")


def _cities_in_name(path: Path) -> list[str]:
    codes = (city_code(found) for found in _CODE_IN_NAME.findall(path.stem))
    return [code for code in codes if code]


def _beside(files: list[OpenFile]) -> list[str]:
    """The municipality of the one main file given beside a file that names none."""
    known = {code for file in files for code in file.survey.cities}
    return [*known] if len(known) == 1 else []
