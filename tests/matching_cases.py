"""The cases of matching, for both of its languages: read from their file, as real places."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from tests.made_up import ROOT, TOKYO, make_place, say
from webmap.places.fees import Fee
from webmap.places.needs import Needs
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.places.schedule import ExceptionDay, Rule
from webmap.web.query import read_asked

FILE = ROOT / "tests" / "data" / "matching.json"


@dataclass(frozen=True)
class Case:
    """One place, asked at a moment: what it should answer, in all and to each condition."""

    name: str
    now: datetime
    place: Place
    query: str
    fit: str
    limited: bool
    why: dict[str, str]

    @property
    def needs(self) -> Needs:
        return needs_of(self.query, self.now)


@dataclass(frozen=True)
class Order:
    """Several places, asked together: who fits and who may, in which order, and what to loosen."""

    name: str
    now: datetime
    places: tuple[Place, ...]
    query: str
    fits: list[str]
    unknown: list[str]
    loosen: list[Any] | None


def needs_of(query: str, now: datetime) -> Needs:
    """The needs that an address's query asks for."""
    return read_asked(MultiDict(parse_qsl(query)), now.date()).needs


def cases() -> Iterator[Case]:
    for number, one in enumerate(_file()["cases"]):
        place = _place(f"case-{number}", one["place"])
        limited = one.get("limited", False)
        yield Case(one["name"], _moment(one), place, one["needs"], one["fit"], limited, one["why"])


def orders() -> Iterator[Order]:
    for one in _file()["orders"]:
        places = tuple(_place(key, said) for key, said in one["places"].items())
        groups = one["fits"], one["unknown"]
        yield Order(one["name"], _moment(one), places, one["needs"], *groups, one.get("loosen"))


def _file() -> Any:
    return json.loads(FILE.read_text(encoding="utf-8"))


def _moment(one: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(one["now"]).replace(tzinfo=TOKYO)


def _place(key: str, said: dict[str, Any]) -> Place:
    """A listed place with what the case says of it."""
    said = dict(said)
    facts, fees = said.pop("facts", {}), said.pop("fees", {})
    rules, exceptions = said.pop("schedule", []), said.pop("exceptions", {})
    fields: dict[str, Any] = {"name": "みほん", "categories": "ibasho"} | said
    fields |= {f"fact.{fact}": _noted(answer) for fact, answer in facts.items()}
    fields |= {f"fee.{whose}": _fee(fee) for whose, fee in fees.items()}
    fields |= {f"schedule.{at}": Rule(**rule) for at, rule in enumerate(rules, 1)}
    fields |= {f"exception.{day}": ExceptionDay(**one) for day, one in exceptions.items()}
    return make_place(key, **fields)


def _noted(answer: str | list[str]) -> Statement:
    return say(*answer) if isinstance(answer, list) else say(answer)


def _fee(fee: str | list[str]) -> Statement:
    amount, note = fee if isinstance(fee, list) else (fee, "")
    yen, _, most = amount.partition("-")
    return say(Fee(yen, most), note)
