"""The list's entries as HTML. What of an entry depends on its place alone is written once."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ..words.answered import Answered

MOST = 20_000
"""Pieces that are kept; with more all are forgotten."""


@dataclass(slots=True)
class EntryWriter:
    """Writes entries with the macros of ``parts/_entry.html``; keeps their pieces while the data
    and the day stay as they are."""

    templates: Environment
    _kept: tuple[Hashable, dict[Hashable, Markup]] = field(default_factory=lambda: (None, {}))

    def entries(self, several: Iterable[Answered], asked: bool, as_of: Hashable) -> Markup:
        """The entries one after the other; ``asked`` tells whether anything is asked for."""
        of, pieces = self._kept
        if of != as_of or len(pieces) > MOST:
            pieces = {}
            self._kept = as_of, pieces
        return Markup("".join(p for one in several for p in self._entry(one, asked, pieces)))

    def _entry(
        self, one: Answered, asked: bool, pieces: dict[Hashable, Markup]
    ) -> Iterator[Markup]:
        card, key = one.card, one.card.key

        def piece(name: str, told: Hashable, *words: Any) -> Markup:
            known = pieces.get((name, told))
            if known is None:
                known = pieces[name, told] = self._write(name, *words)
            return known

        yield piece("head", (key, one.fit), card, one.fit)
        if one.walk:
            yield piece("walk", one.walk, one.walk)
        if one.soon:
            yield piece("soon", one.soon, one.soon)
        yield piece("about", (key, one.soon is None), card, one.soon is not None)
        if one.reasons:
            yield piece("reasons", one.reasons, one.reasons)
        if one.questions:
            yield piece("questions", (key, one.questions), card, one.questions)
        yield piece("meta", (key, asked), card, asked)

    def _write(self, name: str, *words: Any) -> Markup:
        macros = self.templates.get_template("parts/_entry.html").module
        written = getattr(macros, name)(*words)
        assert isinstance(written, Markup)
        return written
