"""Days in words, as precisely as they are known."""

from datetime import date

from ..places.days import Day, Point
from .phrases import Phrases


def say_day(day: Day, say: Phrases) -> str:
    """「2026年7月29日」「2026年7月」「2017年ごろ」「2024年度」「2025年7月から」; unknown is said so."""
    if day.begin is None:
        return say("day.unknown")
    school_year = day.school_year()
    if school_year:
        return say("day.school_year", year=school_year)
    begin = _say_point(day.begin, say)
    if day.open_ended:
        return say("day.since", begin=begin)
    if day.end:
        return say("day.span", begin=begin, end=_say_point(day.end, say))
    return begin


def say_month(day: Day, say: Phrases) -> str:
    """The day for a short line: never finer than the month."""
    point = day.end or day.begin
    if point is None:
        return say("day.unknown_short")
    if day.school_year():
        return say_day(day, say)
    return _say_point(Point(point.year, point.month, 0, point.approximate), say)


def say_date(day: date, say: Phrases) -> str:
    """One day of the calendar: 「12月6日（日）」."""
    weekday = _say_weekday(day, say)
    return say("day.date", month=day.month, day=day.day, weekday=weekday)


def say_soon(day: date, today: date, say: Phrases) -> str:
    """A day on its plate: 「きょう 4（金）」「あした 5（土）」「12/6（日）」."""
    ahead = (day - today).days
    form = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(ahead, "later")
    weekday = _say_weekday(day, say)
    return say(f"soon.{form}", month=day.month, day=day.day, weekday=weekday)


def _say_point(point: Point, say: Phrases) -> str:
    form = "year_month_day" if point.day else "year_month" if point.month else "year"
    text = say(f"day.{form}", year=point.year, month=point.month, day=point.day)
    return say("day.about", day=text) if point.approximate else text


def _say_weekday(day: date, say: Phrases) -> str:
    return say("weekday." + ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()])
