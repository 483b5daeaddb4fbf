"""``locate --all`` as a clerk at a terminal meets it."""

import argparse
import json
import sys

import pytest

from tests.geocoding.conftest import clock, serve  # noqa: F401
from tests.geocoding.loopback import BUSY, DOWN, Reply, feature
from tests.made_up import NOON, filled, make_place, make_site, make_source, say
from webmap.cli import locate_all as command
from webmap.cli.locate_all import locate_all
from webmap.geocoding import online, polite
from webmap.places.errors import ForPeople, NotUnderstood
from webmap.places.location import ONLINE
from webmap.settings import GEOCODERS, VARIABLES, read_settings
from webmap.storage.changes import read_record
from webmap.storage.database import StorageError, open_database

KNOWN = make_site("known", address="東京都国立市富士見台2-47-1")
EAST = make_site("east", address="東京都国立市東1-2-3")
FAR = make_site("far", address="大阪府どこか市1-1-1")
SECRET = make_site("secret", address="東京都国立市西1-77-7")
PLACES = (
    make_place("a", site="east", name="東の食堂"),
    make_place("b", site="secret", name="かくれ家", hidden="yes"),
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command on a database with these records; more records are more settings."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def run(*records, as_json=False, **settings):
        if records:
            filled(tmp_path, *records, make_source()).close()
        database = {"WEBMAP_DATABASE": str(tmp_path / "test.sqlite")}
        read = read_settings(database | {"WEBMAP_NOW": NOON.isoformat()} | settings)
        return locate_all(argparse.Namespace(json=as_json), read)

    return run


@pytest.fixture
def gsi(serve, clock, monkeypatch):  # noqa: F811
    """国土地理院's server of this machine, with the settings that switch it on."""

    def gsi(reply):
        server = serve(reply)
        monkeypatch.setattr(polite, "STEADY", clock.pace())
        monkeypatch.setitem(online.SERVERS, "gsi", ("http", server.domain))
        return server, {"WEBMAP_GEOCODERS": "gsi", "WEBMAP_CONTACT": "office@example.jp"}

    return gsi


def heard(capsys):
    """The lines that a program hears."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_says_what_it_did_site_by_site_and_counts(run, capsys):
    assert run(EAST, FAR, SECRET, *PLACES) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == "located 1, improved 0, unchanged 0, unlocated 1, hidden 1"
    (east,) = [line for line in lines if "東の食堂" in line]
    assert "35." in east
    assert "町" in east
    assert "gazetteer" in east
    assert any("大阪府どこか市1-1-1" in line and "わかりません" in line for line in lines)


def test_all_located_is_status_0_and_a_second_run_is_silent(run, capsys):
    assert run(EAST, KNOWN, SECRET, *PLACES) == 0
    capsys.readouterr()
    assert run() == 0
    assert capsys.readouterr().out == (
        "located 0, improved 0, unchanged 2, unlocated 0, hidden 1\n"
    )


def test_nothing_of_a_hidden_address_is_said(run, gsi, capfd):
    server, on = gsi(Reply([]))
    run(EAST, SECRET, *PLACES, **on)
    run(as_json=True, **on)
    said = "".join(capfd.readouterr())
    assert "77-7" not in said
    assert "かくれ家" not in said
    assert {*server.asked} == {"東京都国立市東1-2-3"}


def test_a_program_hears_a_line_for_each_site_and_one_of_counts(run, gsi, capsys):
    _, on = gsi(Reply([feature("東京都国立市東一丁目2番3号", 35.6984, 139.4490)]))
    assert run(EAST, FAR, *PLACES[:1], as_json=True, **on) == 1
    east, far, counts = heard(capsys)
    assert east == {
        "site": "east",
        "names": ["東の食堂"],
        "address": "東京都国立市東1-2-3",
        "state": "located",
        "lat": 35.6984,
        "lon": 139.449,
        "level": "building",
        "radius_m": None,
        "source": "gsi-address",
        "remarks": [],
    }
    assert (far["lat"], far["state"]) == (None, "unlocated")
    assert far["remarks"] == [{"geocoder": "", "word": "unchecked", "name": ""}]
    assert (counts["located"], counts["unlocated"], counts["left"]) == (1, 1, [])
    run(as_json=True, **on)
    assert heard(capsys)[-1]["unchanged"] == 1


@pytest.mark.parametrize("end", [KeyboardInterrupt, StorageError("database or disk is full")])
def test_what_a_program_heard_before_an_end_stays_readable(run, monkeypatch, capsys, end):
    real = command._Json.site
    told: list[str] = []

    def site(self, one):
        if told:
            raise end
        told.append(one.key)
        real(self, one)

    monkeypatch.setattr(command._Json, "site", site)
    with pytest.raises((KeyboardInterrupt, ForPeople)):
        run(*(make_site(f"s{n}", address=f"東京都国立市東1-{n}") for n in range(3)), as_json=True)
    assert [one["site"] for one in heard(capsys)] == told == ["s0"]


@pytest.mark.parametrize("reply", [BUSY, DOWN])
def test_an_outage_is_said_in_words_and_no_traceback(run, gsi, capfd, reply):
    server, on = gsi(reply)
    assert run(EAST, **on) == 0
    said = capfd.readouterr()
    assert "国土地理院 が こみあっています" in said.out
    assert said.err == ""
    assert len(server.asked) == 3


def test_a_geocoder_that_is_left_is_said_once(run, gsi, capfd):
    _, on = gsi(DOWN)
    sites = [make_site(f"s{n}", address=f"東京都国立市東1-{n}") for n in range(5)]
    run(*sites, **on)
    assert capfd.readouterr().err.count("今回は もう きかずに") == 1


def test_that_it_is_left_is_not_said_of_each_site_again(run, gsi, capsys):
    _, on = gsi(DOWN)
    run(*(make_site(f"s{n}", address=f"東京都国立市東1-{n}") for n in range(5)), **on)
    run(**on)
    assert "もう きいていません" not in capsys.readouterr().out


def test_where_no_outline_tells_it_is_said_once_for_the_run(run, gsi, capsys):
    _, on = gsi(Reply([]))
    far = (make_site(f"f{n}", address=f"大阪府どこか市{n}-1-1") for n in range(3))
    foreign = (make_site(f"g{n}", address=f"東京都調布市みほん{n}") for n in range(2))
    run(EAST, *far, *foreign, **on)
    said = capsys.readouterr().out
    assert said.count("インターネットの検索") == 1
    assert "外の検索" not in said


def test_an_answer_that_was_refused_is_said(run, gsi, capsys):
    _, on = gsi(Reply([feature("東京都国立市東一丁目2番3号", 35.0, 139.0)]))
    run(EAST, **on)
    assert "国立市 の外" in capsys.readouterr().out


def test_every_online_geocoder_has_a_server_and_a_name():
    assert {*ONLINE} == {*online.SERVERS} == {*command._GEOCODERS} == {*GEOCODERS}


def test_without_a_database_it_says_what_to_do(run):
    with pytest.raises(ForPeople, match="fill"):
        run()


@pytest.mark.parametrize(
    "settings",
    [
        {"WEBMAP_GEOCODERS": "google", "WEBMAP_CONTACT": "office@example.jp"},
        {"WEBMAP_GEOCODERS": "gsi"},
        {"WEBMAP_GEOCODERS": "gsi", "WEBMAP_CONTACT": "わたし"},
    ],
)
def test_wrong_settings_are_not_understood_which_is_status_2(run, settings):
    with pytest.raises(NotUnderstood, match="WEBMAP_"):
        run(EAST, **settings)


def test_an_interrupted_run_says_that_its_work_is_kept(run, monkeypatch, capsys, tmp_path):
    told = []

    def interrupt(self, site):
        told.append(site.key)
        if len(told) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(command._Words, "site", interrupt)
    sites = [make_site(f"s{n}", address=f"東京都国立市東1-{n}") for n in range(4)]
    with pytest.raises(KeyboardInterrupt):
        run(*sites)
    assert "つづきから" in capsys.readouterr().err
    db = open_database(tmp_path / "test.sqlite")
    stored = [read_record(db, "site", f"s{n}") for n in range(4)]
    assert ["location" in one.said for one in stored if one] == [True, True, False, False]
    monkeypatch.undo()
    monkeypatch.setattr(command._Words, "site", lambda self, site: told.append(site.key))
    assert run() == 0
    assert told == ["s0", "s1", "s2", "s3"]


def test_progress_is_for_a_terminal_alone(run, monkeypatch, capsys):
    run(EAST)
    assert "か所" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run()
    assert "1 / 1 か所" in capsys.readouterr().err


def test_a_text_cannot_steer_the_terminal(run, capsys):
    evil = make_place("evil", site="east", name=say("\x1b[31mあか\u202e", source="test"))
    run(EAST, evil)
    said = capsys.readouterr().out
    assert "あか" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
