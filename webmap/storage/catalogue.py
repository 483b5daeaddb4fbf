"""The compact catalogue: what lists, search and the map need of every public place.

It is built once per edition of the data, so that no page loads all places.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..places.folding import fold
from ..places.place import Place
from ..places.visibility import PUBLIC_STANDINGS, View
from ..places.vocabulary import BY_APPOINTMENT, CATEGORIES


@dataclass(frozen=True, slots=True)
class Entry:
    """One public place: its key, categories, whether it is for dropping in, and its search text."""

    key: str
    categories: tuple[str, ...]
    drops_in: bool
    located: bool
    haystack: str


Reading = Callable[[Place], str]
"""How a place's name is spoken, as far as it is known."""


def build_catalogue(views: Iterable[View], reading: Reading, city: str) -> tuple[Entry, ...]:
    """The entries of all public places, in the order in which they are listed.

    Places one can drop in at come first, then those by appointment, then those that are not for
    dropping in; within each by category, those of the city (its code) first, then by reading.
    """
    ranked = (
        (_rank(view, reading, city), _entry(view, reading))
        for view in views
        if view.place.standing in PUBLIC_STANDINGS
    )
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def find(
    catalogue: Iterable[Entry], categories: Iterable[str] = (), query: str = ""
) -> Iterator[Entry]:
    """The entries of any of the categories (all when none) that hold every word of the query."""
    wanted = set(categories)
    words = [folded for word in query.split() if (folded := fold(word))]
    for entry in catalogue:
        if wanted and wanted.isdisjoint(entry.categories):
            continue
        if all(word in entry.haystack for word in words):
            yield entry


def _entry(view: View, reading: Reading) -> Entry:
    place = view.place
    return Entry(
        place.key,
        place.categories,
        place.drops_in,
        view.location is not None and view.location.exact,
        _haystack(view, reading),
    )


def _haystack(view: View, reading: Reading) -> str:
    place = view.place
    texts = (
        place.name,
        reading(place),
        place.text("kana"),
        place.text("venue"),
        view.group_name,
        place.text("operator"),
        view.address.text if view.address else "",
        place.text("address_note"),
    )
    return "\n".join(fold(text) for text in texts if text)


def _rank(view: View, reading: Reading, city: str) -> tuple[int, int, bool, str, str]:
    place = view.place
    main = place.categories[0]
    turn = 2 if not place.drops_in else int(main in BY_APPOINTMENT)
    elsewhere = place.text("city") not in ("", city)
    return turn, CATEGORIES.index(main), elsewhere, fold(reading(place)), place.key
