"""``locate`` as a clerk at a terminal and a program at a pipe meet it."""

import json
import os
import shutil
import subprocess
import sys
import types

import pytest

from tests.made_up import DATA, ROOT
from webmap.cli import main
from webmap.settings import VARIABLES

HALL = "国立市富士見台2-47-1"
KEYS = ["address", "lat", "lon", "level", "radius_m", "source", "matched"]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "test.sqlite"))
    return tmp_path


def locate(capsys, *arguments):
    """The status and what was printed."""
    status = main(["locate", *arguments])
    return status, capsys.readouterr().out


def piped(*arguments, given=b""):
    """The status and the lines of a process that reads what it is given."""
    done = subprocess.run(
        [sys.executable, "-m", "webmap", "locate", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode().split("\n")[:-1]


def test_point_level_and_source_of_a_building(capsys):
    status, said = locate(capsys, HALL)
    assert status == 0
    for word in (HALL, "35.683934, 139.441379", "建物", "building", "plateau-2023"):
        assert word in said
    assert "だいたい" not in said


def test_below_a_block_it_says_that_it_is_about_there_and_the_radius(capsys):
    status, said = locate(capsys, "国立市富士見台3-38-5", "国立市泉5-20-4", "国立市")
    assert status == 0
    assert said.count("だいたいの場所") == 3
    assert "196 メートル" in said
    assert said.count("半径: わかりません") == 2


def test_what_is_not_found_is_status_1_and_says_what_was_understood(capsys):
    status, said = locate(capsys, HALL, "国立市中央1-1", "北海道")
    assert status == 1
    assert said.count("見つかりません") == 2
    assert "東京都国立市 まで" in said


def test_json_has_exactly_these_keys(capsys):
    status, said = locate(capsys, "--json", HALL, "国立市中央1-1", "長野県国立市中1", "国立市谷保")
    assert status == 1
    answers = [json.loads(line) for line in said.splitlines()]
    assert [list(answer) for answer in answers] == [KEYS] * 4
    assert answers[0] == {
        "address": HALL,
        "lat": 35.683934,
        "lon": 139.441379,
        "level": "building",
        "radius_m": None,
        "source": "gazetteer;plateau-2023",
        "matched": "東京都国立市富士見台二丁目47番1",
    }
    assert [*answers[1].values()] == ["国立市中央1-1", *[None] * 5, "東京都国立市"]
    assert answers[2]["matched"] is None
    assert answers[3]["radius_m"] == 618


def test_the_nth_line_is_answered_in_the_nth_line():
    given = b"\xef\xbb\xbf" + f"{HALL}\r\n\n  \n".encode() + b"\xff\xfe\x00\n"
    given += "八王子市東1-1\n国立市谷保\t\n国立市".encode()
    status, lines = piped("-", "--json", given=given)
    answers = [json.loads(line) for line in lines]
    assert status == 1
    assert [answer["level"] for answer in answers] == [
        *("building", None, None, None, None, "town", "city")
    ]
    assert [answers[0]["address"], answers[1]["address"]] == [HALL, ""]
    assert answers[5]["address"] == "国立市谷保\t"


def test_a_file_of_an_office_in_shift_jis_is_read_too():
    status, lines = piped("-", "--json", given=f"{HALL}\r\n国立市谷保６０２６\r\n".encode("cp932"))
    answers = [json.loads(line) for line in lines]
    assert status == 0
    assert [(one["address"], one["level"]) for one in answers] == [
        (HALL, "building"),
        ("国立市谷保６０２６", "building"),
    ]


def test_nothing_in_is_nothing_out_and_no_fault():
    assert piped("-", "--json") == (0, [])


def test_without_standard_input_it_says_so():
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m webmap locate - <&-"], cwd=ROOT, capture_output=True
    )
    assert done.returncode == 2
    assert "標準入力" in done.stderr.decode()


def test_a_line_is_answered_before_the_next_is_there():
    running = subprocess.Popen(
        [sys.executable, "-m", "webmap", "locate", "--json", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert running.stdin and running.stdout
    for address in (HALL, "国立市谷保6026"):
        running.stdin.write(f"{address}\n".encode())
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["address"] == address
    running.stdin.close()
    assert running.wait(30) == 0


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--all", HALL]])
def test_nothing_to_do_is_status_2(arguments, capsys):
    assert main(["locate", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_all_is_told_to_the_one_who_does_it(monkeypatch):
    module = types.ModuleType("webmap.cli.locate_all")
    module.locate_all = lambda options, settings: 7 if options.all else 8  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "webmap.cli.locate_all", module)
    assert main(["locate", "--all"]) == 7


def test_it_needs_no_database_no_web_and_no_map(place):
    code = (
        "import sys; from webmap.cli import main; main(['locate', '国立市']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, check=True
    )
    loaded = set(done.stderr.decode().split())
    assert not loaded & {"flask", "folium", "numpy", "sqlite_utils", "jinja2"}
    assert not list(place.iterdir())


def test_what_is_asked_cannot_command_the_terminal(capsys):
    _, said = locate(capsys, "\x1b[2J\u202e国立市")
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.fixture
def data(place, monkeypatch):
    folder = place / "data"
    folder.mkdir()
    for name in ("city.toml", "towns.csv", "addresses.csv"):
        shutil.copy(DATA / name, folder)
    monkeypatch.setenv("WEBMAP_DATA", str(folder))
    return folder


def test_a_city_without_addresses_or_towns_knows_less(data, capsys):
    (data / "addresses.csv").unlink()
    assert locate(capsys, HALL)[0] == 0
    (data / "towns.csv").unlink()
    status, said = locate(capsys, HALL)
    assert status == 1
    assert "東京都国立市" in said


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("towns.csv", "35.697512", "ここ"),
        ("towns.csv", "132152,東京都,国立市,中一丁目", "1321,東京都,国立市,中一丁目"),
        ("towns.csv", ",206,", ",広い,"),
        ("addresses.csv", "139.43696", "999"),
        ("addresses.csv", "city,town", "まち,town"),
        ("addresses.csv", "132152,中一丁目,3,1", "132152,,3,1"),
        ("city.toml", "[city]", "[町]"),
    ],
)
def test_a_broken_table_is_one_line(data, capsys, name, old, new):
    text = (data / name).read_text(encoding="utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["locate", "--json", HALL]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert name in said.err
    assert len(said.err.strip().splitlines()) == 1
