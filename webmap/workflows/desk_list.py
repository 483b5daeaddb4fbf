"""The staff look a place up: all places whatever their standing, found by words, narrowed, in order."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..places.desk import DeskLine, Narrowing, Waiting, in_order
from ..places.folding import fold
from ..storage import voices
from ..storage.catalogue import Reading, find
from ..storage.database import Database

PAGE = 100
_PHONE = re.compile("(?:[0-9]-*){6,}")


@dataclass(frozen=True, slots=True)
class Looked:
    """What the staff look for: words of a name, town, address, telephone number or key."""

    q: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    order: str = "name"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what was found, and how many there are in all."""

    lines: list[DeskLine]
    total: int
    page: int
    pages: int

    @property
    def first(self) -> int:
        """The number of the first line of this page, from 1."""
        return (self.page - 1) * PAGE + 1


def waiting_at(db: Database, lines: Mapping[str, DeskLine]) -> Waiting:
    """What waits at each place: open reports, and wishes of which the answer is not known."""
    wishes: Counter[str] = Counter()
    for wish in voices.wishes(db):
        line = lines.get(wish.place)
        if line and wish.what not in line.answered:
            wishes[wish.place] += wish.count
    return Waiting(voices.count_open_reports_by_place(db), wishes)


def look_up(
    lines: Mapping[str, DeskLine],
    looked: Looked,
    waiting: Waiting,
    reading: Reading,
    cities: Collection[str],
    today: date,
) -> Listing:
    """The page of the places that hold every word and meet every condition; the last one where
    there are fewer. ``cities`` are the codes that have a name here."""
    held = find(lines.values(), _plain(looked.q), reading)
    conditions = [*looked.narrowing.conditions(waiting, today, cities)]
    met = (line for line in held if all(condition(line) for condition in conditions))
    found = in_order(met, looked.order)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, looked.page), pages)
    return Listing(found[(page - 1) * PAGE : page * PAGE], len(found), page, pages)


def _plain(query: str) -> str:
    """A telephone number is found however it is written: (042)576-9910, 0425769910."""
    return " ".join(map(_plain_word, query.split()))


def _plain_word(word: str) -> str:
    folded = fold(word)
    return folded.replace("-", "") if _PHONE.fullmatch(folded) else word
