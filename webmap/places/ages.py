"""Ages in whole years, both ends included, and the school stages that a place names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .errors import BadCell

_AGES = re.compile(r"(\d{1,2})?-(\d{1,2})?", re.ASCII)

STAGE_AGES = {
    "preschool": (1, 5),
    "elementary": (6, 12),
    "junior_high": (12, 15),
    "high": (15, 18),
}
"""Whole years of a fee's class: 幼児 1–5, 小学生 6–12, 中学生 12–15, 高校生 15–18."""


@dataclass(frozen=True, slots=True)
class Ages:
    """From ``low`` to ``high`` whole years; ``None`` where the source names no bound."""

    low: int | None
    high: int | None


@lru_cache(maxsize=512)
def read_ages(text: str) -> Ages:
    """``6-12``, ``15-``, ``-18``.

    Raises:
        BadCell: another form, or the bounds the wrong way round.
    """
    match = _AGES.fullmatch(text)
    low, high = (int(part) if part else None for part in match.groups()) if match else (None, None)
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        raise BadCell(text, "6-12、15-、-18 のような年齢（はじめと終わりをふくむ）")
    return Ages(low, high)
