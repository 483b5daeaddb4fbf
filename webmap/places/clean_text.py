"""A text as a form sent it, without what nobody means to write."""

import re

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Nobody means to write these; some turn a line around. The new line (0a) stays."""


def clean(text: str) -> str:
    """The text in clean lines: one sort of line break, no control characters, no outer blanks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNSEEN.sub("", lines).strip()
