"""Changes in words: which field, from what, to what, and why."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..places.fees import Fee
from ..places.location import Location
from ..places.record import Statement
from ..places.schedule import ExceptionDay, Rule
from ..places.who_wins import AGREES, Outcome
from .about_place import say_amount
from .dates import say_day
from .hours import say_hours, say_rule
from .phrases import Phrases

_SECTIONS = {
    "categories": "category.",
    "standing": "standing.",
    "stages": "stage.",
    "booking": "booking.",
    "booking_way": "booking_way.",
    "fact": "answer.",
    "drop_in": "answer.",
    "hidden": "hidden.",
}
"""Fields whose values are words of a closed list, by the section of the phrases that says them."""


def say_outcome(
    outcome: Outcome, say: Phrases, names: Mapping[str, str] = MappingProxyType({})
) -> str:
    """「でんわ: 042-576-9910〔2024年8月27日〕 → 042-576-9911〔2026年7月29日〕【日づけが 新しい】」.

    ``names`` are those of groups by key.
    """
    heard = outcome.heard if outcome.old == outcome.new else outcome.new  # what is not taken
    old, new = (say_statement(outcome.field, one, say, names) for one in (outcome.old, heard))
    form = "change.kept" if outcome.old == outcome.new else "change.made"
    why = say(f"change.{outcome.why}")
    return say(form, field=say_field(outcome.field, say), old=old, new=new, why=why)


def say_days(outcomes: Iterable[Outcome], say: Phrases) -> Iterator[str]:
    """「日づけだけ 2026年10月に: 名前、住所」: the fields whose day alone moves, by that day."""
    fields: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.why == AGREES and outcome.new:
            day = say_day(outcome.new.newest, say)
            fields.setdefault(day, []).append(say_field(outcome.field, say))
    for day, names in fields.items():
        yield say("change.days", day=day, fields=say("marker.join").join(names))


def say_field(field: str, say: Phrases) -> str:
    """The name of a field: 「でんわ」「エレベーター」「お金 おとな」; a further voice says that it is one."""
    head, *parts = field.split(".")
    if head == "group" and parts and not parts[0].isdecimal():
        return say("change.of_group", field=say_field(".".join(parts), say))
    if head == "fact":
        name, parts = say(f"fact.{parts[0]}"), parts[1:]
    elif head == "fee":
        name, parts = say("field.fee", person=say(f"fee_class.{parts[0]}")), parts[2:]
    elif head in ("schedule", "activity", "access", "remark", "exception"):
        name, parts = f"{say(f'field.{head}')} {'.'.join(parts)}", []
    else:
        name, parts = say(f"field.{head}"), [] if head == "identifier" else parts
    return say("change.voice", field=name) if parts else name


def say_statement(
    field: str,
    statement: Statement | None,
    say: Phrases,
    names: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The value with its note and day; unknown is said so."""
    if statement is None:
        return say("change.unknown")
    value = _say_value(field, statement, say)
    value = names.get(value, value) if field.partition(".")[0] == "group" else value
    noted = say("change.noted", value=value, note=statement.note) if statement.note else value
    shown = say("change.staff", value=noted) if statement.visibility == "staff" else noted
    return say("change.dated", value=shown, day=say_day(statement.newest, say))


def _say_value(field: str, statement: Statement, say: Phrases) -> str:
    value = statement.value
    if isinstance(value, Rule):
        words = say_rule(value, say) or say("change.no_words")
        return words if value.is_open else say("change.closed", words=words)
    if isinstance(value, Fee):
        return say_amount(value, say) or say("change.no_words")
    if isinstance(value, Location):
        return f"{value.lat}, {value.lon}"
    if isinstance(value, ExceptionDay):
        return f"{say(f'exception.{value.effect}', to=value.moved_to)} {say_hours(value, say)}"
    section = _SECTIONS.get(field.partition(".")[0])
    return _join(section, value, say) if section else value


def _join(section: str, words: str, say: Phrases) -> str:
    return say("marker.join").join(say(section + word) for word in words.split(";"))
