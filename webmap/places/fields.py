"""Every field that a record may have, and what may stand in it.

A field is named by a path: ``name``, ``phone``, ``phone.2`` (what another source says),
``activity.1``, ``schedule.1``, ``exception.2026-12-29``, ``fact.elevator``, ``fee.adult.visit``,
``identifier.wamnet``. Its value is a text, or one of the small types below.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache

from .ages import read_ages
from .days import read_day
from .errors import BadCell
from .fees import Fee
from .location import Location
from .photo import Photo
from .redacted import Redacted
from .schedule import ExceptionDay, Rule, require_date
from .vocabulary import (
    ACCEPTING,
    ANSWERS,
    AREAS,
    BASES,
    BENEFITING,
    BOOKING_WAYS,
    BOOKINGS,
    CALL_TOPICS,
    CALLERS,
    CATEGORIES,
    FACTS,
    FEE_CLASSES,
    FEE_PER,
    HIDDEN,
    SCHEMES,
    STAGES,
    STANDINGS,
    SUPPORT,
)

Value = str | Rule | ExceptionDay | Fee | Location | Photo | Redacted
"""What a statement states; what was blanked is in the history only, no record may hold it."""

LISTED = ("activity", "access", "remark")
"""Details of which a place has several, numbered from 1; all of them stand."""

_KEY = re.compile(r"[0-9a-z]+(?:[-_][0-9a-z]+)*")
_KANA = re.compile(r"[ァ-ヺー・･ 　Ａ-Ｚａ-ｚA-Za-z0-9０-９()（）－-]+")
_PHONE = re.compile(r"#?[0-9][0-9() -]{1,15}")
_NUMBER = re.compile(r"[1-9]\d{0,3}", re.ASCII)

Check = Callable[[str], None]


def _one_of(*words: str) -> Check:
    def check(text: str) -> None:
        if text not in words:
            raise BadCell(text, "、".join(words) + " のどれか")

    return check


def _some_of(*words: str) -> Check:
    def check(text: str) -> None:
        parts = text.split(";")
        if len(set(parts)) != len(parts) or not set(parts) <= set(words):
            raise BadCell(text, "、".join(words) + " を ; でつなぐ")

    return check


def _like(pattern: re.Pattern[str], expected: str) -> Check:
    def check(text: str) -> None:
        if not pattern.fullmatch(text):
            raise BadCell(text, expected)

    return check


def _any_text(text: str) -> None:
    if not text.strip():
        raise BadCell(text, "文字")


def _city_code(text: str) -> None:
    """Six digits, the last a check digit. Source: 総務省 全国地方公共団体コード, 検査数字."""
    digits = [int(digit) for digit in text] if re.fullmatch(r"\d{6}", text, re.ASCII) else []
    total = sum(digit * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2), strict=False))
    if not digits or (11 - total % 11) % 10 != digits[5]:
        raise BadCell(text, "全国地方公共団体コード（6けた、国立市は 132152）")


def _readable(read: Callable[[str], object], text: str) -> None:
    if not text:
        raise BadCell(text, "空でない文字")
    read(text)


key_text = _like(_KEY, "小文字の英数字を - か _ でつないだもの")

PLACE_COLUMNS: dict[str, Check] = {
    "name": _any_text,
    "venue": _any_text,
    "kana": _like(_KANA, "カタカナ"),
    "group": key_text,
    "site": key_text,
    "categories": _some_of(*CATEGORIES),
    "city": _city_code,
    "standing": _one_of(*STANDINGS),
    "since": lambda text: _readable(read_day, text),
    "drop_in": _one_of("yes", "no"),
    "hidden": _one_of(*HIDDEN),
}
"""Fields of a place that stand in the row of places.csv."""

DETAILS: dict[str, Check] = {
    "phone": _like(_PHONE, "042-576-2105 のような電話番号"),
    "url": _like(re.compile(r"https?://[^\s]+"), "https:// か http:// ではじまるアドレス"),
    "who": _any_text,
    "ages": lambda text: _readable(read_ages, text),
    "stages": _some_of(*STAGES),
    "booking": _one_of(*BOOKINGS),
    "booking_way": _some_of(*BOOKING_WAYS),
    "capacity": _like(re.compile(r"[1-9]\d{0,4}組?", re.ASCII), "人数（整数）、または 8組"),
    "first_day": _any_text,
    "address_note": _any_text,
    "operator": _any_text,
    "activity": _any_text,
    "access": _any_text,
    "remark": _any_text,
    "reply_time": _any_text,
    "admission": _any_text,
    "tour": _one_of(*ANSWERS),
    "accepting": _one_of(*ACCEPTING),
    "safety": _any_text,
}
"""Fields of a place that stand in details.csv."""

_ENDED = _one_of("ended")
LIST_FIELDS: dict[str, dict[str, Check]] = {
    "helpline": {
        "name": _any_text,
        "for_whom": _any_text,
        "number": _like(_PHONE, "0120-99-7777 や #8008 のような番号"),
        "hours": _any_text,
        "cost": _any_text,
        "note": _any_text,
        "persons": _some_of(*CALLERS),
        "topics": _some_of(*CALL_TOPICS),
        "area": _one_of(*AREAS),
        "standing": _ENDED,
    },
    "programme": {
        "name": _any_text,
        "for_whom": _any_text,
        "persons": _some_of(*BENEFITING),
        "topics": _some_of(*SUPPORT),
        "what": _any_text,
        "office": _any_text,
        "standing": _ENDED,
    },
    "reading": {
        "word": _any_text,
        "reading": _like(re.compile("[ぁ-ゖァ-ヺー]+"), "ひらがな"),
        "basis": _one_of(*BASES),
        "standing": _ENDED,
    },
}
"""Fields of the records of the lists; a line of help has rules too. Without a standing they are
listed."""

_TYPES: dict[str, type[Rule | ExceptionDay | Fee | Location | Photo]] = {
    "schedule": Rule,
    "exception": ExceptionDay,
    "fee": Fee,
    "location": Location,
    "photo": Photo,
}
_PARTS = {kind: tuple(part.name for part in fields(kind)) for kind in _TYPES.values()}
SOURCE_COLUMNS = ("name", "publisher", "url", "licence", "credit", "layout", "note")


@lru_cache(maxsize=4096)
def check_path(of: str, field: str) -> None:
    """Raises BadCell unless records of this sort (place, group, site, source, those of the lists)
    have the field."""
    head, *parts = field.split(".")
    allowed = {
        "place": lambda: _is_place_field(head, parts),
        "group": lambda: field == "name" or _is_identifier(head, parts),
        "site": lambda: field in ("address", "location"),
        "source": lambda: field in SOURCE_COLUMNS,
        "helpline": lambda: (
            field in LIST_FIELDS[of] or (head == "schedule" and _is_numbered(parts))
        ),
        "programme": lambda: field in LIST_FIELDS[of],
        "reading": lambda: field in LIST_FIELDS[of],
    }
    if not allowed[of]():
        raise BadCell(field, f"{of} の項目の名前")


def _is_place_field(head: str, parts: list[str]) -> bool:
    if head == "exception":
        require_date("date", ".".join(parts))
        return True
    if head in ("schedule", "photo", *LISTED):
        return _is_numbered(parts)
    if head == "identifier":
        return _is_identifier(head, parts)
    named: dict[str, list[tuple[str, ...]]] = {"fact": [FACTS], "fee": [FEE_CLASSES, FEE_PER]}
    if head not in named and head not in DETAILS and head not in PLACE_COLUMNS:
        return False
    lists = named.get(head, [])
    names, voices = parts[: len(lists)], parts[len(lists) :]
    if len(names) < len(lists):
        return False
    known = all(name in words for name, words in zip(names, lists, strict=True))
    return known and (not voices or _is_voice(voices))


def _is_numbered(parts: list[str]) -> bool:
    return len(parts) == 1 and bool(_NUMBER.fullmatch(parts[0]))


def _is_voice(parts: list[str]) -> bool:
    return len(parts) == 1 and bool(_NUMBER.fullmatch(parts[0])) and parts[0] != "1"


def _is_identifier(head: str, parts: list[str]) -> bool:
    return head == "identifier" and len(parts) == 1 and parts[0] in SCHEMES


def read_value(of: str, field: str, cells: Mapping[str, str]) -> Value:
    """The value that the cells of a row (or of a stored statement) mean.

    Texts stand in the one cell ``value``; the small types have a cell for each of their parts.

    Raises:
        BadCell: with the column, what was found and what is expected.
    """
    check_path(of, field)
    head = field.partition(".")[0]
    kind = _TYPES.get(head)
    if kind:
        return kind(**cells)
    text = cells["value"]
    check_text(of, field, text)
    return text


def check_value(of: str, field: str, value: Value) -> None:
    """Raises BadCell unless the value may stand in the field of such a record."""
    kind = _kind_of(of, field)
    if not isinstance(value, kind):
        raise BadCell(str(value), f"{kind.__name__} の値")
    if isinstance(value, str):
        check_text(of, field, value)


@lru_cache(maxsize=4096)
def _kind_of(of: str, field: str) -> type[Value]:
    check_path(of, field)
    return _TYPES.get(field.partition(".")[0], str)


@lru_cache(maxsize=4096)
def check_text(of: str, field: str, text: str) -> None:
    """Raises BadCell unless the text may stand in the field."""
    head = field.partition(".")[0]
    if head == "fact":
        _one_of(*ANSWERS)(text)
    elif of in LIST_FIELDS:
        LIST_FIELDS[of][head](text)
    elif of == "source" and field == "url":
        DETAILS["url"](text)
    elif of == "place" and head != "identifier":
        (PLACE_COLUMNS.get(head) or DETAILS[head])(text)
    else:
        _any_text(text)


def parts_of(of: str, field: str) -> tuple[str, ...]:
    """The names of the cells that a value of the field has; BadCell when there is no such field."""
    kind = _kind_of(of, field)
    return ("value",) if kind is str else _PARTS[kind]  # type: ignore[index]


def write_value(value: Value) -> dict[str, str]:
    """The cells of a value; the inverse of :func:`read_value`."""
    if isinstance(value, str):
        return {"value": value}
    if isinstance(value, Redacted):
        return {}
    return {part: getattr(value, part) for part in _PARTS[type(value)]}
