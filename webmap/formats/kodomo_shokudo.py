"""The national 子ども食堂 layout: 49 columns, and 25 of the ``_tsuika`` file of further venues.

Source: 自治体標準オープンデータセット and Tokyo's 子ども食堂一覧 in its form. A file is written
back with :func:`~webmap.formats.sheet.write_sheet`.
"""

import re
from collections.abc import Iterator

from ..places.contacts import is_contact
from ..places.draft import Draft, Edition, Identity
from ..places.fees import Fee
from ..places.folding import fold
from ..places.visibility import hides_address
from .kodomo_shokudo_hours import read_opening
from .layout import (
    Cells,
    Layout,
    clean_address,
    clean_kana,
    clean_name,
    clean_number,
    said,
)
from .municipality import names_other, whole_address
from .organisation import city_code, read_group
from .phone import read_phone
from .point import read_point

SCHEME = "kodomo_shokudo"
_CODE, _ID, _NAME = "全国地方公共団体コード", "ID", "名称"

_VENUE = (
    *("住所", "方書", "緯度", "経度"),
    *("開催頻度", "開催曜日", "開催日", "開催開始時間", "開催終了時間", "開催日時特記事項"),
    *("参加条件", "参加費_幼児", "参加費_小学生", "参加費_中学生", "参加費_高校生", "参加費_大人"),
    *("参加費特記事項", "予約方法", "予約特記事項", "定員"),
)
COLUMNS = (
    *(_CODE, _ID, "都道府県", "市区町村名", _NAME, "名称_カナ", "設置目的", "実施支援の主な区分"),
    *_VENUE[:4],
    *("電話番号1", "電話番号1_連絡先備考", "電話番号2", "電話番号2_連絡先備考", "内線番号"),
    *("FAX番号", "URL", "メールアドレス1", "メールアドレス1_連絡先備考"),
    *("メールアドレス2", "メールアドレス2_連絡先備考", "法人番号", "運営団体名"),
    *_VENUE[4:],
    *("フードパントリー実施", "テイクアウト実施", "学区", "ネットワークの加入", "追加情報NO"),
    *("画像", "画像_ライセンス", "備考"),
)
FURTHER_COLUMNS = (_ID, *_VENUE, "学区", "画像", "画像_ライセンス", "備考")

_ALIASES = {"NO": _ID, "所在地": "住所", "所在地_連結表記": "住所"}

_FEES = {
    "参加費_幼児": "preschool",
    "参加費_小学生": "elementary",
    "参加費_中学生": "junior_high",
    "参加費_高校生": "high",
    "参加費_大人": "adult",
}
_FACTS = {"フードパントリー実施": "fact.pantry", "テイクアウト実施": "fact.takeout"}
_SUPPORTS = {"学習支援": "fact.learning", "フードパントリー": "fact.pantry"}
_YES = frozenset({"1", "有", "あり", "○", "◯", "〇", "実施", "可", "yes", "true"})
_NO = frozenset({"0", "無", "なし", "×", "未実施", "不可", "no", "false"})
_WAYS = {
    "phone": ("電話", "でんわ", "tel"),
    "line": ("line", "ライン"),
    "web": ("hp", "ホームページ", "web", "ウェブ", "フォーム", "form", "サイト", "http"),
    "mail": ("メール", "mail"),
    "in_person": ("来所", "窓口", "来店", "店頭"),
}
_NO_BOOKING = re.compile(
    "(予約|申込み?|申し込み).{0,3}(不要|なし|無し|いりません)|^(不要|なし|無し|無)$"
)
_BOOKING = re.compile("要予約|事前予約|予約(が|は)?(必要|必須)|要申込|^(要|必要|必須)$")
_YEN = re.compile(r"[¥￥]?(\d{1,7})円?(?:[~〜～-](\d{1,7})円?)?")
_FREE = frozenset({"無料", "なし", "無し", "無"})
_PERSONS = re.compile(r"(?:約)?(\d{1,6})(?:人|名)?(?:程度)?")
_LOST_ID = re.compile(r"\d([.,]\d*)?[Ee][+-]?\d+|#+|#[A-Z/0!?]+")
"""What a spreadsheet makes of an ID: a power of ten, or an error (``#REF!``)."""
_WHOLE = re.compile(r"0*(\d+?)(?:\.0+)?", re.ASCII)


def identify(cells: Cells, city: str) -> Identity:
    """Who a row of the main file is: its ID within the municipality.

    Digits compare as numbers, other IDs folded, without hyphens, which tell further venues; an ID
    that a spreadsheet made a power of ten (``1.32E+11``) is unknown.
    """
    own = city_code(cells[_CODE]) or city
    number = _fold_id(cells[_ID])
    name, address = clean_name(cells[_NAME]), _address(cells)
    identifier = f"{own}:{number}" if own and number else ""
    return Identity(SCHEME, identifier, name, address, identifier, f"ks-{own}", number, city=own)


def identify_further(cells: Cells, city: str) -> Identity:
    """Who a row of the ``_tsuika`` file is: a venue of its ID, told apart by its address."""
    number = _fold_id(cells[_ID])
    identifier = f"{city}:{number}" if city and number else ""
    address = _address(cells)
    return Identity(
        SCHEME, "", "", address, identifier, f"ks-{city}", number, further_venue=True, city=city
    )


def read(cells: Cells, city: str, edition: Edition) -> Draft:
    """What a row of the main file says."""
    draft = Draft(edition)
    draft.say(_NAME, "name", clean_name(cells[_NAME]))
    if said(cells["名称_カナ"]):
        draft.say("名称_カナ", "kana", clean_kana(cells["名称_カナ"]))
    draft.say(_NAME, "categories", "kodomo_shokudo")
    own = city_code(cells[_CODE])
    if cells[_CODE] and not own:
        draft.bad(_CODE, cells[_CODE], "全国地方公共団体コード（6けた、国立市は 132152）")
    if own or city:
        draft.say(_CODE, "city", own or city)
    if cells[_ID] and not _fold_id(cells[_ID]):
        draft.bad(_ID, cells[_ID], "もとの ID（表計算ソフトで 変わった 数では なく）")
    read_group(draft, cells, "運営団体名")
    _read_asking(cells, draft)
    _read_facts(cells, draft)
    _read_venue(cells, draft)
    return draft


def read_further(cells: Cells, city: str, edition: Edition) -> Draft:
    """What a row of the ``_tsuika`` file says: of the venue alone, and nothing of its name."""
    draft = Draft(edition)
    draft.say(_ID, "categories", "kodomo_shokudo")
    if city:
        draft.say(_ID, "city", city)
    _read_venue(cells, draft)
    return draft


def _fold_id(text: str) -> str:
    plain = clean_number(text)
    if _LOST_ID.fullmatch(plain) or is_contact(plain):
        return ""
    if match := _WHOLE.fullmatch(plain):
        return match[1]
    return fold(plain).replace("-", "_")


def _address(cells: Cells) -> str:
    """The address with its municipality, where other columns name that."""
    return whole_address(*_address_cells(cells))


def _address_cells(cells: Cells) -> tuple[str, str, str]:
    """Address, prefecture and municipality, as they stand in their cells."""
    prefecture, city = (clean_address(cells.get(name, "")) for name in ("都道府県", "市区町村名"))
    return clean_address(said(cells["住所"])), prefecture, city


def _read_asking(cells: Cells, draft: Draft) -> None:
    _read_phone(cells, draft)
    urls = re.findall(r"(?:https?://|www\.)[^\s、]+", cells["URL"])
    if urls:
        first = urls[0] if urls[0].startswith("http") else f"http://{urls[0]}"
        draft.say("URL", "url", first)
    elif said(cells["URL"]):
        draft.bad("URL", cells["URL"], "https:// か http:// ではじまる アドレス")


def _read_phone(cells: Cells, draft: Draft) -> None:
    """The first number that the public may see, else the first."""
    drafts = []
    for column in ("電話番号1", "電話番号2"):
        extension = clean_number(cells["内線番号"]) if column == "電話番号1" else ""
        words = (said(cells[f"{column}_連絡先備考"]), f"内線 {extension}" if extension else "")
        one = Draft(draft.edition)
        read_phone(one, column, cells[column], "、".join(word for word in words if word))
        drafts.append(one)
        draft.problems += one.problems
        draft.withheld += one.withheld
    found = sorted(
        (one.place["phone"] for one in drafts if "phone" in one.place),
        key=lambda phone: phone.visibility != "public",
    )
    if found:
        draft.place["phone"] = found[0]


def _read_facts(cells: Cells, draft: Draft) -> None:
    for support in re.split(r"[;；、,／/]", cells["実施支援の主な区分"]):
        if support.strip() in _SUPPORTS:
            draft.say("実施支援の主な区分", _SUPPORTS[support.strip()], "yes", support.strip())
    for column, field in _FACTS.items():
        answer = clean_number(cells[column]).casefold()
        if answer in _YES:
            draft.say(column, field, "yes")
        elif answer in _NO:
            draft.say(column, field, "no")
        elif said(answer):
            draft.bad(column, cells[column], "1（する）か 0（しない）")


def _read_venue(cells: Cells, draft: Draft) -> None:
    _read_where(cells, draft)
    opening = read_opening(cells)
    for number, (rule, note) in enumerate(opening.rules, 1):
        draft.say("開催日", f"schedule.{number}", rule, note)
    draft.problems += opening.problems
    who = said(cells["参加条件"])
    if who in ("なし", "無し", "特になし", "無"):
        draft.say("参加条件", "who", "だれでも", f"参加条件: {who}")
    elif who:
        draft.say("参加条件", "who", who)
    _read_fees(cells, draft)
    _read_booking(cells, draft)
    persons = said(clean_number(cells["定員"]))
    match = _PERSONS.fullmatch(persons)
    if match and int(match[1]):
        draft.say("定員", "capacity", str(int(match[1])))
    elif persons and persons not in _FREE:
        draft.bad("定員", cells["定員"], "人数（数）")


def _read_where(cells: Cells, draft: Draft) -> None:
    address = _address(cells)
    if address:
        draft.say("住所", "address", address, of="site")
    if names_other(*_address_cells(cells)):
        draft.doubt(
            "住所", address, "市区町村名の らんと ちがう まちの 住所です。たしかめてください"
        )
    note = clean_address(cells["方書"]) if said(cells["方書"]) else ""
    if note:
        draft.say("方書", "address_note", note)
    read_point(draft, "緯度", cells["緯度"], "経度", cells["経度"])
    if hides_address(f"{address} {note}", cells.values()):
        draft.say("住所", "hidden", "yes")


def _read_fees(cells: Cells, draft: Draft) -> None:
    for column, person in _FEES.items():
        text = said(clean_number(cells[column]))
        if text:
            _read_fee(draft, column, person, text, cells[column])
    words = said(cells["参加費特記事項"])
    if words and "不明" not in words:
        person = "adult" if "大人" in words and not said(cells["参加費_大人"]) else "everyone"
        draft.say("参加費特記事項", f"fee.{person}.visit", Fee(), words)


def _read_fee(draft: Draft, column: str, person: str, text: str, found: str) -> None:
    match = _YEN.fullmatch(text.replace(",", ""))
    if text in _FREE:
        draft.say(column, f"fee.{person}.visit", Fee("0"), found)
    elif match and (not match[2] or int(match[2]) >= int(match[1])):
        high = str(int(match[2])) if match[2] and int(match[2]) > int(match[1]) else ""
        draft.say(column, f"fee.{person}.visit", Fee(str(int(match[1])), high))
    else:
        draft.bad(column, found, "円（数）")
        if not any(map(str.isdecimal, text)):  # words, not a slip of the finger
            draft.say(column, f"fee.{person}.visit", Fee(), found)


def _read_booking(cells: Cells, draft: Draft) -> None:
    """How to book. A way alone does not say that one must: then it is to be asked."""
    way, words = said(cells["予約方法"]), said(cells["予約特記事項"])
    if not way and not words:
        return
    text = fold(f"{way} {words}")
    if _NO_BOOKING.search(way) or _NO_BOOKING.search(words):
        booking = "none"
    else:
        booking = "required" if _BOOKING.search(way) or _BOOKING.search(words) else "ask"
    spoken = re.sub("^(HP|ＨＰ)$", "ホームページ", way)
    notes = (f"予約方法: {spoken}" if way else "", words)
    column = "予約方法" if way else "予約特記事項"
    draft.say(column, "booking", booking, "。".join(note for note in notes if note))
    ways = ";".join(_ways(text))
    if ways and booking != "none":
        draft.say(column, "booking_way", ways)


def _ways(text: str) -> Iterator[str]:
    for way, words in _WAYS.items():
        if any(fold(word) in text for word in words):
            yield way


MAIN = Layout(
    SCHEME,
    SCHEME,
    COLUMNS,
    frozenset({_NAME, "住所", "開催曜日", "参加費_小学生"}),
    frozenset({_CODE, _ID, _NAME}),
    _NAME,
    identify,
    read,
    lambda cells: city_code(cells[_CODE]),
    aliases={
        **_ALIASES,
        "都道府県コード又は市区町村コード": _CODE,
        "市区町村コード": _CODE,
        "団体コード": _CODE,
        "都道府県名": "都道府県",
        "電話番号": "電話番号1",
        "TEL": "電話番号1",
        "FAX": "FAX番号",
        "メールアドレス": "メールアドレス1",
    },
)
FURTHER = Layout(
    f"{SCHEME}_tsuika",
    SCHEME,
    FURTHER_COLUMNS,
    frozenset({_ID, "住所", "開催曜日", "参加費_小学生"}),
    frozenset({_ID, "住所"}),
    "",
    identify_further,
    read_further,
    lambda _: "",
    lacking=frozenset({_NAME, "名称_カナ", "運営団体名", "施設名", "団体名", "名前", "食堂名"}),
    aliases=_ALIASES,
    needs_name=False,
)
