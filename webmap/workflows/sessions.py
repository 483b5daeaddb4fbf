"""A member of the staff is signed in: for half an hour from the last use, eight hours at most.

The browser holds a random token; here its digest is kept, so that a session can be ended for good.
"""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from ..places.account import Account
from ..storage import accounts
from ..storage.database import Database, StorageError, writing

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
_SEEN_AGAIN = timedelta(minutes=1)
"""So often at most a use is noted."""
_WAIT_S = 0.1
"""Seconds. A use that cannot be noted, since another writes or the disk is full, is let in all the
same, and noted the next time."""


def begin_session(db: Database, name: str, now: datetime) -> str:
    """Begins a session of an account and returns its token."""
    token = secrets.token_urlsafe(32)
    with writing(db):
        accounts.end_old_sessions(db, now - LONGEST, now - IDLE)
        accounts.keep_session(db, digest(token), name, now)
    return token


def who_is_signed_in(db: Database, token: str, now: datetime) -> Account | None:
    """Whose session a token is, if it still goes on and the account is not locked."""
    found = accounts.session(db, digest(token)) if token else None
    if found is None or found.account.locked:
        return None
    if now - found.seen >= IDLE or now - found.began >= LONGEST:
        return None
    if now - found.seen >= _SEEN_AGAIN:
        with suppress(StorageError), writing(db, _WAIT_S):
            accounts.see_session(db, digest(token), now)
    return found.account


def end_session(db: Database, token: str) -> None:
    """Signs out where the token is held."""
    with writing(db):
        accounts.end_session(db, digest(token))


def digest(token: str) -> str:
    """What of a token is kept."""
    return sha256(token.encode()).hexdigest()
