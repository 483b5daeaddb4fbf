"""Dates of 300 places: the next ones of each, and the calendar file of all; the peers do only this.

The rules are those that cafeterias have, each with hours of its own, so that no two places share
what is kept in memory.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import icalendar
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from webmap.places import openings, spoken_days
from webmap.places.changes import diff
from webmap.places.dated import Timetable, next_dates
from webmap.places.fields import Value
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.places.schedule import WEEKDAYS, Rule
from webmap.settings import TOKYO, Settings
from webmap.storage.changes import keep_changes
from webmap.storage.database import Database, open_database
from webmap.web.app import create_app

from .row import Row

PLACES, RUNS = 300, 5
NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
_FORMS = (
    {"weekdays": "SU", "nth": "1;3"},
    {"weekdays": "SA", "nth": "2", "holidays": "excluded"},
    {"weekdays": "FR"},
    {"weekdays": "WE;SA", "holidays": "included"},
    {"weekdays": "TH", "nth": "-1"},
    {"weekdays": "SU", "frequency": "monthly"},
)


def rules() -> list[Rule]:
    """One for each place."""
    return [
        Rule(**_FORMS[i % len(_FORMS)], opens=f"{9 + i // 60:02}:{i % 60:02}", closes="20:00")
        for i in range(PLACES)
    ]


def measure() -> Iterator[Row]:
    timetables = [Timetable((rule,)) for rule in rules()]
    cold, warm = (
        _time(lambda: [next_dates(one, NOW) for one in timetables], before)
        for before in (_forget, None)
    )
    plain = _time(lambda: [_plain_dates(rule) for rule in rules()], None)
    peer = "dateutil.rrule alone: no holidays, no closures, no doubt"
    yield Row(f"next three dates of {PLACES} places, nothing kept", cold, plain, peer)
    yield Row(f"next three dates of {PLACES} places, calendars kept", warm, plain, peer)
    with TemporaryDirectory() as name:
        database = Path(name) / "places.sqlite"
        _fill(open_database(database))
        yield _file_of_all(database)


def _file_of_all(database: Path) -> Row:
    settings = Settings(database, secret="x", fixed_now=NOW)
    said: list[bytes] = []

    def ask() -> None:
        said[:] = [create_app(settings).test_client().get("/calendar.ics").data]

    start = _time(lambda: create_app(settings), None)
    ours = _time(ask, _forget)
    count, size = said[0].count(b"BEGIN:VEVENT"), len(said[0]) / 1e6
    plain = _time(lambda: _plain_file(count), None)
    return Row(
        f"calendar file of {PLACES} places, {count:,} entries, {size:.1f} MB, nothing kept",
        f"{ours} ({start} of it the app's start)",
        plain,
        "icalendar alone: as many entries, their times known before",
    )


def _fill(db: Database) -> None:
    for i, rule in enumerate(rules()):
        said: dict[str, Value] = {
            "name": f"みほん食堂{i}",
            "categories": "kodomo_shokudo",
            "standing": "listed",
            "who": "だれでも",
            "schedule.1": rule,
        }
        place = Place(f"mihon-{i}", {field: Statement(value) for field, value in said.items()})
        keep_changes(db, diff(None, place, kept=NOW, who="data"))
    db.close()


def _forget() -> None:
    """As in a new process."""
    for module in (openings, spoken_days):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()


def _plain_dates(rule: Rule) -> list[datetime]:
    begin = NOW.replace(tzinfo=None)
    days = [WEEKDAYS.index(day) for day in rule.days]
    named = [weekday(day, nth) for day in days for nth in rule.nths or (None,)]
    if rule.nth:
        return list(rrule(MONTHLY, dtstart=begin, byweekday=named, count=3))
    return list(rrule(WEEKLY, dtstart=begin, byweekday=named, count=3))


def _plain_file(count: int) -> bytes:
    calendar = icalendar.Calendar()
    for i in range(count):
        entry, begin = icalendar.Event(), NOW + timedelta(days=i % 365)
        entry.add("uid", f"mihon-{i}")
        entry.add("dtstamp", NOW)
        entry.add("dtstart", begin)
        entry.add("dtend", begin + timedelta(hours=2))
        entry.add("summary", f"みほん食堂{i % PLACES}")
        entry.add("description", "だれが：だれでも\n行く前に たしかめてください。")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _time(action: Callable[[], object], before: Callable[[], None] | None) -> str:
    """The median time of the action, after one run that is not counted."""
    times = []
    for _ in range(RUNS + 1):
        if before:
            before()
        begin = perf_counter()
        action()
        times.append(perf_counter() - begin)
    return f"{median(times[1:]) * 1000:.0f} ms"
