"""What online geocoders answered, kept with the day: nobody is asked twice for the same."""

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..places.days import read_day
from ..places.location import Answer, Location
from .database import Database

FOUND_HOLDS = timedelta(days=548)
"""A point hardly ever moves; after 18 months, when a fact counts as old, it may be asked again."""
NOT_FOUND_HOLDS = timedelta(days=90)
"""The tables of geocoders are renewed a few times a year: what they lacked may be there by then."""

_COLUMNS = "lat, lon, level, radius_m, source, matched, day"


@dataclass(frozen=True, slots=True)
class KeptAnswers(MutableMapping[str, Answer]):
    """The answers of one geocoder by address; one that is too old on ``today`` is not there.

    "Not found" is an answer. An outage is none and must not be kept.
    """

    db: Database
    geocoder: str
    today: date

    def __getitem__(self, address: str) -> Answer:
        row = self.db.execute(
            f"SELECT {_COLUMNS} FROM geocoder_answer WHERE geocoder = ? AND address = ?",
            [self.geocoder, address],
        ).fetchone()
        answer = _read(row) if row else None
        if answer is None or self._is_old(answer):
            raise KeyError(address)
        return answer

    def __setitem__(self, address: str, answer: Answer) -> None:
        place = answer.location
        cells = (place.lat, place.lon, place.level, place.radius_m) if place else ("",) * 4
        values = [self.geocoder, address, *cells, answer.source, answer.matched, answer.day.text]
        with self.db.atomic():
            self.db.execute(
                f"REPLACE INTO geocoder_answer (geocoder, address, {_COLUMNS})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def __delitem__(self, address: str) -> None:
        with self.db.atomic():
            gone = self.db.execute(
                "DELETE FROM geocoder_answer WHERE geocoder = ? AND address = ?",
                [self.geocoder, address],
            )
        if not gone.rowcount:
            raise KeyError(address)

    def __iter__(self) -> Iterator[str]:
        rows = self.db.execute(
            f"SELECT address, {_COLUMNS} FROM geocoder_answer WHERE geocoder = ? ORDER BY address",
            [self.geocoder],
        ).fetchall()
        return (address for address, *row in rows if not self._is_old(_read(row)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _is_old(self, answer: Answer) -> bool:
        said = answer.day.first()
        holds = FOUND_HOLDS if answer.location else NOT_FOUND_HOLDS
        return said is None or self.today - said > holds


def forget_answers(db: Database, is_hidden: Callable[[str], bool]) -> None:
    """Drops what was ever answered about addresses that must not be known any more."""
    rows = db.execute("SELECT DISTINCT address FROM geocoder_answer").fetchall()
    hidden = [[address] for (address,) in rows if is_hidden(address)]
    if hidden:
        with db.atomic():
            db.conn.executemany("DELETE FROM geocoder_answer WHERE address = ?", hidden)


def _read(row: tuple[str, ...] | list[str]) -> Answer:
    lat, lon, level, radius, source, matched, day = row
    location = Location(lat, lon, level, radius) if level else None
    return Answer(location, source, matched, read_day(day))
