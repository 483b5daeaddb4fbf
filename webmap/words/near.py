"""From where one may walk, as choices of the form, and what is said of the one that is chosen."""

from dataclasses import dataclass

from ..places.nearness import FEET, Origin, Surroundings
from .choices import Choice
from .phrases import Phrases


@dataclass(frozen=True, slots=True)
class Near:
    """The choices, what is asked of them part by part, and the order of the list in words."""

    stations: tuple[Choice, ...]
    schools: tuple[Choice, ...]
    feet: Choice
    said: tuple[Choice, ...]
    order: str


def make_near(around: Surroundings, near: str, feet: str, say: Phrases) -> Near:
    """The choices of a city, with those of an address switched on."""
    boxes = {key: _box(one, near, say) for key, one in around.origins.items()}
    child = Choice("feet", FEET[0], say("near.feet"), say("near.feet_said"), "", feet in FEET, "")
    chosen = [boxes[near]] if near in boxes else []
    return Near(
        tuple(boxes[one.key] for one in around.origins.values() if one.sort == "station"),
        tuple(boxes[one.key] for one in around.origins.values() if one.sort == "school"),
        child,
        tuple([*chosen, child] if chosen and child.on else chosen),
        say("near.order", place=chosen[0].label) if chosen else "",
    )


def _box(one: Origin, near: str, say: Phrases) -> Choice:
    name = say(f"near.{one.sort}", name=one.name)
    return Choice("near", one.key, name, say("near.said", place=name), "", one.key == near, "")
