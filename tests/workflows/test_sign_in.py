"""Who is let in, how often one may try, and what of a try is kept."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest

from tests.made_up import NOON
from webmap.places.account import Account
from webmap.storage import accounts
from webmap.storage.database import open_database
from webmap.workflows.accounts import lock_account
from webmap.workflows.sign_in import NotLetIn, Try, forget_tries, forgive_tries, prove

KEY, PASSWORD = "made-up", "みほんの ながい ことば"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOME = "192.0.2.7"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def db(path):
    """One account that may sign in, one that has no password, one that is locked."""
    with closing(open_database(path)) as db:
        with db.atomic():
            for name, password in (("mihon", PASSWORD), ("mada", ""), ("tomete", PASSWORD)):
                accounts.keep_account(db, Account(name, "editor"), NOON)
                accounts.set_password(db, name, password)
        lock_account(db, "tomete")
        yield db


def is_right(kept, password):
    return bool(kept) and kept == password


def attempt(db, name="mihon", password=PASSWORD, address=HOME, now=NOON, is_right=is_right):
    return prove(db, Try(name, password, address), KEY, is_right, now)


def fail(db, times, now=NOON, **tried):
    for _ in range(times):
        with pytest.raises(NotLetIn) as no:
            attempt(db, **{"password": "ちがう", **tried}, now=now)
    return no.value.until


def kept_tries(db):
    return db.execute("SELECT account, address, moment FROM sign_in_try").fetchall()


def test_name_and_password_let_in(db):
    assert attempt(db) == Account("mihon", "editor")


def test_they_may_be_typed_by_a_japanese_keyboard(db):
    accounts.set_password(db, "mihon", "abcdefgh1234")
    assert attempt(db, " ｍｉｈｏｎ ", "ａｂｃｄefgh１２３４").name == "mihon"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("mihon", "ちがう ことば です"),
        ("mihon", ""),
        ("mada", ""),
        ("mada", PASSWORD),
        ("tomete", PASSWORD),
        ("dare", PASSWORD),
        ("", ""),
        ("a/b\x00" * 5000, "x" * 50_000),
    ],
)
def test_all_others_hear_the_same_after_one_look_at_one_password(db, name, password):
    looked = []

    def slow(kept, password):
        looked.append(len(password))
        return is_right(kept, password)

    with pytest.raises(NotLetIn) as no:
        attempt(db, name, password, is_right=slow)
    assert no.value.until is None
    assert len(looked) == 1
    assert looked[0] <= 1_001, "so long a one would take longer"


def test_after_ten_tries_for_a_name_even_the_right_password_waits(db):
    assert fail(db, 10) is None
    assert fail(db, 1, password=PASSWORD) == NOON + 15 * MINUTE
    assert fail(db, 1, now=NOON + 15 * MINUTE - SECOND) == NOON + 15 * MINUTE
    assert attempt(db, now=NOON + 15 * MINUTE).name == "mihon"


def test_the_window_slides(db):
    fail(db, 1)
    fail(db, 9, now=NOON + 10 * MINUTE)
    assert fail(db, 1, now=NOON + 11 * MINUTE) == NOON + 15 * MINUTE
    assert fail(db, 1, now=NOON + 15 * MINUTE) is None, "one is over, so one is free"
    assert fail(db, 1, now=NOON + 16 * MINUTE) == NOON + 25 * MINUTE


def test_it_opens_however_often_somebody_knocks_meanwhile(db):
    fail(db, 10)
    fail(db, 50, now=NOON + 14 * MINUTE)
    assert attempt(db, now=NOON + 15 * MINUTE).name == "mihon"


def test_a_name_that_nobody_has_is_shut_like_any_other(db):
    fail(db, 10, name="dare")
    assert fail(db, 1, name="ｄａｒｅ ") == NOON + 15 * MINUTE


def test_another_name_is_not_shut_with_it(db):
    fail(db, 10, name="dare")
    assert attempt(db).name == "mihon"


def test_to_sign_in_in_between_wins_no_further_tries(db):
    for _ in range(3):
        fail(db, 3)
        attempt(db)
    fail(db, 1)
    assert fail(db, 1) == NOON + 15 * MINUTE


def test_one_who_signs_in_often_is_never_shut_out(db):
    for _ in range(30):
        attempt(db)
    assert kept_tries(db) == []


def spray(db, times, address):
    """Tries for as many names."""
    for number in range(times):
        fail(db, 1, name=f"dare{number}", address=address(number))


@pytest.mark.parametrize(
    ("address", "same", "other"),
    [
        (HOME, HOME, "192.0.2.8"),
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff::9", "2001:db8:1:3::7"),
        ("::ffff:192.0.2.7", HOME, "::ffff:192.0.2.8"),
    ],
)
def test_from_one_network_come_a_hundred_tries(db, address, same, other):
    spray(db, 100, lambda _: address)
    assert fail(db, 1, password=PASSWORD, address=same) == NOON + 15 * MINUTE
    assert attempt(db, address=other).name == "mihon"


@pytest.mark.parametrize("address", ["", "unix:", "fe80::1%eth0"])
def test_an_address_that_is_none_of_the_usual_is_counted_too(db, address):
    spray(db, 100, lambda _: address)
    assert fail(db, 1, address=address) == NOON + 15 * MINUTE


def test_many_at_once_are_no_more_than_ten_looks(db, path):
    looked = []

    def note(kept, password):
        looked.append(password)
        return False

    def one(number):
        with closing(open_database(path)) as own, pytest.raises(NotLetIn):
            attempt(own, password=str(number), is_right=note)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(40)))
    assert len(looked) == 10


def test_what_is_kept_names_neither_who_nor_where(db, path):
    fail(db, 1, name=PASSWORD)  # in the wrong field
    fail(db, 1, name="mihon", address="192.0.2.99")
    (first, second) = kept_tries(db)
    assert {len(hashed) for hashed in (*first[:2], *second[:2])} == {64}
    files = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"192.0.2." not in files
    again = []
    for key in (KEY, "another"):
        with pytest.raises(NotLetIn):
            prove(db, Try("dare", "", "192.0.2.99"), key, is_right, NOON)
        again.append(kept_tries(db)[-1][1])
    assert again[0] == second[1] != again[1], "who has no key cannot try all addresses"


def test_it_is_forgotten_as_soon_as_it_is_no_longer_counted(db):
    fail(db, 3)
    fail(db, 1, now=NOON + MINUTE)
    forget_tries(db, NOON + 15 * MINUTE)
    assert [moment for *_, moment in kept_tries(db)] == [(NOON + MINUTE).isoformat()]


def test_the_owner_of_a_name_who_proves_it_otherwise_may_try_again(db):
    fail(db, 10)
    fail(db, 10, name="dare")
    forgive_tries(db, "mihon", KEY)
    assert attempt(db).name == "mihon"
    assert fail(db, 1, name="dare") == NOON + 15 * MINUTE
