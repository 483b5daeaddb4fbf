"""When a place is open, as the readers of open data say it, and the hours that they all read.

What is definite becomes rules. The words stay beside the rules as notes, what cannot be read is
reported, and nothing is said that the cells do not say.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..places.errors import BadCell
from ..places.schedule import Rule
from .day_words import LONGEST

SILENT = frozenset(
    {"", "-", "なし", "無し", "無", "特になし", "特に無し", "特になし。", "非公開", "未公開"}
)
_CLOCK = re.compile(
    r"(午前|午後|AM|PM)?\s*(\d{1,2})(?:[::時](\d{2})?)?(?::\d{2})?分?(半)?\s*(AM|PM)?", re.I
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The rules, each with the words kept beside it (its note), and what could not be read."""

    rules: tuple[tuple[Rule, str], ...] = ()
    problems: tuple[BadCell, ...] = ()


@lru_cache(maxsize=1024)
def read_time(text: str) -> str | None:
    """``17:00`` of 17:00, 17時, 午後5時, １７：００ or a spreadsheet's 0.708333; None when it is no
    time, empty when nothing is said."""
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in SILENT:
        return ""
    if re.fullmatch(r"0?\.\d+", plain):
        minutes = round(float(plain) * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if re.fullmatch(r"\d{4}", plain, re.ASCII):
        plain = f"{plain[:2]}:{plain[2:]}"
    match = _CLOCK.fullmatch(plain)
    if not match or plain.isdecimal():
        return None
    half, after = match[4], (match[1] or match[5] or "").upper() in ("午後", "PM")
    hour = int(match[2]) + (12 if after and int(match[2]) < 12 else 0)
    minute = 30 if half else int(match[3] or 0)
    return f"{hour:02}:{minute:02}" if hour < 30 and minute < 60 else None
