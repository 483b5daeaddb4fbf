"""The short card of a place: what list, map and sheet say of it in a few words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..places.city import City
from ..places.days import Day, oldest
from ..places.freshness import is_old
from ..places.place import Place
from ..places.visibility import View
from .about_place import say_ages, say_fees, say_stated_who
from .dates import say_month
from .hours import say_when
from .phrases import Phrases
from .readings import Readings, Segment
from .reasons import say_reasons
from .whereabouts import Whereabouts


@dataclass(frozen=True, slots=True)
class Card:
    """A place in a few words. Texts are empty where nothing is known; ``old`` past 18 months.

    ``reasons`` are the words beside its answers, by what was asked.
    """

    key: str
    name: tuple[Segment, ...]
    venue: str
    category: str
    when: str
    ask_dates: bool
    who: str
    fee: str
    day: str
    old: bool
    where: Whereabouts
    drops_in: bool
    paused: bool
    phone: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def make_card(
    view: View, say: Phrases, readings: Readings, city: City, where: Whereabouts, today: date
) -> Card:
    """The card of a place as the public may see it; elsewhere it says in which municipality."""
    place = view.place
    rules = [rule for rule, _ in place.rules()]
    day = oldest_day(place)
    return Card(
        key=place.key,
        name=readings.segments(place.name, place.text("kana")),
        venue=place.text("venue") or city.neighbours.get(place.text("city"), ""),
        category=place.categories[0],
        when=say_when(rules, say),
        ask_dates=any(rule.asks_dates for rule in rules),
        who=_say_whom(place, say),
        fee=say("fee.join").join(text for text, _ in say_fees(place, say)[:2]),
        day=say("day.of_information", day=say_month(day, say)) if day.known else say("day.unknown"),
        old=is_old(day, today),
        where=where,
        drops_in=place.drops_in,
        paused=place.standing == "paused",
        phone=place.text("phone"),
        reasons=say_reasons(place, say),
    )


def oldest_day(place: Place) -> Day:
    """The day of the name or of the opening hours, whichever is older: a card is as old as they."""
    return oldest([place.day, *(said.day for rule, said in place.rules() if rule.is_open)])


def _say_whom(place: Place, say: Phrases) -> str:
    """Ages and words; only the words where they name ages themselves."""
    who, ages = say_stated_who(place, say), say_ages(place, say)
    words = who[0] if who else ""
    names_ages = words == ages or any(letter.isdecimal() for letter in words)
    return words if names_ages else " ".join(part for part in (ages, words) if part)
