"""Who may come: what a place says of ages and school stages, asked with a person.

A person is asked for by age (whole years), by grade or by band of grades. A grade is a pair of
ages: 小1 is 6–7. What the place says decides in this order: its stages, its ages, its own words,
and at last the classes of whom it publishes a fee.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .ages import STAGE_AGES, read_ages
from .needs import BANDS, GRADES, Need
from .place import Place

Span = tuple[int, int]
"""Whole years, both ends included."""

_BAND_SPANS: dict[str, Span] = {
    "0-2": (0, 2),
    "3-5": (3, 5),
    "es1-3": (6, 9),
    "es4-6": (9, 12),
    "jhs": (12, 15),
    "hs": (15, 18),
}
_SCHOOLS = {"es": ("elementary", 5), "jhs": ("junior_high", 11), "hs": ("high", 0)}
"""The stage of a grade, and the age at which its school begins less one."""
_GROWN_UP, _PARENT = "grown_up", "parent"
_FIRST_AGES = {"preschool": 0, "elementary": 6, "junior_high": 12, "high": 15, _GROWN_UP: 18}
"""From which age on a child may be in the stage; to the first age of the next it may be still."""

_EVERYONE = re.compile("だれでも|誰でも|どなたでも|全世代")
_RESIDENTS = re.compile("市内在住|[^、。（）]{1,5}[市区町村](?:立|の|在住)")
"""Words of who may come that keep it to those who live or go to school in a municipality."""
_NOT_ALL = re.compile("のみ|だけ|限|以上|以下|未満|以外|ただし|を除|をのぞ|対象")
"""Words after 「だれでも」 that take some of it back."""
_PARENTS_TOO = re.compile("と保護者|親子|と親|家族")


@dataclass(frozen=True, slots=True)
class Audience:
    """What a place says of who may come; hashable, since many places say the same."""

    stages: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    words: str = ""
    paying: tuple[str, ...] = ()

    @property
    def is_everybody(self) -> bool:
        """Whether it is stated that anybody may come: in so many words that nothing takes back, or
        as ages from 0 on without an end. Silence says nothing of it."""
        if self.stages or self.high is not None or self.low:
            return False
        if not self.words:
            return self.low == 0
        narrowed = _NOT_ALL.search(self.words) or _RESIDENTS.search(self.words)
        return bool(_EVERYONE.match(self.words)) and not narrowed

    def answer(self, person: Need) -> str:
        """``yes``, ``limited`` (to those who live there), ``unknown`` or ``no`` to a person."""
        found = (self._of_parents if person.value == "parents" else self._of_child)(person)
        return "limited" if found == "yes" and _RESIDENTS.search(self.words) else found

    def _of_parents(self, _: Need) -> str:
        named = _PARENT in self.stages or "adult" in self.paying
        said = self.words and (_EVERYONE.match(self.words) or _PARENTS_TOO.search(self.words))
        return "yes" if named or said else "unknown"

    def _of_child(self, person: Need) -> str:
        if self.stages:
            return _how_many(stage in self.stages for stage in stages_of(person))
        if self.low is not None or self.high is not None:
            return self._by_ages(span_of(person))
        if self.words:
            return "yes" if _EVERYONE.match(self.words) else "unknown"
        return "yes" if self._pays(person) else "unknown"

    def _by_ages(self, span: Span) -> str:
        low, high = self.low or 0, 999 if self.high is None else self.high
        if low <= span[0] and span[1] <= high:
            return "yes"
        return "no" if span[1] < low or high < span[0] else "unknown"

    def _pays(self, person: Need) -> bool:
        """A published fee for a class says that this class may come; it says nothing of infants."""
        if person.word == "age" or person.value == "0-2":
            first, last = span_of(person)
            years = {year for stage in self.paying for year in _years(stage)}
            return years.issuperset(range(first, last + 1))
        return set(stages_of(person)) <= set(self.paying)


def audience_of(place: Place) -> Audience:
    """What a place says of who may come."""
    ages = place.text("ages")
    read = read_ages(ages) if ages else None
    paying = tuple(person for person, _, fee, _ in place.fees() if fee.yen)
    return Audience(
        tuple(place.words("stages")),
        read.low if read else None,
        read.high if read else None,
        place.text("who"),
        tuple(dict.fromkeys(person for person in paying if person != "everyone")),
    )


def stages_of(person: Need) -> tuple[str, ...]:
    """The school stages in which a person may be: one for a grade, up to two for an age."""
    if person.value == "parents":
        return (_PARENT,)
    if person.word == "age":
        return _stages_at(int(person.value))
    if person.value in ("0-2", "3-5"):
        return ("preschool",)
    return (_SCHOOLS[person.value.rstrip("0123456789-")][0],)


def span_of(person: Need) -> Span:
    """The ages that a child may have, in whole years."""
    if person.word == "age":
        return int(person.value), int(person.value)
    if person.value in _BAND_SPANS:
        return _BAND_SPANS[person.value]
    school = person.value.rstrip("0123456789")
    year = _SCHOOLS[school][1] + int(person.value.removeprefix(school))
    return year, year + 1


def _stages_at(age: int) -> tuple[str, ...]:
    """A child is in one stage until the year in which the next begins; in that year in either."""
    firsts = list(_FIRST_AGES.items())
    ends = [first for _, first in firsts[1:]] + [999]
    found = [stage for (stage, first), end in zip(firsts, ends, strict=True) if first <= age <= end]
    return tuple(found)


def _years(stage: str) -> Iterable[int]:
    low, high = STAGE_AGES.get(stage, (1, 0))
    return range(low, high + 1)


def _how_many(named: Iterable[bool]) -> str:
    said = set(named)
    return "yes" if said == {True} else "no" if said == {False} else "unknown"


assert set(BANDS) == {*_BAND_SPANS, "parents"} and set(GRADES) - {"hs"} == {
    *(f"es{n}" for n in range(1, 7)),
    *(f"jhs{n}" for n in range(1, 4)),
}
