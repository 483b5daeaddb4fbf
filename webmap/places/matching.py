"""Places × needs × now → fits, not yet known, does not fit, each with its reasons.

The definition; ``static/js/matching.js`` is its twin in the page, and both are tested against the
same cases. Every asked condition has one of the four answers, and the worst of them is the
place's: yes and limited fit, unknown stays visible as a question, no does not fit. So nothing that
is asked in addition turns *does not fit* into *fits*.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .audience import Audience, audience_of
from .four_answers import best, worst
from .free import Free, free_of
from .needs import WHEN, WHO, Need, Needs
from .openings import DAYS, Calendar, Opening, calendar
from .place import Place
from .suitability import suits
from .vocabulary import ACCESS, BY_APPOINTMENT
from .when import Met, first_day, is_too_far, met, minute_of

FITS, NOT_YET_KNOWN, DOES_NOT_FIT = "fits", "unknown", "does_not_fit"
_FITS = {"yes": FITS, "limited": FITS, "unknown": NOT_YET_KNOWN, "no": DOES_NOT_FIT}
BOOKING = {"none": "yes", "first_time": "limited", "required": "no"}
"""What each way of booking answers to "without booking"; to be asked, or not said, is unknown."""
_FACTS = ("alone", "takeout", *ACCESS)
_APART = ("category", *WHO, *WHEN)
"""Words that are not answered from a fact, value by value."""
_NO_DATE = (2, 0)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a filter needs of a place. ``answers`` holds yes, limited and no; unknown is absent."""

    categories: tuple[str, ...]
    answers: Mapping[str, str]
    booking: str
    audience: Audience
    free: Free
    calendar: Calendar
    turn: int
    """0 for dropping in, 1 by appointment, 2 not for dropping in: the first key of the order."""


def traits_of(place: Place, today: date) -> Traits:
    """What a filter needs of a place on a day."""
    stated = {fact: said.text for fact in _FACTS if (said := place.fact(fact))}
    suited = {one.topic: one.answer for one in suits(place)}
    return Traits(
        place.categories,
        stated | suited,
        place.text("booking"),
        audience_of(place),
        free_of(place),
        _dates(place, first_day(today)),
        turn_of(place),
    )


def _dates(place: Place, first: date) -> Calendar:
    """The openings of a place; one that rests has none."""
    if place.standing == "paused":
        return Calendar(first, DAYS, ())
    rules = tuple(rule for rule, _ in place.rules())
    return calendar(rules, tuple(place.exceptions()), first)


def turn_of(place: Place) -> int:
    """相談 and 発達支援 come after the places one can drop in at, and what is not for that last."""
    if not place.drops_in:
        return 2
    return int(place.categories[0] in BY_APPOINTMENT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one condition. ``asked`` is ``access=elevator``, or ``when`` and ``category``
    for what is answered together."""

    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a place answers to all that is asked.

    ``soonest`` is how sure its next opening is that meets the needs (0 open, 1 perhaps, 2 no date)
    and its minute from the calendar's first midnight; ``opening`` is that opening.
    """

    verdicts: tuple[Verdict, ...]
    soonest: tuple[int, int] = _NO_DATE
    opening: Opening | None = None

    @property
    def answer(self) -> str:
        """The worst of the answers; ``yes`` when nothing is asked."""
        return worst(one.answer for one in self.verdicts)

    @property
    def fit(self) -> str:
        return _FITS[self.answer]

    @property
    def limited(self) -> bool:
        return self.answer == "limited"


def match(traits: Traits, needs: Needs, now: datetime) -> Match:
    """How one place answers the needs."""
    return Matcher(needs, now).match(traits)


@dataclass(slots=True)
class Matcher:
    """Matches many places with the same needs at the same moment (Asia/Tokyo).

    ``needs.q`` is not looked at: the catalogue knows it. Places often share a calendar, so what a
    calendar answers is kept.
    """

    needs: Needs
    now: datetime
    _whens: "Whens" = field(default_factory=dict)
    _asked: tuple[Need, ...] = ()
    _persons: tuple[Need, ...] = ()
    _categories: frozenset[str] = frozenset()
    _asks_when: bool = False

    def __post_init__(self) -> None:
        self._asked = tuple(need for need in self.needs if need.word not in _APART)
        self._persons = self.needs.persons
        self._categories = frozenset(self.needs.category)
        self._asks_when = self.needs.asks_when

    def match(self, traits: Traits) -> Match:
        """How a place answers the needs."""
        when = self._when(traits.calendar)
        verdicts = tuple(self._verdicts(traits, when.answer))
        return Match(verdicts, when.soonest, when.opening)

    def _when(self, dates: Calendar) -> "_When":
        known = self._whens.get(id(dates))
        if known is None:
            known = self._whens[id(dates)] = _look_ahead(dates, self.needs, self.now)
        return known

    def _verdicts(self, traits: Traits, when: str) -> Iterator[Verdict]:
        if self._categories:
            fits = not self._categories.isdisjoint(traits.categories)
            yield Verdict("category", "yes" if fits else "no")
        for person in self._persons:
            yield Verdict(person.text, traits.audience.answer(person))
        if self._asks_when:
            yield Verdict("when", when)
        for need in self._asked:
            yield Verdict(need.text, self._answer(traits, need))

    def _answer(self, traits: Traits, need: Need) -> str:
        if need.word in ("access", "support"):
            return traits.answers.get(need.value, "unknown")
        if need.word in ("alone", "takeout"):
            return traits.answers.get(need.word, "unknown")
        if need.word == "booking":
            return BOOKING.get(traits.booking, "unknown")
        return traits.free.answer(self._persons)


@dataclass(frozen=True, slots=True)
class _When:
    """What a calendar answers: the answer, the soonest opening that meets it, and how soon."""

    answer: str
    soonest: tuple[int, int] = _NO_DATE
    opening: Opening | None = None


Whens = dict[int, _When]
"""What calendars answer, by their identity."""


def _look_ahead(dates: Calendar, needs: Needs, now: datetime) -> _When:
    minute = minute_of(dates, now)
    found = [*_until_sure(met(dates, needs, minute))]
    answer = "unknown" if is_too_far(needs, dates) else best(one.answer for one in found)
    soonest = min(found, key=lambda one: (one.turn(minute), one.limits), default=None)
    if soonest is None or soonest.turn(minute) == _NO_DATE:
        return _When(answer)
    return _When(answer, soonest.turn(minute), soonest.opening)


def _until_sure(openings: Iterator[Met]) -> Iterator[Met]:
    """Openings come by time: after the first sure one for everybody none is sooner or better."""
    for one in openings:
        yield one
        if one.answer == "yes":
            return
