"""Single dates in words: what differs from the rules, the dates to come, what would make dates."""

from collections.abc import Iterable
from datetime import date

from ..places.dated import DatedDay, missing
from ..places.openings import Opening
from ..places.schedule import ExceptionDay, Rule
from .dates import say_date
from .hours import say_hours, say_minutes, say_rule, say_weekdays
from .phrases import Phrases


def say_exception(day: date, exception: ExceptionDay | None, say: Phrases) -> str:
    """「12月6日（日） おやすみ（会場の つごう）」; None is a day as the rules have it."""
    if exception is None:
        return _joined(say_date(day, say), say("day_change.usual"))
    text = _joined(say_date(day, say), _say_effect(day, exception, say), say_hours(exception, say))
    if not exception.reason:
        return text
    return say("day_change.because", text=text, reason=exception.reason)


def say_dates(dates: Iterable[DatedDay], say: Phrases) -> str:
    """「12月6日（日） 11:30〜14:00、12月20日（日） 11:30〜14:00（きいてから）」; empty without dates."""
    return say("when.join").join(_say_dated(one, say) for one in dates)


def say_question(rule: Rule, say: Phrases) -> str:
    """What to ask so that an undated rule becomes dates: 「第何週の 土曜か」."""
    asked = missing(rule)
    if asked == "weekday" and rule.frequency in ("monthly", "twice_monthly"):
        return say("question_of_days.week_and_weekday")
    days = say_weekdays(rule.days, say) if rule.days else ""
    return say(f"question_of_days.{asked}", days=days)


def ask_for_dates(rule: Rule, say: Phrases) -> str:
    """The same as a family asks it: 「第何土曜に ひらきますか」."""
    days = say_weekdays(rule.days, say) if rule.days else ""
    return say(f"ask_for_dates.{missing(rule)}", days=days)


def say_undated(rule: Rule, note: str, say: Phrases) -> str:
    """An undated rule, or else the words beside it, and what to ask: 「月1回・土曜 → 第何週の
    土曜か」."""
    words = say_rule(rule, say) or note or say("change.no_words")
    return say("question_of_days.of_rule", rule=words, question=say_question(rule, say))


def _say_effect(day: date, exception: ExceptionDay, say: Phrases) -> str:
    if exception.moved_to == str(day):
        return say("day_change.other_hours")
    to = say_date(date.fromisoformat(exception.moved_to), say) if exception.moved_to else ""
    return say(f"exception.{exception.effect}", to=to)


def _say_dated(dated: DatedDay, say: Phrases) -> str:
    hours = dict.fromkeys(_hours(opening, say) for opening in dated.openings)
    text = _joined(say_date(dated.day, say), "・".join(one for one in hours if one))
    return say("day_change.perhaps", text=text) if dated.perhaps else text


def _hours(opening: Opening, say: Phrases) -> str:
    return say_minutes(opening.opens, opening.closes, say)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
