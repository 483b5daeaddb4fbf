"""What in a text looks like a person, so that whoever writes it looks again: nothing about a
particular child may be kept.

It errs on the side of places: few false alarms, since a warning that is often wrong is not read.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

GRADE, AGE, BIRTH, DIAGNOSIS, INITIAL = "grade", "age", "birth", "diagnosis", "initial"
WHYS = (GRADE, AGE, BIRTH, DIAGNOSIS, INITIAL)
"""Why a piece looks like a person: somebody with a grade, with an age, with a day of birth, with a
diagnosis, or called by an initial."""


class Person(NamedTuple):
    """A piece of a text that looks like a person, and why."""

    text: str
    why: str


_EVERYBODY = re.compile(
    r"(?:みな|皆|たく|おく|大家|屋|やお|お?子(?:ども|供)?|お?母|お?父|お?兄|お?姉|お?じい|お?ばあ|お?ば|お?じ"
    r"|お?嬢|お?客|お?年寄り|親御?|保護者|利用者|生徒|学生|児童|園児|スタッフ|職員|ボランティア|支援者|相談員"
    r"|担当者?|医者|看護師|患者|住民|地域|近所|農家|業者|店|赤|お?坊|娘|息子|奥|旦那|お孫|孫|ママ|パパ)"
    r"(?:たち)?(?:さん|ちゃん|くん|君)"
)
"""Words with さん that are nobody in particular."""
_CALLED = r"(?:さん|くん(?!れ|製)|ちゃん(?!と|ぽん|こ)|(?<![諸])君(?![津島子が代])|さま(?!ざま))"
_LETTERS = r"[一-鿿々ぁ-んァ-ヶーA-Za-z○〇◯]"
_NAME = rf"{_LETTERS}{{1,8}}?{_CALLED}"
_NTH = "[1-6一二三四五六]"
_SCHOOL = rf"(?:[小中高]{_NTH}(?:年生?)?|(?:小学|中学|高校)校?{_NTH}年生?|{_NTH}年生)"
_YEARS = r"(?<![\d~-])\d{1,2}\s?(?:歳|才|さい)(?!以|ま|か|未|~|-|児|向|の?方|の?子ども)"
_YEAR = r"(?:(?:19|20)\d\d|(?:令和|平成|昭和|[RHS])\s?(?:元|\d{1,2}))"
_DATE = rf"{_YEAR}\s?[年./-]\s?\d{{1,2}}\s?[月./-]\s?\d{{1,2}}日?"
_SHOGAI = "(?:障(?:[害碍]|がい)|しょうがい)"
"""However it is spelled."""
_DIAGNOSES = (
    rf"(?:自閉|ASD|ADHD|アスペルガー|発達{_SHOGAI}|知的{_SHOGAI}"
    rf"|学習{_SHOGAI}|ダウン症|てんかん|うつ病|適応{_SHOGAI}|起立性調節{_SHOGAI}|場面緘黙|統合失調"
    rf"|愛着{_SHOGAI}|脳性(?:まひ|麻痺)|不登校|虐待|リストカット|手帳を?(?:持|も))"
)
_LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        BIRTH,
        re.compile(
            rf"{_DATE}\s?(?:生まれ|うまれ|生(?!活|徒|涯))|(?:誕生日|生年月日)\D{{0,4}}{_DATE}"
        ),
    ),
    (
        DIAGNOSIS,
        re.compile(rf"{_NAME}[^。\n]{{0,12}}?{_DIAGNOSES}|{_DIAGNOSES}[^。\n]{{0,6}}?{_NAME}"),
    ),
    (
        GRADE,
        re.compile(rf"{_SCHOOL}の?(?:、|\s)?(?:{_NAME}|(?:女|男)の子|(?:女子|男子)(?:児童|生徒))"),
    ),
    (AGE, re.compile(rf"{_NAME}[はがの(、\s]{{0,2}}{_YEARS}|{_YEARS}(?:の|、|\s)?{_NAME}")),
    (
        INITIAL,
        re.compile(
            r"(?<![A-Za-z])[A-Z](?:[.・]?[A-Z])?\.?(?:さん|くん|ちゃん|君(?!津)|[子男](?=[はがのを、。]))"
        ),
    ),
)


def persons_in(text: str) -> Iterator[Person]:
    """What looks like a person in a text, each piece once, in ordinary width."""
    plain = unicodedata.normalize("NFKC", text).replace("〜", "~")
    told: list[tuple[int, int]] = []
    for why, look in _LOOKS:
        for match in look.finditer(plain):
            begin, end = match.span()
            if _is_somebody(match[0]) and not any(a < end and begin < b for a, b in told):
                told.append((begin, end))
                yield Person(match[0].strip(), why)


def _is_somebody(piece: str) -> bool:
    """Whether anybody in particular is left when the words for everybody are taken out."""
    called = re.search(_CALLED, piece) is not None
    return not called or re.search(_CALLED, _EVERYBODY.sub("", piece)) is not None
