"""``python -m benchmarks [part…]``: runs all parts, or those that are named.

All of them write ``benchmarks/RESULTS.md``; named ones only print.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from . import (
    adding,
    backups,
    calendars,
    drawing,
    kills,
    lighthouse,
    locating,
    months,
    page_bytes,
    requests,
    showing,
    staff,
    tables,
)
from .row import Row

PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    part.__name__.rpartition(".")[2]: part.measure
    for part in (
        *(tables, adding, backups, kills, calendars, months, locating, page_bytes, requests),
        *(drawing, showing, lighthouse, staff),
    )
}
HEAD = """# Results

Made by `make bench`; each row is ours and a peer's in the same run, medians of {runs} runs
(of one run where a process of its own is measured).
{day}, Python {python}, {machine}, {cores} cores.

| what | ours | peer | peer is |
|---|---:|---:|---|
"""


def main(names: Sequence[str]) -> int:
    unknown = set(names) - PARTS.keys()
    if unknown:
        print(
            f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr
        )
        return 2
    head = HEAD.format(
        runs=tables.RUNS,
        day=date.today().isoformat(),
        python=platform.python_version(),
        machine=platform.machine(),
        cores=os.cpu_count(),
    )
    lines = [head]
    print(head, end="")
    for line in _lines(names or list(PARTS)):
        print(line, end="", flush=True)
        lines.append(line)
    if not names:
        Path(__file__).with_name("RESULTS.md").write_text("".join(lines), encoding="utf-8")
    return 0


def _lines(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for row in PARTS[name]():
            yield f"| {row.what} | {row.ours} | {row.peer} | {row.peer_is} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
