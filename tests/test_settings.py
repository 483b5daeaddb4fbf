"""What the surroundings say, read once; a mistake is said for people."""

import re
import stat
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.made_up import ROOT, TOKYO
from webmap.places.errors import ForPeople
from webmap.settings import VARIABLES, Settings, read_settings, secret_key


def test_nothing_said_is_this_machine_alone():
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data == ROOT / "data"
    assert settings.proxies == 0
    assert settings.address == ""


def test_empty_is_as_good_as_nothing():
    assert read_settings(dict.fromkeys(VARIABLES, "")) == read_settings({})


def test_what_is_said_is_read(tmp_path):
    settings = read_settings(
        {
            "PORT": "8080",
            "HOST": "0.0.0.0",
            "WEBMAP_DATABASE": str(tmp_path / "a.sqlite"),
            "WEBMAP_DATA": str(tmp_path),
            "WEBMAP_ADDRESS": "https://map.example.jp/",
            "WEBMAP_PROXIES": "2",
        }
    )
    assert (settings.host, settings.port, settings.proxies) == ("0.0.0.0", 8080, 2)
    assert settings.database == tmp_path / "a.sqlite"
    assert settings.data == tmp_path
    assert settings.address == "https://map.example.jp"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "70000"),
        ("PORT", "８０００"),
        ("PORT", "80.5"),
        ("WEBMAP_PROXIES", "yes"),
        ("WEBMAP_PROXIES", "1000"),
        ("WEBMAP_NOW", "きのう"),
        ("WEBMAP_NOW", "2026-13-01"),
        ("WEBMAP_GEOCODERS", "google"),
        ("WEBMAP_GEOCODERS", "gsi;nominatim"),
        ("WEBMAP_CONTACT", "わたし"),
        ("WEBMAP_CONTACT", "office@example.jp\r\nX: y"),
    ],
)
def test_a_mistake_names_the_variable_and_what_was_found(name, text):
    with pytest.raises(ForPeople) as said:
        read_settings({name: text})
    assert name in str(said.value)
    assert text in str(said.value)


def test_no_geocoder_is_asked_unless_it_is_named_with_a_contact():
    assert read_settings({}).geocoders == ()
    named = {"WEBMAP_GEOCODERS": " nominatim, gsi "}
    with pytest.raises(ForPeople, match="WEBMAP_CONTACT"):
        read_settings(named)
    settings = read_settings(named | {"WEBMAP_CONTACT": "https://map.example.jp/"})
    assert settings.geocoders == ("gsi", "nominatim")
    assert settings.contact == "https://map.example.jp/"


def test_the_fixed_day_and_moment_are_of_tokyo():
    assert read_settings({"WEBMAP_NOW": "2026-12-04"}).today() == date(2026, 12, 4)
    moment = read_settings({"WEBMAP_NOW": "2026-12-04T16:20"}).now()
    assert moment == datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)


def test_a_moment_of_another_time_zone_is_a_day_of_tokyo():
    settings = read_settings({"WEBMAP_NOW": "2026-12-04T16:20+00:00"})
    assert settings.today() == date(2026, 12, 5)
    assert settings.now().utcoffset() == timedelta(hours=9)


def test_without_a_fixed_moment_the_clock_is_of_tokyo():
    assert read_settings({}).now().utcoffset() == timedelta(hours=9)


# -- the key for signing


def test_the_key_that_is_said_is_used_and_no_file_made(tmp_path):
    settings = Settings(database=tmp_path / "a.sqlite", secret="とてもひみつ")
    assert secret_key(settings) == "とてもひみつ"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_and_kept(tmp_path):
    settings = Settings(database=tmp_path / "new" / "a.sqlite")
    key = secret_key(settings)
    assert len(key) >= 32
    assert secret_key(settings) == key
    assert secret_key(Settings(database=tmp_path / "other" / "a.sqlite")) != key


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_file_of_the_key_is_for_its_owner_alone(tmp_path):
    secret_key(Settings(database=tmp_path / "a.sqlite"))
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_empty_key_file_is_no_key(tmp_path):
    """As is left when the machine stopped between making and writing it."""
    (tmp_path / "secret.key").write_text("")
    try:
        assert len(secret_key(Settings(database=tmp_path / "a.sqlite"))) >= 32
    except ForPeople as said:
        assert "secret.key" in str(said)


def test_a_folder_where_no_key_can_be_made_is_said_for_people(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ForPeople):
        secret_key(Settings(database=tmp_path / "file" / "a.sqlite"))


# -- documented


def variables_read() -> set[str]:
    """Names like ours in the program, wherever they stand."""
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(ROOT / "webmap").rglob("*.py")
    )
    return set(re.findall(r"\bWEBMAP_[A-Z_]+\b", text))


def test_every_variable_is_in_the_list():
    assert variables_read() <= set(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_in_the_readme(name):
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")
