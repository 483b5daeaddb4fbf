"""What one may ask for, as choices of a form: each with its short label, and the words it becomes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..places.needs import BANDS, DAYS, GRADES, LISTS, OPEN, TIMES, Need, Needs
from ..places.schedule import WEEKDAYS
from ..places.vocabulary import CATEGORIES
from .needs import say_need, say_question
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class Choice:
    """One box: ``said`` in the sentence, ``question`` where a place's answer is not yet known."""

    word: str
    value: str
    label: str
    said: str
    question: str
    on: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices under one title; ``look`` is ``pill`` (short words) or ``choice`` (a line each)."""

    key: str
    title: str
    look: str
    rows: tuple[tuple[Choice, ...], ...]
    hint: str = ""
    dates: "Dates | None" = None


@dataclass(frozen=True, slots=True)
class Dates:
    """A field for one day: what stands in it, and the first that may; ``said`` is how a page says
    a day of it, ``weekdays`` the names for that, Sunday first."""

    word: str
    value: str
    first: str
    label: str
    said: str
    weekdays: str
    question: str


@dataclass(frozen=True, slots=True)
class Form:
    """All that may be asked for, most asked first; ``said`` is what is asked, part by part.

    ``others`` are conditions that have no box of their own: an age.
    """

    today: Choice
    persons: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    groups: tuple[Choices, ...]
    others: tuple[Choice, ...]
    said: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FormMaker:
    """Makes the form of what is asked; ``categories`` are those that the city has places of.

    ``care_is_unknown``: no source says anything of 医療的ケア, which the form then says itself.
    """

    needs: Needs
    say: Phrases
    categories: frozenset[str] = frozenset(CATEGORIES)
    care_is_unknown: bool = True
    first: date | None = None
    """From which day on one may ask for a day; without it there is no field for that."""

    def form(self) -> Form:
        groups = tuple(self._groups())
        boxes = [*groups, Choices("", "", "", (self._of("band", BANDS), self._of("grade", GRADES)))]
        shown = {(one.word, one.value) for group in boxes for row in group.rows for one in row}
        shown |= {(group.dates.word, group.dates.value) for group in groups if group.dates}
        asked = tuple(self._choice(need) for need in self.needs)
        today = Need("open", "today")
        others = (one for one in asked if (one.word, one.value) not in shown)
        return Form(
            self._choice(today),
            self._of("band", BANDS),
            self._of("grade", GRADES),
            groups,
            tuple(one for one in others if (one.word, one.value) != ("open", "today")),
            asked,
        )

    def _groups(self) -> Iterator[Choices]:
        shown = [one for one in CATEGORIES if one in {*self.categories, *self.needs.category}]
        yield self._group("category", "choice", self._of("category", shown))
        when = self._of("open", ("tomorrow", "week")), self._of("weekday", DAYS)
        hours = self._group("when", "pill", *when, self._of("time", TIMES))
        yield replace(hours, dates=self._dates(self.first)) if self.first else hours
        yield self._group("access", "choice", self._of("access", LISTS["access"]))
        yield self._group("support", "choice", self._of("support", LISTS["support"]))
        single = (self._choice(Need(word, LISTS[word][0])) for word in _SINGLE)
        yield self._group("visit", "choice", tuple(single))

    def _group(self, key: str, look: str, *rows: tuple[Choice, ...]) -> Choices:
        hint = self.say("choices.support_hint") if key == "support" and self.care_is_unknown else ""
        return Choices(key, self.say(f"choices.{key}"), look, rows, hint)

    def _dates(self, first: date) -> Dates:
        say = self.say
        asked = next((one for one in self.needs.open if one not in OPEN), "")
        names = "".join(say(f"weekday.{day}") for day in (WEEKDAYS[-1], *WEEKDAYS[:-1]))
        question = say_question(Need("open", asked), say)
        label, said = say("choices.that_day"), say("day.date")
        return Dates("open", asked, first.isoformat(), label, said, names, question)

    def _of(self, word: str, values: Iterable[str]) -> tuple[Choice, ...]:
        return tuple(self._choice(Need(word, value)) for value in values)

    def _choice(self, need: Need) -> Choice:
        say = self.say
        question = "" if need.word == "category" else say_question(need, say)
        label = say.texts.get(f"choice.{need.word}.{need.value}") or say_need(need, say)
        sign = need.value if need.word == "category" else ""
        said = say_need(need, say)
        return Choice(need.word, need.value, label, said, question, self.needs.asks(need), sign)


_SINGLE = ("free", "booking", "alone", "takeout")
