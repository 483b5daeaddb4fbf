"""The app on a port: `python -m webmap run`, and what it keeps of who asks what."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest

from tests.web.test_quick import hide
from webmap.settings import ROOT
from webmap.web.serve import CannotServe, claim

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn")


def test_a_port_in_use_is_said_so_with_what_to_do():
    with claim("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"{port}.*ほかの"):
            claim("127.0.0.1", port)


@pytest.mark.parametrize("port", [65536, 10**9])
def test_a_port_that_cannot_be_is_said_so(port):
    with pytest.raises(CannotServe, match="65535"):
        claim("127.0.0.1", port)


def test_an_address_of_another_machine_is_said_so():
    with pytest.raises(CannotServe, match=r"203\.0\.113\.1"):
        claim("203.0.113.1", 0)


@pytest.fixture
def running(tmp_path, front_end):
    """`python -m webmap run` on a new database; gives its address and what it has printed."""
    with claim("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    said = tmp_path / "said.txt"
    names = {"PORT": str(port), "WEBMAP_DATABASE": str(tmp_path / "db" / "webmap.sqlite")}
    with said.open("w") as file:
        run = [sys.executable, "-m", "webmap", "run"]
        process = subprocess.Popen(
            run, cwd=ROOT, env={**os.environ, **names}, stdout=file, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(said, address)
        yield address, said, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


def test_run_serves_and_prints_the_address_last_and_keeps_no_trace_of_who_asks(running):
    address, said, process = running
    assert said.read_text(encoding="utf-8").splitlines()[-1] == address
    with urlopen(f"{address}/ja/?q=ngaigai") as answer:
        assert b'<li data-key="guruguru"' not in answer.read()
    _say_nonsense(address)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0
    told = said.read_text(encoding="utf-8")
    assert "ngaigai" not in told
    assert told.replace(address, "").count("127.0.0.1") == 0


def test_a_change_is_seen_at_once_by_every_worker(running, tmp_path):
    address = running[0]
    with ThreadPoolExecutor(16) as threads:
        before = list(threads.map(_listed, [address] * 64))
        hide(tmp_path / "db" / "webmap.sqlite")
        after = list(threads.map(_listed, [address] * 64))
    assert set(before) == {True}
    assert set(after) == {False}


def _listed(address):
    with urlopen(f"{address}/ja/") as answer:
        return b'<li data-key="guruguru"' in answer.read()


def _wait_for(said, address):
    for _ in range(300):
        if address in said.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    pytest.fail(said.read_text(encoding="utf-8"))


def _say_nonsense(address):
    """Requests that are broken, each with words that must not be kept."""
    host, port = address.removeprefix("http://").split(":")
    for line in (
        b"GET /?q=ngaigai HTTP/9.9",
        b"G E T /?q=ngaigai",
        b"GET /ja/?q=ngaigai\x00 HTTP/1.1",
    ):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(line + b"\r\nX: ngaigai\x00\r\n\r\n")
            connection.recv(1000)
