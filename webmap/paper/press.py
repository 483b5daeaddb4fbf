"""Sets words in type: a template of ours and data become a picture.

What people typed goes in as JSON and is written as text; it is never read as typst's markup. With
the fonts of :mod:`install_front_end` alone, equal words give equal bytes on every machine.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from typst import Compiler

from .letters import letters_of, writable

FACES = ("bold.ttf", "regular.ttf")
PIXELS_PER_INCH = 72
"""A point of a template is one pixel."""


@dataclass
class Press:
    """The templates of one folder, set with the fonts of another."""

    templates: Path
    fonts: Path
    _compilers: dict[str, Compiler] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def letters(self) -> frozenset[int]:
        """The code points that every face has."""
        return frozenset.intersection(*(letters_of(self.fonts / face) for face in FACES))

    def writable(self, text: str) -> str:
        """The text with 〓 for each letter that the fonts lack."""
        return writable(text, self.letters)

    def picture(self, template: str, words: Mapping[str, object]) -> bytes:
        """The first page of a template as PNG. One at a time: a compiler belongs to one thread.

        Raises:
            RuntimeError: the template cannot be set (a bug in it, never what the words say).
        """
        told = {"words": json.dumps(words, ensure_ascii=False)}
        with self._lock:
            compiler = self._compiler(template)
            made = compiler.compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=told)
        if not isinstance(made, bytes):
            raise RuntimeError(f"{template}: more than one page")
        return made

    def _compiler(self, template: str) -> Compiler:
        if template not in self._compilers:
            self._compilers[template] = Compiler(
                str(self.templates / f"{template}.typ"),
                root=str(self.templates),
                font_paths=[str(self.fonts)],
                ignore_system_fonts=True,
            )
        return self._compilers[template]
