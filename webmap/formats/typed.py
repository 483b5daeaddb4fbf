"""What a person types, made plain before it is read: full width, and the many ways to write times,
days, yen and telephone numbers. What is not understood stays as it is, for a problem to name it."""

import re
import unicodedata
from collections.abc import Callable

from ..places.days import read_day
from ..places.errors import BadCell
from .layout import HYPHENS

_HOUR = re.compile(r"(\d{1,2})(?:[:.時](\d{2})分?|時(半)?)|(\d{1,2})(\d{2})")
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_YEAR = r"(?:(?P<year>\d{4})|(?P<era>令和|平成|R|H)(?P<nth>元|\d{1,2}))"
_SCHOOL_YEAR = re.compile(f"{_YEAR}年度")
_POINT = re.compile(
    _YEAR
    + r"(?:年|(?:年|[/.-])(?P<month>\d{1,2})(?:月|(?:月|[/.-])(?P<day>\d{1,2})日?)?)?"
    + "(?P<about>ごろ|頃|ころ)?"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SEASON = re.compile(
    r"(\d{1,2})[月/.-](\d{1,2})日?(?:~|から|/|-)(\d{1,2})[月/.-](\d{1,2})日?(?:まで)?"
)
_WAVES = re.compile("[\u301c\uff5e]")


def plain(part: str, text: str) -> str:
    """The text of a cell in the form in which its field is kept; ``part`` is the last of its name,
    or the field where the part is ``value``."""
    return _PLAIN.get(part, str)(text)


def plain_day(text: str) -> str:
    """A day as EDTF: 2026/7/29, 2026年7月, 令和8年7月29日, 2024年度, 2025年7月から, 2017年ごろ."""
    said = _narrow(text)
    if _is_day(said):
        return said
    if whole := _SCHOOL_YEAR.fullmatch(said):
        return f"{_year(whole)}-04/{_year(whole) + 1}-03"
    begin, since, end = said.replace("から", "~", 1).partition("~")
    if not since:
        return _point(said) or text
    points = _point(begin), _point(end.removesuffix("まで")) if end else ".."
    return "/".join(points) if all(points) else text


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except BadCell:
        return False
    return True


def _point(text: str) -> str:
    match = _DIGITS.fullmatch(text)
    if match:
        return "-".join(part for part in match.groups() if part)
    match = _POINT.fullmatch(text)
    if not match:
        return ""
    rest = "".join(f"-{int(match[part]):02}" for part in ("month", "day") if match[part])
    return f"{_year(match):04}{rest}{'~' if match['about'] else ''}"


def _year(match: re.Match[str]) -> int:
    if match["year"]:
        return int(match["year"])
    return _ERAS[match["era"]] + (1 if match["nth"] == "元" else int(match["nth"]))


def _time(text: str) -> str:
    """11:30 for １１：３０, 1130, 11.30, 11時30分, 11時半; 09:00 for 9:00 and 9時."""
    match = _HOUR.fullmatch(_narrow(text))
    if not match:
        return _narrow(text)
    hour, minute, half, bare, rest = match.groups()
    return f"{int(hour or bare):02}:{minute or rest or ('30' if half else '00')}"


def _yen(text: str) -> str:
    said = re.sub(r"[,¥\\円]", "", _narrow(text))
    return "0" if said == "無料" else said


def _phone(text: str) -> str:
    said = unicodedata.normalize("NFKC", HYPHENS.sub("-", unicodedata.normalize("NFKC", text)))
    said = re.sub(r"^(?:tel|電話|でんわ)[\s.:]*", "", said, flags=re.IGNORECASE)
    return re.sub(r"^\((0\d+)\)\s*", r"\1-", said).replace(".", "-").strip()


def _capacity(text: str) -> str:
    return re.sub("[人名]$", "", _narrow(text))


def _ages(text: str) -> str:
    return re.sub("[歳才]", "", _narrow(text)).replace("~", "-")


def _season(text: str) -> str:
    match = _SEASON.fullmatch(_narrow(text))
    if not match:
        return text
    month, day, to_month, to_day = (int(part) for part in match.groups())
    return f"{month:02}-{day:02}/{to_month:02}-{to_day:02}"


def _narrow(text: str) -> str:
    """In ordinary width, with one hyphen and one wave, without blanks."""
    said = _WAVES.sub("~", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", "", HYPHENS.sub("-", said))


_PLAIN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("day", "confirmed", "since", "starts", "moved_to"), plain_day),
    **dict.fromkeys(("opens", "closes"), _time),
    **dict.fromkeys(("yen", "yen_max"), _yen),
    **dict.fromkeys(("lat", "lon", "radius_m"), _narrow),
    **dict.fromkeys(("phone", "number"), _phone),
    "capacity": _capacity,
    "ages": _ages,
    "season": _season,
}
