"""What a visit costs, by class of person. Yen are whole; words say what numbers cannot."""

import re
from dataclasses import dataclass

from .errors import BadCell

_YEN = re.compile(r"\d{1,7}", re.ASCII)
"""Whoever types more digits means a telephone number."""


@dataclass(frozen=True, slots=True)
class Fee:
    """Yen, or from ``yen`` to ``yen_max``; both empty when only the note's words are known."""

    yen: str = ""
    yen_max: str = ""

    def __post_init__(self) -> None:
        for column, text in (("yen", self.yen), ("yen_max", self.yen_max)):
            if text and not _YEN.fullmatch(text):
                raise BadCell(text, "円（整数）または空", column)
        if self.yen_max and (not self.yen or int(self.yen_max) < int(self.yen)):
            raise BadCell(self.yen_max, "yen 以上の円（整数）または空", "yen_max")

    @property
    def free(self) -> bool:
        return self.yen == "0" and not self.yen_max
