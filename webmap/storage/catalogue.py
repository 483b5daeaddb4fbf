"""The compact catalogue: what lists, search and the map need of every public place.

It is built once per edition of the data, so that no page loads all places.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..places.folding import fold
from ..places.visibility import PUBLIC_STANDINGS, View
from ..places.vocabulary import BY_APPOINTMENT, CATEGORIES


@dataclass(frozen=True, slots=True)
class Entry:
    """One public place: its key, categories, whether it is for dropping in, and its search text."""

    key: str
    categories: tuple[str, ...]
    drops_in: bool
    haystack: str


Reading = Callable[[str, str], str]
"""How a text is spoken, as far as it is known: from the text and its official kana."""

_PREFECTURE = re.compile("^(東京都|北海道|京都府|大阪府|.{2,3}県)")


def build_catalogue(
    views: Iterable[View], reading: Reading, city: str, labels: Mapping[str, str]
) -> tuple[Entry, ...]:
    """The entries of all public places, in the order in which they are listed.

    Places one can drop in at come first, then those by appointment, then those that are not for
    dropping in; within each by category, those of the city (its code) first, then by reading.
    ``labels`` are the names of the categories, by which places are found too.
    """
    ranked = (
        (_rank(view, reading, city), _entry(view, reading, labels))
        for view in views
        if view.place.standing in PUBLIC_STANDINGS
    )
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def find(
    catalogue: Iterable[Entry],
    categories: Iterable[str] = (),
    query: str = "",
    reading: Reading = lambda text, kana: text,
) -> Iterator[Entry]:
    """The entries of any of the categories (all when none) that hold every word of the query.

    A word is found as it is written or as it is spoken (子供食堂 and こども食堂 are 子ども食堂).
    """
    wanted = set(categories)
    words = [_spellings(word, reading) for word in query.split() if fold(word)]
    for entry in catalogue:
        if wanted and wanted.isdisjoint(entry.categories):
            continue
        if all(any(one in entry.haystack for one in spellings) for spellings in words):
            yield entry


def _spellings(word: str, reading: Reading) -> set[str]:
    place = _PREFECTURE.sub("", word) or word
    return {fold(place), fold(reading(place, ""))}


def _entry(view: View, reading: Reading, labels: Mapping[str, str]) -> Entry:
    place = view.place
    return Entry(
        place.key,
        place.categories,
        place.drops_in,
        _haystack(view, reading, labels),
    )


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
        # Every address begins with the prefecture; whoever looks for 東 means a town.
        _PREFECTURE.sub("", view.address.text) if view.address else "",
        place.text("address_note"),
        *categories,
        *(reading(label, "") for label in categories),
    )
    return "\n".join(fold(text) for text in texts if text)


def _rank(view: View, reading: Reading, city: str) -> tuple[int, int, bool, str, str]:
    place = view.place
    main = place.categories[0]
    turn = 2 if not place.drops_in else int(main in BY_APPOINTMENT)
    elsewhere = place.text("city") not in ("", city)
    return (
        turn,
        CATEGORIES.index(main),
        elsewhere,
        fold(reading(place.name, place.text("kana"))),
        place.key,
    )
