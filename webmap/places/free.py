"""Whether a visit costs children nothing, for each class of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from .audience import stages_of
from .fees import Fee
from .four_answers import worst
from .needs import Need
from .place import Place

CHILDREN = ("preschool", "elementary", "junior_high", "high")

_SIMPLY_FREE = ("", "無料")
"""Notes of a fee for everyone that take nothing back; others often name what costs all the same."""


@dataclass(frozen=True, slots=True)
class Free:
    """``yes``, ``limited``, ``unknown`` or ``no`` for each of :data:`CHILDREN`, and the limit's words."""

    answers: tuple[str, ...]
    limit: str = ""

    def answer(self, persons: Iterable[Need]) -> str:
        """Whether it costs nothing for each child among the persons; of no child, for some child."""
        by_class = dict(zip(CHILDREN, self.answers, strict=True))
        asked = [{by_class[one] for one in classes_of(person)} for person in persons]
        children = [_for_one(answers) for answers in asked if answers]
        return worst(children) if children else _for_some(set(self.answers))


def free_of(place: Place) -> Free:
    """What a place says of each class."""
    fees = {(person, per): (fee, said.note) for person, per, fee, said in place.fees()}
    answers = _alike_elsewhere(
        {person: _of_class(fees, person) for person in CHILDREN}, place.words("stages")
    )
    everyone = fees.get(("everyone", "visit"))
    limit = everyone[1] if everyone and "limited" in answers else ""
    return Free(answers, limit)


def classes_of(person: Need) -> tuple[str, ...]:
    """The classes of children that a person may pay as; none for who is grown up."""
    return tuple(stage for stage in stages_of(person) if stage in CHILDREN)


def _of_class(fees: dict[tuple[str, str], tuple[Fee, str]], person: str) -> str:
    regular = (
        fees.get((whose, per)) for whose in (person, "everyone") for per in ("month", "entry")
    )
    if any(found and _costs(found[0]) for found in regular):
        return "no"
    own, everyone = fees.get((person, "visit")), fees.get(("everyone", "visit"))
    fee, note = own or everyone or (Fee(), "")
    if not fee.yen:
        return "unknown"
    if not fee.free:
        return "no"
    return "yes" if own or note in _SIMPLY_FREE else "limited"


def _alike_elsewhere(answers: dict[str, str], stages: tuple[str, ...]) -> tuple[str, ...]:
    """Children of a stage that the place does not name do not come: what all others pay stands."""
    own = {answers[stage] for stage in stages if stage in answers}
    if len(own) == 1:
        for stage in set(answers) - set(stages):
            answers[stage] = next(iter(own))
    return tuple(answers.values())


def _costs(fee: Fee) -> bool:
    return bool(fee.yen) and not fee.free


def _for_one(answers: set[str]) -> str:
    """Of a person who may be in either of two classes."""
    if len(answers) == 1:
        return next(iter(answers))
    return "limited" if answers == {"yes", "limited"} else "unknown"


def _for_some(answers: set[str]) -> str:
    """Of children, when it is not said which: free for some of them is free with a limit."""
    if answers == {"yes"}:
        return "yes"
    if answers & {"yes", "limited"}:
        return "limited"
    return "unknown" if "unknown" in answers else "no"
