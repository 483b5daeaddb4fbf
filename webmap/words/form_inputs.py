"""The parts of the edit form: what is asked, what stands there, what is wrong, and who said so.

The form's names are ``path:part`` (``phone:value``, ``schedule.1:opens``); what stands in it are
texts by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..places.days import read_day
from ..places.errors import BadCell
from ..places.vocabulary import VISIBILITIES
from .dates import say_month
from .phrases import Phrases

Cells = Mapping[str, Sequence[str]]
"""What stands in a form: the texts of each name, in the order in which they were sent."""

ORIGIN = ("source", "day", "confirmed", "visibility")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a person may choose."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One control. ``name`` is the form's, ``problem`` says what is wrong with what stands there;
    ``at`` is the id of a control that another part of the page writes."""

    name: str
    label: str
    text: str = ""
    choices: tuple[Choice, ...] = ()
    problem: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        return self.at or f"i-{self.name}"


@dataclass(frozen=True, slots=True)
class Field:
    """One statement as the form shows it: its controls by part, and its origin in words.

    ``control`` names how its value is asked: ``line``, ``lines``, ``choice``, ``several``,
    ``list``, ``categories``, ``rule``, ``closure``, ``fee``, ``exception``, ``pin``. ``stored`` are the
    cells as they are kept, where the form differs from them; ``state`` is ``known``, ``unknown``
    or ``blank`` (a row that waits for something new); ``voices`` are what other sources say.
    """

    path: str
    label: str
    control: str
    inputs: Mapping[str, Input]
    origin: str
    state: str = "known"
    hint: str = ""
    stored: Mapping[str, Sequence[str]] | None = None
    voices: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"f-{self.path}"

    @property
    def problems(self) -> list[Input]:
        """The controls in which something is wrong."""
        return [one for one in self.inputs.values() if one.problem]


@dataclass(frozen=True)
class FormWriter:
    """Writes controls from what stands in the form.

    ``stored`` is what is kept, ``problems`` what is wrong by name, ``sources`` the names of
    sources by key.
    """

    cells: Cells
    stored: Cells
    problems: Mapping[str, str]
    say: Phrases
    sources: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The one text of a name, or empty."""
        return next(iter(self.cells.get(name, ())), "")

    def field(
        self,
        path: str,
        label: str,
        control: str,
        values: Iterable[Input],
        *,
        hint: str = "",
        voices: tuple[str, ...] = (),
        blank: bool = False,
    ) -> Field:
        """A field with these controls for its value; those of its origin are added."""
        inputs = {one.name.rpartition(":")[2]: one for one in (*values, *self._origin(path))}
        state = "blank" if blank else "known" if self.is_known(path) else "unknown"
        origin, stored = self.say_origin(path), None if blank else self._stored(path)
        return Field(path, label, control, inputs, origin, state, hint, stored, voices)

    def line(self, path: str, part: str, label: str) -> Input:
        """A control in which one types."""
        name = f"{path}:{part}"
        return Input(name, label, self.text(name), problem=self.problems.get(name, ""))

    def choice(
        self, path: str, part: str, label: str, words: Iterable[tuple[str, str]], usual: str = ""
    ) -> Input:
        """A control in which one or several of these values (with their labels) are chosen."""
        name = f"{path}:{part}"
        chosen = [one for one in self.cells.get(name, ()) if one] or [usual]
        listed = tuple(Choice(value, said, value in chosen) for value, said in words)
        return Input(name, label, chosen[0], listed, self.problems.get(name, ""))

    def is_known(self, path: str) -> bool:
        """Whether anything is said: some part of the value is not empty."""
        return any(any(self.cells[name]) for name in self._names(self.cells, path, value=True))

    def is_row(self, path: str) -> bool:
        """Whether a row is more than a blank one: it is kept, or something stands in it."""
        usual = (f"{path}:effect", f"{path}:visibility")
        return bool(self._names(self.stored, path)) or any(
            any(self.cells[name]) for name in self._names(self.cells, path) if name not in usual
        )

    def say_origin(self, path: str) -> str:
        """「2026年7月・国立市オープンデータ・公開」; empty when nothing is said of it."""
        keys = [key for key in self.text(f"{path}:source").split(";") if key]
        parts = [self._say_day(self.text(f"{path}:day")), self._say_sources(keys)]
        told = [part for part in parts if part]
        if not (told or self.is_known(path)):
            return ""
        visibility = self.text(f"{path}:visibility") or "public"
        return "・".join([*told, self._say_visibility(visibility)])

    def _origin(self, path: str) -> Iterable[Input]:
        say = self.say
        for part in ("note", "source", "day", "confirmed"):
            yield self.line(path, part, say(f"form.part.{part}"))
        words = [(one, say(f"form.visibility.{one}")) for one in VISIBILITIES]
        yield self.choice(path, "visibility", say("form.part.visibility"), words, "public")

    def _say_day(self, text: str) -> str:
        try:
            day = read_day(text)
        except BadCell:
            return text
        return say_month(day, self.say) if day.known else ""

    def _say_sources(self, keys: Sequence[str]) -> str:
        if not keys:
            return ""
        first = self.sources.get(keys[0], keys[0])
        more = len(keys) - 1
        return self.say("form.sources", name=first, count=more) if more else first

    def _say_visibility(self, word: str) -> str:
        return self.say(f"form.visibility.{word}") if word in VISIBILITIES else word

    def _stored(self, path: str) -> Mapping[str, Sequence[str]] | None:
        """What is kept of a field, when the form says something else."""
        now, before = (self._told(cells, path) for cells in (self.cells, self.stored))
        return None if now == before else before

    def _told(self, cells: Cells, path: str) -> dict[str, list[str]]:
        names = self._names(cells, path)
        usual = {f"{path}:visibility": ["public"]}
        return {
            name: texts
            for name in names
            if (texts := [one for one in cells[name] if one]) and texts != usual.get(name)
        }

    def _names(self, cells: Cells, path: str, *, value: bool = False) -> list[str]:
        start = f"{path}:"
        names = [name for name in cells if name.startswith(start)]
        without = {f"{path}:{part}" for part in (*ORIGIN, "note")}
        return [name for name in names if not (value and name in without)]
