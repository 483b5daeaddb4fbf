"""Accounts are made, locked and begun anew; their owners set the passwords."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest

from tests.made_up import NOON
from webmap.places.account import Account
from webmap.places.errors import BadCell
from webmap.storage import accounts
from webmap.storage.database import open_database
from webmap.workflows.accounts import (
    LastAdmin,
    NameIsTaken,
    NoSuchAccount,
    add_account,
    change_password,
    change_role,
    listed_accounts,
    lock_account,
    reset_account,
    set_password,
    sign_out_everywhere,
    unlock_account,
    whose_link,
)
from webmap.workflows.sessions import begin_session, who_is_signed_in

HOURS = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def kept(db, name):
    found = accounts.account(db, name)
    assert found is not None
    return found


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def db(path):
    with closing(open_database(path)) as db:
        yield db


def add(db, name="mihon", role="editor", hashed="hash"):
    """An account whose password is set."""
    set_password(db, add_account(db, name, role, NOON), hashed, NOON)
    return name


def password(db, name="mihon"):
    return kept(db, name).password


def listed(db, now=NOON):
    return {one.account.name: one for one in listed_accounts(db, now)}


# -- the link


def test_the_link_of_a_new_account_sets_its_password(db):
    token = add_account(db, " ｍｉｈｏｎ", "editor", NOON)
    assert whose_link(db, token, NOON) == Account("mihon", "editor")
    assert set_password(db, token, "hash", NOON) == Account("mihon", "editor")
    assert password(db) == "hash"


def test_it_is_used_once(db):
    token = add_account(db, "mihon", "editor", NOON)
    set_password(db, token, "first", NOON)
    assert whose_link(db, token, NOON) is None
    assert set_password(db, token, "second", NOON) is None
    assert password(db) == "first"


def test_of_many_at_once_one_uses_it(db, path):
    token = add_account(db, "mihon", "editor", NOON)

    def use(number):
        with closing(open_database(path)) as own:
            return set_password(own, token, str(number), NOON)

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(use, range(16)))
    (used,) = [number for number, account in enumerate(done) if account]
    assert password(db) == str(used)


def test_it_lasts_three_days(db):
    token = add_account(db, "mihon", "editor", NOON)
    assert whose_link(db, token, NOON + 72 * HOURS - SECOND)
    assert whose_link(db, token, NOON + 72 * HOURS) is None
    assert set_password(db, token, "late", NOON + 72 * HOURS) is None


def test_a_newer_one_ends_it(db):
    older = add_account(db, "mihon", "editor", NOON)
    newer = reset_account(db, "mihon", NOON)
    assert whose_link(db, older, NOON) is None
    assert whose_link(db, newer, NOON)


def test_the_token_itself_is_not_kept(db, path):
    token = add_account(db, "mihon", "editor", NOON)
    files = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert token.encode() not in files


def test_another_password_ends_an_open_link(db):
    add(db, "kanri", "admin")
    token = reset_account(db, add(db), NOON)
    change_password(db, "mihon", "hash")
    assert whose_link(db, token, NOON) is None


# -- what ends sessions


@pytest.mark.parametrize(
    "act",
    [
        lambda db: set_password(db, reset_account(db, "mihon", NOON), "new", NOON),
        lambda db: change_password(db, "mihon", "new"),
        lambda db: reset_account(db, "mihon", NOON),
        lambda db: lock_account(db, "mihon"),
        lambda db: sign_out_everywhere(db, "mihon"),
    ],
)
def test_every_browser_is_signed_out_by(db, act):
    add(db), add(db, "hokano")
    mine = [begin_session(db, "mihon", NOON) for _ in range(2)]
    others = begin_session(db, "hokano", NOON)
    act(db)
    assert [who_is_signed_in(db, token, NOON) for token in mine] == [None, None]
    assert who_is_signed_in(db, others, NOON)


# -- locked, begun anew


def test_a_locked_account_keeps_its_password_and_loses_its_link(db):
    add(db)
    token = reset_account(db, "mihon", NOON)
    lock_account(db, "mihon")
    unlock_account(db, "mihon")
    assert whose_link(db, token, NOON) is None


def test_begun_anew_it_has_no_password_until_the_link_sets_one(db):
    add(db)
    token = reset_account(db, "mihon", NOON)
    assert password(db) == ""
    set_password(db, token, "new", NOON)
    assert password(db) == "new"


def test_a_locked_account_begun_anew_has_a_link_that_can_be_used(db):
    lock_account(db, add(db))
    token = reset_account(db, "mihon", NOON)
    assert whose_link(db, token, NOON) == Account("mihon", "editor")


# -- the last admin

ACTS = pytest.mark.parametrize(
    "act",
    [
        lambda db, **spare: lock_account(db, "kanri", **spare),
        lambda db, **spare: change_role(db, "kanri", "editor", **spare),
        lambda db, **spare: reset_account(db, "kanri", NOON, **spare),
    ],
)


@ACTS
def test_the_last_admin_stays(db, act):
    add(db, "kanri", "admin"), add(db)
    lock_account(db, add(db, "tomete", "admin"))
    add_account(db, "mada", "admin", NOON)  # has no password yet
    before = accounts.accounts(db)
    with pytest.raises(LastAdmin, match="kanri"):
        act(db)
    assert accounts.accounts(db) == before


@ACTS
def test_beside_another_it_need_not(db, act):
    add(db, "kanri", "admin"), add(db, "mata", "admin")
    act(db)


@ACTS
def test_who_commands_the_machine_may(db, act):
    add(db, "kanri", "admin")
    act(db, spare_admin=False)


def test_two_that_lock_each_other_at_once_leave_one(db, path):
    names = [add(db, "kanri", "admin"), add(db, "mata", "admin")]

    def lock(name):
        with closing(open_database(path)) as own:
            try:
                lock_account(own, name)
            except LastAdmin:
                return name
        return ""

    with ThreadPoolExecutor(2) as pool:
        assert sum(map(bool, pool.map(lock, names))) == 1


# -- names, the list


@pytest.mark.parametrize(
    "name", ["", "  ", "a b", "a@b", "a:b", "a/b", "a\nb", "あ" * 41, "a\u202eb"]
)
def test_what_is_no_name_is_refused(db, name):
    with pytest.raises(BadCell):
        add_account(db, name, "editor", NOON)
    assert accounts.accounts(db) == []


def test_a_name_is_one_persons_however_it_is_written(db):
    add(db)
    with pytest.raises(NameIsTaken):
        add_account(db, "ｍｉｈｏｎ", "admin", NOON)
    assert kept(db, "mihon").account.role == "editor"


def test_nobody_called_so(db):
    for act in (lock_account, unlock_account, sign_out_everywhere):
        with pytest.raises(NoSuchAccount):
            act(db, "dare")


def test_the_list_tells_what_each_waits_for(db):
    add(db)
    begin_session(db, "mihon", NOON)
    add_account(db, "mada", "viewer", NOON)
    now, late = listed(db), listed(db, NOON + 72 * HOURS)
    assert (now["mihon"].has_password, now["mihon"].sessions) == (True, 1)
    assert (now["mada"].has_password, now["mada"].link_until) == (False, NOON + 72 * HOURS)
    assert late["mihon"].sessions == 0
    assert late["mada"].link_until is None
