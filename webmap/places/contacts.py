"""Private contacts in a text: mobile numbers and mail addresses, however they are written."""

import re
import unicodedata
from functools import lru_cache

from .agreement import fold_phone

_DIGIT = "[0-9〇零一二三四五六七八九]"
_BETWEEN = rf"(?:[\W_]|(?<={_DIGIT})の(?={_DIGIT})|(?<=\()[^\W\d_]{{1,4}}(?=\)))"
"""Between the digits may stand whatever is no letter, and 090の0000 or 090(呼)0000."""
_GAP = _BETWEEN + "{0,6}"
_REST = rf"(?:{_GAP}{_DIGIT}){{6,}}"
_FROM_ABROAD = rf"81{_GAP}(?:0{_GAP})?[6-9]{_GAP}0{_REST}"
_TOLL_FREE = r"(?:(?<=(?:0120|0570)\W0)|(?<=(?:0120|0570)\W\W0))(?:[- ]?[0-9]){5}(?!-?[0-9])"
"""Six digits after 0120 or 0570, seen from their first one."""
_MOBILE_DIGITS = 11
_NEAR = "[-(). ]{0,3}"
# Every branch begins with the sign it looks for, and looks behind it only then: that is fast.
_MOBILE = re.compile(
    rf"""
    0(?<![0-9]0)(?:
        # After 1- or 35. the digits may belong to what stands before them.
        (?=[6-9\W_])(?<![0-9][-.]0)(?!{_TOLL_FREE})(?:
            (?![6-9](?::0[0-9]|[-/.]0[1-9])(?![0-9]))   # no 09:00 and no 07/01
            {_GAP}[6-9]{_GAP}0{_REST}
            # Too short, but no postcode (060-0001), no hours (0900-1700), no days (0701-0831).
        |   (?<!〒0)[6-9]0(?!(?:[- ]?|[0-9][- ])[0-9]{{4}}(?!{_NEAR}[0-9]))(?:{_NEAR}[0-9]){{4,}}
        )
        # Wherever it stands, this can only be a mobile number.
    |   [6-9]0{_BETWEEN}{{1,6}}[0-9]{{4}}{_GAP}[0-9]{{4}}
    |   [6-9]0[0-9]{{8}}(?![0-9])(?<![0-9][0-9]\.[0-9]{{11}})   # no degrees
    |   1?0{_GAP}{_FROM_ABROAD}
    )
|   \+{_FROM_ABROAD}
|   [〇零][六七八九][〇零]{_REST}
    """,
    re.VERBOSE,
)
_MOBILE_PHONE = re.compile("0[6-9]0|(?:00|010)810?[6-9]0|(?:810?)?[6-9]0[0-9]{7}")
"""How a telephone number begins when it is mobile; a spreadsheet may have lost its zero or plus.

Without either, nine digits are needed: a shorter one (80-9012) is local.
"""
# Only a plain name may have an address that ends in Japanese: 集合＠国立駅．雨天中止 is none.
_MAIL = re.compile(
    r"[^\s@/<>()]{1,64}+\s?@\s?[^\s@/<>()]{1,255}\.[A-Za-z]{2,}"
    r"|[\w.+-]{1,64}+(?<=[A-Za-z0-9])\s?@\s?[^\s@/<>()]{1,255}\.[^\W\d_]{2,}"
)
_AT = re.compile(
    r"[@＠﹫%\[［(（【](?:(?<=[@＠﹫])|(?<=%)40(?<!%2[Ff]%40)"
    r"|(?<!%)\s?(?:[AaＡａ][TtＴｔ]|アット(?:マ[ー-]ク)?)\s?[\]］)）】])"
)
"""A sign or word for @; but %2F%40 is the /@ of a name in an address."""
_FEWEST_SIGNS = 5
"""090 takes three signs, four digits more at least two: one sign (⑩) may stand for two digits."""
_LONG_VOWEL = re.compile("[ー‐-―−]")
_ENCLOSED = re.compile("[①-⒛⓪㉑-㉟㊱-㊿²³¹⁰-⁹]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@lru_cache(maxsize=4096)
def is_private(text: str) -> bool:
    """Whether a text holds a mobile number (060, 070, 080, 090) or a mail address."""
    has_at = _AT.search(text) is not None
    # To make a text plain takes long, so its signs are counted first; ASCII is plain already.
    if not (has_at or text.isascii()) and sum(map(str.isnumeric, text)) < _FEWEST_SIGNS:
        return False
    plain = _plain(text)
    return bool(_MOBILE.search(plain) or (has_at and _MAIL.search(_AT.sub("@", plain))))


@lru_cache(maxsize=64)
def is_mobile_phone(number: str) -> bool:
    """Whether a telephone number is mobile, by how it begins, also when digits lack."""
    return bool(_MOBILE_PHONE.match(fold_phone(_plain(number).translate(_KANJI_DIGITS))))


def is_contact(text: str) -> bool:
    """Whether a text is nothing but a mobile number, or holds a mail address: no identifier is.

    Ten digits in one piece may be an office number.
    """
    if "@" in text or "＠" in text:
        return True
    plain = text.isdecimal() and len(text) != _MOBILE_DIGITS
    return not plain and not any(map(str.isalpha, text)) and is_private(text)


def without_private(text: str) -> str:
    """The text with mobile numbers and mail addresses taken out."""
    while is_private(text):
        text = _MAIL.sub("", _AT.sub("@", _MOBILE.sub("", _plain(text)))).strip()
    return text


def _plain(text: str) -> str:
    """The text in ordinary width, with one hyphen and every script's digits as 0 to 9."""
    if text.isascii():
        return text
    # A number in a circle numbers something: ①090 is not 1090.
    letters = unicodedata.normalize("NFKC", _ENCLOSED.sub(r"\g<0> ", text))
    return _OTHER_DIGIT.sub(_as_ascii, _LONG_VOWEL.sub("-", letters))


def _as_ascii(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
