"""Calendar files (RFC 5545): every dated opening one entry that a phone's calendar keeps.

Each day is an entry of its own, and none is a recurring one with exceptions. Holidays, seasons and
closures are decided here, once, and not again by every app; an entry can move or be cancelled
under its own name; and apps differ in what they make of RRULE with EXDATE in a subscribed
calendar. It costs bytes, which compress well and are bounded by whoever asks for the file.

A day of which nothing sure is said (a holiday, the days between the years) is TENTATIVE, and its
title says first that one must ask: left out, it would read as closed. Days that a rule only
perhaps means are not invented into the file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from icalendar.parser import Contentline, Contentlines

from ..places.events import CANCELLED, MOVED, PERHAPS, Event
from ..places.openings import OPEN
from ..places.visibility import View
from ..words.event import say_text, say_title
from ..words.phrases import Phrases

MIMETYPE = "text/calendar"
_ZONE, _OFFSET = "Asia/Tokyo", timedelta(hours=9)
_AGAIN = timedelta(hours=12)
"""After which time an app should ask again; most ask when they like."""
_STATUS = {PERHAPS: "TENTATIVE", CANCELLED: "CANCELLED"}
_NO_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
"""Characters that no text may hold (RFC 5545, 3.3.11), and others that some take for a new line."""


@dataclass(frozen=True, slots=True)
class Days:
    """A place with its events; ``page`` is the address of its page.

    ``changed`` is the moment of its last change, ``sequence`` how often its days have changed.
    """

    view: View
    events: Sequence[Event]
    page: str
    changed: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class CalendarWriter:
    """Writes calendar files in one language; ``authority`` is the word that all its names end in."""

    authority: str
    say: Phrases
    today: date

    def write(self, title: str, words: str, places: Iterable[Days]) -> bytes:
        """The file: without an event it is still a calendar, to which days may come."""
        head, _, end = self._head(title, words).partition(b"END:VCALENDAR")
        entries = (entry for place in places for entry in self._entries(place))
        return b"".join([head, *entries, b"END:VCALENDAR", end])

    def _head(self, title: str, words: str) -> bytes:
        calendar = icalendar.Calendar()
        calendar.add("prodid", f"-//{self.authority}//{self.say('site.name')}//JA")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        for name, text in (("name", title), ("x-wr-calname", title), ("x-wr-caldesc", words)):
            calendar.add(name, icalendar.vText(_text(text)))  # else it would not be escaped
        calendar.add("x-wr-timezone", _ZONE)
        calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(_AGAIN))
        calendar.add_component(_zone())
        return bytes(calendar.to_ical())

    def _entries(self, place: Days) -> Iterator[bytes]:
        """Entries of one sort differ in name and time alone, so the rest is written once."""
        written: dict[object, bytes] = {}
        for event in place.events:
            sort = _sort(event)
            if sort not in written:
                written[sort] = self._shared(place, event)
            # with an @ it would pass for a mail address
            name = f"{place.view.place.key}.{event.identity}.{self.authority}"
            yield b"BEGIN:VEVENT\r\n" + _lines(f"UID:{name}", *_times(event)) + written[sort]

    def _shared(self, place: Days, event: Event) -> bytes:
        """All of an entry but its name and time, as far as its end."""
        view, entry, say = place.view, icalendar.Event(), self.say
        entry.add("summary", _text(say_title(event, view, say)))
        entry.add("description", _text(say_text(event, view, place.page, say, self.today)))
        _add_where(entry, view)
        entry.add("url", place.page)
        entry.add("categories", [say(f"category.{key}") for key in view.place.categories])
        entry.add("status", _STATUS.get(event.standing, "CONFIRMED"))
        entry.add("transp", "TRANSPARENT")  # a place that is open takes nobody's time
        entry.add("sequence", place.sequence)
        for name in ("dtstamp", "last-modified"):
            entry.add(name, place.changed.astimezone(UTC))
        return bytes(entry.to_ical()).removeprefix(b"BEGIN:VEVENT\r\n")


def _add_where(entry: icalendar.Event, view: View) -> None:
    """The address if it is public, and the point of a house or block; nothing of a hidden place."""
    if view.hides:
        return
    if view.address:
        parts = view.address.text, view.place.text("address_note")
        entry.add("location", _text(" ".join(part for part in parts if part)))
    if view.location and view.location.exact:
        entry.add("geo", view.location.point)


def _sort(event: Event) -> object:
    """All that the words of an entry depend on."""
    meant = event.meant if event.standing == MOVED else None
    return event.standing, event.reason, meant, replace(event.opening, day=0, state=OPEN)


def _times(event: Event) -> Iterator[str]:
    """From when to when; of the whole day where the beginning is not known.

    Only the beginning stands where no end is known. Hours past midnight are those of the next day.
    """
    opens, closes = event.opening.opens, event.opening.closes
    if opens is None:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        return
    for name, minutes in (("DTSTART", opens), ("DTEND", closes)):
        if minutes is not None:
            moment = datetime.combine(event.day, time()) + timedelta(minutes=minutes)
            yield f"{name};TZID={_ZONE}:{moment:%Y%m%dT%H%M%S}"


def _lines(*lines: str) -> bytes:
    """Lines as the library folds them."""
    return bytes(Contentlines(map(Contentline, lines)).to_ical())  # type: ignore[no-untyped-call]


def _zone() -> icalendar.Timezone:
    """Asia/Tokyo: nine hours ahead all the year."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", _ZONE)
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "JST")
    zone.add_component(standard)
    return zone


def _text(text: str) -> str:
    return _NO_TEXT.sub(" ", text)
