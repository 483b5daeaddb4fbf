"""A family takes the dates along: calendar files of one place, of one category, of all.

A file begins with this month, so that what is past does not vanish on the day after. That of one
place holds a year. One of several places holds as many months as give about MOST entries: its
readers are phones. That of all leaves out what is open on most days, which would cover the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..formats.icalendar import CalendarWriter, Days
from ..places.city import City
from ..places.dated import Timetable, timetable_of
from ..places.events import events
from ..places.matching import turn_of
from ..places.place import Place
from ..places.visibility import PUBLIC_STANDINGS, View
from ..storage.database import Database
from ..storage.moments import Moments, all_moments, moments
from ..storage.places import all_views
from ..words.event import say_name
from ..words.phrases import Phrases

MOST = 2000
"""About so many entries stand in one file of several places: some 1.5 MB, a tenth of it packed."""
MOST_PLACES = 500
"""Places in one file; with more only the city's own are looked for on a phone."""
OFTEN = 16
"""Entries in four weeks; whoever opens on so many days is open on most."""
FOUR_WEEKS, YEAR = 28, 365


@dataclass(frozen=True, slots=True)
class CalendarFiles:
    """Makes the files in one language; ``home`` is the address of our places' pages, up to the key."""

    say: Phrases
    city: City
    home: str

    def of_place(self, db: Database, view: View, today: date) -> bytes:
        """The year of one place."""
        place, known = view.place, moments(db, *_records(view))
        days = self._days(view, timetable_of(place), known, today.replace(day=1), YEAR)
        return self._writer(today).write(say_name(view), self.say("calendar.of_place"), [days])

    def of_all(self, db: Database, category: str, today: date) -> bytes:
        """The months of every place to drop in at, or of all of one category."""
        site, first = self.say("site.name"), today.replace(day=1)
        views = self._views(db, category)
        found = [(view, timetable_of(view.place)) for view in views[:MOST_PLACES]]
        words = [self.say("calendar.of_category" if category else "calendar.of_all")]
        if len(views) > MOST_PLACES:
            words.append(self.say("calendar.too_many", count=MOST_PLACES))
        if category:
            site = self.say("calendar.title", name=site, category=self.say(f"category.{category}"))
        else:
            found = [one for one in found if len(events(one[1], first, FOUR_WEEKS)) < OFTEN]
        days = _days_that_fit((times for _, times in found), first)
        known = all_moments(db)
        whole = (self._days(view, times, known, first, days) for view, times in found)
        return self._writer(today).write(site, " ".join(words), whole)

    def _views(self, db: Database, category: str) -> list[View]:
        """The places that are asked for, the city's own first."""
        public = (one for one in all_views(db) if one.place.standing in PUBLIC_STANDINGS)
        asked = [one for one in public if _belongs(one.place, category)]
        return sorted(asked, key=lambda view: view.place.text("city") != self.city.code)

    def _writer(self, today: date) -> CalendarWriter:
        return CalendarWriter(self.city.authority, self.say, today)

    def _days(self, view: View, times: Timetable, known: Moments, first: date, days: int) -> Days:
        kept = max(known[record].kept for record in _records(view) if record in known)
        sequence = known["place", view.place.key].days
        page = self.home + view.place.key
        return Days(view, events(times, first, days), page, kept, sequence)


def _records(view: View) -> list[tuple[str, str]]:
    """What an entry is made of. Of a hidden place its site is not, nor when that changed."""
    site = [("site", view.site)] if view.site else []
    return [("place", view.place.key), *site]


def _belongs(place: Place, category: str) -> bool:
    return category in place.categories if category else turn_of(place) == 0


def _days_that_fit(timetables: Iterable[Timetable], first: date) -> int:
    """So many days as give about MOST entries: a week at least, a year at most."""
    count = sum(len(events(times, first, FOUR_WEEKS)) for times in timetables)
    return max(7, min(YEAR, FOUR_WEEKS * MOST // max(count, 1)))
