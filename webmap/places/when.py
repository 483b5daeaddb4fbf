"""Which openings meet what is asked of day, weekday and time: all of it, in one and the same opening."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .audience import stages_of
from .four_answers import best, worst
from .needs import DAYS, OPEN, TIMES, Needs
from .openings import DAYS as DAYS_AHEAD
from .openings import OPEN as SURE
from .openings import UNSAID, Calendar, Opening

DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Met:
    """An opening that meets what is asked: ``yes``, ``limited`` (not for everybody) or ``unknown``."""

    opening: Opening
    answer: str

    @property
    def limits(self) -> bool:
        """Whether it is not for everybody: of two that begin alike the other one is told."""
        return self.answer == "limited"

    def turn(self, minute: int) -> tuple[int, int]:
        """How soon it is, by how sure: 0 open, 1 perhaps, 2 no date; then its minute."""
        if self.opening.state == UNSAID:
            return 2, 0
        start = self.opening.day * DAY + _surely_open(self.opening)
        return int(self.answer == "unknown"), max(start, minute)


def _surely_open(opening: Opening) -> int:
    """The first minute of its day at which it is surely open; midnight when no hour is known."""
    if opening.opens is None and opening.closes is not None:
        return opening.closes - 1
    return opening.opens or 0


def first_day(today: date) -> date:
    """The first day of the calendars: yesterday, since an opening may run past midnight."""
    return today - timedelta(days=1)


def last_day(today: date) -> date:
    """The last day of which something may be known."""
    return first_day(today) + timedelta(days=DAYS_AHEAD - 1)


def minute_of(dates: Calendar, now: datetime) -> int:
    """A moment of Asia/Tokyo in minutes from the calendar's first midnight."""
    return (now.date() - dates.first).days * DAY + now.hour * 60 + now.minute


def is_too_far(needs: Needs, dates: Calendar) -> bool:
    """Whether a date is asked of which nothing can be known yet."""
    return any(one not in OPEN and date.fromisoformat(one) > dates.last for one in needs.open)


def met(dates: Calendar, needs: Needs, minute: int) -> Iterator[Met]:
    """The openings that are not over and meet the needs; ``minute`` as :func:`minute_of` gives it."""
    days = _days(dates, needs, minute // DAY)
    weekdays = {DAYS.index(one) for one in needs.weekday}
    for opening in dates.openings:
        if opening.day not in days or is_over(opening, minute):
            continue
        if weekdays and (dates.first + timedelta(days=opening.day)).weekday() not in weekdays:
            continue
        sure = {_by_state(opening), _by_clock(opening, minute), _by_times(opening, needs, minute)}
        answer = worst(sure | _by_audience(opening, needs))
        if answer != "no":
            yield Met(opening, answer)


def _days(dates: Calendar, needs: Needs, today: int) -> range:
    """Numbers of the days that are asked for; yesterday's openings may still run."""
    if not needs.open:
        return range(today - 1, dates.days)
    asked = needs.open[0]
    if asked == "week":
        return range(today - 1, today + 7)
    if asked == "tomorrow":
        return range(today + 1, today + 2)
    number = today if asked == "today" else (date.fromisoformat(asked) - dates.first).days
    return range(today - 1, today + 1) if number == today else range(number, number + 1)


def is_over(opening: Opening, minute: int) -> bool:
    """Of yesterday only what runs past midnight is not over."""
    if opening.closes is not None:
        return opening.day * DAY + opening.closes <= minute
    return opening.day < minute // DAY


def _by_state(opening: Opening) -> str:
    return "yes" if opening.state == SURE else "unknown"


def _by_clock(opening: Opening, minute: int) -> str:
    """Of today's opening without a known end it is not sure that it is not over."""
    today = opening.day == minute // DAY and opening.closes is None
    began = today and (opening.opens is None or opening.day * DAY + opening.opens <= minute)
    return "unknown" if began else "yes"


def _by_times(opening: Opening, needs: Needs, minute: int) -> str:
    """Whether it overlaps what is left of one of the times of day; touching is not enough."""
    if not needs.time:
        return "yes"
    gone = minute - opening.day * DAY
    return best(_by_time(opening, max(TIMES[one][0], gone), TIMES[one][1]) for one in needs.time)


def _by_time(opening: Opening, begin: int, end: int) -> str:
    opens, closes = opening.opens, opening.closes
    if begin >= end or (opens is not None and opens >= end):
        return "no"
    if closes is not None and closes <= begin:
        return "no"
    begins_in = opens is not None and opens >= begin
    ends_in = closes is not None and closes <= end
    return "yes" if begins_in or ends_in or None not in (opens, closes) else "unknown"


def _by_audience(opening: Opening, needs: Needs) -> set[str]:
    """An opening for some stages: not for everybody, or for each of the persons asked."""
    if not opening.audience:
        return set()
    named = set(opening.audience)
    persons = [set(stages_of(person)) for person in needs.persons]
    return {_share(stages, named) for stages in persons} or {"limited"}


def _share(stages: set[str], named: set[str]) -> str:
    return "yes" if stages <= named else "unknown" if stages & named else "no"
