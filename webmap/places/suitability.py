"""Which special needs a place suits: computed from facts, by rules that a person can read.

What a place itself is said to do (its own fact) decides. Only where nothing is said, what it *is*
may answer: a place for children who do not go to school need not say so. Nothing answers for
医療的ケア: no source states it of any place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .place import Place
from .record import Statement
from .vocabulary import SUPPORT


@dataclass(frozen=True, slots=True)
class SuitabilityRule:
    """A place of this category suits the topic. ``law`` is where it is written that it does."""

    topic: str
    category: str
    law: str
    answer: str = "yes"


RULES = (
    SuitabilityRule("developmental", "hattatsu", "child_welfare_act"),
    SuitabilityRule("not_at_school", "kyoiku_shien", "mext_notice_2019"),
    SuitabilityRule("learning", "kyoiku_shien", "mext_notice_2019"),
)
"""Sources: 児童福祉法 第6条の2の2 (通所支援); 文部科学省「不登校児童生徒への支援の在り方に
ついて（通知）」令和元年10月25日 別記「教育支援センター整備指針（試案）」."""


@dataclass(frozen=True, slots=True)
class Suitability:
    """An answer to a topic, and what it stands on: a stated fact, or the category of a rule."""

    topic: str
    answer: str
    fact: Statement | None = None
    category: str = ""


def suitability(place: Place, topic: str) -> Suitability | None:
    """Whether a place suits a topic; None when that is not known."""
    stated = place.fact(topic)
    if stated:
        return Suitability(topic, stated.text, stated)
    for rule in RULES:
        if rule.topic == topic and rule.category in place.categories:
            return Suitability(topic, rule.answer, category=rule.category)
    return None


def suits(place: Place) -> Iterator[Suitability]:
    """Every topic that is known of a place, in the vocabulary's order."""
    for topic in SUPPORT:
        found = suitability(place, topic)
        if found:
            yield found
