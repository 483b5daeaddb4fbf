"""The pages of the staff, each asked right after somebody changed a place, with few and very many."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from flask import Flask, render_template_string
from sqlite_utils import Database as SqliteUtils
from werkzeug.exceptions import NotFound

from tests.web.staff.signing_in import Desk, open_desk
from tests.web.staff.test_edit_page import sent_by
from webmap.places.changes import by_staff, diff
from webmap.places.days import read_day
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.settings import Settings
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
SOUGHT = {"name:value": "みほん食堂こども広場", "site/address:value": "国立市富士見台2-47-1"}
"""A place that is not stored yet, as somebody asks whether it is."""
SAID = {"common:source": "みほんの 電話", "common:day": "2026-11"}
_STOCK = """<form><input name="q"><select name="kind"><option>–</select></form><p>{{ count }}</p>
<table><tr><th>Name<th>Address<th>Phone<th>Day</tr>{% for one in rows %}
<tr><td><a href="/{{ one.key }}">{{ one.name }}</a>
<td>{{ one.address }}<td>{{ one.phone }}<td>{{ one.day }}</tr>{% endfor %}</table>"""


def measure() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        for places in (FEW, MANY):
            database = Path(folder) / f"{places}.sqlite"
            _fill(database, places)
            yield from _rows(database, places)


def _fill(database: Path, places: int) -> None:
    """The real tables, and as many places more as are needed, all with their history."""
    settings = Settings(database)
    db = open_database(database)
    fill_database(db, settings.data, settings.now())
    more = database.with_name("crowd.sqlite")
    missing = places - db.table("record").count_where("of = 'place'")
    crowd.fill(more, crowd.real_rows() or crowd.made_up_rows(missing), missing)
    others = open_database(more)
    kept = settings.now() - timedelta(days=30)
    with db.conn:
        for record in all_records(others):
            keep_changes(db, diff(None, record, kept=kept, who="file:wamnet"))
    others.close()
    db.close()
    more.unlink()


def _rows(database: Path, places: int) -> Iterator[Row]:
    settings = Settings(database, secret="made-up")
    desk = open_desk(create_app(settings), "admin")
    stock = _say(_timed(_stock(database)))
    peer = (stock, "a stock list of 100 rows: Flask, Jinja, sqlite-utils, one flat table")
    for path in filter(partial(_is_there, desk), ASKED):
        first, times = _timed(partial(_get, desk, path), 1), _after_changes(desk, path, settings)
        what = (
            f"`{path}` of {places:,} places after a change: median, worst (first since the start)"
        )
        yield Row(what, f"{_say(times)}, {max(times):.0f} ms ({_say(first)})", *peer)
    for what, action in _acts(desk):
        times = _timed(action)
        yield Row(
            f"{what}, {places:,} places: median, worst",
            f"{_say(times)}, {max(times):.0f} ms",
            *peer,
        )


def _is_there(desk: Desk, path: str) -> bool:
    try:
        desk.client.application.url_map.bind("").match(path)
    except NotFound:
        return False
    return True


def _acts(desk: Desk) -> Iterator[tuple[str, Callable[[], None]]]:
    """What the staff do, each in one request; all but saving keep nothing."""
    form = f"/staff/places/{KEY}"
    yield "search of places", lambda: _post(desk, "/staff/places", {"q": "国立"})
    yield "looking for doubles", lambda: _post(desk, "/staff/places/new", {**SOUGHT, "act": "look"})
    yield "find-site by a name", lambda: _post(desk, "/staff/find-site", {"q": "児童館"})
    yield "find-site by an address", lambda: _post(desk, "/staff/find-site", {"q": "富士見台2"})
    yield "preview of the form", partial(_post, desk, f"{form}/look", _form(desk, form))
    families = count(1)

    def save() -> None:
        said = {"capacity:value": str(next(families)), "act": "save"}
        _post(desk, form, {**_form(desk, form), **said}, 303)

    yield "opening the form and saving it", save


def _form(desk: Desk, path: str) -> dict[str, list[str] | str]:
    return {**sent_by(desk.get(path).text).to_dict(flat=False), **SAID}


def _after_changes(desk: Desk, path: str, settings: Settings) -> list[float]:
    """How long a page takes, each time right after somebody else kept a change."""
    return [time for turn in range(RUNS) for time in _after_change(desk, path, settings, turn)]


def _after_change(desk: Desk, path: str, settings: Settings, turn: int) -> list[float]:
    _change(settings, turn)
    return _timed(partial(_get, desk, path), 1)


def _get(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


def _post(desk: Desk, path: str, said: dict[str, Any], status: int = 200) -> None:
    answer = desk.client.post(path, data={**said, "csrf_token": desk.token()})
    assert answer.status_code == status, (path, answer.status_code)


def _change(settings: Settings, turn: int) -> None:
    db = open_database(settings.database)
    stands = place(db, KEY)
    assert stands
    said = {**stands.said, "remark.1": Statement(f"みほん {turn}", day=read_day("2026-11"))}
    new = Place(KEY, said)
    keep_changes(db, diff(stands, new, kept=settings.now(), who=by_staff("mihon")))
    db.close()


def _stock(database: Path) -> Callable[[], object]:
    """A list as it is often made: one flat table in a file, a count, a LIKE, the first hundred."""
    db = open_database(database)
    flat = [_flat(record) for record in all_records(db) if isinstance(record, Place)]
    db.close()
    file = database.with_suffix(".stock")
    SqliteUtils(file).table("place").insert_all(flat, pk="key")
    app = Flask("stock")

    @app.get("/")
    def listed() -> str:
        table = SqliteUtils(file).table("place")
        met = ("name LIKE ?", ["%%"])
        rows = [*table.rows_where(*met, order_by="day", limit=100)]
        return render_template_string(_STOCK, rows=rows, count=table.count_where(*met))

    client = app.test_client()
    return lambda: client.get("/")


def _flat(shown: Place) -> dict[str, Any]:
    return {
        "key": shown.key,
        "name": shown.name,
        "address": shown.text("site"),
        "phone": shown.text("phone"),
        "day": shown.day.text,
    }


def _timed(action: Callable[[], object], runs: int = RUNS) -> list[float]:
    """The milliseconds of each run."""
    times = []
    for _ in range(runs):
        begin = perf_counter()
        action()
        times.append((perf_counter() - begin) * 1000)
    return times


def _say(times: list[float]) -> str:
    return f"{median(times):.0f} ms"
