"""Telephone numbers in cells."""

import re
import unicodedata

from ..places.draft import Draft
from ..places.visibility import visibility_of
from .layout import HYPHENS, said

_NUMBER = re.compile(r"\(?0\d{1,4}\)?[-. ]?\d{1,4}[-. ]?\d{3,4}(?!\d)|\d{6,12}|^#?\d{3,4}$")
_DIALLED = re.compile(r"0[1-9]\d{8}|0[5-9]0\d{8}|1\d{2}|#\d{4}")
"""Ten digits from 0, eleven of a mobile or IP telephone, or a short number of a public service.

Source: 総務省 電気通信番号計画.
"""
_LABEL = re.compile(r"^(?:tel|電話|でんわ)?[\s.:]*", re.I)
_NONE = frozenset({"なし", "無し", "無"})
_MOST = 100


def read_phone(draft: Draft, column: str, text: str, note: str = "") -> None:
    """The one number of a cell, if it can be dialled, with what else stands there as its note.

    A mobile number counts also when digits lack, for the staff.
    """
    plain = HYPHENS.sub("-", unicodedata.normalize("NFKC", said(text)[:_MOST])).strip()
    if not plain or plain in _NONE:
        return
    numbers = _NUMBER.findall(_LABEL.sub("", plain))
    if visibility_of("phone", plain, "") == "staff":
        draft.say(column, "phone", plain, note)
    elif len(numbers) == 1 and _DIALLED.fullmatch(re.sub(r"[() .-]", "", numbers[0])):
        rest = _LABEL.sub("", plain).replace(numbers[0], "", 1).strip()
        words = "、".join(part for part in (rest, note) if part)
        draft.say(column, "phone", _written(numbers[0]), words)
    else:
        lost = " 先頭の 0 は ありますか" if re.fullmatch(r"[1-9][\d-]{6,}", plain) else ""
        draft.bad(column, text, f"042-576-2105 のような 電話番号 1つ。{lost}".removesuffix("。"))


def _written(number: str) -> str:
    """With hyphens: ``(042)576-9910`` is ``042-576-9910``."""
    return re.sub(r"^\((0\d+)\)\s*", r"\1-", number.strip()).replace(".", "-")
