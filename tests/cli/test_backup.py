"""``backup`` and ``restore``, as a person at a terminal and the machine's timer meet them."""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from tests.full_disk import no_room
from tests.made_up import ROOT, filled, keep, make_place
from webmap.cli import main
from webmap.settings import VARIABLES
from webmap.storage.database import open_database
from webmap.storage.places import keys_of


@pytest.fixture
def where(tmp_path, monkeypatch):
    """A folder with a database of one place."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    filled(tmp_path, make_place("mihon")).close()
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "test.sqlite"))
    monkeypatch.setenv("WEBMAP_NOW", "2026-12-04T03:30")
    return tmp_path


def places(path):
    with closing(open_database(path)) as db:
        return keys_of(db, "place")


def test_a_copy_is_said_with_its_numbers_and_digest(where, capsys):
    copy = where / "copy.sqlite"
    assert main(["backup", str(copy)]) == 0
    said = capsys.readouterr().out
    digest = (where / "copy.sqlite.sha256").read_text().split()[0]
    for word in (str(copy), "記録 1 件、変更 1 件", "KB", digest):
        assert word in said
    assert places(copy) == {"mihon"}


def test_there_and_back(where, capsys):
    main(["backup", str(where / "copy.sqlite")])
    with closing(open_database(where / "test.sqlite")) as db:
        keep(db, make_place("later"))
    capsys.readouterr()
    assert main(["restore", str(where / "copy.sqlite")]) == 0
    said = capsys.readouterr().out
    assert "記録 1 件、変更 1 件" in said
    aside = where / "test-before-20261204T033000.sqlite"
    assert str(aside) in said
    assert "サインイン" in said
    assert places(where / "test.sqlite") == {"mihon"}
    assert places(aside) == {"mihon", "later"}


def test_a_copy_without_its_digest_is_restored_and_that_is_said(where, capsys):
    main(["backup", str(where / "copy.sqlite")])
    (where / "copy.sqlite.sha256").unlink()
    assert main(["restore", str(where / "copy.sqlite")]) == 0
    assert "くらべていません" in capsys.readouterr().out


def test_on_another_machine_there_is_nothing_to_keep(where, monkeypatch, capsys):
    main(["backup", str(where / "copy.sqlite")])
    monkeypatch.setenv("WEBMAP_DATABASE", str(where / "new" / "webmap.sqlite"))
    (where / "new").mkdir()
    assert main(["restore", str(where / "copy.sqlite")]) == 0
    assert "のこしました" not in capsys.readouterr().out
    assert places(where / "new" / "webmap.sqlite") == {"mihon"}


def test_for_the_timer_the_newest_stay(where, monkeypatch, capsys):
    copies = where / "copies"
    copies.mkdir()
    for day in ("01", "02", "03"):
        monkeypatch.setenv("WEBMAP_NOW", f"2026-12-{day}T03:30")
        capsys.readouterr()
        assert main(["backup", "--keep", "2", str(copies)]) == 0
    assert "webmap-20261201T033000.sqlite" in capsys.readouterr().out
    assert sorted(one.name for one in copies.glob("*.sqlite")) == [
        "webmap-20261202T033000.sqlite",
        "webmap-20261203T033000.sqlite",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["backup", "test.sqlite"],
        ["backup", "nowhere/copy.sqlite"],
        ["backup", "--keep", "2", "nowhere"],
        ["restore", "nowhere.sqlite"],
        ["restore", "test.sqlite"],
        ["restore", "tables/places.csv"],
    ],
)
def test_what_cannot_be_is_one_line_and_status_1(where, monkeypatch, capsys, arguments):
    monkeypatch.chdir(where)
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert places(where / "test.sqlite") == {"mihon"}


@pytest.mark.parametrize("keep", ["0", "-1", "many", "１"])
def test_a_number_of_copies_that_is_none_is_status_2(where, keep):
    with pytest.raises(SystemExit) as end:
        main(["backup", f"--keep={keep}", str(where)])
    assert end.value.code == 2


def test_without_a_database_there_is_no_copy(where, monkeypatch, capsys):
    monkeypatch.setenv("WEBMAP_DATABASE", str(where / "none.sqlite"))
    assert main(["backup", str(where / "copy.sqlite")]) == 1
    assert not (where / "copy.sqlite").exists()
    assert not (where / "none.sqlite").exists()


def test_a_full_disk_is_one_line_whatever_is_commanded(where, monkeypatch, capsys):
    monkeypatch.setenv("WEBMAP_DATABASE", str(where / "new.sqlite"))
    open_database(where / "new.sqlite").close()
    with no_room():
        status = main(["fill"])
    said = capsys.readouterr().err
    assert status == 1
    assert len(said.strip().splitlines()) == 1
    assert "いっぱい" in said
    assert places(where / "new.sqlite") == set()


def test_an_import_that_finds_no_room_keeps_nothing_and_says_so(where, capsys):
    tables = str(where / "tables")
    open_places = where / "tables" / "places.csv"
    open_places.write_text(open_places.read_text("utf-8").replace("mihon", "another"), "utf-8")
    holder = open_database(where / "test.sqlite")  # as a server does
    with no_room():
        status = main(["add", tables])
    said = capsys.readouterr()
    holder.close()
    assert status == 1
    assert "いっぱい" in said.err
    assert places(where / "test.sqlite") == {"mihon"}


def test_neither_needs_the_site(where):
    """No server, no Flask, no map."""
    program = (
        "import sys; from webmap.cli import main;"
        "assert main(['backup', sys.argv[1]]) == main(['restore', sys.argv[1]]) == 0;"
        "assert not {'flask', 'folium', 'geopy', 'typst', 'webmap.web'} & {*sys.modules}"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(where / "copy.sqlite")],
        cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
