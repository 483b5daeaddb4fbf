"""Changes in words: which field, from what, to what, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from ..places.days import Day, read_day
from ..places.fees import Fee
from ..places.freshness import MONTHS, is_old
from ..places.location import Location
from ..places.photo import Photo
from ..places.record import Statement
from ..places.redacted import BLANKED, Redacted
from ..places.schedule import ExceptionDay, Rule
from ..places.vocabulary import BENEFITING, CALL_TOPICS, CALLERS, SUPPORT
from ..places.who_wins import AGREES, Outcome
from .about_place import say_amount
from .dates import say_day
from .hours import say_hours, say_rule
from .phrases import Phrases

_SECTIONS: Mapping[str, str] = {
    "categories": "category.",
    "standing": "standing.",
    "stages": "stage.",
    "booking": "booking.",
    "booking_way": "booking_way.",
    "fact": "answer.",
    "drop_in": "answer.",
    "hidden": "hidden.",
    "area": "area.",
    "basis": "basis.",
}
"""Fields whose values are words of a closed list, by the section of the phrases that says them."""

_PERSONS_AND_TOPICS: Mapping[str, str] = {
    **{word: f"help.person.{word}" for word in CALLERS},
    **{word: f"benefiting.{word}" for word in BENEFITING if word not in CALLERS},
    **{word: f"help.topic.{word}" for word in CALL_TOPICS},
    **{word: f"fact.{word}" for word in SUPPORT},
}
"""For whom a line or a programme is, and about what: the key of the phrase of each word."""


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
    """「同じ内容（17項目）: 日づけだけ 2026年10月に」: how many days move alone, by that day."""
    days = Counter(
        say_day(outcome.new.newest, say)
        for outcome in outcomes
        if outcome.why == AGREES and outcome.new
    )
    for day, count in days.items():
        yield say("change.days", day=day, count=count)


def usual_day(statements: Iterable[Statement | None]) -> Day:
    """The day that most of what is said of a new place has."""
    days = Counter(one.newest for one in statements if one)
    return days.most_common(1)[0][0] if days else Day()


def say_first(
    outcome: Outcome, say: Phrases, names: Mapping[str, str], *, usual: Day, today: date
) -> str:
    """「でんわ: 042-576-9910」: a field of a new place, with its day only when that is not the usual.

    A place that waits for its age says so.
    """
    heard = outcome.new or outcome.heard
    if heard is None:
        value = say("change.unknown")
    else:
        value = say_undated(outcome.field, heard, say, names)
        if outcome.field == "standing" and _waits_as_old(heard, today):
            value = say("change.waits_as_old", value=value, months=MONTHS)
        if heard.newest != usual:
            value = say("change.dated", value=value, day=say_day(heard.newest, say))
    return say("change.new_field", field=say_field(outcome.field, say), value=value)


def say_problems(counts: Mapping[tuple[str, str], int], say: Phrases) -> Iterator[str]:
    """「直すところ: 定休日 3,139、定員 2」: how many problems, by severity and column, most first."""
    for severity, form in (("error", "change.to_mend"), ("note", "change.to_look_at")):
        columns = Counter({column: n for (of, column), n in counts.items() if of == severity})
        words = [
            say("change.column_count", column=column or say("change.no_column"), count=f"{n:,}")
            for column, n in columns.most_common()
        ]
        if words:
            yield say(form, columns=say("marker.join").join(words))


def say_field(field: str, say: Phrases) -> str:
    """The name of a field: 「でんわ」「エレベーター」「お金 おとな」; a further voice says that it is one."""
    head, *parts = field.split(".")
    if head == "group" and parts and not parts[0].isdecimal():
        return say("change.of_group", field=say_field(".".join(parts), say))
    if head == "fact":
        name, parts = say(f"fact.{parts[0]}"), parts[1:]
    elif head == "fee":
        name, parts = say("field.fee", person=say(f"fee_class.{parts[0]}")), parts[2:]
    elif head == "exception":
        name, parts = f"{say('field.exception')} {say_day(read_day(parts[0]), say)}", []
    elif head in ("schedule", "activity", "access", "remark", "photo"):
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
    if isinstance(statement.value, Redacted):
        return say("change.blanked")
    shown = say_undated(field, statement, say, names)
    return say("change.dated", value=shown, day=say_day(statement.newest, say))


def say_undated(field: str, statement: Statement, say: Phrases, names: Mapping[str, str]) -> str:
    """The value with its note, without its day; ``names`` are those of groups and sites by key."""
    value = _say_value(field, statement, say)
    value = names.get(value, value) if field.partition(".")[0] in ("group", "site") else value
    note = say("change.blanked") if statement.note == BLANKED else statement.note
    noted = say("change.noted", value=value, note=note) if note else value
    return say("change.staff", value=noted) if statement.visibility == "staff" else noted


def _waits_as_old(standing: Statement, today: date) -> bool:
    day = standing.newest
    return standing.value == "check" and day.known and is_old(day, today)


def _say_value(field: str, statement: Statement, say: Phrases) -> str:
    value = statement.value
    if isinstance(value, Redacted):
        return say("change.blanked")
    if isinstance(value, Rule):
        words = say_rule(value, say) or say("change.no_words")
        return words if value.is_open else say("change.closed", words=words)
    if isinstance(value, Fee):
        return say_amount(value, say) or say("change.no_words")
    if isinstance(value, Location):
        return f"{value.lat}, {value.lon}"
    if isinstance(value, Photo):
        return say("change.photo", alt=value.alt, credit=value.credit)
    if isinstance(value, ExceptionDay):
        words = f"{say(f'exception.{value.effect}', to=value.moved_to)} {say_hours(value, say)}"
        noted = say("change.noted", value=words.strip(), note=value.reason)
        return noted if value.reason else words
    head = field.partition(".")[0]
    if head in ("persons", "topics"):
        return _join((_PERSONS_AND_TOPICS[word] for word in value.split(";")), say)
    section = _SECTIONS.get(head)
    return _join((section + word for word in value.split(";")), say) if section else value


def _join(keys: Iterable[str], say: Phrases) -> str:
    return say("marker.join").join(map(say, keys))
