"""A Japanese address as text → its parts. Which towns there are is not known here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..places.city import PREFECTURES
from .spelling import plain

_BETWEEN = " ,、・"
_LABEL = re.compile("(?:住所|所在地) ?:? ?")
_POSTCODE = re.compile(
    r"[〒(\[]*(?:[0-9]{3}-?[0-9]{4}|(?:〒|郵便番号) ?:? ?[0-9]{3}[ -]?[0-9]{4})(?![0-9-])[)\]]?"
)
_PREFECTURES = {plain(name): name for name in PREFECTURES}
_BARE = {plain(name[:-1]): name for name in PREFECTURES if name != "北海道"}
_DISTRICT = re.compile("[^0-9 ]{1,5}?郡 ?")
_LARGE_VILLAGE = re.compile("大字 ?")

_KANJI = "〇一二三四五六七八九十百千"
_NUMBER = re.compile(
    rf" ?([0-9]{{1,6}}(?![0-9])|[{_KANJI}]+)(丁目|丁|番地|番(?![館街町丁])|号(?![室棟館線]))?"
)
_CHOME, _BAN = ("丁目", "丁"), ("番地", "番")
_SEPARATOR = re.compile(" ?-+ ?| ?の ?")
_IN_BRACKETS = re.compile(r" ?\(([1-9][0-9]?-[1-9][0-9]{0,2}(?:-[1-9][0-9]{0,2})?)\)")
_ROOM = re.compile(r"階|[Ff](?![A-Za-z])|号室|号棟|号館|棟|室|館|番館|番街")
"""After a number: it counts floors, rooms or houses."""
_ELSEWHERE = re.compile(
    rf"[ -]*(?:[0-9]+|[{_KANJI}]+)(?:条|線|号線|区|町|村|郡|市|地割|番[町丁]|[ -]*[東西南北] ?[0-9{_KANJI}])"
)
"""A way of numbering that no town here has: 北1条西2."""
_COUNTS = re.compile(rf"[0-9{_KANJI}] ?(?:年|学年|歳|才|組|時|人|回)")
"""After a number: a school year, an age, a time."""
_OTHER_REGION = re.compile(
    r"[^\W\d_](?:市|(?<![地学])区)(?![役民場立営内外街域会分画切間長議])|[^\W\d_]郡"
)
"""A 市 or 区 within a building's name does not count (市役所, 区民会館)."""
_ENDS_NUMERAL = re.compile(rf"$|[ (\[「『【、,/a-zA-Z-]|の ?[0-9{_KANJI}]")
_STARTS_REST = re.compile(r"$|[ (\[「『【、,/]")
_DIGIT = {numeral: str(number) for number, numeral in enumerate("〇一二三四五六七八九")}
_WHOLE_NUMERAL = re.compile("(?:(.?)千)?(?:(.?)百)?(?:(.?)十)?(.?)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers after a town, in ordinary digits: 2, 47, 1 of 二丁目47番地の1.

    ``chome`` says that the first is marked 丁目; ``ban`` which of them is marked 番 or 番地,
    counted from 0, or -1. Floors, rooms and buildings are not among them.
    """

    parts: tuple[str, ...] = ()
    chome: bool = False
    ban: int = -1


def take_prefecture(text: str) -> tuple[str, str]:
    """The prefecture that an address in plain spelling begins with, or empty; and the rest.

    A label, a postal code and 日本 before it are passed over.
    """
    rest = text
    for one in (_LABEL, _POSTCODE):
        found = one.match(rest)
        rest = _skip(rest[found.end() :] if found else rest)
    rest = _skip(rest.removeprefix("日本国").removeprefix("日本"))
    for length in (3, 4):
        if name := _PREFECTURES.get(rest[:length]):
            return name, _skip(rest[length:])
    return "", rest


def take_bare_prefecture(text: str) -> tuple[str, str]:
    """As before, of a prefecture written without its last character: 東京 国立市."""
    for length in (2, 3):
        if name := _BARE.get(text[:length]):
            return name, _skip(text[length:])
    return "", text


def take_district(text: str) -> tuple[str, str]:
    """The 郡 that a text begins with, or empty; and the rest."""
    found = _DISTRICT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def take_large_village(text: str) -> tuple[bool, str]:
    """Whether a text begins with 大字; and the rest."""
    found = _LARGE_VILLAGE.match(text)
    return (True, text[found.end() :]) if found else (False, text)


def after(name: str, text: str) -> str:
    """What follows a name at the beginning of a text, without blanks."""
    return _skip(text[len(name) :])


def read_numbers(text: str) -> Numbers | None:
    """The numbers that follow the name of a town, or None when the name does not end there.

    ``text`` is what follows the name, in plain spelling: 中 is no town of 中央1-1, since 央
    follows, and 北 none of 北1条西2.
    """
    if _ELSEWHERE.match(text):
        return None
    text = _IN_BRACKETS.sub(r"\1 ", text, count=1) if _IN_BRACKETS.match(text) else text
    found = tuple(_numbers(text))
    if not found and not _STARTS_REST.match(text):
        return None
    units = [unit for _, unit in found]
    if units[:1] == ["号"] or any(unit in _CHOME for unit in units[1:]):
        return None
    ban = next((at for at, unit in enumerate(units) if unit in _BAN), -1)
    return Numbers(tuple(number for number, _ in found), units[:1] in (["丁目"], ["丁"]), ban)


def says_otherwise(text: str, home: Iterable[str]) -> bool:
    """Whether what follows a town names another municipality or prefecture than ``home``, or counts
    school years or the like: 富士見台1-1 練馬区, 中1〜中3年."""
    for name in home:
        text = text.replace(name, "")
    named = any(name in text for name in _PREFECTURES)
    return named or bool(_COUNTS.search(text) or _OTHER_REGION.search(text))


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number with its unit, as far as the text goes on numbering."""
    at, after_ban, spaced = len(text) - len(text.lstrip(" -")), False, False
    while found := _NUMBER.match(text, at):
        number, unit = _read_numeral(found[1]), found[2] or ""
        blank = found[0].startswith(" ")
        is_short = spaced and len(number) < 3  # 2丁目 47番地 1, all with blanks between
        may_be_room = after_ban and blank and unit != "号" and not is_short
        if not number or may_be_room or not (unit or _ends(text, found)):
            return
        yield number, unit
        between = _SEPARATOR.match(text, found.end())
        if unit == "号" or not (unit or between):
            return
        after_ban, spaced = unit in _BAN and not between, blank
        at = between.end() if between else found.end()


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a number without a unit ends there: a building's name may follow digits, but 三 of
    三田 and 一 of 一之江 are none, nor 2 of 2階."""
    if _ROOM.match(text, found.end()):
        return False
    return found[1].isascii() or bool(_ENDS_NUMERAL.match(text, found.end()))


def _read_numeral(text: str) -> str:
    """Digits of a number in digits or in kanji, without leading zeros; empty when it is none."""
    if text.isascii():
        return text.lstrip("0") or "0"
    if all(letter in _DIGIT for letter in text):
        return "".join(_DIGIT[letter] for letter in text).lstrip("0") or "0"
    found = _WHOLE_NUMERAL.fullmatch(text)
    if not found:
        return ""
    total = 0
    for place, digit in zip((1000, 100, 10, 1), found.groups(), strict=True):
        if digit and digit not in _DIGIT:
            return ""
        if digit is not None:
            total += place * int(_DIGIT.get(digit, "1" if place > 1 else "0"))
    return str(total)


def _skip(text: str) -> str:
    return text.lstrip(_BETWEEN)
