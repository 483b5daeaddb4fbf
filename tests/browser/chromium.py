"""Find a Chromium, install one where there is none, and start it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError

from webmap.workflows.install_front_end import node_from_pypi

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # every other name leads nowhere. (Playwright's own routing would switch the cache off.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]",
)

Say = Callable[[str], None]


class NoBrowser(Exception):
    """No Chromium could be found, installed or started; its text says what to install."""


def make_driver_start() -> None:
    """Playwright drives the browser by a Node.js of its own; where a small system lacks a
    library for that one (libatomic), the one from PyPI does the same. Raises FrontEndError.
    """
    node, _ = compute_driver_executable()
    if not _runs([node, "--version"]):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(node_from_pypi())


def start(playwright: Playwright, say: Say) -> Browser:
    """The first Chromium that starts; installs one if none does. Raises NoBrowser."""
    tried: list[str] = []
    for path in _candidates(playwright, say):
        try:
            return _launch(playwright, path)
        except PlaywrightError as error:
            tried.append(f"  {path}: {error.message.splitlines()[0]}")
    raise NoBrowser(
        "The browser tests need Chromium, and none starts here. Install it "
        "(Debian: apt install chromium; macOS, Windows: Google Chrome) and try again."
        + "".join(f"\n{line}" for line in tried)
    )


def is_outside(url: str) -> bool:
    """Whether a request leaves this machine (data: and blob: do not)."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK


def _launch(playwright: Playwright, path: str) -> Browser:
    # as root Chromium refuses to start with its sandbox
    return playwright.chromium.launch(
        executable_path=path, args=list(FLAGS), chromium_sandbox=not _is_root()
    )


def _candidates(playwright: Playwright, say: Say) -> Iterator[str]:
    """Those that are there; then, only if asked for more, those that can be installed."""
    own = playwright.chromium.executable_path
    there = [*_installed(), own]
    yield from filter(os.path.exists, there)
    if _is_root() and shutil.which("apt-get"):
        say("Installing Chromium (the Debian package) for the browser tests …")
        _apt_install_chromium(say)
        yield from (path for path in _installed() if path not in there)
    if not os.path.exists(own):
        say("Installing Chromium (Playwright's own) for the browser tests …")
        _try([sys.executable, "-m", "playwright", "install", "chromium"], say)
        yield from filter(os.path.exists, [own])


def _installed() -> list[str]:
    found = [path for path in map(shutil.which, NAMES) if path]
    homes = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    windows = [str(Path(home, place)) for home in homes if home for place in WINDOWS]
    return [*found, *MAC, *windows]


def _apt_install_chromium(say: Say) -> None:
    wait = ["-o", "DPkg::Lock::Timeout=120"]
    _try(["apt-get", "update", "-qq"], say)
    _try(["apt-get", "install", "-qq", "--no-install-recommends", *wait, "chromium"], say)


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _try(command: list[str], say: Say) -> None:
    """Run quietly; a failure is said and left to the next candidate."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        reasons = [line for line in lines if line.startswith(("E:", "Error"))]
        say("\n".join([f"{' '.join(command)} failed:", *(reasons or lines)[-3:]]))


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
