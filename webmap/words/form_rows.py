"""The rows of the edit form: rules of the schedule, closures of the year, single dates, fees."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..places.schedule import (
    EXCEPTION_EFFECTS,
    FREQUENCIES,
    HOLIDAYS,
    SEASONS,
    WEEKDAYS,
)
from ..places.vocabulary import FEE_CLASSES, FEE_PER, STAGES
from .dates import say_date
from .form_inputs import Field, FormWriter, Input

NTHS = ("1", "2", "3", "4", "5", "-1")
DATES = "dates"
"""Chosen as a season: from one day of the year to another."""
USUAL = "usual"
"""Chosen as an exception: there is none any more."""
WAVE = "~"
"""Between the two days of a season as they were typed."""
NEW = "exception.new-day"
"""The path of a single date whose day is still to be named."""

_NARROWED = ("frequency", "weekdays", "nth", "holidays", "opens", "closes", "audience")


def numbered(form: FormWriter, head: str) -> list[str]:
    """The paths ``head.1``, ``head.2`` … of which something stands in the form, in order."""
    paths = (path for path in _paths(form, head) if path.rpartition(".")[2].isdecimal())
    return sorted(filter(form.is_row, paths), key=lambda path: int(path.rpartition(".")[2]))


def next_path(paths: Iterable[str], head: str) -> str:
    """The next free path."""
    numbers = [int(path.rpartition(".")[2]) for path in paths]
    return f"{head}.{max(numbers, default=0) + 1}"


def rules(form: FormWriter) -> tuple[list[Field], list[Field]]:
    """The rules of the schedule, and the closures of the year (年末年始), each with a blank row."""
    paths = numbered(form, "schedule")
    closures = [path for path in paths if _is_closure(form, path)]
    opening = [path for path in paths if path not in closures]
    blank = next_path(paths, "schedule")
    after = next_path([*paths, blank], "schedule")
    said = form.say
    rows = [_rule(form, path, said("form.rule", number=n)) for n, path in enumerate(opening, 1)]
    shut = [
        _closure(form, path, said("form.closure", number=n)) for n, path in enumerate(closures, 1)
    ]
    return (
        [*rows, _rule(form, blank, said("form.new_rule"), blank=True)],
        [*shut, _closure(form, after, said("form.new_closure"), blank=True)],
    )


def exceptions(form: FormWriter) -> list[Field]:
    """The single dates by date, and a blank row."""
    paths = sorted(filter(form.is_row, _paths(form, "exception") - {NEW}))
    return [*(_exception(form, path) for path in paths), _exception(form, NEW)]


def fees(form: FormWriter) -> Iterator[tuple[str, list[Field]]]:
    """By what is paid for, the fee of each class; what everyone pays first."""
    classes = ("everyone", *(one for one in FEE_CLASSES if one != "everyone"))
    for per in FEE_PER:
        yield form.say(f"form.per.{per}"), [_fee(form, person, per) for person in classes]


def _paths(form: FormWriter, head: str) -> set[str]:
    return {name.partition(":")[0] for name in form.cells if name.startswith(f"{head}.")}


def _rule(form: FormWriter, path: str, label: str, *, blank: bool = False) -> Field:
    return form.field(path, label, "rule", _rule_inputs(form, path), blank=blank)


def _closure(form: FormWriter, path: str, label: str, *, blank: bool = False) -> Field:
    inputs = [Input(f"{path}:effect", "", "closed"), *_season(form, path)]
    return form.field(path, label, "closure", inputs, blank=blank)


def _rule_inputs(form: FormWriter, path: str) -> Iterator[Input]:
    say = form.say
    effects = [(one, say(f"form.effect.{one}")) for one in ("open", "closed")]
    yield form.choice(path, "effect", say("form.part.effect"), effects, "open")
    weekdays = [(one, say(f"weekday.{one}")) for one in WEEKDAYS]
    yield form.choice(path, "weekdays", say("form.part.weekdays"), weekdays)
    nths = [(one, say("nth.last") if one == "-1" else say("nth.n", n=one)) for one in NTHS]
    yield form.choice(path, "nth", say("form.part.nth"), nths)
    yield form.choice(path, "frequency", say("form.part.frequency"), _frequencies(form, path))
    yield form.line(path, "starts", say("form.part.starts"))
    yield form.line(path, "opens", say("form.part.opens"))
    yield form.line(path, "closes", say("form.part.closes"))
    holidays = [(one, say(f"form.holidays.{one or 'unsaid'}")) for one in ("", *HOLIDAYS)]
    yield form.choice(path, "holidays", say("form.part.holidays"), holidays)
    yield from _season(form, path)
    stages = [(one, say(f"stage.{one}")) for one in STAGES]
    yield form.choice(path, "audience", say("form.part.audience"), stages)


def _frequencies(form: FormWriter, path: str) -> Iterator[tuple[str, str]]:
    """Those that have a word, and what stands there (4/week)."""
    given = form.text(f"{path}:frequency")
    words = ("", *FREQUENCIES)
    for word in words:
        yield word, _say_frequency(word, form)
    if given not in words:
        yield given, _say_frequency(given, form) if "/" in given else given


def _say_frequency(word: str, form: FormWriter) -> str:
    if "/" in word:
        return form.say("frequency.week", times=word.removesuffix("/week").replace("-", "〜"))
    return form.say(f"form.frequency.{word or 'by_days'}")


def _season(form: FormWriter, path: str) -> Iterator[Input]:
    """A season by its word, or from one day of the year to another."""
    say, given = form.say, form.text(f"{path}:season")
    span = [] if given in ("", DATES, *SEASONS) else given.split(WAVE if WAVE in given else "/")
    words = [("", say("form.season.always")), *((one, say(f"season.{one}")) for one in SEASONS)]
    name = f"{path}:season"
    chosen = DATES if span or given == DATES else given
    shown = FormWriter({name: (chosen,)}, {}, form.problems, say)
    label = say("form.part.season")
    yield shown.choice(path, "season", label, [*words, (DATES, say("form.season.dates"))])
    for part, day in zip(("from", "to"), [*span, "", ""], strict=False):
        text = day.replace("-", "/") or form.text(f"{path}:{part}")
        yield Input(f"{path}:{part}", say(f"form.part.{part}"), text)


def _is_closure(form: FormWriter, path: str) -> bool:
    """Whether a rule only closes in a season."""
    if form.text(f"{path}:effect") != "closed" or not form.text(f"{path}:season"):
        return False
    return not any(form.text(f"{path}:{part}") for part in _NARROWED)


def _exception(form: FormWriter, path: str) -> Field:
    say, is_new = form.say, path == NEW
    label = say("form.new_exception") if is_new else _say_day_of(form, path)
    return form.field(path, label, "exception", _exception_inputs(form, path), blank=is_new)


def _say_day_of(form: FormWriter, path: str) -> str:
    text = path.removeprefix("exception.")
    try:
        return say_date(date.fromisoformat(text), form.say)
    except ValueError:
        return text


def _exception_inputs(form: FormWriter, path: str) -> Iterator[Input]:
    say = form.say
    effects = [(one, say(f"form.exception.{one}")) for one in (*EXCEPTION_EFFECTS, USUAL)]
    usual = USUAL if path != NEW else "closed"
    yield form.choice(path, "effect", say("form.part.exception"), effects, usual)
    for part in ("date", "moved_to", "opens", "closes", "reason"):
        yield form.line(path, part, say(f"form.part.{part}"))


def _fee(form: FormWriter, person: str, per: str) -> Field:
    path, label = f"fee.{person}.{per}", form.say(f"fee_class.{person}")
    inputs = [form.line(path, part, form.say(f"form.part.{part}")) for part in ("yen", "yen_max")]
    return form.field(path, label, "fee", inputs)
