"""The dated openings of a place as a calendar on a phone keeps them: each is the same one for ever.

Whoever has it in a calendar has it by its identity. So an opening is named by the day that it was
first meant for: when it moves it is still the same, and when it is closed it is there, cancelled.
Days that an undated rule perhaps means are no events.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, zip_longest

from .dated import Timetable, dated_calendar
from .openings import OPEN, Calendar, Opening, brought, rank
from .schedule import ExceptionDay

PLANNED, PERHAPS, MOVED, EXTRA, CANCELLED = "planned", "perhaps", "moved", "extra", "cancelled"


@dataclass(frozen=True, slots=True)
class Event:
    """One opening on one day.

    ``standing`` is planned, perhaps (a holiday or season of which nothing sure is said), moved,
    extra or cancelled. ``meant`` is the day that it was first meant for, ``number`` counts those of
    that day for the same people. ``reason`` is why it differs, if that is said.
    """

    day: date
    opening: Opening
    standing: str
    meant: date
    number: int = 1
    reason: str = ""

    @property
    def identity(self) -> str:
        """What it is called among those of its place, whatever becomes of its day and hours."""
        extra = ("extra",) if self.standing == EXTRA else ()
        return ".".join((f"{self.meant:%Y%m%d}", *extra, *self.opening.audience, str(self.number)))


def events(timetable: Timetable, first: date, days: int) -> list[Event]:
    """The events of ``days`` days from ``first`` on, by day; those too that moved out or in."""
    if timetable.rests:
        return []
    maker = _Maker(timetable, first, first + timedelta(days=days - 1))
    found = [*maker.usual(), *maker.differing()]
    return sorted(found, key=lambda event: (event.day, rank(replace(event.opening, day=0))))


@dataclass(frozen=True, slots=True)
class _Maker:
    timetable: Timetable
    first: date
    last: date

    def usual(self) -> Iterator[Event]:
        """What the rules say, days that moved away left out."""
        exceptions = dict(self.timetable.exceptions)
        for day, openings in _by_day(self._by_rules(self.first, self.last)):
            exception = exceptions.get(day)
            effect = exception.effect if exception else ""
            if effect == "moved":
                continue
            said = self._sure(day, exception) if exception and effect == "extra" else set()
            for number, opening in _numbered(openings):
                if exception and effect == "closed":
                    yield Event(day, opening, CANCELLED, day, number, exception.reason)
                else:
                    sure = opening.state == OPEN or _hours(opening) in said
                    standing = PLANNED if sure else PERHAPS
                    yield Event(day, opening, standing, day, number)

    def differing(self) -> Iterator[Event]:
        """What exceptions bring."""
        for day, exception in self.timetable.exceptions:
            if exception.effect == "extra" and self._holds(day):
                yield from self._extra(day, exception)
            if exception.effect == "moved":
                to = date.fromisoformat(exception.moved_to)
                if self._holds(day) or self._holds(to):
                    yield from self._moved(day, to, exception)

    def _sure(self, day: date, exception: ExceptionDay) -> set[tuple[int | None, int | None]]:
        """The hours of which an extra day says that they are sure."""
        return {_hours(opening) for opening in brought(self.timetable.rules, day, exception)}

    def _extra(self, day: date, exception: ExceptionDay) -> Iterator[Event]:
        there = {_hours(opening) for opening in self._by_rules(day, day).openings}
        for number, opening in _numbered(brought(self.timetable.rules, day, exception)):
            if _hours(opening) not in there:
                yield Event(day, opening, EXTRA, day, number, exception.reason)

    def _moved(self, day: date, to: date, exception: ExceptionDay) -> Iterator[Event]:
        """Each opening of the day goes to the other one; one for which there is no more is off."""
        usual = self._by_rules(day, day).openings
        new = [] if self._is_closed(to) else brought(self.timetable.rules, day, exception)
        names = _numbered(usual or new)
        for (number, opening), gone in zip_longest(names, new[: len(usual) or None]):
            if gone is None:
                yield Event(day, opening, CANCELLED, day, number, exception.reason)
            else:
                same = replace(gone, audience=opening.audience)
                yield Event(to, same, MOVED, day, number, exception.reason)

    def _by_rules(self, first: date, last: date) -> Calendar:
        plain = replace(self.timetable, exceptions=())
        return dated_calendar(plain, first, (last - first).days + 1)

    def _is_closed(self, day: date) -> bool:
        return any(
            other == day and exception.effect == "closed"
            for other, exception in self.timetable.exceptions
        )

    def _holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def _by_day(whole: Calendar) -> Iterator[tuple[date, list[Opening]]]:
    for number, openings in groupby(whole.openings, key=lambda opening: opening.day):
        yield whole.first + timedelta(days=number), list(openings)


def _numbered(openings: Iterable[Opening]) -> list[tuple[int, Opening]]:
    """Those for the same people are counted; hours may change without giving another name."""
    counts: dict[tuple[str, ...], int] = {}
    numbered = []
    for opening in openings:
        counts[opening.audience] = counts.get(opening.audience, 0) + 1
        numbered.append((counts[opening.audience], opening))
    return numbered


def _hours(opening: Opening) -> tuple[int | None, int | None]:
    return opening.opens, opening.closes
