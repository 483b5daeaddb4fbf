"""News in words: one line of what changed at a place, and below it what that was and is."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..places.news import HOURS, NEW, News
from ..places.record import Statement
from ..places.schedule import ExceptionDay, Rule
from ..places.visibility import View
from .dates import say_date
from .event import say_name
from .hours import say_hours, say_rule, say_when
from .phrases import Phrases


def say_headline(news: News, view: View, say: Phrases) -> str:
    """「ぐるぐる食堂：12月6日（日）は おやすみ」."""
    day = to = ""
    if news.field.startswith("exception."):
        day = say_date(date.fromisoformat(news.field.partition(".")[2]), say)
        to = _moved_to(news.new, say)
    return say(f"news.{news.sort}", name=say_name(view), day=day, to=to)


def say_story(several: Iterable[News], view: View, say: Phrases) -> str:
    """What became of what, a line for each; empty where the headline says all."""
    return "\n".join(line for news in several for line in _lines(news, view, say) if line)


def _lines(news: News, view: View, say: Phrases) -> Iterator[str]:
    if news.sort == NEW:
        yield say(f"category.{view.place.categories[0]}")
        yield say_when((rule for rule, _ in view.place.rules()), say)
    elif news.sort == HOURS:
        old, new = (_rule(one, say) for one in (news.old, news.new))
        yield say("news.became", old=old, new=new)
    elif news.new and isinstance(news.new.value, ExceptionDay):
        yield say_hours(news.new.value, say)
        yield "" if view.hides else news.new.value.reason  # words of their own may tell the way


def _rule(statement: Statement | None, say: Phrases) -> str:
    if statement is None or not isinstance(statement.value, Rule):
        return say("news.nothing")
    words = say_rule(statement.value, say) or say("change.no_words")
    return words if statement.value.is_open else say("change.closed", words=words)


def _moved_to(statement: Statement | None, say: Phrases) -> str:
    value = statement.value if statement else None
    if not isinstance(value, ExceptionDay) or not value.moved_to:
        return ""
    return say_date(date.fromisoformat(value.moved_to), say)
