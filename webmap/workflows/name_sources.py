"""Sources as a form names them: by key, by name, or by new words, of which a source is made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from ..places.changes import Change
from ..places.clean_text import clean
from ..places.record import Statement
from ..storage.database import Database
from ..storage.places import names_of_sources

_NEW = "told-"
"""Begins the key of a source that somebody's words made."""


@dataclass(slots=True)
class Sources:
    """The sources by name, and those that are new in this act. One belongs to one transaction."""

    db: Database
    new: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._names = names_of_sources(self.db)

    def with_keys(self, cells: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """The cells of a form, each known name of a source as its key."""
        keys = {name: key for key, name in reversed(self._names.items())}
        return {
            name: [_keys(text, keys) for text in texts] if name.endswith(":source") else texts
            for name, texts in cells.items()
        }

    def named(self, statement: Statement) -> Statement:
        """The statement with the keys of its sources; new words get a key."""
        keys = [self._key(source) for source in statement.sources]
        return replace(statement, source=";".join(dict.fromkeys(keys)))

    def new_words(self, statements: Iterable[Statement]) -> Iterator[str]:
        """The words of statements that would make a source."""
        words = (source for one in statements for source in one.sources)
        return (source for source in dict.fromkeys(words) if source not in self._names)

    def changes(self, now: datetime, who: str) -> Iterator[Change]:
        """The changes that make the new ones known."""
        for name, key in self.new.items():
            yield Change("source", key, "", None, {"name": Statement(name)}, now, who)

    def _key(self, source: str) -> str:
        known = next((key for key, name in self._names.items() if source in (key, name)), "")
        if known:
            return known
        if source not in self.new:
            taken = {*self._names, *self.new.values()}
            free = (f"{_NEW}{number}" for number in count(1))
            self.new[source] = next(key for key in free if key not in taken)
        return self.new[source]


def _keys(text: str, keys: Mapping[str, str]) -> str:
    """The text of a cell with each whole name, or each name between ``;``, as a key."""
    said = clean(text)
    if said in keys:
        return keys[said]
    if not said:
        return said
    parts = [part.strip() for part in said.replace("；", ";").split(";")]
    return ";".join(keys.get(part, part) for part in parts)
