"""Accounts of the staff are made, locked and given a link by which their owner sets a password.

Nobody ever knows the password of another: who looks after accounts makes links and no passwords.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..places.account import Account, read_name
from ..places.errors import ForPeople, NotUnderstood
from ..storage import accounts, password_links
from ..storage.accounts import KeptAccount
from ..storage.database import Database, writing
from .sessions import IDLE, LONGEST, digest

LINK_LASTS = timedelta(hours=72)
"""Over a weekend."""


class NameIsTaken(ForPeople):
    """An account has this name."""


class NoSuchAccount(NotUnderstood):
    """No account has this name."""


class LastAdmin(ForPeople):
    """Afterwards nobody could look after the accounts."""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account as those see it who look after accounts.

    ``link_until`` is the end of its open link; ``sessions`` is how many browsers are signed in.
    """

    account: Account
    has_password: bool
    link_until: datetime | None
    sessions: int


def listed_accounts(db: Database, now: datetime) -> list[ListedAccount]:
    """Every account by name."""
    links = password_links.open_links(db, now)
    sessions = accounts.open_sessions(db, now - LONGEST, now - IDLE)

    def listed(kept: KeptAccount) -> ListedAccount:
        name = kept.account.name
        return ListedAccount(
            kept.account, bool(kept.password), links.get(name), sessions.get(name, 0)
        )

    return [listed(kept) for kept in accounts.accounts(db)]


# -- by those who look after accounts


def add_account(db: Database, name: str, role: str, now: datetime) -> str:
    """Makes an account and returns the token of the link that sets its password.

    Raises:
        BadCell: the name cannot be that of an account.
        NameIsTaken: another account has it.
    """
    name = read_name(name)
    with writing(db):
        if accounts.account(db, name):
            raise NameIsTaken(f"アカウント {name} は もう あります。")
        accounts.keep_account(db, Account(name, role), now)
        return _new_link(db, name, now)


def reset_account(db: Database, name: str, now: datetime, *, spare_admin: bool = True) -> str:
    """Lets an account begin anew: it has no password, is not locked, and the token that is returned
    is that of the link that sets another.

    Raises: as :func:`lock_account`
    """
    with _changing(db, name, spare_admin):
        accounts.set_locked(db, name, False)
        accounts.set_password(db, name, "")
        accounts.end_sessions(db, name)
        return _new_link(db, name, now)


def lock_account(db: Database, name: str, *, spare_admin: bool = True) -> None:
    """Locks an account: its sessions and links end.

    Raises:
        NoSuchAccount: nobody is called so.
        LastAdmin: it is the last that can look after accounts, and ``spare_admin`` is set.
    """
    with _changing(db, name, spare_admin):
        accounts.set_locked(db, name, True)
        accounts.end_sessions(db, name)
        password_links.end_links(db, name)


def unlock_account(db: Database, name: str) -> None:
    """Lets an account sign in again.

    Raises:
        NoSuchAccount: nobody is called so.
    """
    with _changing(db, name, False):
        accounts.set_locked(db, name, False)


def change_role(db: Database, name: str, role: str, *, spare_admin: bool = True) -> None:
    """Gives an account another role.

    Raises: as :func:`lock_account`
    """
    with _changing(db, name, spare_admin and role != "admin"):
        accounts.set_role(db, name, role)


def sign_out_everywhere(db: Database, name: str) -> None:
    """Ends every session of an account.

    Raises:
        NoSuchAccount: nobody is called so.
    """
    with _changing(db, name, False):
        accounts.end_sessions(db, name)


# -- by the owner


def whose_link(db: Database, token: str, now: datetime) -> Account | None:
    """The account whose password a link's token sets; None when the link can no longer be used."""
    found = accounts.account(db, password_links.whose_link(db, digest(token), now))
    return found.account if found and not found.account.locked else None


def set_password(db: Database, token: str, hashed: str, now: datetime) -> Account | None:
    """Sets a password by a link, which ends with it, as do all sessions; None as above."""
    with writing(db):
        account = whose_link(db, token, now)
        if account:
            _set_password(db, account.name, hashed)
    return account


def change_password(db: Database, name: str, hashed: str) -> None:
    """Sets the password of somebody who has proved the old one; all sessions end."""
    with writing(db):
        _set_password(db, name, hashed)


def _set_password(db: Database, name: str, hashed: str) -> None:
    accounts.set_password(db, name, hashed)
    accounts.end_sessions(db, name)
    password_links.end_links(db, name)


def _new_link(db: Database, name: str, now: datetime) -> str:
    """Makes the one link of an account: an older one ends."""
    token = secrets.token_urlsafe(32)
    password_links.end_links(db, name)
    password_links.keep_link(db, digest(token), name, now + LINK_LASTS)
    return token


@contextmanager
def _changing(db: Database, name: str, spare_admin: bool) -> Iterator[None]:
    """A transaction that changes an account; ``spare_admin`` keeps it from being the last admin."""
    with writing(db):
        kept = accounts.account(db, name)
        if kept is None:
            raise NoSuchAccount(f"アカウント {name} は ありません。")
        if spare_admin and _is_admin(kept) and not _others(db, name):
            raise LastAdmin(f"{name} は アカウントを 管理できる さいごの人です。")
        yield


def _others(db: Database, name: str) -> bool:
    """Whether another account can look after accounts."""
    return any(_is_admin(one) for one in accounts.accounts(db) if one.account.name != name)


def _is_admin(kept: KeptAccount) -> bool:
    return kept.account.may("admin") and bool(kept.password)
