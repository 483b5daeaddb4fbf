"""The compact catalogue: what lists, search and the map need of every public place.

It is built once per edition of the data, so that no page loads all places.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ..places.folding import fold
from ..places.matching import turn_of
from ..places.visibility import PUBLIC_STANDINGS, View


@dataclass(frozen=True, slots=True)
class Entry:
    """One public place: its key and its search text."""

    key: str
    haystack: str


class HasHaystack(Protocol):
    """Whatever is found by words."""

    @property
    def haystack(self) -> str: ...


Found = TypeVar("Found", bound=HasHaystack)
Reading = Callable[[str, str], str]
"""How a text is spoken, as far as it is known: from the text and its official kana."""

_PREFECTURE = re.compile("^(東京都|北海道|京都府|大阪府|.{2,3}県)")


def build_catalogue(
    views: Iterable[View], reading: Reading, labels: Mapping[str, str]
) -> tuple[Entry, ...]:
    """The entries of all public places: those one can drop in at first, then those by appointment,
    then those that are not for dropping in; within each by reading.

    ``labels`` are the names of the categories, by which places are found too.
    """
    ranked = (
        (_rank(view, reading), Entry(view.place.key, _haystack(view, reading, labels)))
        for view in views
        if view.place.standing in PUBLIC_STANDINGS
    )
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def find(
    catalogue: Iterable[Found],
    query: str,
    reading: Reading = lambda text, kana: text,
) -> Iterator[Found]:
    """The entries that hold every word of the query; all when it has none.

    A word is found as it is written or as it is spoken (子供食堂 and こども食堂 are 子ども食堂).
    """
    words = [_spellings(word, reading) for word in query.split() if fold(word)]
    for entry in catalogue:
        if all(any(one in entry.haystack for one in spellings) for spellings in words):
            yield entry


def without_prefecture(address: str) -> str:
    """Every address begins with the prefecture; whoever looks for 東 means a town."""
    return _PREFECTURE.sub("", address)


def _spellings(word: str, reading: Reading) -> set[str]:
    place = without_prefecture(word) or word
    return {fold(place), fold(reading(place, ""))}


def _haystack(view: View, reading: Reading, labels: Mapping[str, str]) -> str:
    place = view.place
    categories = [labels.get(category, category) for category in place.categories]
    texts = (
        place.name,
        reading(place.name, place.text("kana")),
        place.text("kana"),
        place.text("venue"),
        view.group_name,
        place.text("operator"),
        without_prefecture(view.address.text) if view.address else "",
        place.text("address_note"),
        *categories,
        *(reading(label, "") for label in categories),
    )
    return "\n".join(fold(text) for text in texts if text)


def _rank(view: View, reading: Reading) -> tuple[int, str, str]:
    place = view.place
    return turn_of(place), fold(reading(place.name, place.text("kana"))), place.key
