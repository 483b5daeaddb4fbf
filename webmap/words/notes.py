"""The words beside a value: shown where they say more than the value's own line."""

from ..places.folding import fold

_EMPTY_WORDS = frozenset("曜日祝休館国民毎週の定・、。")
"""Characters that add nothing to hours already said."""


def adds(note: str, text: str) -> bool:
    """Whether the words beside a value say more than its own line already does."""
    return bool(set(fold(note)) - set(fold(text)) - _EMPTY_WORDS)
