"""The page of a place: a letter to someone who has never been there, made of facts alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast
from urllib.parse import urlsplit

from ..places.audience import audience_of
from ..places.freshness import is_old
from ..places.record import Record, Statement
from ..places.schedule import ExceptionDay
from ..places.visibility import View
from ..places.vocabulary import FACTS
from .about_place import is_free_for_children
from .dates import say_day
from .day_changes import say_exception
from .first_visit import QUESTIONS
from .hours import say_contradictions, say_rule
from .notes import adds
from .phrases import Phrases
from .readings import Readings, Segment
from .whereabouts import Whereabouts

_OTHERS = tuple(fact for fact in FACTS if fact not in QUESTIONS)
"""Facts that are not told with the first visit already."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing known: its label, what is known, words beside it, its day, and an answer's sign."""

    text: str
    label: str = ""
    note: str = ""
    day: str = ""
    answer: str = ""
    unsure: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The page of a place, in the order in which it is read. Empty lists are said to be unknown."""

    key: str
    name: tuple[Segment, ...]
    venue: str
    categories: tuple[str, ...]
    sentence: str
    welcome: list[str]
    activities: tuple[str, ...]
    when: list[Line]
    closed: list[Line]
    exceptions: list[Line]
    unsure_days: str
    address: list[Line]
    where: Whereabouts
    phone: str
    url: str
    known: list[Line]
    unknown: list[tuple[str, str]]
    day: str
    old: bool
    drops_in: bool
    paused: bool
    sources: list[tuple[str, str]] = field(default_factory=list)


def make_letter(
    view: View,
    say: Phrases,
    readings: Readings,
    where: Whereabouts,
    sources: Mapping[str, Record],
    today: date,
) -> Letter:
    """The letter about a place as the public may see it."""
    place, writer = view.place, _Writer(view, say, today)
    return Letter(
        key=place.key,
        name=readings.segments(place.name, place.text("kana")),
        venue=place.text("venue"),
        categories=place.categories,
        sentence=writer.sentence(),
        welcome=list(writer.welcome()),
        activities=tuple(said.text for _, said in place.several("activity")),
        when=list(writer.rules(effect="open")),
        closed=list(writer.rules(effect="closed")),
        exceptions=list(writer.exceptions()),
        unsure_days=writer.unsure_days(),
        address=list(writer.address()),
        where=where,
        phone=place.text("phone"),
        url=place.text("url"),
        known=list(writer.known()),
        unknown=[(fact, say(f"fact.{fact}")) for fact in _OTHERS if place.fact(fact) is None],
        day=say_day(place.day, say),
        old=is_old(place.day, today),
        drops_in=place.drops_in,
        paused=place.standing == "paused",
        sources=_credits(place.said.values(), sources),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of one place."""

    view: View
    say: Phrases
    today: date

    def sentence(self) -> str:
        """What one does there; that anybody may come stands first, where it is true."""
        place = self.view.place
        welcome = self.say("letter.everyone") if audience_of(place).is_everybody else ""
        return welcome + self.say(f"sentence.{place.categories[0]}")

    def welcome(self) -> Iterator[str]:
        """What makes a first visit easy, as far as it is a stated fact."""
        alone = self.view.place.fact("alone")
        if alone and alone.text == "yes":
            yield self.say("letter.alone")
        if is_free_for_children(self.view.place):
            yield self.say("letter.free")
        if self.view.place.text("booking") == "none":
            yield self.say("letter.no_booking")

    def rules(self, effect: str) -> Iterator[Line]:
        for rule, said in self.view.place.rules():
            if rule.effect == effect:
                text = say_rule(rule, self.say) or said.note
                if not text:
                    continue
                line = self._line(said, text)
                yield replace(line, unsure=self.say("when.ask_dates") if rule.asks_dates else "")

    def exceptions(self) -> Iterator[Line]:
        """The single dates that are still to come."""
        for day, said in self.view.place.several("exception"):
            if max(day, cast(ExceptionDay, said.value).moved_to) < self.today.isoformat():
                continue
            text = say_exception(date.fromisoformat(day), cast(ExceptionDay, said.value), self.say)
            yield self._line(said, text)

    def unsure_days(self) -> str:
        return say_contradictions((rule for rule, _ in self.view.place.rules()), self.say)

    def address(self) -> Iterator[Line]:
        if self.view.address:
            yield self._line(self.view.address)
        note = self.view.place.said.get("address_note")
        if note:
            yield self._line(note)
        for _, access in self.view.place.several("access"):
            yield self._line(access)

    def known(self) -> Iterator[Line]:
        """What stands in the table of facts: who runs it and how to ask, then the facts."""
        yield from self._asking()
        for fact in _OTHERS:
            said = self.view.place.fact(fact)
            if said:
                answer = self.say(f"answer.{said.text}")
                line = self._line(said, answer, self.say(f"fact.{fact}"))
                yield replace(line, answer=said.text)

    def _asking(self) -> Iterator[Line]:
        place = self.view.place
        runner = self.view.group_name or place.text("operator")
        if runner:
            yield Line(runner, self.say("label.group"))
        for name in ("capacity", "phone", "url"):
            said = place.said.get(name)
            if said:
                yield self._line(said, self._told(name, said.text), self.say(f"label.{name}"))

    def _told(self, name: str, text: str) -> str:
        if name == "capacity" and text.isdecimal():
            return self.say("label.people", count=text)
        return _host(text) if name == "url" else text

    def _line(self, said: Statement, text: str = "", label: str = "") -> Line:
        shown = text or said.text
        old = said.day.known and is_old(said.day, self.today)
        day = say_day(said.day, self.say) if said.day.known else self.say("day.unknown_short")
        return Line(shown, label, said.note if adds(said.note, shown) else "", day, old=old)


def _host(url: str) -> str:
    """Whose page it is; the whole address where that cannot be told."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _credits(
    statements: Iterable[Statement], sources: Mapping[str, Record]
) -> list[tuple[str, str]]:
    """Name and address of each source of the statements, each once."""
    keys = dict.fromkeys(key for said in statements for key in said.source.split(";") if key)
    known = [sources[key] for key in keys if key in sources]
    return [(source.text("name"), source.text("url")) for source in known]
