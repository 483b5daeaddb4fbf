"""Every word that a person sees, by key. A language is one file: ``data/phrases/<language>.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language. Called with a key (``list.empty``) and its parameters."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **parameters: object) -> str:
        """The phrase; raises KeyError when the language lacks it (a bug, not data)."""
        text = self.texts[key]
        return text.format(**parameters) if parameters else text

    def under(self, head: str) -> dict[str, str]:
        """The phrases ``head.…`` by the rest of their key, as they are (for the page's scripts)."""
        start = f"{head}."
        return {
            key[len(start) :]: text for key, text in self.texts.items() if key.startswith(start)
        }


def read_phrases(folder: Path, language: str) -> Phrases:
    """The phrases of a language from its file.

    Raises:
        FileNotFoundError: there is no such language.
    """
    with (folder / f"{language}.toml").open("rb") as file:
        return Phrases(language, dict(_flat(tomllib.load(file))))


def _flat(table: Mapping[str, object], start: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{start}{key}.")
        else:
            yield f"{start}{key}", str(value)
