"""How much is known: of how many places each answer, and the newest day of each source."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from .days import Day
from .visibility import View
from .vocabulary import FACTS

BASICS = ("schedule", "who", "fee", "booking", "phone", "location")


@dataclass(frozen=True, slots=True)
class Known:
    """Of how many of the places an answer is known."""

    name: str
    known: int
    places: int

    @property
    def unknown(self) -> int:
        return self.places - self.known


@dataclass(slots=True)
class Tally:
    """Counts places one by one, so that none has to be kept."""

    places: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    newest: dict[str, Day] = field(default_factory=dict)
    _answers: Counter[str] = field(default_factory=Counter)

    def add(self, view: View) -> None:
        """Counts one place as the public may see it."""
        place = view.place
        heads = {name.partition(".")[0] for name in place.said}
        self.places += 1
        self.categories.update(place.categories)
        self._answers.update(name for name in BASICS if name in heads)
        self._answers["location"] += view.location is not None
        self._answers.update(fact for fact, _ in place.facts())
        for said in place.said.values():
            for key in said.source.split(";"):
                self.newest[key] = max(self.newest.get(key, Day()), said.day, key=_last)

    def known(self) -> tuple[Known, ...]:
        """Basics first, then the facts in the vocabulary's order."""
        return tuple(Known(name, self._answers[name], self.places) for name in (*BASICS, *FACTS))


def _last(day: Day) -> date:
    return day.last() or date.min
