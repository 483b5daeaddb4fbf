"""A report that something about a place is wrong: what of it, and a few words of whoever says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from .clean_text import clean
from .contacts import is_private
from .vocabulary import WRONGS

LONGEST = 500
"""Characters of the words: enough for what is wrong, too few for somebody's story."""
FAULTS = ("nothing", "long", "private")
"""Why a report cannot be taken as it is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is said about a place. It holds nothing of who says it."""

    place: str
    wrongs: tuple[str, ...]
    text: str = ""

    @property
    def fault(self) -> str:
        """Why it cannot be taken, one of :data:`FAULTS`; else empty.

        A mobile number or a mail address is not kept, and not cut out either: whoever wrote it
        would believe that somebody calls back.
        """
        if not (self.wrongs or self.text):
            return "nothing"
        if len(self.text) > LONGEST:
            return "long"
        return "private" if is_private(self.text) else ""


def read_report(place: str, wrongs: Iterable[str], text: str) -> Report:
    """A report as it came in a form: of the choices those that are ours, the words in clean lines."""
    chosen = {*wrongs}
    return Report(place, tuple(one for one in WRONGS if one in chosen), clean(text))
