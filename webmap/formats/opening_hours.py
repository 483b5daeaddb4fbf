"""When a place is open, from the cells of open data: what is definite becomes rules.

The words stay beside the rules as notes, what cannot be read is reported, and nothing is said that
the cells do not say.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..places.errors import BadCell
from ..places.schedule import WEEKDAYS, Rule
from .day_words import DayWords, plain_words, read_day_words


@dataclass(frozen=True, slots=True)
class Opening:
    """The rules, each with the words kept beside it (its note), and what could not be read."""

    rules: tuple[tuple[Rule, str], ...] = ()
    problems: tuple[BadCell, ...] = ()


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
    "(?:毎月)?(?:月[1-4一二三四][回度]|隔週|毎週|不定期|毎日|週[1-7][回日]|定期的に)?(?:程度|ほど)?"
    "(?:開催|実施)?"
)
_SILENT = frozenset(
    {"", "-", "なし", "無し", "無", "特になし", "特に無し", "特になし。", "非公開", "未公開"}
)
_CLOCK = re.compile(
    r"(午前|午後|AM|PM)?\s*(\d{1,2})(?:[::時](\d{2})?)?(?::\d{2})?分?(半)?\s*(AM|PM)?", re.I
)
_CELLS = ("平日", "土曜", "日曜", "祝日")


# -- 子ども食堂


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
    dates = "" if plain_words(dates) in _SILENT else dates
    if not dates and not plain_words(weekdays):
        nths = read_day_words(remarks)
        if remarks and not nths.unread and not nths.vague and (nths.nths or nths.weekdays):
            dates, remarks = remarks, ""
    week, words = read_day_words(weekdays), read_day_words(dates)
    if week.unread:
        problems.append(BadCell(weekdays, "月・火・水 のような 曜日", "開催曜日"))
    hours, note = _hours(opens, closes, problems)
    notes = [note, "" if plain_words(remarks) in _SILENT else remarks]
    rules = [*_rules(frequency, week, words, dates, problems)]
    unsaid = words.unread or words.vague or words.seasons
    if unsaid and not _FREQUENCY_ONLY.fullmatch(plain_words(dates)):
        notes.insert(0, dates)
        problems.append(
            BadCell(dates, "第1・第3日曜日 のような 日（ことばは のこします）", "開催日")
        )
    if not rules and any((*hours, *notes)):
        rules = [Rule()]
    kept = "。".join(part for part in notes if part)
    timed = tuple((replace(rule, opens=hours[0], closes=hours[1]), kept) for rule in rules)
    return Opening(timed, tuple(problems))


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


def _rules(
    frequency: str, week: DayWords, words: DayWords, dates: str, problems: list[BadCell]
) -> Iterator[Rule]:
    """The rules without their hours. The row's own words win over the code."""
    days = tuple(day for day in WEEKDAYS if day in week.weekdays | words.weekdays)
    holidays = "included" if (week.holidays or words.holidays) and days else ""
    plain = plain_words(dates)
    nths = [*week.nths, *words.nths] if not words.unread else []
    named = [(nth, own or days) for nth, own in nths if own or days]
    if named:
        times = sum(len(nth) * len(own) for nth, own in named)
        spoken = {1: "monthly", 2: "twice_monthly"}.get(times, "")
        _compare(frequency, spoken or "of its own", problems)
        for nth, own in named:
            often = spoken if len(named) == 1 else "monthly" if len(nth) * len(own) == 1 else ""
            yield Rule("open", often, ";".join(own), ";".join(str(one) for one in nth))
        return
    spoken = _frequency_in(plain)
    if "毎週" in plain and days and not words.unread:
        spoken = "" if frequency in ("twice_monthly", "monthly", "every_few_months") else frequency
        _compare(frequency, spoken or "weekly", problems)
        frequency = spoken
    elif spoken:
        _compare(frequency, spoken, problems)
        frequency = spoken
    if days or frequency:
        yield Rule("open", frequency, ";".join(days), "", holidays)


def _compare(frequency: str, spoken: str, problems: list[BadCell]) -> None:
    """Reports a code that the row's words contradict; cities use some codes the other way round."""
    if frequency and frequency != spoken:
        code = next(code for code, name in _CODES.items() if name == frequency)
        expected = "ことば（開催日・開催曜日）に合う番号。ことばの ほうを 取りました"
        problems.append(BadCell(code, expected, "開催頻度"))


def _hours(opens: str, closes: str, problems: list[BadCell]) -> tuple[tuple[str, str], str]:
    """Both hours, and the words of those that cannot be read or contradict each other."""
    both = re.fullmatch(r"(.+?)(?:~|から)(.+?)(?:まで)?", plain_words(opens))
    if both and not closes:
        opens, closes = both[1], both[2]
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
    silent = {opens, closes} <= _SILENT
    return (times[0], times[1]), words if unread and not silent else ""


@lru_cache(maxsize=1024)
def read_time(text: str) -> str | None:
    """``17:00`` of 17:00, 17時, 午後5時, １７：００ or a spreadsheet's 0.708333; None when it is no
    time, empty when nothing is said."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _SILENT:
        return ""
    if re.fullmatch(r"0?\.\d+", plain):
        minutes = round(float(plain) * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if re.fullmatch(r"\d{4}", plain, re.ASCII):
        plain = f"{plain[:2]}:{plain[2:]}"
    match = _CLOCK.fullmatch(plain)
    if not match or plain.isdecimal():
        return None
    half, after = match[4], (match[1] or match[5] or "").upper() in ("午後", "PM")
    hour = int(match[2]) + (12 if after and int(match[2]) < 12 else 0)
    minute = 30 if half else int(match[3] or 0)
    return f"{hour:02}:{minute:02}" if hour < 30 and minute < 60 else None


# -- WAM NET


def read_office_hours(cells: Mapping[str, str]) -> Opening:
    """The rules of a row of WAM NET: hours by sort of day, and 定休日 in words."""
    hours = (cells.get(f"利用可能な時間帯（{name}）", "").strip() for name in _CELLS)
    remarks = cells.get("利用可能曜日特記事項（留意事項）", "").strip()
    found = _read_office_hours(*hours, cells.get("定休日", "").strip())
    if not found.rules or plain_words(remarks) in _SILENT:
        return found
    (rule, note), *rest = found.rules
    noted = "。".join(part for part in (note, remarks) if part)
    return Opening(((rule, noted), *rest), found.problems)


@lru_cache(maxsize=1024)
def _read_office_hours(week: str, saturday: str, sunday: str, holiday: str, closed: str) -> Opening:
    problems: list[BadCell] = []
    texts = dict(zip(_CELLS, (week, saturday, sunday, holiday), strict=True))
    open_days = {
        name: hours
        for name, text in texts.items()
        if (hours := _span(f"利用可能な時間帯（{name}）", text, problems)) is not None
    }
    words = read_day_words(closed)
    shut = {name for name, text in texts.items() if text == "00:00-00:00"}
    rests = set(words.weekdays) | {"SA" for name in shut if name == "土曜"}
    rests |= {"SU" for name in shut if name == "日曜"}
    rests |= set(WEEKDAYS[:5]) if "平日" in shut else set()
    no_holidays = words.holidays or "祝日" in shut
    workdays = tuple(day for day in WEEKDAYS[:5] if day not in rests) or WEEKDAYS[:5]
    _tell_contradictions(open_days, rests, no_holidays, closed, problems)
    unread = words.unread or (closed if not all(own for _, own in words.nths) else "")
    if unread:
        problems.append(BadCell(unread, "曜日・祝日・日づけ（ことばは のこします）", "定休日"))
    rules = [*_open_rules(open_days, workdays), *_closed_rules(words, rests, no_holidays)]
    if rules and (unread or words.vague):
        rules = [*_with_words(rules, closed)]
    return Opening(tuple(rules), tuple(problems))


def _span(column: str, text: str, problems: list[BadCell]) -> tuple[str, str] | None:
    """Opens and closes; None when the day is not said or closed; empty when they make no sense."""
    if not text or text == "00:00-00:00":
        return None
    opens, _, closes = plain_words(text).partition("-")
    times = read_time(opens), read_time(closes)
    if times[0] and times[1] and times[0] < times[1]:
        return times[0], times[1]
    problems.append(BadCell(text, "10:00-17:00 のような はじめと おわり", column))
    return "", ""


def _open_rules(
    hours: Mapping[str, tuple[str, str]], workdays: tuple[str, ...]
) -> Iterator[tuple[Rule, str]]:
    if "平日" in hours:
        holidays = "excluded" if "祝日" in hours else ""
        yield _open(hours["平日"], ";".join(workdays), holidays)
    for name, day in (("土曜", "SA"), ("日曜", "SU")):
        if name in hours:
            yield _open(hours[name], day, "")
    if "祝日" in hours:
        yield _open(hours["祝日"], "", "only")


def _open(hours: tuple[str, str], days: str, holidays: str) -> tuple[Rule, str]:
    return Rule("open", "", days, "", holidays, *hours), ""


def _closed_rules(
    words: DayWords, rests: set[str], no_holidays: bool
) -> Iterator[tuple[Rule, str]]:
    days = ";".join(day for day in WEEKDAYS if day in rests)
    if days or no_holidays:
        holidays = ("included" if days else "only") if no_holidays else ""
        yield Rule("closed", weekdays=days, holidays=holidays), words.words
    for nth, own in words.nths:
        if own:
            rule = Rule("closed", weekdays=";".join(own), nth=";".join(str(one) for one in nth))
            yield rule, ""
    seasons: dict[str, list[str]] = {}
    for season, said in words.seasons:
        seasons.setdefault(season, []).append(said)
    for season, several in seasons.items():
        yield Rule("closed", season=season), "、".join(several)


def _with_words(rules: list[tuple[Rule, str]], closed: str) -> Iterator[tuple[Rule, str]]:
    """All the words of 定休日, beside the first rule that closes, else the first."""
    first = next((number for number, (rule, _) in enumerate(rules) if not rule.is_open), 0)
    for number, (rule, note) in enumerate(rules):
        yield rule, plain_words(closed).replace("~", "〜") if number == first else note


def _tell_contradictions(
    open_days: Mapping[str, tuple[str, str]],
    rests: set[str],
    no_holidays: bool,
    closed: str,
    problems: list[BadCell],
) -> None:
    """The same day open and closed. A single weekday only narrows 平日, unless none would be left."""
    both = [
        name
        for name, is_closed in (
            ("平日", rests >= set(WEEKDAYS[:5])),
            ("土曜", "SA" in rests),
            ("日曜", "SU" in rests),
            ("祝日", no_holidays),
        )
        if is_closed and name in open_days
    ]
    if both:
        names = "・".join(both)
        problems.append(
            BadCell(
                closed, f"{names}の時間 と 定休日 の どちらか（いまは「きいてから」）", "定休日"
            )
        )
