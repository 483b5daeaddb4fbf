"""Lighthouse's scores of the pages as they are served: a phone on a slow network, as it simulates."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.chromium import NAMES
from webmap.places.errors import ForPeople
from webmap.settings import ROOT
from webmap.workflows.install_front_end import install_front_end, node_from_pypi

from . import npm
from .requests import PLACE
from .row import Row
from .serving import fill, site

VERSION = "12.8.2"
"""The last that runs on Node.js 20."""
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"


def measure() -> Iterator[Row]:
    install_front_end(ROOT)
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            files = npm.install(folder, f"lighthouse@{VERSION}")
            environment = os.environ | {"CHROME_PATH": _chromium()}
        except (OSError, subprocess.SubprocessError, ForPeople) as error:
            print(f"lighthouse: left out, {error}", file=sys.stderr)
            return
        with site(fill(folder / "places.sqlite")) as port:
            for path in ("/ja/", PLACE):
                url = f"http://127.0.0.1:{port}{path}"
                said = _scores(files / "lighthouse" / "cli" / "index.js", url, environment)
                yield Row(f"Lighthouse {VERSION}, `{path}`", said)


def _scores(lighthouse: Path, url: str, environment: dict[str, str]) -> str:
    """The scores of 100, with what the one for performance stands on."""
    node = shutil.which("node") or str(node_from_pypi())
    asked = [node, str(lighthouse), url, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}"]
    done = subprocess.run(
        asked, env=environment, capture_output=True, text=True, check=True, timeout=180
    )
    told = json.loads(done.stdout)
    scores = (f"{one['title']} {one['score'] * 100:.0f}" for one in told["categories"].values())
    audits = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    figures = (f"{told['audits'][key]['title']} {_figure(told, key)}" for key in audits)
    return f"{', '.join(scores)} ({', '.join(figures)})"


def _figure(told: dict[str, dict[str, dict[str, str]]], key: str) -> str:
    return told["audits"][key]["displayValue"].replace("\N{NO-BREAK SPACE}", " ")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise FileNotFoundError("no Chromium on this machine")
    return found
