"""An entry of a calendar file in words: what stands in a phone's month, and below it when tapped."""

from collections.abc import Iterator
from datetime import date

from ..places.days import oldest
from ..places.events import CANCELLED, EXTRA, MOVED, PERHAPS, Event
from ..places.freshness import is_old
from ..places.openings import Opening
from ..places.visibility import View
from .about_place import say_booking, say_fees, say_who
from .card import oldest_day
from .dates import say_date, say_day
from .hours import say_minutes
from .phrases import Phrases

LONGEST = 300
"""Characters of one line; nobody reads more in a calendar, and each entry repeats it."""


def say_title(event: Event, view: View, say: Phrases) -> str:
    """「ぐるぐる食堂」; what is not as usual comes first, for few apps show an entry's status."""
    name = say_name(view)
    form = {PERHAPS: "perhaps", CANCELLED: "cancelled", MOVED: "moved", EXTRA: "extra"}
    standing = form.get(event.standing)
    return say(f"event.{standing}", name=name) if standing else name


def say_name(view: View) -> str:
    """The name of a place with its venue, on one line."""
    place = view.place
    return _line(" ".join(part for part in (place.name, place.text("venue")) if part))


def say_text(event: Event, view: View, page: str, say: Phrases, today: date) -> str:
    """What is known of the place and of this day, line by line; ``page`` is the address of its page."""
    lines = [*_of_day(event, view, say), *_of_place(view, say), *_of_age(view, say, today)]
    return "\n".join([*map(_line, lines), page])


def _of_day(event: Event, view: View, say: Phrases) -> Iterator[str]:
    if event.standing == MOVED:
        yield say("event.moved_from", day=say_date(event.meant, say))
    elif event.standing in (PERHAPS, CANCELLED):
        yield say(f"event.{event.standing}_day")
    if event.reason and not view.hides:  # words of their own may tell the way
        yield event.reason
    if event.opening.audience:
        stages = "・".join(say(f"stage.{stage}") for stage in event.opening.audience)
        yield say("event.for", who=stages)
    if event.standing != CANCELLED:
        yield from _of_hours(event.opening, say)


def _of_hours(opening: Opening, say: Phrases) -> Iterator[str]:
    """Hours that are only half known cannot be drawn, so they are said."""
    if None not in (opening.opens, opening.closes):
        return
    hours = say_minutes(opening.opens, opening.closes, say)
    yield say("event.half_known", hours=hours) if hours else say("event.no_hours")


def _of_place(view: View, say: Phrases) -> Iterator[str]:
    place = view.place
    who, booking = say_who(place, say), say_booking(place, say)
    facts = (
        ("who", who[0] if who else ""),
        ("fee", say("fee.join").join(text for text, _ in say_fees(place, say))),
        ("booking", booking),
        ("phone", place.text("phone")),
    )
    for name, text in facts:
        if text:
            yield say(f"event.{name}", text=text)


def _of_age(view: View, say: Phrases, today: date) -> Iterator[str]:
    told = (view.place.said.get(field) for field in ("who", "booking"))
    day = oldest([oldest_day(view.place), *(said.day for said in told if said)])
    if day.known:
        yield say("place.day", day=say_day(day, say))
    yield say("place.old") if is_old(day, today) else say("event.make_sure")


def _line(text: str) -> str:
    """A text of somebody's on one line, and no longer than anyone reads."""
    whole = " ".join(text.split())
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"
