"""The page of a month, made anew each time, with few and with very many places."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil.rrule import WEEKLY, rrule

from webmap.places.month import Month, month_of
from webmap.places.openings import calendar
from webmap.places.schedule import WEEKDAYS, Rule
from webmap.places.spoken_days import spoken_days
from webmap.settings import Settings
from webmap.web.app import create_app
from webmap.web.house import House
from webmap.workflows.month import Wanted

from .crowd import fill, made_up_rows, real_rows
from .row import Row, milliseconds

RUNS = 5
FEW, MANY = 300, 25_020
ASKED = ("", "?category=kodomo_shokudo", "?category=hattatsu")


def measure() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        for count in (FEW, MANY):
            database = Path(folder) / f"{count}.sqlite"
            fill(database, real_rows() or made_up_rows(count), count)
            yield from _rows(database, count)


def _rows(database: Path, count: int) -> Iterator[Row]:
    app = create_app(Settings(database, secret="made-up"))
    house: House = app.extensions["house"]
    client = app.test_client()
    client.get("/ja/calendar")  # the shelf is built once a day
    for asked in ASKED:

        def make(asked: str = asked) -> None:
            _forget(house, app.wsgi_app)
            assert client.get(f"/ja/calendar{asked}").status_code == 200

        yield Row(
            f"`/ja/calendar{asked}` of {count:,} places, made anew",
            milliseconds(make, RUNS),
            milliseconds(lambda: _by_rrule(house), RUNS),
            "dateutil.rrule alone: the weekdays of all places in that month",
        )


def _forget(house: House, quick: object) -> None:
    """What was answered and reckoned before; the shelf stays."""
    house.answers._bodies.clear()
    quick._kept = (None, {})  # type: ignore[attr-defined]
    calendar.cache_clear()
    spoken_days.cache_clear()


def _by_rrule(house: House) -> int:
    shelf = house.finder._shelf
    assert shelf
    month = Wanted(month_of(shelf.day)).month
    rules = (rule for one in shelf.listed for rule in one.leaf.timetable.rules if rule.is_open)
    return sum(_count(rule, month) for rule in rules if rule.weekdays)


def _count(rule: Rule, month: Month) -> int:
    begin = datetime.combine(month.first, time())
    end = begin + timedelta(days=month.length - 1)
    days = [WEEKDAYS.index(day) for day in rule.days]
    return len(list(rrule(WEEKLY, dtstart=begin, until=end, byweekday=days)))
