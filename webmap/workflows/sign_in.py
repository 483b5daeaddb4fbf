"""Somebody wants to sign in: ten tries for a name in a quarter of an hour, a hundred from a network.

A try is counted before its password is looked at, so that many at once are no more than that many.
One that succeeds takes back itself and nothing else: whoever knows one password wins no tries for
another, and whoever guesses wins none when the owner signs in. Names that nobody has are counted
like others, and for them, for accounts without a password and for locked ones a password is checked
all the same: neither the answer nor its time tells which names there are.

Names and networks are kept as keyed hashes, since a password slips into the wrong field easily,
and for as long as they are counted.
"""

import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from ..places.account import Account, read_name
from ..places.errors import BadCell
from ..storage import sign_in_tries as tries
from ..storage.accounts import account
from ..storage.database import Database, StorageError, writing
from ..storage.sign_in_tries import KeptTry
from .passwords import normal

COUNTED_FOR = timedelta(minutes=15)
TRIES_FOR_A_NAME = 10
TRIES_FROM_A_NETWORK = 100
_NETWORK_BITS = 64
"""Of an address of IPv6: one household or office may use all the rest."""
_WAIT_S = 0.1

IsRight = Callable[[str, str], bool]
"""Whether a password is that of a hash; takes as long for an empty hash, whose answer is no."""


@dataclass(frozen=True, slots=True)
class Try:
    """What somebody who wants to sign in gives, and the network address that it came from."""

    name: str
    password: str
    address: str


class NotLetIn(Exception):
    """Name or password is wrong; or nothing was looked at, and is not before ``until``."""

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__()
        self.until = until


def prove(db: Database, tried: Try, key: str, is_right: IsRight, now: datetime) -> Account:
    """The account whose name and password somebody gives.

    ``key`` is that of the hashes.

    Raises:
        NotLetIn: they are not right, or there were too many tries.
    """
    number = _count(db, _kept(tried, key), now)
    found = account(db, _name(tried.name))
    right = is_right(found.password if found else "", normal(tried.password))
    if found is None or not right or found.account.locked:
        raise NotLetIn
    with writing(db):
        tries.take_back(db, number)
    return found.account


def forgive_tries(db: Database, name: str, key: str) -> None:
    """Forgets the tries for a name, once its owner has proved it otherwise."""
    with writing(db):
        tries.forget_name(db, _hash(key, "name", _name(name)))


def forget_tries(db: Database, now: datetime) -> None:
    """Deletes those that are no longer counted. Writes nothing when there are none, or when
    another writes just now: the next does it."""
    if tries.is_any_before(db, now - COUNTED_FOR):
        with suppress(StorageError), writing(db, _WAIT_S):
            tries.forget_before(db, now - COUNTED_FOR)


def _count(db: Database, tried: KeptTry, now: datetime) -> int:
    """Counts a try and gives its number."""
    forget_tries(db, now)
    with writing(db):
        limits = (
            tries.nth_latest_for(db, tried.name, TRIES_FOR_A_NAME),
            tries.nth_latest_from(db, tried.network, TRIES_FROM_A_NETWORK),
        )
        reached = [moment for moment in limits if moment and moment > now - COUNTED_FOR]
        if reached:
            raise NotLetIn(max(reached) + COUNTED_FOR)
        return tries.keep_try(db, tried, now)


def _kept(tried: Try, key: str) -> KeptTry:
    network = _network(tried.address)
    return KeptTry(_hash(key, "name", _name(tried.name)), _hash(key, "network", network))


def _name(text: str) -> str:
    try:
        return read_name(text)
    except BadCell:
        return text


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    if known.ipv4_mapped:  # as a server that listens for both is told of an IPv4 address
        return str(known.ipv4_mapped)
    return str(ip_network((address, _NETWORK_BITS), strict=False))


def _hash(key: str, of: str, text: str) -> str:
    said = f"sign-in {of} {text}".encode("utf-8", "surrogatepass")
    return hmac.new(key.encode(), said, sha256).hexdigest()
