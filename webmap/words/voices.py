"""What families say back, in words: what they wish to know, and what of a place is wrong."""

from collections.abc import Iterable

from ..places.vocabulary import FIRST_VISIT
from .phrases import Phrases


def say_wish(what: str, say: Phrases) -> str:
    """What somebody wishes to know: 「よやくが いるか」「エレベーター」."""
    return say(f"wanted.{what}" if what in FIRST_VISIT else f"fact.{what}")


def say_wrongs(wrongs: Iterable[str], say: Phrases) -> str:
    """What is reported to be wrong: 「日にち・時間、お金」."""
    return say("when.join").join(say(f"wrong_about.{one}") for one in wrongs)
