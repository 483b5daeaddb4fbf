"""``account``, as a person at a terminal meets it."""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from tests.made_up import ROOT
from webmap.cli import main
from webmap.places.account import Account
from webmap.settings import VARIABLES
from webmap.storage import accounts
from webmap.storage.database import open_database
from webmap.workflows.accounts import set_password, whose_link
from webmap.workflows.sessions import begin_session, who_is_signed_in


def kept(db, name):
    found = accounts.account(db, name)
    assert found is not None
    return found


@pytest.fixture
def where(tmp_path, monkeypatch):
    """A folder without a database."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "test.sqlite"))
    monkeypatch.setenv("WEBMAP_NOW", "2026-12-04T16:20")
    return tmp_path


@pytest.fixture
def db(where):
    with closing(open_database(where / "test.sqlite")) as db:
        yield db


@pytest.fixture
def now():
    from webmap.settings import read_settings

    return read_settings().now()


@pytest.fixture
def account(capsys):
    """Runs it; gives its status, and what it prints and complains of."""

    def account(*arguments):
        capsys.readouterr()
        try:
            status = main(["account", *arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return account


def token(out):
    (line,) = out.splitlines()
    return line.rpartition("/")[2]


def test_the_first_account_prints_its_link_and_nothing_else(where):
    """In a process of its own, with all that a start may say."""
    done = subprocess.run(
        [sys.executable, "-m", "webmap", "account", "add", "みほん", "--role", "admin"],
        cwd=ROOT, env={**os.environ, "WEBMAP_ADDRESS": "https://map.example"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    start, _, rest = done.stdout.partition("/staff/password/")
    assert start == "https://map.example"
    assert rest.endswith("\n")
    assert len(rest) == 44
    with closing(open_database(where / "test.sqlite")) as db:
        assert kept(db, "みほん").account == Account("みほん", "admin")


def test_the_link_is_the_one_that_sets_the_password(account, db, now):
    status, out, err = account("add", "みほん", "--role", "viewer")
    assert (status, err) == (0, "")
    assert out.startswith("http://127.0.0.1:8000/staff/password/")
    assert whose_link(db, token(out), now) == Account("みほん", "viewer")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("add", "みほん", "--role", "admin"), 1, "もう あります"),
        (("add", "み ほん", "--role", "admin"), 2, "空白"),
        (("add", "べつ", "--role", "owner"), 2, "owner"),
        (("add", "べつ"), 2, "--role"),
        (("lock", "だれか"), 2, "だれか は ありません"),
        (("reset", "だれか"), 2, "だれか は ありません"),
        ((), 2, "ACT"),
    ],
)
def test_what_cannot_be_done_is_said_and_no_link_is_printed(account, db, arguments, status, said):
    account("add", "みほん", "--role", "editor")
    assert account(*arguments)[:2] == (status, "")
    assert said in account(*arguments)[2]
    assert [one.account.name for one in accounts.accounts(db)] == ["みほん"]


def test_the_list_says_who_may_come_in(account, db, now):
    set_password(db, token(account("add", "いち", "--role", "admin")[1]), "hash", now)
    account("add", "に", "--role", "editor")
    account("add", "さん", "--role", "viewer")
    account("lock", "さん")
    assert account("list") == (
        0,
        "いち\tadmin\tはいれる\n"
        "さん\tviewer\t止めている\n"
        "に\teditor\tパスワードを 待っている（リンクは 12/7 16:20まで）\n",
        "",
    )


def test_nobody_yet(account, where):
    assert account("list") == (0, "", "")


def test_lock_and_unlock_say_nothing_when_they_are_done(account, db, now):
    account("add", "みほん", "--role", "admin")
    session = begin_session(db, "みほん", now)
    assert account("lock", "みほん") == (0, "", ""), "also the last admin"
    assert who_is_signed_in(db, session, now) is None
    assert account("unlock", "みほん") == (0, "", "")
    assert not kept(db, "みほん").account.locked


def test_reset_prints_a_new_link_that_works_even_for_a_locked_one(account, db, now):
    older = token(account("add", "みほん", "--role", "admin")[1])
    account("lock", "みほん")
    status, out, err = account("reset", "みほん")
    assert (status, err) == (0, "")
    assert whose_link(db, older, now) is None
    assert whose_link(db, token(out), now) == Account("みほん", "admin")


def test_another_role(account, db):
    account("add", "みほん", "--role", "admin")
    assert account("role", "みほん", "--role", "viewer") == (0, "", "")
    assert kept(db, "みほん").account.role == "viewer"


def test_the_database_is_for_its_owner_only(account, where):
    account("add", "みほん", "--role", "admin")
    assert (where / "test.sqlite").stat().st_mode & 0o077 == 0
