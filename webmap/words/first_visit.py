"""はじめて行くとき: the nine questions of who has never been there, answered by facts alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..places.freshness import is_old
from ..places.place import Place
from ..places.record import Statement
from .about_place import say_ages, say_booking, say_fees, say_who
from .dates import say_month
from .notes import adds
from .phrases import Phrases

QUESTIONS = (
    "who",
    "alone",
    "first_day",
    "fee",
    "booking",
    "food_allergy",
    "parent",
    "siblings",
    "someone_to_talk",
)
"""In the order in which a family asks them."""
_PLAIN = {"yes": "visit.yes.", "no": "visit.no."}


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that is answered: ``sign`` is yes, limited or no; the first of ``lines`` is said
    large. ``day`` is that of the information."""

    what: str
    label: str
    sign: str
    lines: tuple[str, ...]
    note: str = ""
    day: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that nobody has answered, with what is known all the same."""

    what: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """The nine questions: those that are answered, and the others."""

    known: tuple[Answered, ...]
    unknown: tuple[Unanswered, ...]


def make_first_visit(place: Place, say: Phrases, today: date) -> FirstVisit:
    """The card of the first visit to a place as the public may see it."""
    writer = _Writer(place, say, today)
    found = {what: writer.answer(what) for what in QUESTIONS}
    return FirstVisit(
        tuple(one for one in found.values() if one),
        tuple(writer.open_question(what) for what, one in found.items() if not one),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    place: Place
    say: Phrases
    today: date

    def answer(self, what: str) -> Answered | None:
        own: dict[str, Callable[[], Answered | None]] = {
            "who": self._who,
            "first_day": self._first_day,
            "fee": self._fee,
            "booking": self._booking,
        }
        return own[what]() if what in own else self._fact(what)

    def open_question(self, what: str) -> Unanswered:
        asks = what == "booking" and "booking" in self.place.said
        hint = say_booking(self.place, self.say) if asks else ""
        return Unanswered(what, self.say(f"visit.{what}"), hint)

    def _who(self) -> Answered | None:
        found = say_who(self.place, self.say)
        if not found:
            return None
        words, said = found
        ages = say_ages(self.place, self.say)
        return self._answered(
            "who", "yes", said, words, *([ages] if ages and ages != words else [])
        )

    def _first_day(self) -> Answered | None:
        said = self.place.said.get("first_day")
        return self._answered("first_day", "yes", said, said.text) if said else None

    def _fee(self) -> Answered | None:
        """A fee of which there are neither yen nor words tells nothing."""
        fees = [*self._fees()]
        if not fees:
            return None
        oldest = min((said for _, said in fees), key=lambda said: said.day.last() or date.min)
        lines = tuple(text for text, _ in fees)
        notes = dict.fromkeys(said.note for _, said in fees if adds(said.note, "".join(lines)))
        return replace(self._answered("fee", "yes", oldest, *lines), note=" ".join(notes))

    def _fees(self) -> Iterator[tuple[str, Statement]]:
        telling = {said for _, _, fee, said in self.place.fees() if fee.yen or said.note}
        for text, said in say_fees(self.place, self.say):
            if said in telling:
                yield text, said

    def _booking(self) -> Answered | None:
        """Where it is only told how one books, whether one must is still to be asked."""
        said = self.place.said.get("booking")
        if not said or said.text == "ask":
            return None
        sign = "yes" if said.text == "none" else "limited"
        return self._answered("booking", sign, said, say_booking(self.place, self.say))

    def _fact(self, what: str) -> Answered | None:
        said = self.place.fact(what)
        if not said:
            return None
        sign = said.text
        if sign == "limited" and said.note:
            return self._answered(what, sign, said, said.note)
        words = self.say("answer.limited") if sign == "limited" else self.say(_PLAIN[sign] + what)
        return self._answered(what, sign, said, words)

    def _answered(self, what: str, sign: str, said: Statement, *lines: str) -> Answered:
        note = said.note if adds(said.note, " ".join(lines)) else ""
        day = say_month(said.day, self.say)
        old = said.day.known and is_old(said.day, self.today)
        return Answered(what, self.say(f"visit.{what}"), sign, lines, note, day, old)
