"""The commands, as a person at a terminal meets them."""

import shutil

import pytest

from tests.made_up import DATA, make_place, make_source, say
from webmap.cli import main
from webmap.formats.table_shapes import TABLES
from webmap.formats.tables import write_tables
from webmap.places.schedule import Rule
from webmap.settings import VARIABLES

COMMANDS = (
    *("run", "fill", "locate", "check", "export", "closed", "extra", "moved", "usual"),
    *("backup", "restore"),
)


@pytest.fixture
def where(tmp_path, monkeypatch):
    """A folder with a data folder of one place, and a database that is not there yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("basemap"))
    write_tables([make_place(), make_source()], tmp_path / "data")
    monkeypatch.setenv("WEBMAP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "test.sqlite"))
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_and_an_example(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"python -m webmap {command}" in capsys.readouterr().out


def test_the_help_lists_the_commands_and_every_variable(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    for word in (*COMMANDS, *VARIABLES):
        assert word in text


@pytest.mark.parametrize("arguments", [[], ["fly"], ["export"], ["check", "--quick"]])
def test_what_is_not_understood_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2


def test_fill_says_how_many_records(where, capsys):
    assert main(["fill"]) == 0
    assert "2 件" in capsys.readouterr().out
    assert (where / "test.sqlite").exists()


def test_fill_refuses_a_database_that_is_not_empty_in_one_line(where, capsys):
    main(["fill"])
    capsys.readouterr()
    assert main(["fill"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_fill_from_a_folder_without_tables_is_one_line(where, monkeypatch, capsys):
    monkeypatch.setenv("WEBMAP_DATA", str(where / "nothing"))
    assert main(["fill"]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_check_of_data_without_a_fault_is_status_0(where, capsys):
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "エラー 0" in said
    assert "9" in said
    assert "11" in said


def test_check_prints_file_line_column_found_and_expected(where, capsys):
    with (where / "data" / "facts.csv").open("a", encoding="utf-8") as file:
        file.write("test,alone,,maybe,,test,,,public\n")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "facts.csv:2 [answer] 「maybe」" in said
    assert "yes、limited、no" in said


def test_a_note_alone_is_status_0(where, capsys):
    with (where / "data" / "details.csv").open("a", encoding="utf-8") as file:
        file.write("test,who,,要確認,,test,,,public\n")
    assert main(["check"]) == 0
    assert "たしかめて" in capsys.readouterr().out


def test_check_says_whom_to_ask_what_so_that_the_calendar_fills(where, capsys):
    monthly = Rule(weekdays="SA", frequency="monthly")
    places = [make_place("tsuki", schedule__1=monthly, phone="042-000-0000"), make_place("silent")]
    write_tables([*places, make_source()], where / "data")
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "日にちが 決められない場所（1）" in said
    assert "テスト食堂（tsuki）: 月1回・土曜 → 第何週の 土曜か  でんわ 042-000-0000" in said
    assert "何も わからない場所: 1 か所" in said
    main(["fill"])
    write_tables([make_source()], where / "data")
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "第何週の 土曜か" in capsys.readouterr().out  # of the database, which is the truth


def test_check_counts_the_places_of_the_database_when_there_is_one(where, capsys):
    main(["check"])
    assert "データベース" not in capsys.readouterr().out
    standings = {"a": "listed", "b": "check", "c": "check", "d": "ended", "e": "paused"}
    places = [make_place(key, standing=standing) for key, standing in standings.items()]
    write_tables([*places, make_source()], where / "data")
    main(["fill"])
    write_tables([make_place(), make_source()], where / "data")
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "データベース: 5 か所（のせている 1、確認をまつ 2、ほか 2）" in said
    assert "表: 1 か所" in said


def test_check_says_once_what_tables_and_database_both_say(where, capsys):
    place = make_place(phone="042-000-0001", phone__2=say("042-000-0002", visibility="staff"))
    write_tables([place, make_source()], where / "data")
    main(["fill"])
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert said.count("042-000-0001 ／ 042-000-0002") == 1
    assert "details.csv:" in said
    assert "たしかめてほしいこと 1" in said
    write_tables([make_place(), make_source()], where / "data")
    assert main(["check"]) == 0
    assert "たしかめて データベース" in capsys.readouterr().out


def test_check_tidy_puts_the_tables_in_order(where, capsys):
    with (where / "data" / "facts.csv").open("a", encoding="utf-8") as file:
        file.write("test,parking,,no,,test,,,public\ntest,alone,,yes,,test,,,public\n")
    assert main(["check", "--tidy"]) == 0
    rows = (where / "data" / "facts.csv").read_text("utf-8").splitlines()
    assert [row.split(",")[1] for row in rows[1:]] == ["alone", "parking"]


def test_export_writes_the_same_tables_and_says_where_history_is(where, capsys):
    main(["fill"])
    assert main(["export", "--out", str(where / "out")]) == 0
    assert "履歴" in capsys.readouterr().out
    for name in TABLES:
        table = f"{name}.csv"
        assert (where / "out" / table).read_bytes() == (where / "data" / table).read_bytes()


def test_export_public_leaves_out_what_is_for_staff(where):
    with (where / "data" / "details.csv").open("a", encoding="utf-8") as file:
        file.write("test,remark,1,ひみつの文,,test,,,staff\n")
    main(["fill"])
    assert main(["export", "--out", str(where / "out"), "--public"]) == 0
    assert "ひみつ" not in (where / "out" / "details.csv").read_text("utf-8")


def test_export_without_a_database_is_said_and_makes_none(where, capsys):
    assert main(["export", "--out", str(where / "out")]) == 1
    assert "test.sqlite" in capsys.readouterr().err
    assert not (where / "test.sqlite").exists()


def test_export_onto_a_file_is_said_for_people(where, capsys):
    main(["fill"])
    (where / "out").write_text("")
    assert main(["export", "--out", str(where / "out")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_file_that_is_no_database_is_one_line(where, capsys):
    (where / "test.sqlite").write_text(
        "これは データベースでは ありません。" * 50, encoding="utf-8"
    )
    assert main(["fill"]) == 1
    said = capsys.readouterr().err
    assert "test.sqlite" in said
    assert len(said.strip().splitlines()) == 1


def test_a_wrong_variable_is_one_line(where, monkeypatch, capsys):
    monkeypatch.setenv("PORT", "http")
    assert main(["fill"]) == 1
    assert "PORT" in capsys.readouterr().err


def test_a_long_or_broken_cell_does_not_break_the_report(where, capsys):
    with (where / "data" / "facts.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f'test,alone,,"{"長" * 10_000}\n二行め",,test,,,public\n')
    assert main(["check"]) == 1
    line = next(one for one in capsys.readouterr().out.splitlines() if "facts.csv:2" in one)
    assert len(line) < 300
