"""What families ask back about: which statements answer it, and where its answer is entered."""

from collections.abc import Iterable

from .vocabulary import FACTS, FEE_CLASSES, WISHES

BASICS = ("when", "where", "who", "fee", "booking", "phone")
"""Without one of these a family cannot simply go."""

_FIELDS = {"when": "schedule", "where": "site"}
"""Fields that answer a wish which is called otherwise."""
_ENTERED = {
    "ended": "standing",
    "when": "schedule.1",
    "where": "site/address",
    "fee": f"fee.{FEE_CLASSES[0]}.visit",
    "other": "name",
}
"""Where the form has the answer, unless it is called as what is asked."""


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


def entered_in(what: str) -> str:
    """The form's path of what is wished for or reported to be wrong: ``fact.elevator``."""
    return f"fact.{what}" if what in FACTS else _ENTERED.get(what, what)
