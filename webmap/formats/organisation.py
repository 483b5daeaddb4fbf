"""Numbers that organisations and municipalities carry, with their check digits."""

import re

from ..places.city import PREFECTURES
from ..places.draft import Draft
from .layout import Cells, clean_name, clean_number, said

_MUNICIPALITY = re.compile(r"\d{5,6}", re.ASCII)
_CORPORATE = re.compile(r"[1-9]\d{12}", re.ASCII)


def city_code(text: str) -> str:
    """The code of a municipality with its check digit, or nothing when it is none.

    Five digits lack the check digit, which is then added. Source: 総務省 全国地方公共団体コード,
    検査数字の算出方法.
    """
    plain = clean_number(text)
    if not _MUNICIPALITY.fullmatch(plain) or not 1 <= int(plain[:2]) <= len(PREFECTURES):
        return ""
    weighted = sum(
        int(digit) * weight for digit, weight in zip(plain, range(6, 1, -1), strict=False)
    )
    code = plain[:5] + str((11 - weighted % 11) % 10)
    return code if plain in (code, code[:5]) else ""


def is_corporate_number(text: str) -> bool:
    """Whether a text is a 法人番号: thirteen digits, the first of which checks the others.

    Source: 法人番号の指定等に関する省令 第二条.
    """
    if not _CORPORATE.fullmatch(text):
        return False
    digits = [int(digit) for digit in reversed(text[1:])]
    weighted = sum(digit * (place % 2 + 1) for place, digit in enumerate(digits))
    return int(text[0]) == 9 - weighted % 9


def read_group(draft: Draft, cells: Cells, name_column: str) -> None:
    """Who runs a place: its name, and the 法人番号 where that is one."""
    name, number = said(cells[name_column]), clean_number(cells["法人番号"])
    if name:
        draft.say(name_column, "name", clean_name(name), of="group")
    if is_corporate_number(number):
        draft.say("法人番号", "identifier.houjin_bangou", number, of="group")
    elif said(number):
        draft.bad("法人番号", cells["法人番号"], "法人番号（13けた、検査用数字が 合うもの）")
