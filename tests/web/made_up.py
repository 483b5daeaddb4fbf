"""Tables to change by script, and places that do not exist, plainly made up (みほん)."""

import csv
from collections.abc import Iterable
from pathlib import Path

from webmap.formats.rows import write_rows
from webmap.formats.table_shapes import TABLES

EVERYTHING, NOTHING = "mihon-zenbu", "mihon-nanimo"
ENDED, PAUSED, UNCHECKED = "mihon-owari", "mihon-yasumi", "mihon-mada"
NOT_FOR_DROPPING_IN, HIDDEN, ABOUT_THERE = "mihon-yoyaku", "mihon-kakure", "mihon-daitai"

ADDRESS = "東京都国立市みほん町9-9-9"
"""No such town."""

ORIGIN = {"source": "mihon", "day": "2026-10", "confirmed": "", "visibility": "public"}


class Tables:
    """The ten tables of a data folder as rows of text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, list[dict[str, str]]] = {}
        for name in TABLES:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                self.rows[name] = list(csv.DictReader(file))

    def add(self, table: str, **cells: str) -> None:
        """A row; what is not named is blank, and the origin is made up."""
        origin = {column: text for column, text in ORIGIN.items() if column in TABLES[table]}
        self.rows[table].append(dict.fromkeys(TABLES[table], "") | origin | cells)

    def add_place(self, key: str, name: str, **cells: str) -> None:
        """A listed 居場所 of 国立市, unless the cells say otherwise."""
        common = {"categories": "ibasho", "city": "132152", "standing": "listed"}
        self.add("places", **({"key": key, "name": name} | common | cells))

    def add_site(self, key: str, address: str = ADDRESS, **cells: str) -> None:
        point = {"lat": "35.6921", "lon": "139.4441", "level": "building"}
        origin = {"point_source": "mihon", "point_visibility": "public"}
        self.add("sites", **({"key": key, "address": address} | point | origin | cells))

    def add_source(self) -> None:
        self.add("sources", key="mihon", name="みほんの しりょう", url="https://example.org/mihon")

    def clear(self, tables: Iterable[str] = tuple(TABLES)) -> None:
        for name in tables:
            self.rows[name] = []

    def write(self) -> Path:
        for name, columns in TABLES.items():
            text = write_rows(columns, self.rows[name])
            (self.folder / f"{name}.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
        return self.folder


def add_made_up_places(data: Path) -> None:
    """Adds one place of each sort that the real tables lack."""
    tables = Tables(data)
    tables.add_source()
    tables.add_site("mihon-site")
    _add_one_with_everything(tables)
    tables.add_place(NOTHING, "なにも わからない みほん", source="", day="")
    tables.add_place(ENDED, "おわった みほん", standing="ended", since="2026-03")
    tables.add_place(PAUSED, "おやすみの みほん", standing="paused", site="mihon-site")
    tables.add_place(UNCHECKED, "まだ たしかめていない みほん", standing="check", site="mihon-site")
    tables.add_place(NOT_FOR_DROPPING_IN, "いりぐちの ない みほん", drop_in="no", site="mihon-site")
    tables.add_site(
        "mihon-kakure", "東京都国立市かくれ町8-8-8 ひみつ荘", lat="35.69013", lon="139.43097"
    )
    tables.add_place(HIDDEN, "かくれた みほん", hidden="yes", site="mihon-kakure")
    tables.add_place(ABOUT_THERE, "だいたいの みほん", hidden="area", site="mihon-kakure")
    tables.write()


def _add_one_with_everything(tables: Tables) -> None:
    key = EVERYTHING
    tables.add("groups", key="mihon-group", name="NPO法人 みほんの会")
    tables.add_place(
        key, "みほん食堂", venue="みほん会場", kana="ミホンショクドウ", site="mihon-site",
        group="mihon-group", categories="kodomo_shokudo;ibasho",
    )  # fmt: skip
    for at, cells in enumerate(_RULES, 1):
        tables.add("schedules", **({"place": key, "number": str(at), "effect": "open"} | cells))
    tables.add("exceptions", place=key, date="2026-12-29", effect="closed", reason="年末のため")
    tables.add("exceptions", place=key, date="2026-12-12", effect="moved", moved_to="2026-12-13")
    for fact, answer in (("elevator", "yes"), ("step_free", "limited"), ("parking", "no")):
        tables.add("facts", place=key, fact=fact, answer=answer, note="みほんの ことば")
    for field, number, value in _DETAILS:
        tables.add("details", place=key, field=field, number=number, value=value)
    tables.add("fees", place=key, **{"class": "elementary", "per": "visit", "yen": "0"})
    tables.add("fees", place=key, **{"class": "adult", "per": "visit", "yen": "300"})


_RULES = (
    {"weekdays": "SA", "nth": "1;3", "opens": "11:30", "closes": "14:00", "frequency": "monthly"},
    {"weekdays": "SU", "frequency": "monthly", "note": "月1回・日曜"},
    {"effect": "closed", "season": "new_year"},
)
_DETAILS = (
    ("phone", "", "042-000-0000"),
    ("url", "", "https://example.org/mihon-shokudo"),
    ("who", "", "みほん町の 子ども"),
    ("ages", "", "6-15"),
    ("booking", "", "first_time"),
    ("booking_way", "", "phone;web"),
    ("capacity", "", "20"),
    ("address_note", "", "2階"),
    ("activity", "1", "みほんの 工作"),
    ("activity", "2", "みほんの 読書"),
    ("access", "1", "みほん駅から 5分"),
)
