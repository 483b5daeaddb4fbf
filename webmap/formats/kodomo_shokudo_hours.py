"""When a 子ども食堂 is open, from the six cells of the national layout."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ..places.errors import BadCell
from ..places.schedule import WEEKDAYS, Rule
from .day_words import DayWords, NthDays, plain_words, read_day_words
from .opening_hours import SILENT, Opening, read_time

_CODES = {
    "1": "daily",
    "2": "3-4/week",
    "3": "1-2/week",
    "4": "twice_monthly",
    "5": "monthly",
    "6": "every_few_months",
    "7": "seasonal",
    "8": "irregular",
}
"""開催頻度 of the national layout: 1 ほぼ毎日 … 8 不定期."""
_FREQUENCY_WORDS = (
    ("daily", re.compile("毎日")),
    ("1-2/week", re.compile("週[1-2一二]([-~][2二])?[回日]")),
    ("3-4/week", re.compile("週[3-4三四]([-~][4四])?[回日]")),
    ("daily", re.compile("週[5-7五六七]([-~][67])?[回日]")),
    ("twice_monthly", re.compile("月[2二]回|隔週|2週(間)?に1[回度]")),
    ("monthly", re.compile("月[1一][回度]")),
    ("every_few_months", re.compile("(数|[2-6](か|ヶ|カ|ケ|箇))月に[1一][回度]|年[2-6][回度]")),
    ("seasonal", re.compile("季節|長期休|夏休|冬休|春休")),
    ("irregular", re.compile("不定")),
)
_FREQUENCY_ONLY = re.compile(
    "(?:毎月)?(?:月[12一二]回|月[1一]度|隔週|毎週|不定期|毎日|週[1-7][回日]|定期的に)?(?:程度|ほど)?"
    "(?:開催|実施)?"
)
_EXCLUDED = re.compile(r"(.+)\(祝祭?日[はを]?(?:除く|お?休み)\)", re.S)
_COUNTED = re.compile("第|最終|最後")


def read_opening(cells: Mapping[str, str]) -> Opening:
    """The rules of a row of the 子ども食堂 layout."""
    columns = ("開催頻度", "開催曜日", "開催日", "開催開始時間", "開催終了時間", "開催日時特記事項")
    return _read_opening(*(cells.get(column, "").strip() for column in columns))


@lru_cache(maxsize=1024)
def _read_opening(
    code: str, weekdays: str, dates: str, opens: str, closes: str, remarks: str
) -> Opening:
    problems: list[BadCell] = []
    frequency = _frequency(code, problems)
    weekdays, dates, remarks = (
        "" if plain_words(text) in SILENT else text for text in (weekdays, dates, remarks)
    )
    often = plain_words(weekdays)
    if not dates and _FREQUENCY_ONLY.fullmatch(often) and _frequency_in(often):
        weekdays, dates = "", weekdays
    if not dates and not weekdays and _is_definite(remarks):
        dates, remarks = remarks, ""
    hours, note = _hours(opens, closes, problems)
    rules, kept = _read_days(frequency, weekdays, dates, problems)
    notes = [part for part in (*kept, note, remarks) if part]
    if not rules and any((*hours, *notes)):
        rules = [Rule()]
    timed = [replace(rule, opens=hours[0], closes=hours[1]) for rule in rules]
    return Opening(tuple((rule, "。".join(notes)) for rule in timed), tuple(problems))


def _frequency(code: str, problems: list[BadCell]) -> str:
    plain = re.sub(r"\.0$", "", plain_words(code))
    if plain in _CODES or not plain:
        return _CODES.get(plain, "")
    found = _frequency_in(plain)
    if not found:
        problems.append(BadCell(code, "1 から 8 の 番号", "開催頻度"))
    return found


def _frequency_in(words: str) -> str:
    return next((name for name, pattern in _FREQUENCY_WORDS if pattern.search(words)), "")


def _is_definite(remarks: str) -> bool:
    """Whether a remark only names days, and clearly."""
    words = read_day_words(remarks)
    unsaid = words.unread or words.vague or _unclear(DayWords(), words)
    return bool((words.nths or words.weekdays) and not unsaid)


def _read_days(
    frequency: str, weekdays: str, dates: str, problems: list[BadCell]
) -> tuple[list[Rule], list[str]]:
    """The rules without their hours, and the words that must stay beside them.

    Where a day that the row names would be in no rule, or the row contradicts itself, one rule
    without weekdays claims no day.
    """
    (week, excluded), words = _read_weekdays(weekdays), read_day_words(dates)
    cells = {"開催曜日": weekdays, "開催日": dates}
    expected = dict(_unread(week, words, dates))
    unclear = _unclear(week, words, excluded)
    if unclear:
        expected.setdefault(unclear, "毎週日曜日、第2土曜日 のように どの曜日かが 分かる 日")
    for column, example in expected.items():
        problems.append(BadCell(cells[column], f"{example}（ことばは のこします）", column))
    if unclear or "開催曜日" in expected or _hides_days(week, words):
        return [_claim_no_day(frequency)], [weekdays, dates]
    holidays = "excluded" if excluded else "included" if week.holidays or words.holidays else ""
    rules = [*_rules(frequency, week, words, dates, holidays, problems)]
    if "開催日" in expected and any(_claims_more(rule, dates) for rule in rules):
        return [_claim_no_day(rules[0].frequency)], [weekdays, dates]
    return rules, [cells[column] for column in expected]


def _read_weekdays(weekdays: str) -> tuple[DayWords, bool]:
    """The days of 開催曜日, and whether it excludes holidays: 火・金（祝日除く）."""
    match = _EXCLUDED.fullmatch(plain_words(weekdays))
    if match:
        week = read_day_words(match[1])
        if week.weekdays and week == DayWords(week.weekdays, week.weekly, words=week.words):
            return week, True
    return read_day_words(weekdays), False


def _unread(week: DayWords, words: DayWords, dates: str) -> Iterator[tuple[str, str]]:
    """The columns that say more than can be read, each with an example of what can."""
    if week.unread or week.vague or week.seasons:
        yield "開催曜日", "月・火・水 のような 曜日"
    unread = words.unread or words.vague or words.seasons
    if unread and not _FREQUENCY_ONLY.fullmatch(plain_words(dates)):
        yield "開催日", "第1・第3日曜日 のような 日"


def _unclear(week: DayWords, words: DayWords, excluded: bool = False) -> str:
    """The column whose days can be meant in two ways or contradict the other column."""
    counted = bool(week.nths or words.nths)
    days = week.weekdays | words.weekdays
    for column, one in (("開催曜日", week), ("開催日", words)):
        if one.either:
            return column
        dayless = not all(own for _, own in one.nths)
        mixed = one.nth_days and (dayless or one.weekdays - one.weekly)
        holidays = one.holidays and (counted or excluded or not days)
        if mixed or holidays or (dayless and not days - week.weekly - words.weekly):
            return column
    return "開催曜日" if _disagree(week, words) else ""


def _disagree(week: DayWords, words: DayWords) -> bool:
    """Whether 開催日 leaves out a day of 開催曜日, which may only name the same days."""
    named = words.weekdays | words.nth_days
    if words.unread:
        return bool(week.nth_days and words.weekdays)
    if not named or not all(own for _, own in words.nths):
        return False
    others = _each(week.nths) - _each(words.nths)
    return bool(week.weekdays - named or week.weekly & words.nth_days - words.weekly or others)


def _each(nths: list[NthDays]) -> set[tuple[int, str]]:
    return {(one, day) for nth, own in nths for one in nth for day in own}


def _hides_days(week: DayWords, words: DayWords) -> bool:
    """Whether the unread words of 開催日 speak of a weekday beside those that were read."""
    read = week.weekdays | words.weekdays | week.nth_days
    spoken = words.doubtful | words.nth_days
    if not words.unread:
        read |= words.nth_days
    return bool(read and spoken - read)


def _claims_more(rule: Rule, dates: str) -> bool:
    """Whether a rule claims each such day, although 開催日 has unread words on which of them."""
    return rule.datable and not rule.nth and (not rule.weekdays or bool(_COUNTED.search(dates)))


def _claim_no_day(frequency: str) -> Rule:
    """Nearly every day (開催頻度 1) is not every day."""
    return Rule("open", "5-7/week" if frequency == "daily" else frequency)


def _rules(
    frequency: str,
    week: DayWords,
    words: DayWords,
    dates: str,
    holidays: str,
    problems: list[BadCell],
) -> Iterator[Rule]:
    """The rules without their hours. The row's own words win over the code."""
    nths = dict.fromkeys([*week.nths, *([] if words.unread else words.nths)])
    days, weekly = week.weekdays | words.weekdays, week.weekly | words.weekly
    named = [(nth, own or _in_order(days - weekly)) for nth, own in nths]
    if named:
        yield from _nth_rules("" if weekly else frequency, named, holidays, problems)
        if weekly:
            yield Rule("open", "weekly", ";".join(_in_order(weekly)), "", holidays)
        return
    plain = plain_words(dates)
    spoken = _frequency_in(plain)
    if "毎週" in plain and days and not words.unread:
        spoken = "" if frequency in ("twice_monthly", "monthly", "every_few_months") else frequency
        _compare(frequency, spoken or "weekly", problems)
        frequency = spoken
    elif spoken:
        _compare(frequency, spoken, problems)
        frequency = spoken
    if days or frequency:
        yield Rule("open", frequency, ";".join(_in_order(days)), "", holidays)


def _nth_rules(
    frequency: str, named: list[NthDays], holidays: str, problems: list[BadCell]
) -> Iterator[Rule]:
    times = sum(len(nth) * len(own) for nth, own in named)
    spoken = {1: "monthly", 2: "twice_monthly"}.get(times, "")
    _compare(frequency, spoken or "of its own", problems)
    for nth, own in named:
        often = spoken if len(named) == 1 else "monthly" if len(nth) * len(own) == 1 else ""
        yield Rule("open", often, ";".join(own), ";".join(str(one) for one in nth), holidays)


def _in_order(days: set[str]) -> tuple[str, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


def _compare(frequency: str, spoken: str, problems: list[BadCell]) -> None:
    """Reports a code that the row's words contradict; cities use some codes the other way round."""
    if frequency and frequency != spoken:
        code = next(code for code, name in _CODES.items() if name == frequency)
        expected = "ことば（開催日・開催曜日）に合う番号。ことばの ほうを 取りました"
        problems.append(BadCell(code, expected, "開催頻度"))


def _hours(opens: str, closes: str, problems: list[BadCell]) -> tuple[tuple[str, str], str]:
    """Both hours, and the words of those that cannot be read or contradict each other."""
    first, _, last = plain_words(opens).replace("から", "~").partition("~")
    if first and last and not closes:
        opens, closes = first, last.removesuffix("まで")
    times = []
    for column, text in (("開催開始時間", opens), ("開催終了時間", closes)):
        time = read_time(text)
        if time is None:
            problems.append(BadCell(text, "17:00 のような 時刻", column))
        times.append(time or "")
    words = f"もとの情報には「{opens}〜{closes}」"
    if times[0] and times[1] and times[1] <= times[0]:
        problems.append(BadCell(closes, f"{times[0]} より後の時刻", "開催終了時間"))
        return ("", ""), words
    unread = any(text and not time for text, time in zip((opens, closes), times, strict=True))
    silent = {opens, closes} <= SILENT
    return (times[0], times[1]), words if unread and not silent else ""
