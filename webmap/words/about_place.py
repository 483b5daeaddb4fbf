"""A place's facts in words: fees, ages, booking. Only what is said; unknown has its own words."""

from ..places.ages import Ages, read_ages
from ..places.fees import Fee
from ..places.place import Place
from ..places.record import Statement
from .phrases import Phrases

_CHILDREN = ("preschool", "elementary", "junior_high", "high")


def say_fees(place: Place, say: Phrases) -> list[tuple[str, Statement]]:
    """Each fee in a short line, with a statement that says so.

    Classes of children that pay the same are said together.
    """
    same: dict[tuple[str, Fee, str], tuple[list[str], Statement]] = {}
    for person, per, fee, statement in place.fees():
        terms = per, fee, "" if fee.yen else statement.note
        same.setdefault(terms, ([], statement))[0].append(person)
    return [
        (_say_fee(per, fee, words, people, say), statement)
        for (per, fee, words), (people, statement) in same.items()
    ]


def say_who(place: Place, say: Phrases) -> tuple[str, Statement] | None:
    """Who may come, and the statement that says so; None when unknown.

    The place's own words win, then its stages, its ages, and at last the classes that pay a
    published fee: a fee for a class says that this class may come.
    """
    return say_stated_who(place, say) or _say_paying(place, say)


def say_stated_who(place: Place, say: Phrases) -> tuple[str, Statement] | None:
    """Who may come as it is stated, without what only a fee lets one know."""
    if "who" in place.said:
        return place.text("who"), place.said["who"]
    if "stages" in place.said:
        words = "・".join(say(f"stage.{stage}") for stage in place.words("stages"))
        return words, place.said["stages"]
    if "ages" in place.said:
        return say_ages(place, say), place.said["ages"]
    return None


def say_ages(place: Place, say: Phrases) -> str:
    """「6〜12さい」「15さいから」; empty when unknown."""
    text = place.text("ages")
    if not text:
        return ""
    ages: Ages = read_ages(text)
    form = (
        "both"
        if ages.low is not None and ages.high is not None
        else ("from" if ages.high is None else "to")
    )
    return say(f"ages.{form}", low=ages.low, high=ages.high)


def is_free_for_children(place: Place) -> bool:
    """Whether the fee of every class of children is known to be 0, and nothing else is asked.

    A fee for everyone is not enough: its words often name what costs all the same.
    """
    fees = {person: (per, fee) for person, per, fee, _ in place.fees() if person != "adult"}
    return set(fees) == set(_CHILDREN) and all(
        fee.free and per == "visit" for per, fee in fees.values()
    )


def say_booking(place: Place, say: Phrases) -> str:
    """Whether one must book, and how; empty when unknown."""
    booking = place.text("booking")
    if not booking:
        return ""
    ways = "・".join(say(f"booking_way.{way}") for way in place.words("booking_way"))
    return say(f"booking.{booking}") + (say("booking.by", ways=ways) if ways else "")


def say_amount(fee: Fee, say: Phrases, *, free: bool = True) -> str:
    """「300円」「28,000〜38,000円」; empty when only words are known."""
    if not fee.yen:
        return ""
    form = "span" if fee.yen_max else "free" if fee.free and free else "yen"
    return say(f"fee.{form}", yen=f"{int(fee.yen):,}", yen_max=f"{int(fee.yen_max or 0):,}")


def _say_fee(per: str, fee: Fee, words: str, people: list[str], say: Phrases) -> str:
    whom = _say_people(people, say)
    if not fee.yen:
        return say("fee.words", whom=whom, words=words or say("fee.ask"))
    return say(f"fee.per_{per}", whom=whom, amount=say_amount(fee, say, free=per == "visit"))


def _say_people(people: list[str], say: Phrases) -> str:
    if "everyone" in people:
        return ""
    if all(child in people for child in _CHILDREN):
        others = [say(f"fee_class.{person}") for person in people if person not in _CHILDREN]
        return "・".join([say("who.children"), *others]) + " "
    return "・".join(say(f"fee_class.{person}") for person in people) + " "


def _say_paying(place: Place, say: Phrases) -> tuple[str, Statement] | None:
    paying = {person: said for person, _, fee, said in place.fees() if fee.yen}
    stages = [stage for stage in _CHILDREN if stage in paying]
    if not stages:
        return None
    if len(stages) == len(_CHILDREN):
        return say("who.children"), paying[stages[0]]
    return "・".join(say(f"stage.{stage}") for stage in stages), paying[stages[0]]
