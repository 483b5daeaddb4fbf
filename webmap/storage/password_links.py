"""Links that let their holder set a password, once and until a moment. Kept as digests only."""

from datetime import datetime

from .database import Database


def keep_link(db: Database, digest: str, name: str, until: datetime) -> None:
    """Keeps a new link of an account."""
    db.execute("INSERT INTO password_link VALUES (?, ?, ?)", [digest, name, until.isoformat()])


def whose_link(db: Database, digest: str, now: datetime) -> str:
    """The name of the account whose link it is; empty when there is no such link, or it is over."""
    row = db.execute(
        "SELECT account FROM password_link WHERE digest = ? AND until > ?",
        [digest, now.isoformat()],
    ).fetchone()
    return str(row[0]) if row else ""


def open_links(db: Database, now: datetime) -> dict[str, datetime]:
    """By account, until when its link may be used."""
    rows = db.execute("SELECT account, until FROM password_link WHERE until > ?", [now.isoformat()])
    return {name: datetime.fromisoformat(until) for name, until in rows.fetchall()}


def end_links(db: Database, name: str) -> None:
    """Ends every link of an account."""
    db.execute("DELETE FROM password_link WHERE account = ?", [name])
