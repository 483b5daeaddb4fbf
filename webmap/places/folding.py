"""Texts made comparable: width, case, kana, hyphens and blanks folded. Never shown to anyone."""

import re
import unicodedata
from functools import lru_cache

_HYPHENS = re.compile("[\u2010-\u2015\u2212\u301c\uff5e~\u30fc\uff70-]+")
_DROPPED = re.compile(r"[\s・･「」『』（）()、。,.☆!！?？'’\"]+")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The text for search and sorting: NFKC, lower case, hiragana, one hyphen, no punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)
    # What is dropped may have kept a letter and its voicing mark apart.
    return unicodedata.normalize("NFKC", _HYPHENS.sub("-", _DROPPED.sub("", plain)))


fold_name = lru_cache(maxsize=32_768)(fold.__wrapped__)
"""The same, kept for longer: who looks for a name has it compared with all that are stored."""


def to_hiragana(text: str) -> str:
    """Katakana (any width) as hiragana; everything else as it is."""
    return unicodedata.normalize("NFKC", text).translate(_KATAKANA)
