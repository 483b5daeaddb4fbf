"""What the twin reads, made by hand: a places.json of a few rows, and the page around its form."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from webmap.places.vocabulary import ACCESS, CATEGORIES, SUPPORT

PAGE = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
"""Form, list and templates as the server renders them, with nothing asked but an age."""

FIRST = date(2026, 12, 3)
"""A Thursday; the pages' day is the Friday after it."""
DAYS = 36
CHILDREN = ("preschool", "elementary", "junior_high", "high")
ASKED = ("alone", "takeout", *ACCESS, *SUPPORT, "booking", *(f"free.{one}" for one in CHILDREN))
COLUMNS = (
    "key", "name", "venue", "categories", "lat", "lon", "site", "when", "who", "fee", "day",
    "where", "phone", "radius_m", "flags", "answers", "audience", "calendar", "reasons",
)  # fmt: skip
STAGES = {
    "age": ["p"] * 6 + ["pe"] + ["e"] * 5 + ["ej", "j", "j", "jh", "h", "h", "ha", "a"],
    "grade": ["e"] * 6 + ["j"] * 3 + ["h"],
    "band": ["p", "p", "e", "e", "j", "h", "g"],
}
NOTHING_SAID = {"age": "u", "grade": "u" * 10, "band": "u" * 7}

Row = Mapping[str, Any]


def places_json(rows: Iterable[Row]) -> dict[str, Any]:
    """The file of these rows, in their order. A row says what differs from a place of which nothing
    is known: ``asked`` by name, ``audience``, ``calendar`` and texts."""
    texts: list[str] = []
    answers, audiences, calendars = _Table(), _Table(), _Table()
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for number, row in enumerate(rows):
        common = {"categories": "a", "lat": 3568000, "lon": 13944000, "radius_m": 0, "flags": 0}
        own = {"key": f"mihon-{number}", "name": f"みほん{number}", "site": number}
        known: dict[str, Any] = {**common, **own, **row}
        said = known.get("asked", {})
        known["answers"] = answers.number("".join(said.get(name, "u") for name in ASKED))
        known["audience"] = audiences.number({**NOTHING_SAID, **known.get("audience", {})})
        known["calendar"] = calendars.number(
            known.get("calendar", [["u", None, None, "", [*range(36)]]])
        )
        for name in ("venue", "when", "who", "fee", "day", "where", "phone", "reasons"):
            known[name] = _text(texts, known.get(name, ""))
        for name in COLUMNS:
            columns[name].append(known[name])
    return {
        "edition": "mihon", "first": FIRST.isoformat(), "days": DAYS, "categories": CATEGORIES,
        "asked": ASKED,
        "texts": texts, "answers": answers.rows, "audiences": audiences.rows, "stages": STAGES,
        "calendars": calendars.rows, "count": len(columns["key"]), "columns": columns,
    }  # fmt: skip


def on(weekday: int) -> list[int]:
    """All days with the weekday, Monday being 0."""
    return [n for n in range(DAYS) if (FIRST + timedelta(days=n)).weekday() == weekday]


class _Table:
    def __init__(self) -> None:
        self.rows: list[Any] = []

    def number(self, row: Any) -> int:
        if row not in self.rows:
            self.rows.append(row)
        return self.rows.index(row)


def _text(texts: list[str], text: str) -> int:
    if not text:
        return -1
    if text not in texts:
        texts.append(text)
    return texts.index(text)
