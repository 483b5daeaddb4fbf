"""What in a text looks like a person, so that whoever writes it looks again: nothing about a
particular child or family may be kept.

It is a reminder and no proof: it knows the usual ways in which a note speaks of somebody.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

GRADE, AGE, BIRTH, DIAGNOSIS, INITIAL, FAMILY = (
    *("grade", "age", "birth", "diagnosis", "initial", "family"),
)
WHYS = (GRADE, AGE, BIRTH, DIAGNOSIS, INITIAL, FAMILY)
"""Why a piece of a text looks like a person: a name or a child with its school grade, or with its
age; a day of birth; a diagnosis with a name; an initial; somebody's child."""


class Person(NamedTuple):
    """A piece of a text that looks like a person, and why (one of :data:`WHYS`)."""

    text: str
    why: str


_LETTER = "[ぁ-ゖァ-ヺー々一-鿿A-Za-z〇○◯●×*]"
_CALLED = (
    r"(?:さん(?!か(?!ら)|[ぎぐさすせぜそぞぷぽま]|しょう|にん)"
    r"|くん(?!れん|せい|しょう|し)|ちゃん|君(?!津|島|が代))"
)
_NAME = rf"(?P<name>{_LETTER}{{1,8}}?){_CALLED}"
_CHILD = "(?:男の子|女の子|男児|女児|男子|女子|息子|むすこ|娘|むすめ|長男|長女|次男|次女)"
_ALL = "(?!たち|達|のみ|だけ|限定|専用|向け|むけ|対象|が対象|トイレ|用|チーム|クラス|部)"
"""After a child: no one in particular."""
_N = "[1-6一二三四五六]"
_GRADE = rf"(?:小学校?|中学校?|高校|小|中|高)(?:の|・)?{_N}(?:年生?)?|{_N}年生?"
_FROM_TO = r"(?<![0-9〜~,、・/から-])(?<!から)(?<!及び)"
"""Not the end of a span or a list, which speaks of all."""
_YEARS = "[0-9]{1,2}(?:才|歳)"
_BETWEEN = r"(?:になる|になった)?[の、,\s()]{0,2}"
_OF_CARE = (
    "自閉|アスペ|ADHD|ADD(?![A-Z])|ASD|(?<![A-Z])LD(?![A-Z])|ダウン症|てんかん|緘黙|吃音|チック"
    "|(?:発達|知的|学習|身体|聴覚|視覚|精神|情緒)(?:障|しょう)(?:害|がい)|発達の?(?:遅れ|おくれ)"
    "|脳性(?:まひ|麻痺)|難病|医療的ケア|(?:うつ|統合失調)|不登校|アレルギー|虐待|生活保護|手帳"
)
_DAY = r"[年./-]\s?\d{1,2}[月./-]\s?\d{1,2}日?"
_ERA = "(?:平成|令和|昭和|[HRS])"
_BORN = r"\s*(?:生まれ|うまれ|生(?![活徒涯])|誕生)"
_NOT_BORN = (
    r"(?!\d|\s*(?:に|から|より|付|現在|時点|開|設|確認|更新|改|指定|発行|版|オープン|掲載|電話|聞))"
)

_PATTERNS = tuple(
    (why, re.compile(pattern))
    for why, pattern in (
        (GRADE, rf"{_FROM_TO}(?:{_GRADE}){_BETWEEN}(?:{_NAME}|{_CHILD}{_ALL})"),
        (GRADE, rf"{_NAME}[、,\s]?[(はがも]?\s?(?:{_GRADE})(?![〜~\-、・])"),
        (AGE, rf"{_FROM_TO}{_YEARS}{_BETWEEN}(?:{_NAME}|{_CHILD}{_ALL})"),
        (AGE, rf"(?:{_NAME}|{_CHILD})[、,\s]?[(はがも]?\s?{_YEARS}(?!まで|以|未満|から|児|[〜~-])"),
        (BIRTH, rf"(?:{_ERA}?\s?(?:\d{{1,4}}|元){_DAY}){_BORN}"),
        (BIRTH, rf"(?:生年月日|誕生日)[\s:は]{{0,3}}(?:{_ERA}?\s?\d{{1,4}}{_DAY}|\d{{1,2}}月\d{{1,2}}日)"),
        (BIRTH, rf"(?<![A-Za-z0-9])(?:H(?:19|2\d|3[01])|R[1-6]){_DAY}{_NOT_BORN}"),
        (DIAGNOSIS, rf"{_NAME}(?:に|は|が|も|の|、|\()[^。\n]{{0,12}}?(?:{_OF_CARE})"),
        (DIAGNOSIS, rf"(?:{_OF_CARE})[^。、\n]{{0,6}}?の\s?{_NAME}"),
        (INITIAL, rf"(?<![A-Za-z])(?P<name>[A-Z](?:[.・]?[A-Z])?)\.?{_CALLED}"),
        (FAMILY, rf"{_NAME}(?:ち|宅|家)?の(?:息子|娘|お子|子ども|こども|長男|長女|次男|次女|弟|妹)"),
    )
)  # fmt: skip
_NOBODY = re.compile(
    "(?:母|父|かあ|とう|兄|姉|にい|ねえ|婆|爺|ばあ|じい|おば|おじ|ママ|パパ|親|奥|皆|みな|みんな|赤|お子|の子|ども"
    "|者|員|生|屋|師|士|家|客|社|店|長|中|少|児|人|方|婦|医|手|主|団体|の会|ボランティア|スタッフ|たく|ちゃ|沢山"
    "|地域|徒|近所|業者|先|役所|市|くに)$"
)
"""Ends what is called さん and is no one in particular: お母さん, 皆さん, 農家さん, たくさん."""
_NO_NAME = re.compile("(?:まで|から|以上|以下|など|対象|くらい|ぐらい).*|[はがもをにでとや]")
"""What stands after a grade and is no name: 小6までちゃんと."""


def persons_in(text: str) -> Iterator[Person]:
    """What looks like a person in a text, piece by piece, in ordinary width."""
    plain = unicodedata.normalize("NFKC", text)
    seen = 0
    found = [(why, match) for why, pattern in _PATTERNS for match in pattern.finditer(plain)]
    for why, match in sorted(found, key=lambda pair: pair[1].start()):
        if match.start() >= seen and _is_somebody(match):
            seen = match.end()
            yield Person(match[0].strip(), why)


def _is_somebody(match: re.Match[str]) -> bool:
    name = match.groupdict().get("name")
    if name is None:
        return True
    return not (_NOBODY.search(name) or _NO_NAME.fullmatch(name))
