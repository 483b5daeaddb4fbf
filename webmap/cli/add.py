"""``add``: brings files of the field in, and says what would change, or did."""

import argparse
import json
import sys
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from ..formats.layout import show
from ..places.errors import ForPeople, Problem
from ..places.fields import write_value
from ..places.record import Statement
from ..places.who_wins import AGREES
from ..settings import Settings
from ..words.changes import say_days, say_first, say_outcome, say_problems, usual_day
from ..words.dates import say_day
from ..words.phrases import Phrases
from ..workflows.add_places import Counts, Request, Taken, add_places
from .printing import our_phrases, print_problem, stop_printing

_MANY = 20
"""Of more problems than these, the end says how many there are in each column."""


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Takes the files: 0 all taken, 1 something rejected."""
    from ..storage.database import open_database

    request = Request(
        [Path(path) for path in options.files],
        show(options.source.strip()),
        options.day.strip(),
        tuple(code.strip() for code in options.city.split(",") if code.strip()),
        options.dry_run,
        options.keep_good,
    )
    now = settings.now()
    listener = (
        _Json(sys.stdout) if options.json else _Words(our_phrases(settings), request, now.date())
    )
    try:
        with _database(settings, dry_run=options.dry_run) as path:
            db = open_database(path)
            counts = add_places(db, request, settings.data, now, listener)
            db.close()
    except BrokenPipeError as error:
        if options.dry_run:
            raise
        stop_printing()
        raise ForPeople("話の とちゅうで 止められたので、何も 入れていません。") from error
    except ForPeople as error:
        listener.fail(str(error))
        raise
    listener.end(counts)
    return int(counts.rejected > 0)


@contextmanager
def _database(settings: Settings, *, dry_run: bool) -> Iterator[Path]:
    """The database; a dry run without one tries in a place that is forgotten."""
    if settings.database.exists() or not dry_run:
        yield settings.database
        return
    with TemporaryDirectory() as folder:
        yield Path(folder) / "dry-run.sqlite"


class _Progress:
    """Says on a terminal how far a long file is."""

    def progress(self, file: str, done: int, rows: int) -> None:
        """The same line again and again; where no one looks, a line now and then."""
        if rows < 1000:
            return
        live = sys.stderr.isatty()
        if live or done == rows or done % 5000 == 0:
            end = "\r" if live and done < rows else "\n"
            print(f"{file}: {done:,} / {rows:,} 行", end=end, file=sys.stderr, flush=True)


class _Words(_Progress):
    """Says it to a person; of a dry run, every change."""

    def __init__(self, say: Phrases, request: Request, today: date) -> None:
        self._say, self._dry_run, self._today = say, request.dry_run, today
        self._problems: Counter[tuple[str, str]] = Counter()

    def problem(self, problem: Problem) -> None:
        self._problems[problem.severity, problem.column] += 1
        print_problem(problem)

    def taken(self, file: str, taken: Taken) -> None:
        """The changes of one place, or of a line of a list, under its name."""
        if not (self._dry_run and taken.outcomes):
            return
        head, *lines = self._new(taken) if taken.state == "added" else self._changed(taken)
        print(head)
        for line in lines:
            print(f"    {line}")

    def _new(self, taken: Taken) -> Iterator[str]:
        usual = usual_day(one.new for one in taken.outcomes)
        day = say_day(usual, self._say)
        yield self._say(f"change.new_{taken.of}", name=taken.name, place=taken.key, day=day)
        for one in taken.outcomes:
            yield say_first(one, self._say, taken.names, usual=usual, today=self._today)

    def _changed(self, taken: Taken) -> Iterator[str]:
        yield self._say("change.old_place", name=taken.name, place=taken.key)
        for one in taken.outcomes:
            if one.why != AGREES:
                yield say_outcome(one, self._say, taken.names)
        yield from say_days(taken.outcomes, self._say)

    def end(self, counts: Counts) -> None:
        if self._problems.total() > _MANY:
            print(*say_problems(self._problems, self._say), sep="\n")
        if self._dry_run:
            print("ためしに 見ただけです。何も 書きこんでいません。")
        print(counts)

    def fail(self, error: str) -> None:
        """A person reads the error beside what was said."""


class _Json(_Progress):
    """Says it to a program: one JSON document with changes, problems and counts."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._problems = out, deque[Problem]()
        self._first = True

    def problem(self, problem: Problem) -> None:
        self._problems.append(problem)

    def taken(self, file: str, taken: Taken) -> None:
        for outcome in taken.outcomes:
            change = {
                "file": file,
                "of": taken.of,
                "place": taken.key,
                "name": taken.name,
                "state": taken.state,
                "field": outcome.field,
                "from": _statement(outcome.old),
                "to": _statement(outcome.new),
                "heard": _statement(outcome.heard),
                "why": outcome.why,
            }
            self._write('{"changes": [\n' if self._first else ",\n", change)
            self._first = False

    def end(self, counts: Counts) -> None:
        self._close(asdict(counts))
        print(counts, file=sys.stderr)

    def fail(self, error: str) -> None:
        """Nothing was kept: the changes said so far are none, and why."""
        self._close({"error": error})

    def _close(self, rest: dict[str, object]) -> None:
        head = '{"changes": [' if self._first else ""
        self._out.write(f'{head}\n],\n"problems": [')
        for number, problem in enumerate(self._problems):
            self._write(",\n" if number else "\n", asdict(problem))
        members = json.dumps(rest, ensure_ascii=False)[1:]
        self._out.write(f"\n],\n{members}\n")

    def _write(self, before: str, value: object) -> None:
        self._out.write(before + json.dumps(value, ensure_ascii=False))


def _statement(statement: Statement | None) -> dict[str, object] | None:
    if statement is None:
        return None
    cells = write_value(statement.value)
    return {
        "value": cells.get("value", cells),
        "note": statement.note,
        "source": statement.source,
        "day": statement.day.text,
        "confirmed": statement.confirmed.text,
        "visibility": statement.visibility,
    }
