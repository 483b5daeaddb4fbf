"""``closed``, ``extra``, ``moved``, ``usual``, as a clerk meets them while the site runs."""

import pytest

from tests.made_up import MOBILE, make_place, make_source
from tests.web.asking import listed_keys
from webmap import create_app
from webmap.cli import _COMMANDS, main
from webmap.formats.tables import write_tables
from webmap.places.schedule import Rule
from webmap.settings import VARIABLES, read_settings
from webmap.workflows.change_days import EFFECTS

SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
MONTHLY = Rule(weekdays="SA", frequency="monthly", opens="13:00", closes="15:00")


@pytest.fixture
def where(tmp_path, monkeypatch, data):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    places = [
        make_place("mihon", name="みほん食堂", schedule__1=SUNDAYS),
        make_place("tsuki", name="つきいち食堂", schedule__1=MONTHLY),
    ]
    write_tables([*places, make_source()], data)
    monkeypatch.setenv("WEBMAP_DATA", str(data))
    monkeypatch.setenv("WEBMAP_DATABASE", str(tmp_path / "test.sqlite"))
    monkeypatch.setenv("WEBMAP_NOW", "2026-12-04T16:20")
    assert main(["fill"]) == 0
    return tmp_path


def told(capsys, *arguments, status=0):
    capsys.readouterr()
    assert main([*arguments]) == status
    return capsys.readouterr()


def test_every_way_to_change_a_day_is_a_command():
    assert set(EFFECTS) <= set(_COMMANDS)


def test_after_a_change_the_dates_of_the_place_are_said(where, capsys):
    said = told(capsys, "closed", "mihon", "2026-12-06", "--reason", "会場の つごう").out
    assert "みほん食堂（mihon）" in said
    assert "12月6日（日） おやすみ（会場の つごう）" in said
    assert "つぎに ひらく日: 12月20日（日） 11:30〜14:00、" in said
    said = told(capsys, "usual", "mihon", "2026-12-06").out
    assert "いつもどおり" in said
    assert "つぎに ひらく日: 12月6日（日） 11:30〜14:00、12月20日（日）" in said


def test_where_no_date_can_be_told_it_says_what_to_ask(where, capsys):
    said = told(capsys, "closed", "tsuki", "2026-12-05").out
    assert "つぎに ひらく日: わかりません" in said
    assert "月1回・土曜 13:00〜15:00 → 第何週の 土曜か" in said


def test_a_slip_is_told_and_kept(where, capsys):
    assert "もともと ひらく日では ありません" in told(capsys, "closed", "mihon", "2026-12-07").out


def test_everything_wrong_is_said_in_lines_without_a_traceback(where, capsys):
    arguments = ["moved", "mihn", "2026-13-01", "--to", "2026-12-01", "--reason", MOBILE]
    said = told(capsys, *arguments, "--source", "x", status=1)
    lines = said.out.splitlines()
    assert [line.split("]")[0] for line in lines] == [
        f"エラー moved [{column}" for column in ("KEY", "DATE", "--to", "--reason", "--source")
    ]
    assert "mihon（みほん食堂）" in lines[0]
    assert said.err.strip() == "何も 変えていません。"


def test_without_a_database_it_says_what_to_do_first(where, monkeypatch, capsys):
    monkeypatch.setenv("WEBMAP_DATABASE", str(where / "none.sqlite"))
    assert "run か fill" in told(capsys, "closed", "mihon", "2026-12-06", status=1).err
    assert not (where / "none.sqlite").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["closed", "mihon"],
        ["moved", "mihon", "2026-12-06"],
        ["usual", "mihon", "x", "--reason", "y"],
    ],
)
def test_what_is_not_understood_is_status_2(where, arguments):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2


def test_the_pages_that_are_open_to_the_world_say_it_at_once(where):
    client = create_app(read_settings()).test_client()

    def is_listed(day):
        return "mihon" in listed_keys(client.get(f"/ja/?open={day}"))

    assert is_listed("2026-12-06")
    page = client.get("/ja/places/mihon")
    assert main(["closed", "mihon", "2026-12-06", "--reason", "だいそうじ"]) == 0
    assert not is_listed("2026-12-06")
    again = client.get("/ja/places/mihon", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 200
    assert "だいそうじ" in again.text
    assert main(["moved", "mihon", "2026-12-06", "--to", "2026-12-13"]) == 0
    assert is_listed("2026-12-13")
    assert main(["usual", "mihon", "2026-12-06"]) == 0
    assert client.get("/ja/places/mihon").data == page.data
    assert not is_listed("2026-12-13")
