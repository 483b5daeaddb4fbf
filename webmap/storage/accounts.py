"""Accounts of the staff and their open sessions. Tokens are kept as digests only."""

from datetime import datetime
from typing import NamedTuple

from ..places.account import Account
from .database import Database


class KeptAccount(NamedTuple):
    """An account with its password's hash; empty before the first one is set."""

    account: Account
    password: str
    made: datetime


class Session(NamedTuple):
    """An open session: whose, since when, and when it was last used."""

    account: Account
    began: datetime
    seen: datetime


_ACCOUNT = "name, role, locked, password, made"


def keep_account(db: Database, account: Account, made: datetime) -> None:
    """Keeps a new account, without a password; sqlite3.IntegrityError when the name is taken."""
    db.execute(
        f"INSERT INTO account ({_ACCOUNT}) VALUES (?, ?, ?, '', ?)",
        [account.name, account.role, int(account.locked), made.isoformat()],
    )


def account(db: Database, name: str) -> KeptAccount | None:
    """The account of a name, or None."""
    row = db.execute(f"SELECT {_ACCOUNT} FROM account WHERE name = ?", [name]).fetchone()
    return _read(row) if row else None


def accounts(db: Database) -> list[KeptAccount]:
    """Every account by name."""
    rows = db.execute(f"SELECT {_ACCOUNT} FROM account ORDER BY name")
    return [_read(row) for row in rows.fetchall()]


def set_password(db: Database, name: str, password: str) -> None:
    """Keeps the hash of an account's password."""
    db.execute("UPDATE account SET password = ? WHERE name = ?", [password, name])


def set_role(db: Database, name: str, role: str) -> None:
    """Gives an account another role."""
    db.execute("UPDATE account SET role = ? WHERE name = ?", [role, name])


def set_locked(db: Database, name: str, locked: bool) -> None:
    """Locks an account, or unlocks it."""
    db.execute("UPDATE account SET locked = ? WHERE name = ?", [int(locked), name])


def keep_session(db: Database, digest: str, name: str, moment: datetime) -> None:
    """Keeps a session that begins."""
    text = moment.isoformat()
    db.execute("INSERT INTO staff_session VALUES (?, ?, ?, ?)", [digest, name, text, text])


def session(db: Database, digest: str) -> Session | None:
    """The session of a token's digest, or None."""
    row = db.execute(
        "SELECT name, role, locked, began, seen FROM staff_session"
        " JOIN account ON account = name WHERE digest = ?",
        [digest],
    ).fetchone()
    if not row:
        return None
    name, role, locked, *moments = row
    return Session(Account(name, role, bool(locked)), *map(datetime.fromisoformat, moments))


def see_session(db: Database, digest: str, moment: datetime) -> None:
    """Notes that a session was used."""
    db.execute("UPDATE staff_session SET seen = ? WHERE digest = ?", [moment.isoformat(), digest])


def end_session(db: Database, digest: str) -> None:
    """Ends one session."""
    db.execute("DELETE FROM staff_session WHERE digest = ?", [digest])


def end_sessions(db: Database, name: str) -> None:
    """Ends every session of an account."""
    db.execute("DELETE FROM staff_session WHERE account = ?", [name])


def open_sessions(db: Database, began: datetime, seen: datetime) -> dict[str, int]:
    """How many sessions each account has that began, and were last used, after a moment."""
    rows = db.execute(
        "SELECT account, count(*) FROM staff_session WHERE began > ? AND seen > ? GROUP BY account",
        [began.isoformat(), seen.isoformat()],
    )
    return dict(rows.fetchall())


def end_all_sessions(db: Database) -> None:
    """Ends every session of everybody, and every link that would set a password."""
    for table in ("staff_session", "password_link"):
        db.execute(f"DELETE FROM {table}")


def end_old_sessions(db: Database, began: datetime, seen: datetime) -> None:
    """Ends those that began, or were last used, before a moment."""
    db.execute(
        "DELETE FROM staff_session WHERE began < ? OR seen < ?",
        [began.isoformat(), seen.isoformat()],
    )


def _read(row: tuple[str, str, int, str, str]) -> KeptAccount:
    name, role, locked, password, made = row
    return KeptAccount(Account(name, role, bool(locked)), password, datetime.fromisoformat(made))
