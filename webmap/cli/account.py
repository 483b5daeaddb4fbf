"""``account``: who may sign in. A new account and a reset print a link and nothing else."""

import argparse
from collections.abc import Callable
from contextlib import closing

from ..places.errors import BadCell, NotUnderstood
from ..settings import Settings, secret_key
from ..storage.database import Database, open_database
from ..words.phrases import Phrases
from ..workflows.accounts import (
    ListedAccount,
    add_account,
    change_role,
    listed_accounts,
    lock_account,
    reset_account,
    unlock_account,
)
from ..workflows.sign_in import forgive_tries
from .printing import our_phrases

Act = Callable[[Database, argparse.Namespace, Settings], None]


def account(options: argparse.Namespace, settings: Settings) -> int:
    """Does what is asked to an account; whoever commands this machine may lock the last admin."""
    with closing(open_database(settings.database)) as db:
        _ACTS[options.act](db, options, settings)
    return 0


def _add(db: Database, options: argparse.Namespace, settings: Settings) -> None:
    try:
        _print_link(settings, add_account(db, options.name, options.role, settings.now()))
    except BadCell as error:
        raise NotUnderstood(f"「{error.found}」: {error.expected}") from error


def _reset(db: Database, options: argparse.Namespace, settings: Settings) -> None:
    _print_link(settings, reset_account(db, options.name, settings.now(), spare_admin=False))


def _lock(db: Database, options: argparse.Namespace, _: Settings) -> None:
    lock_account(db, options.name, spare_admin=False)


def _unlock(db: Database, options: argparse.Namespace, settings: Settings) -> None:
    unlock_account(db, options.name)
    forgive_tries(db, options.name, secret_key(settings))


def _change_role(db: Database, options: argparse.Namespace, _: Settings) -> None:
    change_role(db, options.name, options.role, spare_admin=False)


def _list(db: Database, _: argparse.Namespace, settings: Settings) -> None:
    say = our_phrases(settings)
    for one in listed_accounts(db, settings.now()):
        print(f"{one.account.name}\t{one.account.role}\t{_state(one, say)}")


def _state(one: ListedAccount, say: Phrases) -> str:
    if one.account.locked:
        return say("staff.account.is_locked")
    if one.link_until:
        end = one.link_until
        time = end.strftime("%H:%M")
        return say("staff.account.waits", month=end.month, day=end.day, time=time)
    if not one.has_password:
        return say("staff.account.no_password")
    return say("staff.account.is_open")


def _print_link(settings: Settings, token: str) -> None:
    print(settings.absolute(f"/staff/password/{token}"))


_ACTS: dict[str, Act] = {
    "add": _add,
    "list": _list,
    "lock": _lock,
    "unlock": _unlock,
    "reset": _reset,
    "role": _change_role,
}
