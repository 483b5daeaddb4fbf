"""``python -m benchmarks``: runs all and writes ``benchmarks/RESULTS.md``."""

import os
import platform
import sys
from datetime import date
from pathlib import Path

from . import adding, drawing, locating, page_bytes, tables

HEAD = """# Results

Made by `make bench`; each row is ours and a peer's in the same run, medians of {runs} runs
(of one run where a process of its own is measured).
{day}, Python {python}, {machine}, {cores} cores.

| what | ours | peer | peer is |
|---|---:|---:|---|
"""


def main() -> int:
    rows = [
        *tables.measure(),
        *adding.measure(),
        *locating.measure(),
        *page_bytes.measure(),
        *drawing.measure(),
    ]
    text = HEAD.format(
        runs=tables.RUNS,
        day=date.today().isoformat(),
        python=platform.python_version(),
        machine=platform.machine(),
        cores=os.cpu_count(),
    )
    text += "".join(f"| {row.what} | {row.ours} | {row.peer} | {row.peer_is} |\n" for row in rows)
    Path(__file__).with_name("RESULTS.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
