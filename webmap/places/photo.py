"""A photograph of a place: which picture, what is to be seen, whose it is, and that it may be shown."""

import re
from dataclasses import dataclass

from .errors import BadCell

CONSENTS = ("nobody", "agreed")
"""Nobody can be recognised, or all who can have agreed (children through their parents)."""
LONGEST_ALT = 200
LONGEST_CREDIT = 100

_FILE = re.compile("[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class Photo:
    """One photograph.

    ``file`` names the picture (a digest of its bytes), ``alt`` says what is to be seen for who
    does not see it, ``credit`` whose picture it is, ``consent`` how those who can be recognised
    agreed: ``nobody`` or ``agreed``.
    """

    file: str
    alt: str
    credit: str
    consent: str

    def __post_init__(self) -> None:
        if not _FILE.fullmatch(self.file):
            raise BadCell(self.file, "写真の番号（20けた）", "file")
        _require_words("alt", self.alt, LONGEST_ALT, "写真に うつっているもの")
        _require_words("credit", self.credit, LONGEST_CREDIT, "だれの 写真か")
        if self.consent not in CONSENTS:
            raise BadCell(self.consent, "、".join(CONSENTS) + " のどれか", "consent")


def _require_words(column: str, text: str, most: int, expected: str) -> None:
    if not text.strip() or len(text) > most:
        raise BadCell(text, f"{expected}（{most}字まで）", column)
