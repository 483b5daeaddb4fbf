"""Whether two values say the same, compared folded, and whether one says less than the other.

Files write one thing in many ways: ``富士見台2-47-1`` and ``富士見台二丁目47番地の1``,
``(042)576-9910`` and ``0425769910``. What agrees is no change.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache

from .fields import Value
from .folding import fold
from .location import Location
from .schedule import Rule

_DIGITS = re.compile(r"\d+")
_PREFECTURE = re.compile("^(東京都|北海道|京都府|大阪府|.{2,3}?県)")
_CHOME = re.compile("([一二三四五六七八九十]+)(?=丁目)")
_BETWEEN_NUMBERS = re.compile(r"丁目|番地の?|番|号|(?<=\d)の(?=\d)")
_HYPHENS = re.compile("-+")
_KANJI = {numeral: number for number, numeral in enumerate("一二三四五六七八九", 1)}
_SAME_POINT = 1e-6
"""Degrees; about 0.1 metres. Files round the digits of one point differently."""


def agrees(field: str, old: Value, new: Value) -> bool:
    """Whether the new value says the same as the old one, or the same less precisely."""
    if isinstance(old, Location) and isinstance(new, Location):
        return all(
            abs(one - other) <= _SAME_POINT for one, other in zip(old.point, new.point, strict=True)
        )
    if isinstance(old, str) and isinstance(new, str):
        return _same_text(field.partition(".")[0], old, new)
    return old == new


def is_coarser(field: str, old: Value, new: Value) -> bool:
    """Whether the new value leaves out something that the old one says."""
    if field == "address" and isinstance(old, str) and isinstance(new, str):
        return fold_address(old) != fold_address(new) and agrees(field, old, new)
    return False


@lru_cache(maxsize=32_768)  # who looks for an address has it compared with all that are stored
def fold_address(text: str) -> str:
    """An address without prefecture, blanks and the words between its numbers: ``矢川3-16-1``.

    The municipality stays, so that addresses of two cities never agree.
    """
    plain = _PREFECTURE.sub("", fold(text).removeprefix("日本"))
    plain = _CHOME.sub(lambda match: str(_number(match[1])), plain)
    return _HYPHENS.sub("-", _BETWEEN_NUMBERS.sub("-", plain)).strip("-")


def fold_phone(text: str) -> str:
    """The digits of a telephone number."""
    return "".join(_DIGITS.findall(fold(text)))


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_KANJI.get(tens, 1)) if ten else 0) + _KANJI.get(ones, 0)


def _same_text(head: str, old: str, new: str) -> bool:
    if old == new:
        return True
    if head == "address":
        whole, part = fold_address(old), fold_address(new)
        rest = whole[len(part) :]
        return whole.startswith(part) and not (part[-1:].isdecimal() and rest[:1].isdecimal())
    if head == "phone":
        return fold_phone(old) == fold_phone(new)
    if head == "url":
        return _fold_url(old) == _fold_url(new)
    return fold(old) == fold(new)


def _fold_url(text: str) -> str:
    return text.strip().rstrip("/").casefold()


def same_rules(old: Sequence[Rule], new: Sequence[Rule]) -> bool:
    """Whether two schedules hold the same rules, in any order."""
    return Counter(old) == Counter(new)


def covers(old: Sequence[Rule], new: Sequence[Rule]) -> bool:
    """Whether the new rules say what the old ones say, or less: 月2回・日曜 of 第1・第3日曜."""
    return (
        len(old) == len(new)
        and all(any(_is_part(less, more) for more in old) for less in new)
        and all(any(_is_part(less, more) for less in new) for more in old)
    )


def _is_part(less: Rule, more: Rule) -> bool:
    """Whether everything that the one says is said by the other."""
    for part in fields(Rule):
        said, full = getattr(less, part.name), getattr(more, part.name)
        if said and said != full and not (part.name == "frequency" and said in _frequencies(more)):
            return False
    return True


def _frequencies(rule: Rule) -> tuple[str, ...]:
    """How often the weekdays of a rule come, in the words of 開催頻度."""
    if rule.frequency == "biweekly":
        return ("twice_monthly",) if len(rule.days) == 1 else ()
    if rule.nth:
        times = len(rule.nths) * len(rule.days)
        return {1: ("monthly",), 2: ("twice_monthly",)}.get(times, ())
    days = len(rule.days)
    if days > 4:
        return "daily", "5-7/week"
    return {0: (), 1: ("weekly", "1-2/week"), 2: ("1-2/week",)}.get(days, ("3-4/week",))
