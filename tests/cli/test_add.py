"""``add`` as a clerk at a terminal meets it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.made_up import DATA, MOBILE, ROOT
from tests.workflows.add_places.made_files import MAIN, WAMNET, office, shokudo, write
from webmap.cli import main
from webmap.settings import VARIABLES
from webmap.storage.database import open_database

NEW = ["--source", "テストの一覧", "--day", "2026-07-29"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "test.sqlite"))
    monkeypatch.setenv("WEBMAP_NOW", "2026-11-22T12:00")
    return tmp_path


def add(*arguments):
    return main(["add", *(str(one) for one in arguments)])


def last_line(capsys):
    return capsys.readouterr().out.splitlines()[-1]


def test_the_last_line_counts_and_the_status_says_whether_all_was_taken(folder, capsys):
    good = write(folder / MAIN, shokudo(), {})
    assert add(good, *NEW) == 0
    assert last_line(capsys) == "added 1, changed 0, unchanged 0, rejected 0, blank 1"
    bad = write(folder / MAIN, shokudo("2", ""), shokudo("3", "もう一つ"))
    assert add(bad, *NEW) == 1
    assert last_line(capsys) == "added 0, changed 0, unchanged 0, rejected 1, blank 0"
    assert add(bad, *NEW, "--keep-good") == 1
    assert last_line(capsys) == "added 1, changed 0, unchanged 0, rejected 1, blank 0"


def test_a_bad_cell_is_no_reason_to_fail(folder, capsys):
    assert add(write(folder / MAIN, shokudo(定員="おおぜい")), *NEW) == 0
    assert f"{MAIN}:2 [定員] 「おおぜい」" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing.csv", *NEW],
        [MAIN, "--source", "テストの一覧"],
        [MAIN, "--day", "2026-07-29"],
        [MAIN, *NEW, "--city", "999999"],
    ],
)
def test_what_cannot_be_used_is_status_2_without_a_traceback(folder, capsys, arguments):
    write(folder / MAIN, shokudo())
    assert add(folder / arguments[0], *arguments[1:]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_a_dry_run_says_place_field_from_to_and_why(folder, capsys):
    add(write(folder / MAIN, shokudo(定員="20")), *NEW)
    write(folder / MAIN, shokudo(定員="30"), shokudo("2", "あたらしい食堂"))
    capsys.readouterr()
    assert add(folder / MAIN, "--day", "2026-08", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "テスト食堂（ks-132152-1）" in said
    line = next(one for one in said.splitlines() if one.strip().startswith("いちどに 入れる人数"))
    assert line.index("20") < line.index("→") < line.index("30") < line.index("日づけが 新しい")
    assert "＋ あたらしい食堂（ks-132152-2） あたらしい場所〔2026年8月〕" in said
    assert "added 1, changed 1, unchanged 0, rejected 0, blank 0" in said
    assert add(folder / MAIN, "--day", "2026-08", "--dry-run") == 0


def test_a_new_place_is_said_in_short_lines(folder, capsys):
    row = shokudo(定員="20", 電話番号1=MOBILE)
    assert add(write(folder / MAIN, row), *NEW, "--dry-run") == 0
    head, *lines = (one for one in capsys.readouterr().out.splitlines() if one[0] in "＋ ")
    assert head == "＋ テスト食堂（ks-132152-1） あたらしい場所〔2026年7月29日〕"
    assert {"    いちどに 入れる人数: 20", f"    でんわ: {MOBILE}（職員だけ）"} <= {*lines}
    assert "    やっている人: テストの会" in lines
    assert not any(word in line for line in lines for word in ("→", "【", "〔"))


def test_a_new_place_that_waits_because_the_file_is_old_says_so(folder, capsys):
    path = write(folder / MAIN, shokudo())
    assert add(path, "--source", "テストの一覧", "--day", "2024-08", "--dry-run") == 0
    assert "    のせかた: 確認をまつ（18か月より 古い情報）\n" in capsys.readouterr().out


@pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
def test_many_problems_are_counted_by_column_before_the_last_line(folder, capsys, dry_run):
    rows = [shokudo(str(one), f"食堂{one}", 定員="おおぜい") for one in range(1, 22)]
    rows[0]["開催開始時間"] = "よる"
    assert add(write(folder / MAIN, *rows), *NEW, *dry_run) == 0
    said = capsys.readouterr().out.splitlines()
    assert "直すところ: 定員 21、開催開始時間 1" in said[-3:]
    assert said[-1] == "added 21, changed 0, unchanged 0, rejected 0, blank 0"


def test_a_few_problems_are_not_counted(folder, capsys):
    rows = [shokudo(str(one), f"食堂{one}", 定員="おおぜい") for one in range(1, 21)]
    add(write(folder / MAIN, *rows), *NEW)
    assert "直すところ" not in capsys.readouterr().out


def test_the_help_explains_the_last_line_and_the_status(capsys):
    with pytest.raises(SystemExit):
        main(["add", "--help"])
    said = capsys.readouterr().out
    for word in ("added", "changed", "unchanged", "rejected", "blank", "空の行", "終了の番号"):
        assert word in said


def test_a_dry_run_without_a_database_makes_none(folder, capsys):
    assert add(write(folder / MAIN, shokudo()), *NEW, "--dry-run") == 0
    assert "added 1" in last_line(capsys)
    assert not list(folder.glob("*.sqlite*"))


def test_json_says_the_same_to_a_program(folder, capsys):
    row = shokudo(定員="おおぜい", 電話番号1=MOBILE, 開催曜日="土", 開催開始時間="11:00")
    assert add(write(folder / MAIN, row), *NEW, "--dry-run", "--json") == 0
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert (report["added"], report["blank"]) == (1, 0)
    assert [problem["column"] for problem in report["problems"]] == ["定員"]
    changes = {change["field"]: change for change in report["changes"]}
    assert changes["phone"]["to"]["visibility"] == "staff"
    assert changes["schedule.1"]["to"]["value"]["weekdays"] == "SA"
    assert changes["name"]["from"] is None
    assert (changes["name"]["place"], changes["name"]["why"]) == ("ks-132152-1", "first")
    assert "added 1" in said.err


def test_json_of_nothing_is_json_too(folder, capsys):
    assert add(write(folder / MAIN), *NEW, "--json") == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_json_says_why_nothing_was_done(folder, capsys):
    assert add(folder / "ない.csv", *NEW, "--json") == 2
    report = json.loads(capsys.readouterr().out)
    assert report["changes"] == []
    assert "ない.csv" in report["error"]


def test_a_folder_of_our_own_tables_needs_no_day(folder, capsys):
    assert add(DATA) == 0
    assert last_line(capsys).startswith("added 100, changed 0")
    assert add(DATA, "--dry-run") == 0
    assert last_line(capsys).startswith("added 0, changed 0, unchanged 100")


def test_what_a_file_says_cannot_command_the_terminal(folder, capsys):
    row = shokudo(定員="\x1b[2J\u202eなし")
    add(write(folder / MAIN, row), *NEW)
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_progress_goes_beside_what_is_said(folder, capsys):
    rows = [office(f"{number:010}", f"A{number}", f"教室{number}") for number in range(1, 1101)]
    assert add(write(folder / WAMNET, *rows), *NEW) == 0
    said = capsys.readouterr()
    assert "1,100 / 1,100" in said.err
    assert "1,100 / 1,100" not in said.out


def test_killed_in_the_middle_the_database_is_as_before(folder):
    add(write(folder / MAIN, shokudo()), *NEW)
    rows = [office(f"{number:010}", f"A{number}", f"教室{number}") for number in range(1, 6001)]
    path = str(write(folder / WAMNET, *rows))
    command = [sys.executable, "-m", "webmap", "add", path, *NEW]
    running = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONUNBUFFERED": "1"}, stderr=subprocess.PIPE
    )
    wal = folder / "test.sqlite-wal"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.poll() is None:
        if wal.exists() and wal.stat().st_size > 500_000:
            running.send_signal(signal.SIGKILL)
            break
        time.sleep(0.01)
    assert running.wait() == -signal.SIGKILL
    db = open_database(folder / "test.sqlite")
    keys = [key for (key,) in db.execute("SELECT key FROM record WHERE of = 'place'")]
    assert keys == ["ks-132152-1"]
    assert add(folder / WAMNET, *NEW, "--dry-run") == 0


def test_a_pipe_that_closes_early_keeps_nothing_and_says_so(folder):
    rows = [shokudo(str(number), f"食堂{number}", 定員="おおぜい") for number in range(1, 3000)]
    path = str(write(folder / MAIN, *rows))
    command = [sys.executable, "-m", "webmap", "add", path, *NEW]
    running = subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    said = running.stderr.read().decode()
    running.stderr.close()
    assert running.wait() == 1
    assert "何も 入れていません" in said
    assert "Traceback" not in said
    db = open_database(folder / "test.sqlite")
    assert db.execute("SELECT count(*) FROM record").fetchone()[0] == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always UTF-8")
def test_a_file_whose_name_cannot_be_read_is_taken_all_the_same(folder, capsys):
    path = write(folder / MAIN, shokudo(定員="おおぜい"))
    path = path.rename(os.fsdecode(os.fsencode(folder) + b"/132152_\xff.csv"))
    assert add(path, *NEW) == 0
    assert "132152_" in capsys.readouterr().out
