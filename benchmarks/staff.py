"""The pages of the staff, each asked right after somebody changed a place, with few and very many."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from flask import Flask, render_template_string
from sqlite_utils import Database as SqliteUtils

from tests.web.staff.signing_in import Desk, open_desk
from webmap.places.changes import by_staff, diff
from webmap.places.days import read_day
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.settings import ROOT, Settings
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import all_records, place
from webmap.web.app import create_app
from webmap.workflows.fill_database import fill_database

from . import crowd
from .row import Row

RUNS = 7
FEW, MANY = 300, 25_020
KEY = "guruguru"
ASKED = (
    "/staff/",
    "/staff/places",
    f"/staff/places/{KEY}",
    f"/staff/places/{KEY}/history",
    f"/staff/places/{KEY}/photos",
    "/staff/places/new",
    "/staff/week",
    "/staff/reports",
    "/staff/closures",
    "/staff/helplines",
    "/staff/programmes",
    "/staff/readings",
    "/staff/accounts",
)
_STOCK = """<table>{% for one in rows %}<tr><td><a href="/{{ one.key }}">{{ one.name }}</a>
<td>{{ one.address }}<td>{{ one.phone }}<td>{{ one.day }}{% endfor %}</table>"""


def measure() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        for count in (FEW, MANY):
            database = Path(folder) / f"{count}.sqlite"
            _fill(database, count)
            yield from _rows(database, count)


def _fill(database: Path, count: int) -> None:
    """The real tables, and as many places more as are needed, all with their history."""
    settings = Settings(database)
    db = open_database(database)
    fill_database(db, settings.data, settings.now())
    more = database.with_name("crowd.sqlite")
    missing = count - db.table("record").count_where("of = 'place'")
    crowd.fill(more, crowd.real_rows() or crowd.made_up_rows(missing), missing)
    others = open_database(more)
    kept = settings.now() - timedelta(days=30)
    with db.conn:
        for record in all_records(others):
            keep_changes(db, diff(None, record, kept=kept, who="file:wamnet"))
    others.close()
    db.close()
    more.unlink()


def _rows(database: Path, count: int) -> Iterator[Row]:
    settings = Settings(database, secret="made-up")
    desk = open_desk(create_app(settings), "admin")
    stock, peer_is = _stock(database), "a stock list of 100 rows: sqlite-utils, one flat table"
    peer = _times(stock, RUNS)
    for path in ASKED:
        first, again = _asked(desk, path, settings)
        what = f"`{path}` of {count:,} places, after a change (first time since the start)"
        yield Row(what, f"{again} ({first})", peer, peer_is)
    yield Row(f"search of {count:,} places", _times(lambda: _search(desk), RUNS), peer, peer_is)


def _asked(desk: Desk, path: str, settings: Settings) -> tuple[str, str]:
    """How long a page takes at first, and right after a change."""
    first = _times(lambda: _get(desk, path), 1)
    times = []
    for turn in range(RUNS):
        _change(settings, turn)
        begin = perf_counter()
        _get(desk, path)
        times.append(perf_counter() - begin)
    return first, f"{median(times) * 1000:.0f} ms"


def _get(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


def _search(desk: Desk) -> None:
    assert desk.post("/staff/places", {"q": "国立"}).status_code == 200


def _change(settings: Settings, turn: int) -> None:
    db = open_database(settings.database)
    stands = place(db, KEY)
    assert stands
    said = {**stands.said, "remark.1": Statement(f"みほん {turn}", day=read_day("2026-11"))}
    new = Place(KEY, said)
    keep_changes(db, diff(stands, new, kept=settings.now(), who=by_staff("mihon")))
    db.close()


def _stock(database: Path) -> Callable[[], object]:
    """A list as it is often made: one flat table, a count, a LIKE, the first hundred rows."""
    db = open_database(database)
    flat = [_flat(record) for record in all_records(db) if isinstance(record, Place)]
    db.close()
    tables = SqliteUtils(memory=True)
    tables.table("place").insert_all(flat, pk="key")
    app = Flask("stock", template_folder=str(ROOT / "templates"))

    def ask() -> str:
        with app.app_context():
            tables.table("place").count_where("name LIKE ?", ["%国立%"])
            rows = tables.table("place").rows_where(order_by="day", limit=100)
            return render_template_string(_STOCK, rows=[*rows])

    return ask


def _flat(shown: Place) -> dict[str, Any]:
    return {
        "key": shown.key,
        "name": shown.name,
        "address": shown.text("site"),
        "phone": shown.text("phone"),
        "day": shown.day.text,
    }


def _times(action: Callable[[], object], runs: int) -> str:
    times = []
    for _ in range(runs):
        begin = perf_counter()
        action()
        times.append(perf_counter() - begin)
    return f"{median(times) * 1000:.0f} ms"
