"""What all tests share."""

import ipaddress
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, BrowserContext, Request, sync_playwright

from tests.browser.checked_page import CheckedPage
from tests.browser.chromium import NoBrowser, is_outside, make_driver_start, start
from tests.web.hostile import make_hostile
from tests.web.live_site import NOW, LiveSite, fill
from tests.web.made_up import add_made_up_places
from tests.web.staff.signing_in import Desk, cookie_of, open_desk
from webmap.settings import Settings
from webmap.web.app import create_app
from webmap.workflows.install_front_end import FOR_TESTS, FrontEndError, install_front_end

ROOT = Path(__file__).parent.parent

# -- the same made-up cases on every run, however slow the machine

hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.load_profile("steady")

# -- no network: Python's sockets reach this machine only
#
# An audit hook, since it sees every socket of this process whichever library opens it,
# and also the look-up of a name, which has already told someone.

_attempts: list[str] = []


class Network(RuntimeError):
    """A test reached for the network. Not an OSError, so that no retry swallows it."""


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in {"", "localhost"}:
        return name in {None, "", "localhost"}
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _keep_in(event: str, args: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # None: a Unix socket
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
    else:
        return
    if not _is_loopback(host):
        _attempts.append(f"{event} {host!r}")
        raise Network(f"no network in tests: {event} {host!r}")


sys.addaudithook(_keep_in)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """What this test tried to reach; a test that means to try clears the list."""
    _attempts.clear()
    yield _attempts
    assert not _attempts, f"reached for the network: {_attempts}"


# -- what the browser loads


@pytest.fixture(scope="session")
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Print to the terminal, past pytest's capturing: for what takes a while."""
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def say(text: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"\n{text}", flush=True)

    return say


@pytest.fixture(scope="session")
def front_end(request: pytest.FixtureRequest) -> Path:
    """The libraries of package.json, installed; gives static/vendor/."""
    capture = request.config.pluginmanager.getplugin("capturemanager")
    try:
        with capture.global_and_fixture_disabled():
            install_front_end(ROOT, dev=True)
    except FrontEndError as error:
        pytest.fail(str(error), pytrace=False)
    return ROOT / "static" / "vendor"


@pytest.fixture(scope="session")
def axe(front_end: Path) -> str:
    """axe-core's script, for page.evaluate (a strict CSP refuses a script tag)."""
    return (ROOT / FOR_TESTS.folder / "axe.min.js").read_text(encoding="utf-8")


# -- the browser


@pytest.fixture(scope="session")
def browser(front_end: Path, say: Callable[[str], None]) -> Iterator[Browser]:
    """A Chromium. Where none can be had the tests fail; they are never skipped."""
    make_driver_start()
    with sync_playwright() as playwright:
        try:
            chromium = start(playwright, say)
        except NoBrowser as error:
            pytest.fail(str(error), pytrace=False)
        yield chromium
        chromium.close()


@pytest.fixture
def third_party_requests() -> list[str]:
    """The addresses outside this machine that pages of this test asked for; none was reached."""
    return []


@pytest.fixture
def new_context(
    browser: Browser, third_party_requests: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser context (`viewport`, `locale` …) whose outside requests are recorded."""
    opened: list[BrowserContext] = []

    def note(asked: Request) -> None:
        if is_outside(asked.url):
            third_party_requests.append(asked.url)

    def new_context(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"locale": "ja-JP", "timezone_id": "Asia/Tokyo", **options})
        context.on("request", note)
        opened.append(context)
        return context

    yield new_context
    for context in opened:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone-sized context, 390 × 844; `context.new_page()` gives a page."""
    return new_context(viewport={"width": 390, "height": 844}, has_touch=True)


# -- the site: data, settings, app, client, a live server, and pages that are checked


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the repository's data/, to change as a test likes."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database filled from the repository's tables, once; copied by who wants to change it."""
    return fill(tmp_path_factory.mktemp("filled") / "webmap.sqlite", ROOT / "data")


@pytest.fixture
def settings(tmp_path: Path, filled: Path) -> Settings:
    """A database of the test's own, filled, on Friday 2026-12-04 at 16:20."""
    database = tmp_path / "webmap.sqlite"
    shutil.copyfile(filled, database)
    return Settings(database=database, secret="made-up", fixed_now=NOW)


@pytest.fixture
def app(settings: Settings) -> Flask:
    """The site as it is served, with a database of its own."""
    return create_app(settings)


@pytest.fixture(scope="session")
def shared_app(filled: Path) -> Flask:
    """The site as it is served, for tests that only ask."""
    return create_app(Settings(database=filled, secret="made-up", fixed_now=NOW))


@pytest.fixture
def client(shared_app: Flask) -> FlaskClient:
    """Asks the site without a browser."""
    return shared_app.test_client()


@pytest.fixture
def desk(app: Flask) -> Callable[..., Desk]:
    """Signs in at the site of this test: ``desk("editor")`` asks and posts as that role."""
    return lambda role="editor", name="": open_desk(app, role, name)


@pytest.fixture
def staff_site(settings: Settings, front_end: Path) -> Iterator[LiveSite]:
    """A live server of this test's own, whose places may be changed."""
    live = LiveSite(create_app(settings))
    with live.serving():
        yield live


@pytest.fixture
def staff_page(
    new_page: Callable[..., CheckedPage], staff_site: LiveSite
) -> Callable[..., CheckedPage]:
    """Opens a browser's page that is signed in: ``staff_page("editor", width=1280)``."""

    def open_page(role: str = "editor", name: str = "", **options: Any) -> CheckedPage:
        page = new_page(staff_site, **options)
        page.page.context.add_cookies([cookie_of(staff_site, role, name)])  # type: ignore[list-item]
        return page

    return open_page


@pytest.fixture
def make_app(tmp_path: Path) -> Callable[[Path], Flask]:
    """The site of another data folder, with a new database."""

    def make_app(data: Path) -> Flask:
        database = fill(tmp_path / f"{data.name}.sqlite", data)
        return create_app(Settings(database, data, secret="made-up", fixed_now=NOW))

    return make_app


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, front_end: Path) -> Iterator[LiveSite]:
    """A live server on a free port of this machine: the real places and a few made-up ones."""
    folder = tmp_path_factory.mktemp("site")
    data = Path(shutil.copytree(ROOT / "data", folder / "data"))
    add_made_up_places(data)
    database = fill(folder / "webmap.sqlite", data)
    live = LiveSite(create_app(Settings(database, data, secret="made-up", fixed_now=NOW)))
    with live.serving():
        yield live


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real tables, with texts in every text column that try to be something else."""
    data = tmp_path_factory.mktemp("hostile") / "data"
    make_hostile(Path(shutil.copytree(ROOT / "data", data)))
    return data


@pytest.fixture(scope="session")
def hostile_site(hostile_data: Path, front_end: Path) -> Iterator[LiveSite]:
    """A live server of the hostile tables."""
    database = fill(hostile_data.with_name("webmap.sqlite"), hostile_data)
    live = LiveSite(create_app(Settings(database, hostile_data, secret="x", fixed_now=NOW)))
    with live.serving():
        yield live


@pytest.fixture
def new_page(
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., CheckedPage]]:
    """Open a page (`width=320`, and what a context takes); each address it opens is checked."""
    opened: list[CheckedPage] = []

    def new_page(site: LiveSite, width: int = 390, **options: Any) -> CheckedPage:
        height = 844 if width < 1000 else 800
        context = new_context(
            **{"viewport": {"width": width, "height": height}, "has_touch": width < 1000, **options}
        )
        scripts = options.get("java_script_enabled", True)
        opened.append(CheckedPage(context.new_page(), site.url, scripts))
        return opened[-1]

    yield new_page
    for page in opened:
        page.check_what_was_heard()


@pytest.fixture
def page(new_page: Callable[..., CheckedPage], site: LiveSite) -> CheckedPage:
    """A phone's page on the live site."""
    return new_page(site)
