"""Telephone numbers in cells."""

import re
import unicodedata

from ..places.draft import Draft
from ..places.visibility import visibility_of
from .layout import HYPHENS, said

_DIALLED = re.compile(r"0[1-9]\d{8,9}|1\d{2}|#\d{4}")
"""Ten or eleven digits from 0, or a short number of a public service (189, #7119).

Source: 総務省 電気通信番号計画.
"""


def read_phone(draft: Draft, column: str, text: str, note: str = "") -> None:
    """A number that can be dialled; a mobile one also when digits lack, for the staff."""
    number = _clean(said(text))
    if not number:
        return
    if _is_dialled(number) or visibility_of("phone", number, "") == "staff":
        draft.say(column, "phone", number, note)
    else:
        draft.bad(column, text, "042-576-2105 のような 電話番号（先頭の 0 は ありますか）")


def _clean(text: str) -> str:
    """With hyphens: ``(042)576-9910`` is ``042-576-9910``."""
    plain = HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).strip()
    return re.sub(r"^\((0\d+)\)\s*", r"\1-", plain)


def _is_dialled(number: str) -> bool:
    return bool(_DIALLED.fullmatch(re.sub(r"[() -]", "", number)))
