"""Schedules in words: what the source says, in short Japanese, and no date that it does not say."""

from collections.abc import Iterable, Iterator

from ..places.schedule import ExceptionDay, Rule, contradictions
from .phrases import Phrases

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def say_when(rules: Iterable[Rule], say: Phrases, *, most: int = 2) -> str:
    """When a place is open, for one line: its first opening rules; empty when none is known."""
    opening = [rule for rule in rules if rule.is_open]
    said = [text for text in (say_rule(rule, say) for rule in opening) if text]
    if not said:
        return ""
    more = say("when.more") if len(said) > most else ""
    return say("when.join").join(said[:most]) + more


def say_rule(rule: Rule, say: Phrases) -> str:
    """One rule: for whom, in which season, on which days, from when to when."""
    days = _say_days(rule, say)
    parts = [_say_audience(rule, say), _say_season(rule, say), days, say_hours(rule, say)]
    return " ".join(part for part in parts if part)


def say_contradictions(rules: Iterable[Rule], say: Phrases) -> str:
    """The days that the rules call both open and closed: 「月・火曜・祝日」; empty when there are none."""
    days = contradictions(rules)
    week = tuple(day for day in days if day != "HO")
    names = [say_weekdays(week, say)] if week else []
    return "・".join([*names, *([say("holidays.only")] if "HO" in days else [])])


def say_hours(hours: Rule | ExceptionDay, say: Phrases) -> str:
    """「11:30〜14:00」「17:00から」「18:00まで」, or empty."""
    opens, closes = hours.opens, hours.closes
    if not (opens or closes):
        return ""
    form = "both" if opens and closes else "opens" if opens else "closes"
    return say(f"hours.{form}", opens=_clock(opens), closes=_clock(closes))


def say_minutes(opens: int | None, closes: int | None, say: Phrases) -> str:
    """Hours in minutes from midnight: 「11:30〜14:00」, 「25:00まで」 being one o'clock at night."""
    if opens is None and closes is None:
        return ""
    form = "both" if None not in (opens, closes) else "opens" if closes is None else "closes"
    return say(f"hours.{form}", opens=_of_minutes(opens), closes=_of_minutes(closes))


def say_weekdays(days: tuple[str, ...], say: Phrases) -> str:
    """「日曜」「金・土・日曜」「月〜金曜」「毎日」."""
    if len(days) == 7:
        return say("weekday.all")
    ranks = [_WEEK.index(day) for day in days]
    run = len(days) > 2 and ranks[-1] - ranks[0] == len(days) - 1
    names = [say(f"weekday.{day}") for day in days]
    text = say("weekday.run", first=names[0], last=names[-1]) if run else "・".join(names)
    return say("weekday.named", days=text)


def _say_days(rule: Rule, say: Phrases) -> str:
    if rule.holidays == "only":
        return say("holidays.only")
    days = say_weekdays(rule.days, say) if rule.days else ""
    if rule.nth:
        nths = "・".join(say("nth.last" if n == -1 else "nth.n", n=n) for n in rule.nths)
        return _with_holidays(nths + days, rule, say)
    often = _say_frequency(rule, say)
    return _with_holidays(
        say("when.often", often=often, days=days) if often and days else often or days, rule, say
    )


def _say_frequency(rule: Rule, say: Phrases) -> str:
    frequency = rule.frequency
    if frequency == "daily":
        return "" if rule.days else say("weekday.all")
    if frequency == "biweekly":
        return say("frequency.biweekly")
    if frequency in ("", "weekly") or (rule.days and rule.datable):
        return ""
    if frequency.endswith("/week"):
        return say("frequency.week", times=frequency.removesuffix("/week").replace("-", "〜"))
    return say(f"frequency.{frequency}")


def _with_holidays(days: str, rule: Rule, say: Phrases) -> str:
    return say(f"holidays.{rule.holidays}", days=days) if rule.holidays and days else days


def _say_season(rule: Rule, say: Phrases) -> str:
    if not rule.season:
        return ""
    if "/" not in rule.season:
        return say(f"season.{rule.season}")
    begin, end = (tuple(int(part) for part in day.split("-")) for day in rule.season.split("/"))
    return say("season.span", month=begin[0], day=begin[1], to_month=end[0], to_day=end[1])


def _say_audience(rule: Rule, say: Phrases) -> str:
    if not rule.audience:
        return ""
    return say("when.for", who="・".join(_stages(rule.audience.split(";"), say)))


def _stages(stages: Iterable[str], say: Phrases) -> Iterator[str]:
    return (say(f"stage.{stage}") for stage in stages)


def _clock(text: str) -> str:
    return text.removeprefix("0")


def _of_minutes(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"
