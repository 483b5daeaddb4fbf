"""A place in the list with what it answers: its next opening, its reasons, and what to ask it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..places.matching import Match, Verdict
from ..places.nearness import Walk
from ..places.needs import WHEN, Need, Needs
from ..places.openings import OPEN, Opening
from .card import Card
from .dates import say_soon
from .hours import say_minutes
from .needs import say_question
from .phrases import Phrases
from .way import Way, say_way

_BESIDE_NAME = ("alone", "takeout", "booking", "free")


@dataclass(frozen=True, slots=True)
class Soon:
    """The next opening: its day on a plate, its hours, for whom, and whether to ask first."""

    plate: str
    hours: str
    audience: str
    today: bool
    perhaps: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A card with what it answers to what was asked."""

    card: Card
    fit: str
    soon: Soon | None
    reasons: tuple[str, ...]
    questions: tuple[str, ...]
    walk: Way | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Says what places answer to the same needs on a day."""

    needs: Needs
    today: date
    say: Phrases

    def answered(self, card: Card, match: Match, walk: Walk | None = None) -> Answered:
        """One place in the list."""
        return Answered(
            card,
            match.fit,
            self._soon(match.opening) if match.opening else None,
            tuple(self._reasons(card, match)),
            tuple(dict.fromkeys(self._questions(match))),
            say_way(walk, self.say) if walk else None,
        )

    def _soon(self, opening: Opening) -> Soon:
        day = self.today + timedelta(days=opening.day - 1)
        stages = "・".join(self.say(f"stage.{stage}") for stage in opening.audience)
        return Soon(
            say_soon(day, self.today, self.say),
            say_minutes(opening.opens, opening.closes, self.say),
            stages,
            day == self.today,
            opening.state != OPEN,
        )

    def _reasons(self, card: Card, match: Match) -> Iterator[str]:
        for verdict in match.verdicts:
            word, _, value = verdict.asked.partition("=")
            reason = card.reasons.get(word if word in _BESIDE_NAME else value)
            said = ("limited",) if word == "free" else ("yes", "limited")
            if reason and verdict.answer in said:
                yield reason

    def _questions(self, match: Match) -> Iterator[str]:
        for verdict in match.verdicts:
            if verdict.answer == "unknown":
                yield say_question(self._need(verdict), self.say)

    def _need(self, verdict: Verdict) -> Need:
        """What was asked; of a day, weekday and time together any of them stands for all."""
        word, _, value = verdict.asked.partition("=")
        return Need(WHEN[0], "") if word == "when" else Need(word, value)
