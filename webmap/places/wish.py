"""What families ask back about: which statements answer it, and where its answer is entered."""

from collections.abc import Iterable

from .vocabulary import FACTS, WISHES

BASICS = ("when", "where", "who", "fee", "booking", "phone")
"""Without one of these a family cannot simply go."""

_FIELDS = {"when": "schedule", "where": "site"}
"""Fields that answer a wish which is called otherwise."""
_ANCHORS = {
    "when": "s-when",
    "where": "s-where",
    "fee": "s-money",
    "other": "s-basic",
    "ended": "f-standing",
}
"""Where the form has what is answered in a whole section, or under another name."""


def answered(fields: Iterable[str]) -> frozenset[str]:
    """The wishes that a place's fields answer."""
    said = {*fields}
    heads = {field.partition(".")[0] for field in said}
    facts = {field.split(".")[1] for field in said if field.startswith("fact.")}
    return frozenset(
        what for what in WISHES if (what in facts if what in FACTS else _field(what) in heads)
    )


def _field(what: str) -> str:
    return _FIELDS.get(what, what)


def anchor_of(what: str) -> str:
    """Where in the form stands what is wished for or reported to be wrong: ``f-fact.elevator``."""
    return _ANCHORS.get(what) or (f"f-fact.{what}" if what in FACTS else f"f-{what}")
