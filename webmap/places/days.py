"""A day as precisely as it is known, written as in EDTF, never completed.

Forms: ``2026-07-29``, ``2026-07``, ``2026``, ``2017~`` (about), ``2024-04/2025-03`` (from, to),
``2025-07/..`` (from then on), or empty (unknown). Source: EDTF, ISO 8601-2:2019, levels 0 and 1.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .errors import BadCell

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)", re.ASCII)
EXPECTED = "2026-07-29、2026-07、2026、2017~、2024-04/2025-03、2025-07/.. のどれか、または空"


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day; ``approximate`` when the source says "about"."""

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False

    def first(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Day:
    """A day that may be known to a day, a month, a year, a span, or not at all."""

    text: str = ""
    begin: Point | None = None
    end: Point | None = None
    open_ended: bool = False

    @property
    def known(self) -> bool:
        return self.begin is not None

    def first(self) -> date | None:
        """The first day it can be."""
        return self.begin.first() if self.begin else None

    def last(self) -> date | None:
        """The last day it can be; of an open span, its beginning is all that is known."""
        point = self.end or self.begin
        return point.last() if point else None

    def school_year(self) -> int | None:
        """The school year (April to March) that the span is, if it is exactly one."""
        if not (self.begin and self.end):
            return None
        spans = (self.begin.year + 1, 3, 0) == (self.end.year, self.end.month, self.end.day)
        return self.begin.year if spans and (self.begin.month, self.begin.day) == (4, 0) else None


def is_later(one: Day, other: Day) -> bool:
    """Whether the one is surely after the other: every day it can be lies after all of those.

    A day that is not known, or a span that goes on, is never surely before another.
    """
    first, last = one.first(), other.last()
    return first is not None and last is not None and not other.open_ended and first > last


def oldest(days: Iterable[Day]) -> Day:
    """The one that ends first; unknown ones count only where there is no other."""
    return min((day for day in days if day.known), key=lambda day: str(day.last()), default=Day())


@lru_cache(maxsize=4096)
def read_day(text: str) -> Day:
    """The day that an EDTF text means.

    Raises:
        BadCell: the text is none of the forms, or no such day exists.
    """
    if not text:
        return Day()
    head, slash, tail = text.partition("/")
    begin = _read_point(head, text)
    if not slash:
        return Day(text, begin)
    if tail == "..":
        return Day(text, begin, open_ended=True)
    end = _read_point(tail, text)
    if end.last() < begin.first():
        raise BadCell(text, EXPECTED)
    return Day(text, begin, end)


def _read_point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise BadCell(whole, EXPECTED)
    year, month, day, about = match.groups()
    point = Point(int(year), int(month or 0), int(day or 0), bool(about))
    if "00" in (month, day):
        raise BadCell(whole, EXPECTED)
    try:
        point.last(), point.first()
    except ValueError:
        raise BadCell(whole, EXPECTED) from None
    return point
