"""The layout of WAM NET's open data on services for disabled children (29 columns).

Source: the open data of 独立行政法人福祉医療機構 (WAM NET). It is read only: its quotation marks
cannot be told from its cells. It has no column for 医療的ケア.
"""

from dataclasses import dataclass
from functools import lru_cache

from ..places.contacts import is_contact
from ..places.draft import Draft, Edition, Identity
from ..places.folding import fold
from ..places.visibility import hides_address
from .layout import (
    Cells,
    Layout,
    clean_address,
    clean_kana,
    clean_name,
    clean_number,
    said,
)
from .organisation import read_group
from .phone import read_phone
from .point import read_point
from .wamnet_hours import read_office_hours

SCHEME = "wamnet"
_NUMBER, _SERIAL = "事業所番号", "NO（※システム内の固有の番号、連番）"
_NAME, _KANA, _SERVICE = "事業所の名称", "事業所の名称_かな", "サービス種別"
_CITY, _STREET = "事業所住所（市区町村）", "事業所住所（番地以降）"
_LAT, _LON = "事業所緯度", "事業所経度"

COLUMNS = (
    *("都道府県コード又は市区町村コード", _SERIAL, "指定機関名", "法人の名称", "法人の名称_かな"),
    *("法人番号", "法人住所（市区町村）", "法人住所（番地以降）", "法人電話番号", "法人FAX番号"),
    *("法人URL", _SERVICE, _NAME, _KANA, _NUMBER, _CITY, _STREET, "事業所電話番号"),
    *("事業所FAX番号", "事業所URL", _LAT, _LON),
    *("利用可能な時間帯（平日）", "利用可能な時間帯（土曜）", "利用可能な時間帯（日曜）"),
    *("利用可能な時間帯（祝日）", "定休日", "利用可能曜日特記事項（留意事項）", "定員"),
)


@dataclass(frozen=True, slots=True)
class Service:
    """What the kind of service says of every office: ages as in 児童福祉法 第六条の二の二."""

    prefix: str
    ages: str = ""
    stages: str = ""
    who: str = ""


_SERVICES = {
    "放課後等デイサービス": Service(
        "houday",
        "6-18",
        "elementary;junior_high;high",
        "就学している しょうがいのある子ども（通所受給者証が必要）",
    ),
    "児童発達支援": Service(
        "jihatsu",
        "0-6",
        "preschool",
        "就学前の しょうがい・発達に心配のある子ども（通所受給者証が必要）",
    ),
}
_OTHER = Service("wamnet")


def identify(cells: Cells, _: str) -> Identity:
    """Who a row is: its office number with the row's own number.

    One office may have several rows (184 numbers stand on 382 of 25,020 rows), each a unit.
    """
    number, serial = (_number(cells[column]) for column in (_NUMBER, _SERIAL))
    service = _SERVICES.get(cells[_SERVICE], _OTHER)
    return Identity(
        SCHEME,
        f"{number}:{serial}" if number and serial else number,
        clean_name(cells[_NAME]),
        _address(cells),
        number,
        service.prefix,
        serial,
    )


@lru_cache(maxsize=64)
def _number(text: str) -> str:
    plain = clean_number(text)
    return "" if is_contact(plain) else fold(plain)


def read(cells: Cells, city: str, edition: Edition) -> Draft:
    """What a row says."""
    draft = Draft(edition)
    draft.say(_NAME, "name", clean_name(cells[_NAME]))
    if said(cells[_KANA]):
        draft.say(_KANA, "kana", clean_kana(cells[_KANA]))
    draft.say(_SERVICE, "categories", "hattatsu")
    if city:
        draft.say(_CITY, "city", city)
    for column in (_NUMBER, _SERIAL):
        if cells[column] and not _number(cells[column]):
            draft.bad(column, cells[column], "番号（電話番号や メールでは なく）")
    _read_service(cells, draft)
    read_group(draft, cells, "法人の名称")
    _read_where(cells, draft)
    _read_asking(cells, draft)
    opening = read_office_hours(cells)
    for number, (rule, note) in enumerate(opening.rules, 1):
        draft.say("定休日", f"schedule.{number}", rule, note)
    draft.problems += opening.problems
    return draft


def _read_service(cells: Cells, draft: Draft) -> None:
    service = _SERVICES.get(cells[_SERVICE])
    if service is None:
        draft.bad(
            _SERVICE, cells[_SERVICE], "・".join(_SERVICES) + "（ほかは 確認をまつ にします）"
        )
        draft.say(_SERVICE, "standing", "check")
        return
    draft.say(_SERVICE, "ages", service.ages)
    draft.say(_SERVICE, "stages", service.stages)
    draft.say(_SERVICE, "who", service.who)
    draft.say(_SERVICE, "fact.developmental", "yes", cells[_SERVICE])


def _address(cells: Cells) -> str:
    return clean_address(said(cells[_CITY]) + said(cells[_STREET]))


def _read_where(cells: Cells, draft: Draft) -> None:
    address = _address(cells)
    if address:
        draft.say(_STREET, "address", address, of="site")
    read_point(draft, _LAT, cells[_LAT], _LON, cells[_LON])
    if hides_address(address, cells.values()):
        draft.say(_STREET, "hidden", "yes")


def _read_asking(cells: Cells, draft: Draft) -> None:
    read_phone(draft, "事業所電話番号", cells["事業所電話番号"])
    column, note = ("事業所URL", "") if said(cells["事業所URL"]) else ("法人URL", "法人のページ")
    if said(cells[column]):
        draft.say(column, "url", cells[column], note)
    persons = said(clean_number(cells["定員"]))
    if persons:
        draft.say("定員", "capacity", persons.lstrip("0") or persons)


LAYOUT = Layout(
    SCHEME,
    SCHEME,
    COLUMNS,
    frozenset({_NUMBER, _NAME, _CITY, _STREET}),
    frozenset({_NUMBER, _SERIAL, _NAME, _SERVICE}),
    _NAME,
    identify,
    read,
    lambda cells: clean_address(cells[_CITY]),
    needs_code=False,
)
