"""The places as compact JSON for the page: column by column, what places share sent once.

The page gets dates and answers, never rules: every distinct calendar, audience and pattern of
answers stands in a table of its own, and each place names its row.
"""

import json
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from ..places.audience import Audience, stages_of
from ..places.free import CHILDREN
from ..places.location import Location
from ..places.matching import BOOKING, Traits
from ..places.nearness import Surroundings
from ..places.needs import BANDS, GRADES, OLDEST, Need
from ..places.openings import DAYS, Calendar, Opening, rank
from ..places.vocabulary import ACCESS, CATEGORIES, SUPPORT
from ..places.walking import Point
from ..places.when import first_day
from ..words.card import Card
from ..words.readings import Segment

FACTS = ("alone", "takeout", *ACCESS, *SUPPORT)
ASKED = (*FACTS, "booking", *(f"free.{person}" for person in CHILDREN))
"""What a pattern of answers answers, letter by letter: y, l, n, or u for not yet known."""

PAUSED, NOT_FOR_DROPPING_IN, OLD, ASK_DATES, BY_APPOINTMENT = 1, 2, 4, 16, 32
"""Bits of the column ``flags``."""

COLUMNS = (
    *("key", "name", "venue", "categories", "lat", "lon", "site", "radius_m", "when", "who", "fee"),
    *("day", "where", "phone", "flags", "answers", "audience", "calendar", "reasons"),
)
"""What is sent of each place."""

ANCHOR, SEPARATOR, TERMINATOR = "\ufff9", "\ufffa", "\ufffb"
"""Unicode's interlinear annotation: a piece of a text and its reading."""

STAGE_LETTERS = {
    "preschool": "p",
    "elementary": "e",
    "junior_high": "j",
    "high": "h",
    "grown_up": "a",
    "parent": "g",
}
_PERSONS = {
    "age": tuple(Need("age", str(age)) for age in range(OLDEST + 1)),
    "grade": tuple(Need("grade", grade) for grade in GRADES),
    "band": tuple(Need("band", band) for band in BANDS),
}
Text = str | tuple[Segment, ...]


@dataclass(slots=True)
class Table:
    """Distinct rows, each sent once; a place names the number of its row."""

    rows: dict[Hashable, int] = field(default_factory=dict)

    def number(self, row: Hashable) -> int:
        return self.rows.setdefault(row, len(self.rows))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place stands: its point, the key of its site, and the radius of its disc in metres."""

    location: Location
    site: str
    radius_m: int = 0


class PlacesJson:
    """Collects places in the order in which they are listed; ``today`` is the first day shown.

    Coordinates are WGS 84 in whole hundred-thousandths of a degree (one metre); null without a
    point. Of a place that is somewhere in a town they are those of the town.
    """

    def __init__(self, today: date, surroundings: Surroundings | None = None) -> None:
        self._today = today
        self._surroundings = surroundings or Surroundings()
        self._columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
        self._texts, self._sites = Table(), Table()
        self._answers, self._audiences, self._calendars = Table(), Table(), Table()
        self._said_by: dict[Audience, int] = {}
        self._days_of: dict[int, int] = {}

    def add(self, card: Card, traits: Traits, spot: Spot | None) -> None:
        """Adds one place."""
        row: dict[str, object] = {
            "key": card.key,
            "name": annotated(card.name),
            "categories": "".join(_letter(category) for category in traits.categories),
            **_where(spot),
            "site": self._sites.number(spot.site) if spot else -1,
            "answers": self._answers.number(_pattern(traits)),
            "audience": self._audience(traits.audience),
            "calendar": self._calendar(traits.calendar),
            "flags": _flags(card, traits),
        }
        for name, text in _texts(card).items():
            row[name] = self._texts.number(text) if text else -1
        for name, value in row.items():
            self._columns[name].append(value)

    def json(self) -> bytes:
        """The file, UTF-8. Its edition changes with what the public may see, and with the day."""
        whole: dict[str, Any] = {
            "first": first_day(self._today).isoformat(),
            "days": DAYS,
            "categories": CATEGORIES,
            "asked": ASKED,
            "stages": {word: _stages(persons) for word, persons in _PERSONS.items()},
            "texts": [*self._texts.rows],
            "answers": [*self._answers.rows],
            "audiences": [dict(zip(_PERSONS, row, strict=True)) for row in _rows(self._audiences)],
            "calendars": [*self._calendars.rows],
            "origins": {one.key: _units(one.point) for one in self._surroundings.origins.values()},
            "river": [_units(point) for point in self._surroundings.river.line],
            "count": len(self._columns["key"]),
            "columns": self._columns,
        }
        body = _dump(whole)
        edition = sha256(body.encode()).hexdigest()[:12]
        return _dump({"edition": edition, **whole}).encode()

    def _audience(self, audience: Audience) -> int:
        known = self._said_by.get(audience)
        if known is None:
            row = tuple(_said_to(audience, persons) for persons in _PERSONS.values())
            known = self._said_by[audience] = self._audiences.number(row)
        return known

    def _calendar(self, dates: Calendar) -> int:
        known = self._days_of.get(id(dates))
        if known is None:
            known = self._days_of[id(dates)] = self._calendars.number(_spells(dates.openings))
        return known


def annotated(text: Text) -> str:
    """A text with its readings as interlinear annotations, as the page reads them."""
    segments = ((text, ""),) if isinstance(text, str) else text
    return "".join(
        f"{ANCHOR}{_bare(base)}{SEPARATOR}{reading}{TERMINATOR}" if reading else _bare(base)
        for base, reading in segments
    )


def _bare(text: str) -> str:
    return text.translate({ord(sign): None for sign in (ANCHOR, SEPARATOR, TERMINATOR)})


def _letter(category: str) -> str:
    return chr(ord("a") + CATEGORIES.index(category))


def _where(spot: Spot | None) -> dict[str, object]:
    if spot is None:
        return {"lat": None, "lon": None, "radius_m": 0}
    lat, lon = _units(spot.location.point)
    return {"lat": lat, "lon": lon, "radius_m": spot.radius_m}


def _units(point: Point) -> tuple[int, int]:
    """Latitude and longitude in whole hundred-thousandths of a degree."""
    return round(point[0] * 1e5), round(point[1] * 1e5)


def _texts(card: Card) -> dict[str, str]:
    said = ("venue", "when", "who", "fee", "day", "phone")
    texts = {name: _bare(getattr(card, name)) for name in said}
    reasons = "\n".join(f"{asked}\t{_one_line(words)}" for asked, words in card.reasons.items())
    return texts | {"where": annotated(card.where.words), "reasons": _bare(reasons)}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _flags(card: Card, traits: Traits) -> int:
    return (
        PAUSED * card.paused
        | NOT_FOR_DROPPING_IN * (not card.drops_in)
        | OLD * card.old
        | ASK_DATES * card.ask_dates
        | BY_APPOINTMENT * (traits.turn == 1)
    )


def _pattern(traits: Traits) -> str:
    answers = [traits.answers.get(fact, "unknown") for fact in FACTS]
    answers += [BOOKING.get(traits.booking, "unknown"), *traits.free.answers]
    return "".join(answer[0] for answer in answers)


def _said_to(audience: Audience, persons: Sequence[Need]) -> str:
    """The answer to each of the persons; the last one also holds for all after it."""
    return _short([audience.answer(person)[0] for person in persons])


def _short(letters: list[str]) -> str:
    while len(letters) > 1 and letters[-1] == letters[-2]:
        letters.pop()
    return "".join(letters)


def _stages(persons: Sequence[Need]) -> list[str]:
    letters = ["".join(STAGE_LETTERS[one] for one in stages_of(person)) for person in persons]
    while len(letters) > 1 and letters[-1] == letters[-2]:
        letters.pop()
    return letters


def _spells(openings: Iterable[Opening]) -> tuple[Hashable, ...]:
    """Openings that are alike are one spell with its days."""
    spells: dict[Opening, list[int]] = {}
    for one in openings:
        spells.setdefault(replace(one, day=0), []).append(one.day)
    return tuple(
        (one.state[0], one.opens, one.closes, _letters(one), tuple(spells[one]))
        for one in sorted(spells, key=rank)  # of two that begin alike the first is told, as by us
    )


def _letters(opening: Opening) -> str:
    return "".join(STAGE_LETTERS[stage] for stage in opening.audience)


def _rows(table: Table) -> Iterable[tuple[str, ...]]:
    for row in table.rows:
        assert isinstance(row, tuple)
        yield row


def _dump(whole: object) -> str:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
