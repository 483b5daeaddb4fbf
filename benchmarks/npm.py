"""npm packages that only a measurement needs, in a temporary folder."""

import subprocess
from pathlib import Path

from webmap.workflows.install_front_end import _npm

_QUIET = ("--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--loglevel=error")


def install(folder: Path, *packages: str) -> Path:
    """Installs them there and gives their ``node_modules``.

    Raises:
        OSError, subprocess.SubprocessError: npm does not run, or cannot fetch them.
        FrontEndError: this machine has no npm, and none can be fetched.
    """
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    command = [*_npm(), "install", *_QUIET, *packages]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return folder / "node_modules"
