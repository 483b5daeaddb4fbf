"""The form on which a place is edited: its sections, their fields, and what is wrong in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from ..places.vocabulary import (
    ACCEPTING,
    ACCESS,
    ANSWERS,
    BOOKING_WAYS,
    BOOKINGS,
    CATEGORIES,
    HIDDEN,
    STAGES,
    STANDINGS,
    SUPPORT,
    VISIT,
)
from .form_inputs import Field, FormWriter, Input
from .form_rows import exceptions, fees, next_path, numbered, rules

_LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "drop_in": ("form.drop_in.", ("yes", "no")),
    "standing": ("standing.", STANDINGS),
    "booking": ("booking.", BOOKINGS),
    "tour": ("answer.", ANSWERS),
    "accepting": ("form.accepting.", ACCEPTING),
    "fact": ("answer.", ANSWERS),
    "stages": ("stage.", STAGES),
    "booking_way": ("booking_way.", BOOKING_WAYS),
}
"""Fields whose answers are few: how the keys of their phrases begin, and their values."""
_SEVERAL = ("stages", "booking_way")
_LINES = ("who", "first_day", "address_note", "reply_time", "admission", "safety")
"""Free words, of any length."""
HINTS = ("kana", "ages", "capacity", "since", "url", "phone", "group", "site")

_BASIC = (
    *("name", "kana", "venue", "categories", "standing", "since"),
    *("drop_in", "hidden", "city", "group", "group/name", "site"),
)
_WHO = ("who", "ages", "stages", "booking", "booking_way", "capacity", "first_day")
_STAFF = ("accepting", "tour", "admission", "reply_time", "safety")
POINT = "site/location"
_POINT = ("lat", "lon", "level", "radius_m")
_FREE = frozenset({"when", "days", "who", "contact", "facts", "activities", "staff"})
"""Sections in which free words about a child might be written."""


@dataclass(frozen=True, slots=True)
class Block:
    """Fields that stand together; ``several`` names what one adds a row of, and what ``folds`` is
    mostly not needed."""

    title: str
    fields: tuple[Field, ...]
    several: str = ""
    folds: bool = False

    @property
    def known(self) -> int:
        return sum(one.state == "known" for one in self.fields)

    @property
    def opens(self) -> bool:
        """Whether there is something to see in it although it folds."""
        return any(one.state == "known" or one.problems for one in self.fields)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form. ``reminds``: beside its free words stands whom not to write about."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def fields(self) -> Iterator[Field]:
        return chain.from_iterable(block.fields for block in self.blocks)

    @property
    def reminds(self) -> bool:
        return self.key in _FREE

    @property
    def unknown(self) -> int:
        """How many of its questions nobody has answered; rows to be added are no questions."""
        if self.key in ("when", "money", "activities"):
            return int(not any(one.state == "known" for one in self.fields))
        return sum(one.state == "unknown" for one in self.fields)

    @property
    def problems(self) -> int:
        return sum(len(one.problems) for one in self.fields)

    @property
    def changed(self) -> int:
        return sum(one.stored is not None for one in self.fields)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One problem: where it is (the id of its control; empty for none), whose, and what is wanted."""

    id: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class EditForm:
    """The whole form. ``sources`` are names to choose from; ``said`` who said it and when."""

    sections: tuple[Section, ...]
    problems: tuple[Wrong, ...]
    sources: tuple[str, ...]
    said: Mapping[str, Input]

    def label(self, path: str) -> str:
        """The name of a field; its path where the form does not ask for it."""
        fields = chain.from_iterable(section.fields for section in self.sections)
        return next((one.label for one in fields if one.path == path), path)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the form tells beside its cells: other voices by path, who wrote notes, names by code
    or key."""

    voices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)


def make_form(form: FormWriter, beside: Beside) -> EditForm:
    """The form as it stands, with every problem beside its control."""
    asked = _Questions(form, beside)
    sections = tuple(
        Section(key, form.say(f"form.section.{key}"), tuple(blocks()))
        for key, blocks in asked.sections().items()
    )
    said = {part: form.line("common", part, form.say(f"form.common.{part}")) for part in _COMMON}
    names = tuple(dict.fromkeys(form.sources.values()))
    return EditForm(sections, tuple(wrongs(form, sections, said.values())), names, said)


_COMMON = ("source", "day", "confirmed")


@dataclass(frozen=True, slots=True)
class _Questions:
    form: FormWriter
    beside: Beside

    def sections(self) -> dict[str, Callable[[], Iterator[Block]]]:
        """The blocks of each section, in the order in which they are read."""
        return {
            "basic": lambda: self._plain(_BASIC),
            "when": self._when,
            "days": lambda: iter([Block("", tuple(exceptions(self.form)), "exception")]),
            "money": self._money,
            "who": lambda: self._plain(_WHO),
            "contact": lambda: self._plain(("phone", "url", "operator")),
            "where": self._where,
            "facts": self._facts,
            "activities": lambda: iter([replace(self._listed("activity"), title="")]),
            "staff": self._staff,
        }

    def _plain(self, paths: Iterable[str]) -> Iterator[Block]:
        yield Block("", tuple(map(self._field, paths)))

    def _when(self) -> Iterator[Block]:
        opening, closing = rules(self.form)
        yield Block("", tuple(opening), "rule")
        yield Block(self.form.say("form.closures"), tuple(closing), "closure")

    def _money(self) -> Iterator[Block]:
        for number, (title, several) in enumerate(fees(self.form)):
            yield Block(title, tuple(several), folds=number > 0)

    def _where(self) -> Iterator[Block]:
        yield Block("", (self._field("site/address"), self._pin(), self._field("address_note")))
        yield self._listed("access")

    def _pin(self) -> Field:
        """The point; its controls are those of the map."""
        label = self.form.say("field.location")
        made = self.form.field(
            POINT, label, "pin", [self.form.line(POINT, one, "") for one in _POINT]
        )
        inputs = {part: replace(one, at=f"pin-{part}") for part, one in made.inputs.items()}
        return replace(made, inputs=inputs)

    def _facts(self) -> Iterator[Block]:
        for key, names in (("visit", VISIT), ("access", ACCESS), ("support", SUPPORT)):
            fields = tuple(self._field(f"fact.{name}") for name in names)
            yield Block(self.form.say(f"form.facts.{key}"), fields)

    def _staff(self) -> Iterator[Block]:
        yield from self._plain(_STAFF)
        yield self._listed("remark")

    def _listed(self, head: str) -> Block:
        """Rows of words, and a blank one."""
        paths = numbered(self.form, head)
        label = self.form.say(f"field.{head}")
        rows = [self._row(path, f"{label} {n}") for n, path in enumerate(paths, 1)]
        new = next_path(paths, head)
        blank = self._row(new, self.form.say("form.another", what=label), blank=True)
        return Block(label, (*rows, blank), head)

    def _row(self, path: str, label: str, *, blank: bool = False) -> Field:
        line = self.form.line(path, "value", label)
        hint = self.beside.authors.get(path, "")
        return self.form.field(path, label, "lines", [line], hint=hint, blank=blank)

    def _field(self, path: str) -> Field:
        label, head = self._label(path), path.partition(".")[0]
        control, words = self._control(path, head)
        if control == "categories":
            values = [self._categories(label)]
        elif words:
            values = [self.form.choice(path, "value", label, words)]
        else:
            values = [self.form.line(path, "value", label)]
        hint = self._hint(path)
        voices = tuple(self.beside.voices.get(path, ()))
        return self.form.field(path, label, control, values, hint=hint, voices=voices)

    def _label(self, path: str) -> str:
        say, head, _, rest = self.form.say, *path.partition(".")
        if head == "fact":
            return say(f"fact.{rest}")
        return say("form.group_name") if path == "group/name" else say(f"field.{_own(path)}")

    def _control(self, path: str, head: str) -> tuple[str, Sequence[tuple[str, str]]]:
        say = self.form.say
        if path == "categories":
            return "categories", ()
        if path == "hidden":
            shown = [("", say("form.shown")), *((one, say(f"hidden.{one}")) for one in HIDDEN)]
            return "choice", shown
        if path == "city":
            return "list", self._cities()
        if head in _LISTS:
            start, values = _LISTS[head]
            words = [(value, say(f"{start}{value}")) for value in values]
            if head in _SEVERAL:
                return "several", words
            return "choice", words if head == "standing" else [*words, ("", say("form.unknown"))]
        return "lines" if path in _LINES else "line", ()

    def _cities(self) -> list[tuple[str, str]]:
        given = self.form.text("city:value")
        known = {"": self.form.say("form.unknown"), **self.beside.cities}
        return [*(known | {given: known.get(given, given)}).items()]

    def _categories(self, label: str) -> Input:
        """The main one first, as they stand."""
        say = self.form.say
        words = [(one, say(f"category.{one}")) for one in CATEGORIES]
        given = [one for one in self.form.cells.get("categories:value", ()) if one]
        chosen = self.form.choice("categories", "value", label, words)
        return replace(chosen, text=given[0] if given else "")

    def _hint(self, path: str) -> str:
        """What one may write; of a group or a site, which one it is."""
        names = {"group": self.beside.groups, "site": self.beside.sites}.get(path, {})
        name = names.get(self.form.text(f"{path}:value"), "")
        return name or (self.form.say(f"form.hint.{path}") if path in HINTS else "")


def _own(path: str) -> str:
    return path.rpartition("/")[2]


def wrongs(form: FormWriter, sections: Iterable[Section], said: Iterable[Input]) -> Iterator[Wrong]:
    """Every problem once, in the order of the form; at the end those that have no control."""
    left = dict(form.problems)
    fields = chain.from_iterable(section.fields for section in sections)
    shown = chain(((one.label, one.problems) for one in fields), (("", [one for one in said]),))
    for label, inputs in shown:
        for one in inputs:
            words = left.pop(one.name, "")
            if words:
                named = label if one.label in ("", label) else f"{label} {one.label}".strip()
                yield Wrong(one.id, named, words)
    for name, words in left.items():
        yield Wrong("", name.partition(":")[0], words)
