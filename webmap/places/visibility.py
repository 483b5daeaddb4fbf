"""Who may see what. Everything public passes through :func:`public_view`, and nothing else does.

A mobile number or a mail address never reaches the public, whatever its row says; an address that
is hidden takes its point and its group's address with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from .agreement import fold_phone
from .fields import Value
from .location import Location
from .place import Group, Place, Site
from .record import Record, Said, Statement
from .schedule import ExceptionDay

PUBLIC_STANDINGS = frozenset({"listed", "paused"})

_DIGIT = "[0-9〇零一二三四五六七八九]"
_BETWEEN = rf"(?:[\W_]|(?<={_DIGIT})の(?={_DIGIT})|(?<=\()[^\W\d_]{{1,4}}(?=\)))"
"""Between the digits may stand whatever is no letter, and 090の0000 or 090(呼)0000."""
_GAP = _BETWEEN + "{0,6}"
_REST = rf"(?:{_GAP}{_DIGIT}){{6,}}"
_FROM_ABROAD = rf"81{_GAP}(?:0{_GAP})?[6-9]{_GAP}0{_REST}"
_TOLL_FREE = r"(?:(?<=(?:0120|0570)\W0)|(?<=(?:0120|0570)\W\W0))(?:[- ]?[0-9]){5}(?!-?[0-9])"
"""Six digits after 0120 or 0570, seen from their first one."""
_MOBILE_DIGITS = 11
_NEAR = "[-(). ]{0,3}"
# Every branch begins with the sign it looks for, and looks behind it only then: that is fast.
_MOBILE = re.compile(
    rf"""
    0(?<![0-9]0)(?:
        # After 1- or 35. the digits may belong to what stands before them.
        (?=[6-9\W_])(?<![0-9][-.]0)(?!{_TOLL_FREE})(?:
            (?![6-9](?::0[0-9]|[-/.]0[1-9])(?![0-9]))   # no 09:00 and no 07/01
            {_GAP}[6-9]{_GAP}0{_REST}
            # Too short, but no postcode (060-0001), no hours (0900-1700), no days (0701-0831).
        |   (?<!〒0)[6-9]0(?!(?:[- ]?|[0-9][- ])[0-9]{{4}}(?!{_NEAR}[0-9]))(?:{_NEAR}[0-9]){{4,}}
        )
        # Wherever it stands, this can only be a mobile number.
    |   [6-9]0{_BETWEEN}{{1,6}}[0-9]{{4}}{_GAP}[0-9]{{4}}
    |   [6-9]0[0-9]{{8}}(?![0-9])(?<![0-9][0-9]\.[0-9]{{11}})   # no degrees
    |   1?0{_GAP}{_FROM_ABROAD}
    )
|   \+{_FROM_ABROAD}
|   [〇零][六七八九][〇零]{_REST}
    """,
    re.VERBOSE,
)
_MOBILE_PHONE = re.compile("0[6-9]0|(?:00|010)810?[6-9]0|(?:810?)?[6-9]0[0-9]{7}")
"""How a telephone number begins when it is mobile; a spreadsheet may have lost its zero or plus.

Without either, nine digits are needed: a shorter one (80-9012) is local.
"""
# Only a plain name may have an address that ends in Japanese: 集合＠国立駅．雨天中止 is none.
_MAIL = re.compile(
    r"[^\s@/<>()]{1,64}+\s?@\s?[^\s@/<>()]{1,255}\.[A-Za-z]{2,}"
    r"|[\w.+-]{1,64}+(?<=[A-Za-z0-9])\s?@\s?[^\s@/<>()]{1,255}\.[^\W\d_]{2,}"
)
_AT = re.compile(
    r"[@＠﹫%\[［(（【](?:(?<=[@＠﹫])|(?<=%)40(?<!%2[Ff]%40)"
    r"|(?<!%)\s?(?:[AaＡａ][TtＴｔ]|アット(?:マ[ー-]ク)?)\s?[\]］)）】])"
)
"""A sign or word for @; but %2F%40 is the /@ of a name in an address."""
_FEWEST_SIGNS = 5
"""090 takes three signs, four digits more at least two: one sign (⑩) may stand for two digits."""
_LONG_VOWEL = re.compile("[ー‐-―−]")
_ENCLOSED = re.compile("[①-⒛⓪㉑-㉟㊱-㊿²³¹⁰-⁹]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_WHERE = frozenset({"site", "venue", "address_note", "access", "identifier"})
"""What of a place would tell where it is."""
_MUNICIPALITY = re.compile(
    "(?:東京都|北海道|京都府|大阪府|.{2,3}県)?.{1,6}?[市区町村](?![^市区町村]{0,3}市)"
)
_IN_A_HOME = "様方"
"""An address in somebody's home."""
_NOT_PUBLISHED = ("非公開", "未公開", "非公表", "公開しない", "公開不可")


@dataclass(frozen=True, slots=True)
class View:
    """A place as the public may see it: nothing in it needs to be hidden any more."""

    place: Place
    group_name: str = ""
    address: Statement | None = None
    location: Location | None = None
    site: str = ""
    hidden: bool = False


def public_view(place: Place, group: Group | None, site: Site | None) -> View:
    """What the public may know of a place.

    Statements for print or staff and texts with a mobile number or a mail address are left out;
    a hidden address is left out with its point, and of an ``area`` only the municipality is left. A
    place whose name is not public is not listed.
    """
    shown = Place(place.key, {**_public(place.said), **_required(place)})
    runner = public_record(group) if group else None
    group_name = runner.text("name") if runner else ""
    building = public_record(site) if site else None
    said: Said = building.said if building else {}
    address = said.get("address")
    hides = _hides(place, site)
    if hides:
        shown = Place(shown.key, _without_where(shown.said))
        area = _municipality(address) if hides == "area" else None
        return View(shown, group_name, area, hidden=hides == "yes")
    location = site.location if site and "location" in said else None
    return View(shown, group_name, address, location, site.key if site else "")


def _hides(place: Place, site: Site | None) -> str:
    """``yes`` or ``area`` when the address must not be shown as it is; an address in a home too."""
    at_home = site is not None and _IN_A_HOME in site.text("address")
    return place.text("hidden") or ("yes" if at_home else "")


def hides_address(address: str, cells: Iterable[str]) -> bool:
    """Whether a row must not show where it is, until an editor publishes it.

    An address in somebody's home, or a cell anywhere in the row that says 非公開 or 未公開: the wish
    often stands in another column than the address. 様方 alone says it of an address only (皆様方).
    """
    row = "\n".join(cells)
    return _IN_A_HOME in address or any(word in row for word in _NOT_PUBLISHED)


def visibility_of(field: str, value: Value, note: str) -> str:
    """Who may see what a file says: ``staff`` for a mobile number or a mail address, else all."""
    texts = (value, note) if isinstance(value, str) else (note,)
    return "staff" if _is_private_in(field, texts) else "public"


def _is_private_in(field: str, texts: Iterable[str]) -> bool:
    """A telephone number is mobile by how it begins, also when it is too short or too long."""
    if any(map(is_private, texts)):
        return True
    if field.partition(".")[0] != "phone":
        return False
    return any(map(_is_mobile_phone, texts))


@lru_cache(maxsize=64)
def _is_mobile_phone(number: str) -> bool:
    return bool(_MOBILE_PHONE.match(fold_phone(_plain(number).translate(_KANJI_DIGITS))))


def _without_where(said: Said) -> Said:
    return {field: one for field, one in said.items() if field.partition(".")[0] not in _WHERE}


@lru_cache(maxsize=4096)
def is_private(text: str) -> bool:
    """Whether a text holds a mobile number (060, 070, 080, 090) or a mail address."""
    has_at = _AT.search(text) is not None
    # To make a text plain takes long, so its signs are counted first; ASCII is plain already.
    if not (has_at or text.isascii()) and sum(map(str.isnumeric, text)) < _FEWEST_SIGNS:
        return False
    plain = _plain(text)
    return bool(_MOBILE.search(plain) or (has_at and _MAIL.search(_AT.sub("@", plain))))


def is_contact(text: str) -> bool:
    """Whether a text is nothing but a mobile number, or holds a mail address: no identifier is.

    Ten digits in one piece may be an office number.
    """
    if "@" in text or "＠" in text:
        return True
    plain = text.isdecimal() and len(text) != _MOBILE_DIGITS
    return not plain and not any(map(str.isalpha, text)) and is_private(text)


def without_private(text: str) -> str:
    """The text with mobile numbers and mail addresses taken out."""
    while is_private(text):
        text = _MAIL.sub("", _AT.sub("@", _MOBILE.sub("", _plain(text)))).strip()
    return text


def _plain(text: str) -> str:
    """The text in ordinary width, with one hyphen and every script's digits as 0 to 9."""
    if text.isascii():
        return text
    # A number in a circle numbers something: ①090 is not 1090.
    letters = unicodedata.normalize("NFKC", _ENCLOSED.sub(r"\g<0> ", text))
    return _OTHER_DIGIT.sub(_as_ascii, _LONG_VOWEL.sub("-", letters))


def _as_ascii(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


def public_record(record: Record) -> Record | None:
    """A group, site or source with what the public may see of it.

    The note of its row is the staff's. A name loses a number that stands in it; without a public
    name there is nothing to show, and the answer is None.
    """
    said = {field: replace(one, note="") for field, one in _public(record.said).items()}
    for field in record.required:
        statement = record.said[field]
        if statement.visibility != "public":
            return None
        said[field] = replace(statement, value=without_private(statement.text) or "–", note="")
    return type(record)(record.key, said)


def _public(said: Mapping[str, Statement]) -> Said:
    return {field: statement for field, statement in said.items() if _is_public(field, statement)}


def _is_public(field: str, statement: Statement) -> bool:
    if statement.visibility != "public" or field.startswith("remark."):
        return False
    return not _is_private_in(field, texts_of(statement))


def texts_of(statement: Statement) -> tuple[str, ...]:
    """What a person typed into a statement: its words, and its value where that is a text."""
    if isinstance(statement.value, ExceptionDay):
        return statement.value.reason, statement.note
    return (
        (statement.value, statement.note) if isinstance(statement.value, str) else (statement.note,)
    )


def _required(place: Place) -> Said:
    """Name, categories and standing, without which there is no place; the name without numbers."""
    name = place.said["name"]
    clean = Statement(
        without_private(name.text) or place.key, "", name.source, name.day, name.confirmed
    )
    said: dict[str, Statement] = {"name": clean}
    for field in ("categories", "standing"):
        statement = place.said[field]
        said[field] = Statement(statement.value, "", statement.source, statement.day)
    if name.visibility != "public":
        said["standing"] = Statement("check")
    return said


def _municipality(address: Statement | None) -> Statement | None:
    """The address as far as its municipality; where the town ends cannot be told from a text."""
    found = _MUNICIPALITY.match(address.text) if address else None
    return Statement(found[0], "", address.source, address.day) if address and found else None
