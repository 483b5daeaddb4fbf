"""A copy is restored while the server goes on: the next request shows what it holds."""

import os
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.made_up import ROOT
from tests.storage.killing import save
from tests.web.live_site import NOW, LiveSite
from webmap.storage.database import open_database
from webmap.web.app import create_app
from webmap.workflows.change_days import AskedDay, change_day

PAGES = ("/ja/", "/ja/places/guruguru", "/ja/places.json", "/places.geojson", "/feed.xml",
         "/ja/places/guruguru.ics")  # fmt: skip
CANARY = "まちがいの みほん"


@pytest.fixture
def site(settings):
    live = LiveSite(create_app(settings))
    with live.serving():
        yield live


def ask(site, path):
    host = urlsplit(site.url).netloc
    with closing(HTTPConnection(host, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def command(settings, *arguments):
    environment = os.environ | {
        "WEBMAP_DATABASE": str(settings.database),
        "WEBMAP_NOW": NOW.isoformat(),
    }
    done = subprocess.run(
        [sys.executable, "-m", "webmap", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def spoil(settings):
    """What somebody should not have done: everybody sees it at once."""
    with closing(open_database(settings.database)) as db:
        save(db, NOW, CANARY)
        change_day(db, AskedDay("guruguru", "2026-12-06", "closed", reason=CANARY), NOW)


def test_the_next_request_shows_what_was_restored(site, settings, tmp_path):
    before = {path: ask(site, path) for path in PAGES}
    copy = tmp_path / "copy.sqlite"
    assert "記録" in command(settings, "backup", str(copy))
    spoil(settings)
    assert CANARY in ask(site, "/ja/places/guruguru")[1]
    assert CANARY in ask(site, "/ja/places/guruguru.ics")[1]
    command(settings, "restore", str(copy))
    assert {path: ask(site, path) for path in PAGES} == before
    with closing(open_database(settings.database)) as db:  # and the work goes on
        later = NOW + timedelta(hours=1)
        change_day(db, AskedDay("guruguru", "2026-12-20", "closed", reason="あたらしい"), later)
    assert "あたらしい" in ask(site, "/ja/places/guruguru")[1]


def test_it_answers_all_the_while(site, settings, tmp_path):
    copy, done = tmp_path / "copy.sqlite", threading.Event()
    answers: list[tuple[str, int, str]] = []

    def go_on_asking():
        while not done.is_set():
            answers.extend((path, *ask(site, path)) for path in PAGES[:3])

    command(settings, "backup", str(copy))
    spoil(settings)
    asking = [threading.Thread(target=go_on_asking) for _ in range(3)]
    for one in asking:
        one.start()
    while not any(path == "/ja/places/guruguru" for path, _, _ in answers):
        done.wait(0.01)  # so that somebody saw it as it was
    command(settings, "restore", str(copy))
    reached = len(answers) + 12
    while len(answers) < reached:
        done.wait(0.01)
    done.set()
    for one in asking:
        one.join()
    assert {status for _, status, _ in answers} == {200}
    pages = [text for path, _, text in answers if path == "/ja/places/guruguru"]
    assert CANARY in pages[0]
    assert CANARY not in pages[-1]


@pytest.mark.parametrize("left", [2000, 0])
def test_a_damaged_database_is_an_error_until_a_copy_is_restored(site, settings, tmp_path, left):
    before = {path: ask(site, path) for path in PAGES}
    copy = tmp_path / "copy.sqlite"
    command(settings, "backup", str(copy))
    settings.database.write_bytes(b"broken " * 1000 + b"\x00" * left)
    assert ask(site, "/ja/?q=guruguru")[0] >= 500
    command(settings, "restore", str(copy))
    assert {path: ask(site, path) for path in PAGES} == before
    spoil(settings)
    assert CANARY in ask(site, "/ja/places/guruguru")[1]


def test_staff_sign_in_again_after_it(app, settings, desk, tmp_path):
    one = desk("editor")
    command(settings, "backup", str(tmp_path / "copy.sqlite"))
    assert one.get("/staff/").status_code == 200
    command(settings, "restore", str(tmp_path / "copy.sqlite"))
    assert one.get("/staff/").status_code == 303
