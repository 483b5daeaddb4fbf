"""Numbers that organisations and municipalities carry, with their check digits."""

import re

from .layout import clean_number

_MUNICIPALITY = re.compile(r"\d{5,6}", re.ASCII)
_CORPORATE = re.compile(r"[1-9]\d{12}", re.ASCII)


def city_code(text: str) -> str:
    """The code of a municipality with its check digit, or nothing when it is none.

    Five digits lack the check digit, which is then added. Source: 総務省 全国地方公共団体コード,
    検査数字の算出方法.
    """
    plain = clean_number(text)
    if not _MUNICIPALITY.fullmatch(plain):
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
