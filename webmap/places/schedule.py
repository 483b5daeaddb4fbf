"""When a place is open: rules as the source states them, and single dates that differ.

A rule keeps the words of the field (RFC 5545 weekdays, 第n as ``nth``, 開催頻度 as ``frequency``)
and says nothing that its source does not say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from .errors import BadCell
from .vocabulary import STAGES

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = (
    "daily",
    "5-7/week",
    "3-4/week",
    "1-2/week",
    "weekly",
    "biweekly",
    "twice_monthly",
    "monthly",
    "every_few_months",
    "seasonal",
    "irregular",
)
EFFECTS = ("open", "closed")
HOLIDAYS = ("only", "included", "excluded")
SEASONS = ("new_year", "obon", "school_holidays", "school_days")
EXCEPTION_EFFECTS = ("closed", "moved", "extra")

_TIME = re.compile(r"[0-2]\d:[0-5]\d", re.ASCII)
_SEASON = re.compile(r"(\d{2})-(\d{2})/(\d{2})-(\d{2})", re.ASCII)
_TIMES_A_WEEK = re.compile(r"[1-7]/week", re.ASCII)
_NTH = ("1", "2", "3", "4", "5", "-1")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a place: on which days, from when to when, in which season, for whom.

    ``effect`` is open or closed. ``weekdays`` and ``nth`` are joined with ``;``. ``opens`` and
    ``closes`` are HH:MM, 25:00 being one o'clock at night; either may be empty (half known).
    ``holidays`` says what the rule says of national holidays: only, included, excluded, or nothing.
    ``starts`` is the first day of a rule that holds every second week (biweekly), YYYY-MM-DD.
    """

    effect: str = "open"
    frequency: str = ""
    weekdays: str = ""
    nth: str = ""
    holidays: str = ""
    opens: str = ""
    closes: str = ""
    season: str = ""
    audience: str = ""
    starts: str = ""

    def __post_init__(self) -> None:
        _require_one("effect", self.effect, EFFECTS)
        if not _TIMES_A_WEEK.fullmatch(self.frequency):
            _require_one("frequency", self.frequency, ("", *FREQUENCIES))
        _require_list("weekdays", self.weekdays, WEEKDAYS)
        _require_list("nth", self.nth, _NTH)
        _require_one("holidays", self.holidays, ("", *HOLIDAYS))
        _require_hours(self.opens, self.closes)
        _require_season(self.season)
        _require_list("audience", self.audience, STAGES)
        _require_beginning(self)

    @property
    def days(self) -> tuple[str, ...]:
        """The weekdays named, in the order of the week."""
        return tuple(self.weekdays.split(";")) if self.weekdays else ()

    @property
    def nths(self) -> tuple[int, ...]:
        return tuple(int(nth) for nth in self.nth.split(";")) if self.nth else ()

    @property
    def is_open(self) -> bool:
        return self.effect == "open"

    @property
    def datable(self) -> bool:
        """Whether the source says which days it means.

        An nth weekday; hours by weekday; every second week from a day on; or as many weekdays as
        times a week.
        """
        if not self.weekdays:
            return self.frequency == "daily" or self.holidays == "only"
        if self.nth or self.frequency in ("", "daily", "weekly", "biweekly"):
            return True
        low, _, high = self.frequency.removesuffix("/week").partition("-")
        if not low.isdecimal():
            return False
        return int(low) <= len(self.days) <= int(high or low)

    @property
    def asks_dates(self) -> bool:
        """Whether it opens on days that the source leaves open: ask before going."""
        return self.is_open and not self.datable and not self.season


@dataclass(frozen=True, slots=True)
class ExceptionDay:
    """A single date that differs from the rules: closed, moved to another date, or extra."""

    effect: str
    opens: str = ""
    closes: str = ""
    moved_to: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        _require_one("effect", self.effect, EXCEPTION_EFFECTS)
        _require_hours(self.opens, self.closes)
        if (self.effect == "moved") != bool(self.moved_to):
            raise BadCell(
                self.moved_to, "moved のときだけ、うつした先の日（2026-12-06）", "moved_to"
            )
        if self.moved_to:
            require_date("moved_to", self.moved_to)


def contradictions(rules: Iterable[Rule]) -> list[str]:
    """The weekdays (and ``HO`` for holidays) that one place calls both open and closed.

    Only rules that cover the whole weekday count: an nth weekday, a season or an audience narrows
    a rule and contradicts nothing.
    """
    plain = [rule for rule in rules if not (rule.nth or rule.season or rule.audience)]
    opened = {day for rule in plain if rule.is_open for day in _covered(rule)}
    closed = {day for rule in plain if not rule.is_open for day in _covered(rule)}
    return [day for day in (*WEEKDAYS, "HO") if day in opened & closed]


def _covered(rule: Rule) -> set[str]:
    if rule.holidays == "only":
        return {"HO"}
    return {*rule.days, *(("HO",) if rule.holidays == "included" else ())}


def require_date(column: str, text: str) -> None:
    """Raises BadCell unless the text is one existing day, YYYY-MM-DD."""
    try:
        good = date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    if not good:
        raise BadCell(text, "2026-12-06 のような日", column)


def _require_one(column: str, text: str, words: tuple[str, ...]) -> None:
    if text not in words:
        raise BadCell(text, "、".join(word or "空" for word in words) + " のどれか", column)


def _require_list(column: str, text: str, words: tuple[str, ...]) -> None:
    parts = text.split(";") if text else []
    ranks = [words.index(part) for part in parts if part in words]
    if len(ranks) != len(parts) or ranks != sorted(set(ranks)):
        raise BadCell(text, "、".join(words) + " を ; でつなぐ（この順に、1回ずつ）", column)


def _require_hours(opens: str, closes: str) -> None:
    for column, text in (("opens", opens), ("closes", closes)):
        if text and not (_TIME.fullmatch(text) and text <= "29:59"):
            raise BadCell(text, "HH:MM（夜中をこえるときは 25:00 のように）または空", column)
    if opens and closes and closes <= opens:
        raise BadCell(
            closes, f"{opens} より後の時刻（夜中をこえるときは 25:00 のように）", "closes"
        )


def _require_season(text: str) -> None:
    if text in ("", *SEASONS):
        return
    match = _SEASON.fullmatch(text)
    try:
        good = match is not None and all(
            date(2024, int(match[i]), int(match[i + 1])) for i in (1, 3)
        )
    except ValueError:
        good = False
    if not good:
        raise BadCell(text, "MM-DD/MM-DD、" + "、".join(SEASONS) + "、または空", "season")


def _require_beginning(rule: Rule) -> None:
    """Every second week can be counted from a day on one of the rule's weekdays, and only so."""
    if rule.frequency != "biweekly":
        if rule.starts:
            raise BadCell(rule.starts, "frequency が biweekly のときだけ", "starts")
        return
    if rule.nth:
        raise BadCell(rule.nth, "biweekly のときは 空", "nth")
    if not rule.weekdays or rule.holidays == "only":
        raise BadCell(rule.weekdays, "biweekly のときは 曜日", "weekdays")
    require_date("starts", rule.starts)
    if WEEKDAYS[date.fromisoformat(rule.starts).weekday()] not in rule.days:
        raise BadCell(rule.starts, f"{rule.weekdays} の日（1回めの日）", "starts")


RULE_COLUMNS = tuple(field.name for field in fields(Rule))
EXCEPTION_COLUMNS = tuple(field.name for field in fields(ExceptionDay))
