"""The way to a place in words: 「歩いて およそ 11分」, or how far it is across the river."""

from dataclasses import dataclass

from ..places.nearness import Walk
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class Way:
    """The words around the number, which is written large; ``known``: there is a number."""

    before: str
    number: str = ""
    after: str = ""

    @property
    def known(self) -> bool:
        return bool(self.number)


def say_way(walk: Walk, say: Phrases) -> Way:
    """How far a place is from where one walks."""
    if walk.minutes is not None:
        return _around("walk.minutes", str(walk.minutes), say)
    if walk.metres is not None:
        return _around("walk.across", f"{walk.metres / 1000:.1f}", say)
    return Way(say("walk.unknown"))


def _around(key: str, number: str, say: Phrases) -> Way:
    before, after = say(key).split("{number}")
    return Way(before, number, after)
