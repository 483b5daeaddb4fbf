"""What families say back is heard: within bounds, without a word of who says it, and not for ever.

A wish (聞いてほしい) is a count. So that one browser counts once a day for the same thing, a random
word that it holds until midnight is kept for that day, hashed together with the day: two days
cannot be laid beside each other. A report (ちがっています) is what is wrong, and a few words.
Nothing of the request beside these is read, and nothing of it is logged.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from ..places.errors import NotUnderstood
from ..places.place import Place
from ..places.report import Report
from ..places.vocabulary import FACTS
from ..storage import voices
from ..storage.database import Database, writing
from ..storage.places import place
from ..storage.voices import KeptReport, Wished

WISHES_OF_A_BROWSER = 30
"""A day; a family that looks at ten places presses three times on each."""
WISHES_FOR_ONE_THING = 20
"""A day, of one place: by then the office knows, and no script can make more of it."""
WISHES_IN_ALL = 2000
"""A day; each is a row until midnight."""
WISHES_ARE_COUNTED_FOR = 24
"""Months; what was wished for longer ago was answered, or is wished for again."""

REPORTS_A_MINUTE = 6
REPORTS_AN_HOUR = 60
REPORTS_OF_A_PLACE = 10
"""A day."""
REPORTS_THAT_WAIT = 2000
"""Of more than these nobody reads one."""
SETTLED_REPORTS_STAY = timedelta(days=90)

_FIELDS = {"when": "schedule", "where": "site"}
"""Fields that answer a wish which is called otherwise."""


def hear_wish(db: Database, key: str, what: str, browser: str, now: datetime) -> bool:
    """Counts a wish about a place, once a day for each browser; False when no more are taken today.

    ``browser`` is the random word of the day. A thing that is wished for more often than can be
    counted in a day is heard all the same, and no row is written.
    """
    today, hashed = now.date(), _hash(browser, now.date())
    with writing(db):
        voices.forget(db, _over(now))
        if voices.has_wished(db, today, hashed, key, what):
            return True
        in_all, of_browser, for_this = voices.count_today(db, today, hashed, key, what)
        if in_all >= WISHES_IN_ALL or of_browser >= WISHES_OF_A_BROWSER:
            return False
        if for_this < WISHES_FOR_ONE_THING:
            voices.keep_wish(db, today, hashed, key, what)
    return True


def hear_report(db: Database, report: Report, now: datetime) -> bool:
    """Keeps a report that is without fault; False when too many came of late, and nothing is kept."""
    with writing(db):
        voices.forget(db, _over(now))
        if _are_too_many(db, report.place, now):
            return False
        voices.keep_report(db, report, now)
    return True


def forget_what_is_over(db: Database, now: datetime) -> None:
    """Deletes what may no longer be kept; writes nothing when there is nothing to delete."""
    if voices.is_anything_over(db, _over(now)):
        with writing(db):
            voices.forget(db, _over(now))


def settle(db: Database, numbers: list[int], now: datetime) -> None:
    """Marks open reports as settled: all, or none.

    Raises:
        NotUnderstood: a number is that of no open report.
    """
    with writing(db):
        known = {one.number for one in voices.open_reports(db)}
        wrong = [str(number) for number in numbers if number not in known]
        if wrong:
            raise NotUnderstood(
                f"まだ のこっている しらせに、この番号は ありません: {'、'.join(wrong)}。"
                "何も 変えていません。"
            )
        voices.settle_reports(db, numbers, now.date())


@dataclass(frozen=True, slots=True)
class HeardWish:
    """A wish with the name of its place, and whether the answer is known by now."""

    wished: Wished
    name: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class HeardReport:
    """A report with the name of its place."""

    kept: KeptReport
    name: str


def heard_wishes(db: Database) -> list[HeardWish]:
    """All that was wished for: what is not known yet first, and of that the most wanted."""
    places = _places(db, {one.place for one in voices.wishes(db)})
    found = [
        HeardWish(one, _name(places[one.place]), _is_known(places[one.place], one.what))
        for one in voices.wishes(db)
    ]
    return sorted(found, key=lambda one: one.is_known)


def heard_reports(db: Database) -> list[HeardReport]:
    """The reports that nobody has settled yet, oldest first."""
    kept = voices.open_reports(db)
    places = _places(db, {one.report.place for one in kept})
    return [HeardReport(one, _name(places[one.report.place])) for one in kept]


def _over(now: datetime) -> voices.Over:
    today = now.date()
    return voices.Over(today, _first_month(today), today - SETTLED_REPORTS_STAY)


def _first_month(today: date) -> str:
    """The first month whose wishes are still counted, as 2026-12."""
    months = today.year * 12 + today.month - 1 - WISHES_ARE_COUNTED_FOR
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _hash(browser: str, today: date) -> str:
    return sha256(f"{today.isoformat()} {browser}".encode()).hexdigest()[:32]


def _are_too_many(db: Database, key: str, now: datetime) -> bool:
    def since(ago: timedelta) -> str:
        return (now - ago).isoformat(timespec="seconds")

    return (
        voices.count_reports(db, since(timedelta(minutes=1))) >= REPORTS_A_MINUTE
        or voices.count_reports(db, since(timedelta(hours=1))) >= REPORTS_AN_HOUR
        or voices.count_reports(db, now.date().isoformat(), key) >= REPORTS_OF_A_PLACE
        or voices.count_open_reports(db) >= REPORTS_THAT_WAIT
    )


def _places(db: Database, keys: set[str]) -> dict[str, Place | None]:
    return {key: place(db, key) for key in keys}


def _name(found: Place | None) -> str:
    return found.name if found else ""


def _is_known(found: Place | None, what: str) -> bool:
    if found is None:
        return False
    field = f"fact.{what}" if what in FACTS else _FIELDS.get(what, what)
    return any(name == field or name.startswith(f"{field}.") for name in found.said)
