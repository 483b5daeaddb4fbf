"""What can be wrong with data, said for people: where it is, what was found, what is expected."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong (or worth a look) in a file, a form or a command.

    ``severity`` is ``error`` (the data cannot be used so) or ``note`` (a person should look).
    ``lost`` means that a whole row or table could not be taken, not only a cell.
    ``expected`` is Japanese, for the person who edits the data.
    """

    expected: str
    found: str = ""
    file: str = ""
    line: int = 0
    column: str = ""
    severity: str = "error"
    lost: bool = False


class BadCell(ValueError):
    """A text that is not what its column asks for."""

    def __init__(self, found: str, expected: str, column: str = "") -> None:
        super().__init__(f"{column}: {found!r}: {expected}")
        self.found, self.expected, self.column = found, expected, column


@dataclass(slots=True)
class Invalid(Exception):
    """A record that cannot be what it says; carries every problem at once."""

    problems: list[BadCell] = field(default_factory=list)

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)


class ForPeople(Exception):
    """An outcome that a person can act on. Commands print it in one line, without a traceback."""


class NotUnderstood(ForPeople):
    """What was given cannot be used at all; commands end with status 2."""


class Refused(ForPeople):
    """Nothing was done, and these are the reasons."""

    def __init__(self, message: str, problems: list[Problem]) -> None:
        super().__init__(message)
        self.problems = problems
