"""What a family asks for, in the words of an address. The words are kept for ever.

Of several ``category``, ``weekday`` and ``time`` any one is enough; of ``access``, ``support``,
``age``, ``grade`` and ``band`` all must hold: brothers and sisters go together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from .schedule import WEEKDAYS
from .vocabulary import ACCESS, CATEGORIES, SUPPORT

GRADES = (*(f"es{n}" for n in range(1, 7)), *(f"jhs{n}" for n in range(1, 4)), "hs")
BANDS = ("0-2", "3-5", "es1-3", "es4-6", "jhs", "hs", "parents")
DAYS = tuple(day.lower() for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
"""Words of the weekdays, Monday first, as :data:`WEEKDAYS`."""
TIMES = {"morning": (0, 12 * 60), "afternoon": (12 * 60, 17 * 60), "evening": (17 * 60, 48 * 60)}
"""Times of day in minutes from midnight, the end not included: before 12, 12–17, from 17."""
OPEN = ("today", "tomorrow", "week")
"""What ``open`` may be, besides a date (2026-12-06). A week is today and the six days after it."""
OLDEST = 99
"""Whole years: the highest ``age`` that may be asked."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "category": CATEGORIES,
    "age": tuple(str(age) for age in range(OLDEST + 1)),
    "grade": GRADES,
    "band": BANDS,
    "weekday": DAYS,
    "time": tuple(TIMES),
    "open": OPEN,
    "access": ACCESS,
    "support": SUPPORT,
    "free": ("1",),
    "booking": ("none",),
    "alone": ("1",),
    "takeout": ("1",),
}
"""The words of an address in their order, each with the values that it may have."""

WHEN = ("weekday", "time", "open")
"""One opening must meet all three."""
WHO = ("age", "grade", "band")
"""Who wants to come, person by person."""

assert len(DAYS) == len(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Need:
    """One asked condition: a word of the address and one of its values."""

    word: str
    value: str

    @property
    def text(self) -> str:
        """``access=elevator``."""
        return f"{self.word}={self.value}"


@dataclass(frozen=True, slots=True)
class Needs:
    """All that is asked; each word holds its values in the order of :data:`LISTS`.

    ``q`` are words to find; which places hold them is the catalogue's to say.
    """

    category: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    weekday: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    booking: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    takeout: tuple[str, ...] = ()
    q: str = ""

    @classmethod
    def of(cls, words: Mapping[str, tuple[str, ...]], q: str = "") -> "Needs":
        """The needs of values by word."""
        return cls(**words, q=q)

    def __iter__(self) -> Iterator[Need]:
        """Each asked condition, in the order of the words; the text to find is not among them."""
        for word in LISTS:
            for value in self.values(word):
                yield Need(word, value)

    def __bool__(self) -> bool:
        return bool(self.q) or any(self.values(word) for word in LISTS)

    def values(self, word: str) -> tuple[str, ...]:
        """The values that are asked of a word."""
        found = getattr(self, word)
        assert isinstance(found, tuple)
        return found

    def asks(self, need: Need) -> bool:
        return need.value in self.values(need.word)

    def without(self, need: Need) -> "Needs":
        """The needs with one condition less; ``q`` is one too."""
        if need.word == "q":
            return replace(self, q="")
        rest = tuple(value for value in self.values(need.word) if value != need.value)
        return replace(self, **{need.word: rest})  # type: ignore[arg-type]

    @property
    def persons(self) -> tuple[Need, ...]:
        """Who wants to come: every one of them must be able to."""
        return tuple(Need(word, value) for word in WHO for value in self.values(word))

    @property
    def when(self) -> tuple[tuple[str, ...], ...]:
        """What is asked of weekday, time and day, all of which one opening must meet."""
        return tuple(self.values(word) for word in WHEN)

    @property
    def asks_when(self) -> bool:
        return any(self.when)


assert [field.name for field in fields(Needs)] == [*LISTS, "q"]
