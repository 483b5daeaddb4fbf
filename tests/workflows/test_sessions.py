"""How long one is signed in."""

from contextlib import closing
from datetime import timedelta

import pytest

from tests.made_up import NOON
from webmap.places.account import Account
from webmap.storage import accounts
from webmap.storage.database import connect, open_database, writing
from webmap.workflows.accounts import change_role, lock_account
from webmap.workflows.sessions import begin_session, end_session, who_is_signed_in

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
MIHON = Account("mihon", "editor")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def db(path):
    with closing(open_database(path)) as db:
        with db.atomic():
            accounts.keep_account(db, MIHON, NOON)
        yield db


def kept(db):
    return db.execute("SELECT digest, seen FROM staff_session").fetchall()


def test_half_an_hour_without_use_ends_it(db):
    token = begin_session(db, "mihon", NOON)
    assert who_is_signed_in(db, token, NOON + 30 * MINUTE - SECOND) == MIHON
    assert who_is_signed_in(db, token, NOON + 60 * MINUTE - 2 * SECOND) == MIHON
    assert who_is_signed_in(db, token, NOON + 90 * MINUTE) is None
    assert who_is_signed_in(db, token, NOON + 91 * MINUTE) is None, "to look is no use of it"


def test_after_eight_hours_it_ends_however_busy(db):
    token = begin_session(db, "mihon", NOON)
    for minutes in range(0, 480, 20):
        assert who_is_signed_in(db, token, NOON + minutes * MINUTE) == MIHON
    assert who_is_signed_in(db, token, NOON + 480 * MINUTE - SECOND) == MIHON
    assert who_is_signed_in(db, token, NOON + 480 * MINUTE) is None


def test_no_other_token_opens_it(db):
    token = begin_session(db, "mihon", NOON)
    (digest, _), *_ = kept(db)
    for other in ("", token[:-1], token.swapcase(), digest):
        assert who_is_signed_in(db, other, NOON) is None


def test_the_token_itself_is_not_kept(db, path):
    token = begin_session(db, "mihon", NOON)
    files = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert token.encode() not in files


def test_each_beginning_has_a_token_of_its_own(db):
    first, second = (begin_session(db, "mihon", NOON) for _ in range(2))
    end_session(db, first)
    assert who_is_signed_in(db, first, NOON) is None
    assert who_is_signed_in(db, second, NOON) == MIHON


def test_a_lock_and_another_role_hold_from_the_next_request_on(db):
    token = begin_session(db, "mihon", NOON)
    change_role(db, "mihon", "viewer")
    assert who_is_signed_in(db, token, NOON) == Account("mihon", "viewer")
    lock_account(db, "mihon")
    assert who_is_signed_in(db, token, NOON) is None


def test_those_that_are_over_are_not_kept(db):
    begin_session(db, "mihon", NOON)
    begin_session(db, "mihon", NOON + 31 * MINUTE)
    assert len(kept(db)) == 1


def test_use_is_noted_once_a_minute_at_most(db):
    token = begin_session(db, "mihon", NOON)
    who_is_signed_in(db, token, NOON + 59 * SECOND)
    assert kept(db)[0][1] == NOON.isoformat()
    who_is_signed_in(db, token, NOON + 60 * SECOND)
    assert kept(db)[0][1] == (NOON + MINUTE).isoformat()


def test_while_another_writes_one_is_let_in_without_waiting(db, path):
    token = begin_session(db, "mihon", NOON)
    with closing(connect(path)) as other, writing(other):
        assert who_is_signed_in(db, token, NOON + 5 * MINUTE) == MIHON
