"""What families say back: how often a thing is wished for, and what is reported to be wrong.

No public answer depends on these tables, so the edition of the data does not change with them:
kept pages stay kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ..places.report import Report
from .database import Database


@dataclass(frozen=True, slots=True)
class Wished:
    """How often something about a place was wished for, and the last month in which it was."""

    place: str
    what: str
    count: int
    last: str


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report with its number and the moment in which it came; once it is settled, with the day,
    what became of it, and who settled it."""

    number: int
    report: Report
    kept: datetime
    settled: date | None = None
    word: str = ""
    settled_by: str = ""


# -- wishes


def has_wished(db: Database, day: date, browser: str, place: str, what: str) -> bool:
    """Whether a browser (by its word of the day) wished for this on this day."""
    found = db.execute(
        "SELECT 1 FROM wish_today WHERE day = ? AND browser = ? AND place = ? AND what = ?",
        [day.isoformat(), browser, place, what],
    )
    return found.fetchone() is not None


def count_today(db: Database, day: date, browser: str, place: str, what: str) -> tuple[int, ...]:
    """The wishes of a day: in all, those of the browser, and those for this about this place."""
    row = db.execute(
        "SELECT count(*), total(browser = ?), total(place = ? AND what = ?)"
        " FROM wish_today WHERE day = ?",
        [browser, place, what, day.isoformat()],
    ).fetchone()
    return tuple(map(int, row))


def keep_wish(db: Database, day: date, browser: str, place: str, what: str) -> None:
    """Counts a wish in its month, and remembers for this day whose it was."""
    text = day.isoformat()
    db.execute("INSERT INTO wish_today VALUES (?, ?, ?, ?)", [text, browser, place, what])
    db.execute(
        "INSERT INTO wish VALUES (?, ?, ?, 1)"
        " ON CONFLICT (place, what, month) DO UPDATE SET count = count + 1",
        [place, what, text[:7]],
    )


def wishes(db: Database) -> list[Wished]:
    """All that was wished for, the most wanted first."""
    rows = db.execute(
        "SELECT place, what, sum(count), max(month) FROM wish"
        " GROUP BY place, what ORDER BY 3 DESC, place, what"
    )
    return [Wished(*row) for row in rows.fetchall()]


# -- reports


def count_reports(db: Database, since: str, place: str = "") -> int:
    """How many came at or after a day or moment in ISO 8601; of one place if it is named."""
    row = db.execute(
        "SELECT count(*) FROM report WHERE kept >= ? AND (? = '' OR place = ?)",
        [since, place, place],
    )
    return int(row.fetchone()[0])


def count_open_reports(db: Database) -> int:
    """How many nobody has settled yet."""
    return int(db.execute("SELECT count(*) FROM report WHERE settled = ''").fetchone()[0])


def keep_report(db: Database, report: Report, kept: datetime) -> None:
    """Keeps a report; ``kept`` is in Asia/Tokyo, as every moment here."""
    db.execute(
        "INSERT INTO report (place, wrongs, text, kept, settled) VALUES (?, ?, ?, ?, '')",
        [report.place, ";".join(report.wrongs), report.text, kept.isoformat(timespec="seconds")],
    )


def count_open_reports_by_place(db: Database) -> dict[str, int]:
    """How many of each place nobody has settled yet."""
    rows = db.execute("SELECT place, count(*) FROM report WHERE settled = '' GROUP BY place")
    return dict(rows.fetchall())


def open_reports(db: Database) -> list[KeptReport]:
    """Those that nobody has settled yet, oldest first."""
    return _reports(db, "settled = '' ORDER BY number")


def settled_reports(db: Database, most: int) -> list[KeptReport]:
    """Those that are settled and not yet forgotten, the last settled first, at most so many."""
    return _reports(db, f"settled <> '' ORDER BY settled DESC, number DESC LIMIT {most:d}")


def settle_reports(
    db: Database, numbers: Iterable[int], day: date, word: str, settled_by: str
) -> None:
    """Marks reports as settled on a day, with what became of them and who says so."""
    db.execute("PRAGMA secure_delete = ON")  # a longer row moves: where it stood is overwritten
    db.conn.executemany(
        "UPDATE report SET settled = ?, word = ?, settled_by = ? WHERE number = ?",
        [(day.isoformat(), word, settled_by, number) for number in numbers],
    )


def _reports(db: Database, which: str) -> list[KeptReport]:
    rows = db.execute(
        "SELECT number, place, wrongs, text, kept, settled, word, settled_by"
        f" FROM report WHERE {which}"
    )
    return [
        KeptReport(
            number,
            Report(place, tuple(wrongs.split(";")) if wrongs else (), text),
            datetime.fromisoformat(kept),
            date.fromisoformat(settled) if settled else None,
            *rest,
        )
        for number, place, wrongs, text, kept, settled, *rest in rows.fetchall()
    ]


# -- forgetting


@dataclass(frozen=True, slots=True)
class Over:
    """What may be kept no longer: whose wishes those of other days than ``today`` were, counts of
    months before ``wished_before`` (2026-12), reports that were settled before a day."""

    today: date
    wished_before: str
    settled_before: date

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The rows in SQL, with what is compared."""
        return (
            ("wish_today WHERE day <> ?", self.today.isoformat()),
            ("wish WHERE month < ?", self.wished_before),
            ("report WHERE settled <> '' AND settled < ?", self.settled_before.isoformat()),
        )


def is_anything_over(db: Database, over: Over) -> bool:
    """Whether there is anything to forget."""
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {rows})" for rows, _ in over.rows())
    found = db.execute(f"SELECT {asked}", [bound for _, bound in over.rows()])
    return bool(found.fetchone()[0])


def forget(db: Database, over: Over) -> None:
    """Deletes it, and overwrites it in the file."""
    db.execute("PRAGMA secure_delete = ON")
    for rows, bound in over.rows():
        db.execute(f"DELETE FROM {rows}", [bound])


# -- of one place


def reports_of(db: Database, place: str) -> list[KeptReport]:
    """The reports about a place that nobody has settled yet, newest first."""
    rows = db.execute(
        "SELECT number, wrongs, text, kept FROM report WHERE place = ? AND settled = ''"
        " ORDER BY number DESC",
        [place],
    )
    return [
        KeptReport(
            number,
            Report(place, tuple(wrongs.split(";")) if wrongs else (), text),
            datetime.fromisoformat(kept),
        )
        for number, wrongs, text, kept in rows.fetchall()
    ]


def wishes_of(db: Database, place: str) -> list[Wished]:
    """What was wished for about a place, the most wanted first."""
    rows = db.execute(
        "SELECT place, what, sum(count), max(month) FROM wish WHERE place = ?"
        " GROUP BY what ORDER BY 3 DESC, what",
        [place],
    )
    return [Wished(*row) for row in rows.fetchall()]
