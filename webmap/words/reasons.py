"""Why a place answers as it does: the words beside its answers, each with the day of its fact."""

from ..places.free import CHILDREN, Free, free_of
from ..places.place import Place
from ..places.record import Statement
from ..places.suitability import Suitability, suits
from ..places.vocabulary import ACCESS
from .dates import say_month
from .phrases import Phrases


def say_reasons(place: Place, say: Phrases) -> dict[str, str]:
    """By what was asked (``elevator``, ``free``): the limit of a limited answer, or the fact on
    which a support topic stands."""
    limits = {fact: _limit(fact, said, say) for fact in ("alone", "takeout", *ACCESS)
              if (said := place.fact(fact)) and said.text == "limited"}  # fmt: skip
    topics = {one.topic: _suits(one, say) for one in suits(place) if one.answer != "no"}
    return limits | topics | _of_booking(place, say) | _of_fee(place, say)


def _limit(fact: str, said: Statement, say: Phrases) -> str:
    return say("reason.limited", fact=say(f"fact.{fact}"), note=said.note or say("answer.limited"))


def _suits(one: Suitability, say: Phrases) -> str:
    topic = say(f"fact.{one.topic}")
    if one.fact is None:
        return say("reason.category", fact=topic, category=say(f"category.{one.category}"))
    words = one.fact.note or say(f"answer.{one.answer}")
    day = one.fact.newest
    if not day.known:
        return say("reason.fact", fact=topic, note=words)
    return say("reason.fact_dated", fact=topic, note=words, day=say_month(day, say))


def _of_booking(place: Place, say: Phrases) -> dict[str, str]:
    first = place.text("booking") == "first_time"
    return {"booking": say("reason.first_time")} if first else {}


def _of_fee(place: Place, say: Phrases) -> dict[str, str]:
    free = free_of(place)
    words = free.limit or _for_whom(free, say)
    return {"free": words} if words else {}


def _for_whom(free: Free, say: Phrases) -> str:
    """The children who pay nothing, where others pay or are not spoken of."""
    paying_nothing = [
        one for one, answer in zip(CHILDREN, free.answers, strict=True) if answer == "yes"
    ]
    if not paying_nothing or len(paying_nothing) == len(CHILDREN):
        return ""
    return say("reason.free_for", who="・".join(say(f"stage.{one}") for one in paying_nothing))
