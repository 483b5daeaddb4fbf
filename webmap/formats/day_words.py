"""Days in Japanese words: 「第2・4土曜日、日祝、お盆、年末年始(12/29〜1/3)」.

Only what is definite is read. A part that goes on in words that are not known takes back what was
read of it (土曜日 of 「土曜日は月1回開所」), and a weekday that such words name is in doubt.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from ..places.errors import BadCell
from ..places.schedule import WEEKDAYS, Rule

LONGEST = 1_000
"""Characters. What is longer says no days; it is not read, whatever it holds."""

_TILDE = re.compile(r"\s*[\u301c\uff5e∼~]\s*")
_HYPHEN = re.compile("(?<=[0-9日])[\u2010-\u2015\u2212ー一](?=[0-9])")
_DAYS = dict(zip("月火水木金土日", WEEKDAYS, strict=True))
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_N = "[1-5一二三四五]"
_D = "[月火水木金土日]"

NthDays = tuple[tuple[int, ...], tuple[str, ...]]

_NTH = re.compile(
    f"(?:第(?P<nths>{_N}(?:(?:[・、,&と]|及び|第)*{_N}(?![回時月/]|日(?!曜)))*)|(?P<last>最終|最後の?))"
    rf"[・、,]?(?:週)?の?(?:(?P<days>{_D}(?:[・、,]?{_D})*)曜日?|(?P<day>{_D})(?![a-z\d]))?"
)
_HOLIDAY = re.compile(
    "(?:国民の)?(?:祝祭日|祝日|祭日|祝(?!い)|国民の休日)(?:及び振替休日|・?振替休日)?(?:等|など)?"
    r"(?:\(振替[^)]*含[^)]*\))?"
)
_DATE = r"(\d{1,2})(?:月|/|\.)(\d{1,2})日?"
_SPAN = re.compile(
    rf"{_DATE}(?:\({_D}\))?(?:(?:~|から|-|より)(?:翌年?|次年)?(?:の)?"
    r"(?:(\d{1,2})(?:月|/|\.))?(\d{1,2})日?)?(?:まで)?(?:の?期間|の間)?"
)
_LABELLED = re.compile(
    "(?P<label>年末・?年始|年始・?年末|(?:お|御)?正月|(?:お|御|旧)?盆)"
    "(?:休み|休暇|休業日?|期間|等|など|の?間|は|:)*"
    rf"(?P<span>{_SPAN.pattern})?"
)
_WEEKDAY = re.compile(rf"(?:毎週)?(?<![\d年])({_D})(?:曜(?:日(?!曜))?|(?![\d回末]))")
_VAGUE = re.compile(
    "GW|ゴールデンウ[ィイ]ーク|[春夏秋冬][季期](?:休暇|休業日?|休み)?|夏休み|冬休み|こどもの日|慰霊の日"
    "|その他[^、,・()]*|臨時休[業館]日?|(?:職員)?研修日?|年末|年始|他"
)
_DECREED = re.compile("[^、,・()]{0,20}(?:定め|指定|規定|認め)[^、,・()]*(?:日|休日|休業日|場合)")
"""Only as a whole part: of 「月ごとに定める土曜日」 nothing may be read before it."""
_WORKDAYS = re.compile("平日")
_RANGE = re.compile(rf"({_D})(?:曜日?)?(?:~|から|-)({_D})(?:曜日?)?(?:まで)?")
_UNDATED = ("vague", "decreed")
_TAKEN_BACK = re.compile("除|以外|営業|開所|開館")
_STRAY = re.compile("[()]+")
_OR = "または|又は|もしくは|若しくは|あるいは"
_EITHER = re.compile(_OR)
_SEPARATOR = re.compile(rf"[\s、,・。/;:※\[\]「」]+|及び|および|並びに|と(?!き)|&|{_OR}")
_FILLER = re.compile(
    "毎月|毎週|原則として|原則|基本的に?|各週?|(?:は|が)?(?:お|定)?(?:休業日?|休館日?|休所日?|閉所日?"
    "|休み|休日|定休日?|休)(?:です|とする)?|開催|実施|等|など"
)
_NOTHING = re.compile(
    "なし|無し?|無休|年中無休|特に?(?:なし|無し?)|-|ありません|特になし。?|定休日なし"
)


@dataclass(slots=True)
class DayWords:
    """What a text names: weekdays, nth weekdays, holidays, seasons, each with its own words.

    ``weekly`` are those of the weekdays that 毎週 stands before. ``nths`` are (nth, weekdays), the
    weekdays empty when the text names none. ``seasons`` are (season, words). ``unread`` is what
    could not be read; ``either`` says that the days are joined by または.
    """

    weekdays: set[str] = field(default_factory=set)
    weekly: set[str] = field(default_factory=set)
    holidays: bool = False
    nths: list[NthDays] = field(default_factory=list)
    seasons: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""
    vague: str = ""
    unread: str = ""
    either: bool = False

    @property
    def doubtful(self) -> set[str]:
        """Weekdays that the unread words speak of, so that nothing sure is known of them."""
        return {_DAYS[day] for day in re.findall(f"{_D}(?=曜)|土", self.unread + self.vague)}

    @property
    def nth_days(self) -> set[str]:
        """The weekdays that an nth stands before."""
        return {day for _, own in self.nths for day in own}


@lru_cache(maxsize=1024)
def read_day_words(text: str) -> DayWords:
    """The days that a text names. Never raises."""
    if len(text) > LONGEST:
        return DayWords(unread=text)
    plain = plain_words(text)
    if _NOTHING.fullmatch(plain):
        return DayWords()
    return _Reader(plain).read()


def plain_words(text: str) -> str:
    """The text in ordinary width, with one sign for a span and one for a hyphen; as it stands when
    it is too long."""
    if len(text) > LONGEST:
        return text
    plain = unicodedata.normalize("NFKC", text)
    plain = _HYPHEN.sub("-", _TILDE.sub("~", plain))
    if not plain.isprintable():
        plain = "".join(one for one in plain if one.isprintable() or one.isspace())
    return plain.strip()


@dataclass(frozen=True, slots=True)
class _Token:
    """Something read: ``day``, ``holiday``, ``nth``, ``season`` or ``filler``, and where it stands."""

    name: str
    start: int
    end: int
    value: object = None


@dataclass(slots=True)
class _Reader:
    """Reads from left to right, part by part; a part is what stands between two separators."""

    text: str
    tokens: list[_Token] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def read(self) -> DayWords:
        at = 0
        while at < len(self.text):
            separator = _SEPARATOR.match(self.text, at) or _STRAY.match(self.text, at)
            at = separator.end() if separator else self._read_part(at)
        return self._found()

    def _read_part(self, start: int) -> int:
        """Reads a part and returns where it ends; what does not read to its end is not read."""
        at, tokens = start, list[_Token]()
        while at < len(self.text) and not _SEPARATOR.match(self.text, at):
            bracket = self.text[at] == "(" and bool(tokens)
            token = self._bracket(at, tokens.pop()) if bracket else self._token(at)
            if token is None or (tokens and _parts(tokens[-1], token)):
                return self._leave(start, at)
            tokens.append(token)
            at = token.end
        self.tokens += tokens
        return at

    def _leave(self, start: int, at: int) -> int:
        end = at
        while end < len(self.text) and not _SEPARATOR.match(self.text, end):
            closing = self.text.find(")", end) if self.text[end] == "(" else -1
            end = max(end, closing) + 1
        self.unread.append(self.text[start:end])
        return end

    def _token(self, at: int) -> _Token | None:
        for name, pattern, value in _TOKENS:
            match = pattern.match(self.text, at)
            found = value(match) if match else None
            if match and found is not None:
                return _Token(name, at, match.end(), found)
        return None

    def _bracket(self, at: int, before: _Token) -> _Token | None:
        """What stands in brackets belongs to the token before: the days of a season, the nths of
        a weekday."""
        closing = self.text.find(")", at)
        end = len(self.text) if closing < 0 else closing + 1
        inside = self.text[at + 1 : end].rstrip(")").strip()
        span = _SPAN.fullmatch(inside)
        season = _season(span) if span else None
        if season and before.name in ("season", *_UNDATED):
            return _Token("season", before.start, end, season)
        if before.name in ("season", *_UNDATED) and not _TAKEN_BACK.search(inside):
            return _Token(before.name, before.start, end, before.value)
        nth = _NTH.fullmatch(inside)
        if before.name == "day" and nth and not (nth["days"] or nth["day"]):
            return _Token("nth", before.start, end, (_nths(nth), before.value))
        return None

    def _found(self) -> DayWords:
        found = DayWords(unread="、".join(self.unread), either=bool(_EITHER.search(self.text)))
        weekly = False
        for token in self.tokens:
            weekly &= token.name in ("day", "holiday", "filler")
            weekly |= self.text.startswith("毎週", token.start)
            if token.name == "day":
                days = cast(tuple[str, ...], token.value)
                found.weekdays.update(days)
                found.weekly.update(days if weekly else ())
            elif token.name == "holiday":
                found.holidays = True
            elif token.name == "nth":
                found.nths.append(cast(NthDays, token.value))
            elif token.name == "season":
                found.seasons.append((str(token.value), self._said(token.start, token.end)))
        vague = [self.text[one.start : one.end] for one in self.tokens if one.name in _UNDATED]
        found.vague = "、".join(vague)
        found.weekdays -= found.doubtful
        found.weekly -= found.doubtful
        found.words = self._words()
        return found

    def _words(self) -> str:
        """The words of the weekdays and holidays, as one piece where nothing else is between."""
        named = [token for token in self.tokens if token.name in ("day", "holiday")]
        if not named:
            return ""
        start, end = named[0].start, named[-1].end
        others = [
            token for token in self.tokens if token not in named and start < token.start < end
        ]
        if not others and not any(part in self.text[start:end] for part in self.unread):
            return self._said(start, end)
        return "、".join(self._said(token.start, token.end) for token in named)

    def _said(self, start: int, end: int) -> str:
        """A piece of the text as people write it."""
        return self.text[start:end].replace("~", "〜")


def _parts(before: _Token, token: _Token) -> bool:
    """Whether two tokens in a row say something else than both alone: 最終 and 平日, 月 and
    ごとに定める日."""
    dayless = before.name == "nth" and not cast(NthDays, before.value)[1]
    return token.name == "decreed" or (dayless and token.name != "filler")


def _nths(match: re.Match[str]) -> tuple[int, ...]:
    if match["last"]:
        return (-1,)
    digits = re.findall(_N, match["nths"])
    return tuple(sorted({_NUMERALS.get(digit) or int(digit) for digit in digits}))


def _nth(match: re.Match[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    days = re.findall(_D, match["days"] or match["day"] or "")
    return _nths(match), _in_order(_DAYS[day] for day in days)


def _range(match: re.Match[str]) -> tuple[str, ...] | None:
    first, last = (WEEKDAYS.index(_DAYS[match[part]]) for part in (1, 2))
    return WEEKDAYS[first : last + 1] if first < last else None


def _season(match: re.Match[str]) -> str | None:
    """``12-29/01-03``; None when there is no such day."""
    month, day, to_month, to_day = (int(part) if part else 0 for part in match.groups())
    if not to_day:
        to_month, to_day = month, day
    elif not to_month:
        to_month = month if to_day >= day else month % 12 + 1
    season = f"{month:02}-{day:02}/{to_month:02}-{to_day:02}"
    try:
        return Rule("closed", season=season).season
    except BadCell:
        return None


def _in_order(days: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(days), key=WEEKDAYS.index))


def _labelled(match: re.Match[str]) -> str | None:
    """A named season; with its days where they follow at once."""
    span = _SPAN.fullmatch(match["span"]) if match["span"] else None
    word = "obon" if "盆" in match["label"] else "new_year"
    return (_season(span) or word) if span else word


_TOKENS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], object]], ...] = (
    ("nth", _NTH, _nth),
    ("season", _LABELLED, _labelled),
    ("season", _SPAN, _season),
    ("holiday", _HOLIDAY, lambda match: True),
    ("day", _RANGE, _range),
    ("day", _WEEKDAY, lambda match: (_DAYS[match[1]],)),
    ("day", _WORKDAYS, lambda match: WEEKDAYS[:5]),
    ("vague", _VAGUE, lambda match: True),
    ("decreed", _DECREED, lambda match: True),
    ("filler", _FILLER, lambda match: True),
)
