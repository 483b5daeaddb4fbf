"""The form on which a line of help or a programme is edited: its sections and what is wrong in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..places.vocabulary import AREAS, BENEFITING, CALL_TOPICS, CALLERS, SUPPORT
from .form_inputs import Field, FormWriter
from .form_rows import rules
from .place_form import Block, EditForm, Section, wrongs

_SECTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "helpline": {
        "line": ("name", "for_whom", "persons", "topics", "area", "standing"),
        "call": ("number", "cost", "note"),
        "hours": ("hours",),
    },
    "programme": {
        "programme": ("name", "for_whom", "persons", "topics", "what", "office", "standing"),
    },
}
_PERSONS = {
    "helpline": [(one, f"help.person.{one}") for one in CALLERS],
    "programme": [("child", "help.person.child")]
    + [(one, f"benefiting.{one}") for one in BENEFITING if one != "child"],
}
_TOPICS = {
    "helpline": [(one, f"help.topic.{one}") for one in CALL_TOPICS],
    "programme": [(one, f"fact.{one}") for one in SUPPORT],
}
_LINES = ("note", "what", "for_whom", "hours")
HINTS = {
    "helpline": ("number", "note", "hours", "persons", "topics"),
    "programme": ("topics", "office"),
}
"""Of which fields more is said, by sort of record."""
_COMMON = ("source", "day", "confirmed")


def make_list_form(form: FormWriter, of: str) -> EditForm:
    """The form of a record of this sort as it stands, with every problem beside its control."""
    asked = _Questions(form, of)
    sections = tuple(asked.section(key, paths) for key, paths in _SECTIONS[of].items())
    said = {part: form.line("common", part, form.say(f"lists.common.{part}")) for part in _COMMON}
    return EditForm(sections, tuple(wrongs(form, sections, said.values())), (), said)


@dataclass(frozen=True, slots=True)
class _Questions:
    form: FormWriter
    of: str

    def section(self, key: str, paths: tuple[str, ...]) -> Section:
        blocks = [Block("", tuple(map(self._field, paths)))]
        if key == "hours":
            blocks += self._rules()
        return Section(key, self.form.say(f"lists.section.{key}"), tuple(blocks))

    def _rules(self) -> Iterator[Block]:
        opening, closing = rules(self.form)
        yield Block(self.form.say("lists.rules"), tuple(opening), "rule")
        yield Block(self.form.say("form.closures"), tuple(closing), "closure")

    def _field(self, path: str) -> Field:
        label, form = self.form.say(f"field.{path}"), self.form
        control, words = self._control(path)
        value = (
            form.choice(path, "value", label, words) if words else form.line(path, "value", label)
        )
        made = form.field(path, label, control, [value], hint=self._hint(path))
        # without a standing it is listed: there is nothing to find out
        return replace(made, state="known") if path == "standing" else made

    def _control(self, path: str) -> tuple[str, list[tuple[str, str]]]:
        say = self.form.say
        if path == "standing":
            return "choice", [("", say("standing.listed")), ("ended", say("standing.ended"))]
        if path == "area":
            return "choice", [(one, say(f"area.{one}")) for one in AREAS]
        for several, words in (("persons", _PERSONS), ("topics", _TOPICS)):
            if path == several:
                return "several", [(one, say(key)) for one, key in words[self.of]]
        return "lines" if path in _LINES else "line", []

    def _hint(self, path: str) -> str:
        return self.form.say(f"lists.hint.{self.of}.{path}") if path in HINTS[self.of] else ""
