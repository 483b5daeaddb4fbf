"""``heard``, as the office meets it."""

import json
from datetime import timedelta

import pytest

from tests.made_up import NOON, filled, make_place
from webmap.cli import main
from webmap.places.report import Report
from webmap.settings import VARIABLES
from webmap.storage import voices
from webmap.storage.database import open_database
from webmap.workflows.hear import hear_report, hear_wish


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A database in which two families spoke."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    db = filled(tmp_path, make_place("a", name="みほん食堂"), make_place("b", phone="042-000-0000"))
    for n, (key, what) in enumerate([("a", "first_day"), ("b", "phone"), ("a", "first_day")]):
        hear_wish(db, key, what, f"{n:032x}", NOON)
    hear_report(db, Report("a", ("when", "fee"), "20日だけ\n\x1b[31mでした"), NOON)
    hear_report(db, Report("b", (), "でんわが ちがう"), NOON + timedelta(minutes=2))
    db.close()
    path = tmp_path / "test.sqlite"
    monkeypatch.setenv("WEBMAP_DATABASE", str(path))
    monkeypatch.setenv("WEBMAP_NOW", "2026-11-22T12:00")
    return path


def read_json(capsys):
    return json.loads(capsys.readouterr().out)


def test_it_tells_the_most_wanted_first_and_every_open_report(path, capsys):
    assert main(["heard"]) == 0
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert lines[0] == "聞いてほしい: 2 しゅるい、3 回"
    assert "2回  みほん食堂（a）  はじめての日は 何をするか" in lines[1]
    assert "いまは わかっています" in lines[2]
    assert "ちがっています: のこり 2 件" in told
    assert "1  2026-11-22 12:00  みほん食堂（a）  日にち・時間、お金" in told
    assert "「20日だけ [31mでした」" in told


def test_nothing_of_a_report_commands_the_terminal(path, capsys):
    main(["heard"])
    assert "\x1b" not in capsys.readouterr().out


def test_what_was_looked_at_is_settled(path, capsys):
    assert main(["heard", "--settle", "1"]) == 0
    told = capsys.readouterr().out
    assert "みほん食堂（a）  日にち" not in told
    assert "でんわが ちがう" in told
    assert "おわりに しました: 1" in told
    assert main(["heard", "--settle", "1"]) == 2
    assert "ありません: 1" in capsys.readouterr().err


def test_all_or_none_are_settled(path, capsys):
    assert main(["heard", "--settle", "1", "9"]) == 2
    capsys.readouterr()
    main(["heard", "--json"])
    assert [one["number"] for one in read_json(capsys)["reports"]] == [1, 2]


def test_a_program_gets_one_object(path, capsys):
    assert main(["heard", "--json", "--settle", "2"]) == 0
    told = read_json(capsys)
    assert told["wishes"][0] == {
        "place": "a",
        "name": "みほん食堂",
        "what": "first_day",
        "count": 2,
        "last": "2026-11",
        "known": False,
    }
    assert [one["wrongs"] for one in told["reports"]] == [["when", "fee"]]
    assert told["reports"][0]["text"] == "20日だけ\n\x1b[31mでした"
    assert told["settled"] == [2]


def test_a_new_database_has_heard_nothing(path, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "new.sqlite"))
    open_database(tmp_path / "new.sqlite").close()
    assert main(["heard"]) == 0
    assert "のこり 0 件" in capsys.readouterr().out


def test_without_a_database_it_says_so(path, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "nothing.sqlite"))
    assert main(["heard"]) == 1
    assert not (tmp_path / "nothing.sqlite").exists()
    assert "ありません" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--settle"], ["--settle", "x"], ["--settle", "1.5"]])
def test_what_is_no_number_is_not_understood(path, arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(["heard", *arguments])
    assert end.value.code == 2


@pytest.mark.parametrize("command", [["heard"], ["check"], ["export", "--out", "OUT"]])
def test_every_command_forgets_what_is_over(path, tmp_path, monkeypatch, capsys, command):
    main(["heard", "--settle", "1"])
    monkeypatch.setenv("WEBMAP_NOW", "2027-02-21")  # the 91st day
    main([part.replace("OUT", str(tmp_path / "out")) for part in command])
    db = open_database(path)
    assert [row[0] for row in db.execute("SELECT number FROM report")] == [2]
    assert db.execute("SELECT count(*) FROM wish_today").fetchone()[0] == 0
    db.close()


def test_a_database_that_is_none_is_the_matter_of_the_command(path, monkeypatch, tmp_path, capsys):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("WEBMAP_DATABASE", str(broken))
    assert main(["heard"]) == 1
    assert main(["locate", "国立市富士見台2-47-1"]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_what_became_of_it_is_told_with_it(path, capsys):
    assert main(["heard", "--settle", "1"]) == 0
    assert main(["heard", "--settle", "2", "--word", "なおした"]) == 0
    settled = voices.settled_reports(open_database(path), 9)
    assert {(one.number, one.word, one.settled_by) for one in settled} == {
        (1, "たしかめました", "office"),
        (2, "なおした", "office"),
    }


def test_a_word_that_cannot_be_kept_settles_nothing(path, capsys):
    assert main(["heard", "--settle", "1", "--word", "でんわ 090-0000-0000"]) == 2
    assert "何も 変えていません" in capsys.readouterr().err
    assert len(voices.open_reports(open_database(path))) == 2
