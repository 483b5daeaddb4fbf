"""Yes, limited, unknown, no: how several of them count together."""

from collections.abc import Iterable

ORDER = ("yes", "limited", "unknown", "no")
"""From best to worst."""


def worst(answers: Iterable[str]) -> str:
    """What holds when all must hold; ``yes`` of nothing."""
    return max(answers, key=ORDER.index, default="yes")


def best(answers: Iterable[str]) -> str:
    """What holds when one is enough; ``no`` of nothing."""
    return min(answers, key=ORDER.index, default="no")
