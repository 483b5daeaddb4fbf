"""Passwords of a request: Werkzeug's scrypt hashes them, and tries are counted under our key."""

import secrets
from functools import cache

from flask import current_app, request
from werkzeug.security import check_password_hash, generate_password_hash

from ...workflows.passwords import fault_of, normal
from ...workflows.sign_in import Try
from ..house import house


def hashed(password: str) -> str:
    """What of a password is kept."""
    return generate_password_hash(normal(password))


def is_right(kept: str, password: str) -> bool:
    """Whether a password is that of a kept hash. Without one the answer is no, after as long."""
    nobodys = _nobodys()
    return check_password_hash(kept or nobodys, password) and bool(kept)


def fault_of_new(password: str, name: str) -> str:
    """Why the account of a name may not have this password; empty when it may."""
    say = house().say
    words = f"{name} {say('site.name')} {say('staff.password.guessed')}"
    return fault_of(password, words.split())


def tried(name: str, password: str) -> Try:
    """A try to sign in from where this request comes."""
    return Try(name, password, request.remote_addr or "")


def key() -> str:
    """The key with which names and networks are hashed."""
    return str(current_app.secret_key)


@cache
def _nobodys() -> str:
    return generate_password_hash(secrets.token_hex())
