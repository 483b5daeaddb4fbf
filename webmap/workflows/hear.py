"""What families say back is heard: within bounds, without a word of who says it, and not for ever.

A wish (聞いてほしい) is a count. So that one browser counts once a day for the same thing, a random
word that it holds until midnight is kept for that day, hashed together with the day: two days
cannot be laid beside each other. A report (ちがっています) is what is wrong, and a few words.
Nothing of the request beside these is read, and nothing of it is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from ..places.contacts import is_private
from ..places.desk import DeskLine
from ..places.errors import BadCell, NotUnderstood
from ..places.persons import persons_in
from ..places.report import Report
from ..places.wish import answered
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

LONGEST_WORD = 100
"""Characters of what became of a report."""
THE_WORD = f"どうしたか、短いことば（{LONGEST_WORD}字まで。携帯番号と メールアドレスは 書けません）"
_NOTHING: tuple[str, frozenset[str]] = ("", frozenset())
MOST_SETTLED = 200
"""Settled reports that are shown."""


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


def settle(db: Database, numbers: list[int], word: str, who: str, now: datetime) -> None:
    """Marks open reports as settled: all, or none. ``word`` is what became of them, ``who`` the
    account that says so, or the office.

    Raises:
        BadCell: the word is none.
        NotUnderstood: a number is that of no open report.
    """
    word = _read_word(word)
    with writing(db):
        known = {one.number for one in voices.open_reports(db)}
        wrong = [str(number) for number in numbers if number not in known]
        if wrong:
            raise NotUnderstood(
                f"まだ のこっている しらせに、この番号は ありません: {'、'.join(wrong)}。"
                "何も 変えていません。"
            )
        voices.settle_reports(db, numbers, now.date(), word, who)


def _read_word(text: str) -> str:
    word = " ".join(text.split())
    if not 0 < len(word) <= LONGEST_WORD or is_private(word) or any(persons_in(word)):
        raise BadCell(text, THE_WORD, "word")
    return word


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


def heard_wishes(db: Database, lines: Mapping[str, DeskLine] | None = None) -> list[HeardWish]:
    """All that was wished for: what is not known yet first, and of that the most wanted.

    ``lines`` are those of the desk's roll, where it is at hand, so that no place is read.
    """
    wished = voices.wishes(db)
    known = _known(db, {one.place for one in wished}, lines)
    found = [_heard_wish(one, *known.get(one.place, _NOTHING)) for one in wished]
    return sorted(found, key=lambda one: one.is_known)


def heard_reports(db: Database, lines: Mapping[str, DeskLine] | None = None) -> list[HeardReport]:
    """The reports that nobody has settled yet, oldest first."""
    return _with_names(db, voices.open_reports(db), lines)


def settled_reports(db: Database, lines: Mapping[str, DeskLine] | None = None) -> list[HeardReport]:
    """The reports that are settled and not yet forgotten, the last settled first."""
    return _with_names(db, voices.settled_reports(db, MOST_SETTLED), lines)


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


def _heard_wish(wished: Wished, name: str, answers: frozenset[str]) -> HeardWish:
    return HeardWish(wished, name, wished.what in answers)


def _with_names(
    db: Database, reports: list[KeptReport], lines: Mapping[str, DeskLine] | None
) -> list[HeardReport]:
    known = _known(db, {one.report.place for one in reports}, lines)
    return [HeardReport(one, known.get(one.report.place, _NOTHING)[0]) for one in reports]


def _known(
    db: Database, keys: set[str], lines: Mapping[str, DeskLine] | None
) -> dict[str, tuple[str, frozenset[str]]]:
    """The name of each place, and the wishes that it answers."""
    if lines is None:
        found = ((key, place(db, key)) for key in keys)
        return {key: (one.name, answered(one.said)) for key, one in found if one}
    return {key: (one.name, one.answered) for key in keys if (one := lines.get(key))}
