"""What is asked, in words: in the sentence over the list, as a choice, and as a question to ask."""

from datetime import date

from ..places.needs import OPEN, Need
from .dates import say_date
from .phrases import Phrases

_PERSONS = ("age", "grade", "band")
_WHEN = ("weekday", "time", "open")


def say_need(need: Need, say: Phrases) -> str:
    """One condition: 「小学4年生」「エレベーターが ある」「12月6日（日）」."""
    if need.word == "category":
        return say(f"category.{need.value}")
    if need.word == "age":
        return say("need.age", age=need.value)
    if need.word == "open" and need.value not in OPEN:
        return say_date(date.fromisoformat(need.value), say)
    return say(f"need.{need.word}.{need.value}")


def say_question(need: Need, say: Phrases) -> str:
    """What to ask where the answer is not yet known: 「エレベーターが あるか きいてみてください」."""
    if need.word in _PERSONS:
        return say("question.person", person=say_need(need, say))
    if need.word in _WHEN:
        return say("question.when")
    return say(f"question.{need.word}.{need.value}")
