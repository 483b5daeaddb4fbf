"""When an office of WAM NET is open: hours by sort of day, and 定休日 in words."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..places.errors import BadCell
from ..places.schedule import WEEKDAYS, Rule
from .day_words import DayWords, plain_words, read_day_words
from .opening_hours import SILENT, Opening, read_time

_CELLS = ("平日", "土曜", "日曜", "祝日")


def read_office_hours(cells: Mapping[str, str]) -> Opening:
    """The rules of a row of WAM NET: hours by sort of day, and 定休日 in words."""
    hours = (cells.get(f"利用可能な時間帯（{name}）", "").strip() for name in _CELLS)
    remarks = cells.get("利用可能曜日特記事項（留意事項）", "").strip()
    found = _read_office_hours(*hours, cells.get("定休日", "").strip())
    if not found.rules or plain_words(remarks) in SILENT:
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
        expected = f"曜日・祝日・日づけ。「{unread}」が 読めません（ことばは のこします）"
        problems.append(BadCell(closed, expected, "定休日"))
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
