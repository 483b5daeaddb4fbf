"""schema.org as JSON-LD: a place with its next sure dates as events, for those who search."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from ..places.dated import DatedDay
from ..places.openings import OPEN, Opening
from ..places.visibility import View

_OFFSET = "+09:00"
"""Asia/Tokyo, all the year."""
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element that holds the text, or start another."""

Thing = dict[str, object]


def write_schema_org(view: View, days: Sequence[DatedDay], url: str) -> str:
    """The place as the public may see it, safe to stand inside a script element.

    Days of which one should ask first are left out, and what is not known is absent; only a
    building or block has a point.
    """
    place = view.place
    thing: Thing = {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": url,
        "url": url,
        "name": place.name,
        "telephone": place.text("phone"),
        "address": view.address.text if view.address else "",
        "geo": _geo(view),
        "event": [*_events(view, days, url)],
    }
    told = {name: value for name, value in thing.items() if value}
    return json.dumps(told, ensure_ascii=False).translate(_IN_SCRIPT)


def _geo(view: View) -> Thing:
    if view.location is None or not view.location.exact:
        return {}
    lat, lon = view.location.point
    return {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}


def _events(view: View, days: Sequence[DatedDay], url: str) -> Iterator[Thing]:
    """An event needs its place, so that a hidden one has none."""
    if view.hides or view.address is None:
        return
    for one in days:
        for opening in one.openings:
            if opening.state == OPEN:
                yield _event(view, one.day, opening, url)


def _event(view: View, day: date, opening: Opening, url: str) -> Thing:
    ends = {"endDate": _moment(day, opening.closes)} if opening.closes is not None else {}
    return {
        "@type": "Event",
        "name": view.place.name,
        "url": url,
        "startDate": _moment(day, opening.opens),
        **ends,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@id": url},
    }


def _moment(day: date, minutes: int | None) -> str:
    """The day alone where no hour is known."""
    if minutes is None:
        return day.isoformat()
    moment = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return moment.isoformat(timespec="minutes") + _OFFSET
