"""How a command says things: in our phrases, and what is wrong in one line for each problem."""

import os
import re
import sys
from collections.abc import Iterable

from ..places.errors import NotUnderstood, Problem
from ..settings import Settings
from ..words.phrases import Phrases, read_phrases

LEVELS = {"building": "建物", "block": "街区", "town": "町", "city": "市"}
"""How exact a point is."""

_NOT_FOR_A_TERMINAL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def stop_printing() -> None:
    """The reader of a pipe has seen enough; what is still to be said goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def our_phrases(settings: Settings) -> Phrases:
    """The words in which a command speaks of data.

    Raises:
        NotUnderstood: they cannot be read.
    """
    try:
        return read_phrases(settings.data / "phrases", "ja")
    except OSError as error:
        raise NotUnderstood(
            f"{settings.data}: ことばの ファイルが 読めません（{error}）"
        ) from error


def print_problems(problems: Iterable[Problem]) -> None:
    """One line for each."""
    for problem in problems:
        print_problem(problem)


def print_problem(problem: Problem) -> None:
    """File, line, column, what was found and what is expected."""
    place = ":".join(str(part) for part in (problem.file, problem.line or "") if part)
    column = f" [{problem.column}]" if problem.column else ""
    found = f"「{one_line(problem.found)}」" if problem.found else "（空）"
    sign = "たしかめて" if problem.severity == "note" else "エラー"
    print(f"{sign} {place}{column} {found} → {problem.expected}")


def one_line(text: str, most: int = 150) -> str:
    """A text of others in one line, without what would command a terminal, cut when it is long."""
    line = _NOT_FOR_A_TERMINAL.sub("", " ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"
