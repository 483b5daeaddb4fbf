"""A row of the national 子ども食堂 layout, and what it says."""

import pytest

from tests.made_up import MAIL, MOBILE, ROOT
from tests.workflows.add_places.made_files import shokudo, venue
from webmap.formats.kodomo_shokudo import COLUMNS, FURTHER, FURTHER_COLUMNS, MAIN
from webmap.formats.layout import read_cells
from webmap.formats.recognise import recognise
from webmap.places.days import read_day
from webmap.places.draft import Edition
from webmap.places.fees import Fee
from webmap.places.location import Location

EDITION = Edition("test", read_day("2026-07-29"))
CASES = ROOT / "tests" / "data" / "kodomo_shokudo"


def read(**cells):
    row = dict.fromkeys(COLUMNS, "") | shokudo(**cells)
    return MAIN.read(row, "132152", EDITION)


def value(draft, field):
    statement = draft.place.get(field)
    return (statement.value, statement.note) if statement else None


def columns(draft):
    return [problem.column for problem in draft.problems]


def test_the_columns_are_those_of_the_published_files():
    for path in CASES.glob("*.csv"):
        header = path.read_bytes().decode("utf-8").lstrip("\ufeff").splitlines()[0].split(",")
        layout = FURTHER if "tsuika" in path.name else MAIN
        assert tuple(header) == layout.columns
        assert recognise(header) is layout
    assert (len(COLUMNS), len(FURTHER_COLUMNS)) == (49, 25)


def test_the_older_header_is_known_too():
    header = ["NO", "都道府県コード又は市区町村コード", "都道府県名", *COLUMNS[3:]]
    assert recognise(header) is MAIN
    assert MAIN.names(header) == ["ID", "全国地方公共団体コード", *COLUMNS[2:]]


@pytest.mark.parametrize("header", [[], ["名称", "住所"], ["ID"], ["key", "name", "venue"]])
def test_another_header_is_not(header):
    assert recognise(header) is None


def test_every_statement_has_the_source_and_its_day():
    draft = read(開催曜日="土", 参加費_大人="300", 電話番号1="042-000-0000")
    said = [*draft.place.values(), *draft.group.values(), *draft.site.values()]
    assert {(one.source, one.day.text) for one in said} == {("test", "2026-07-29")}


@pytest.mark.parametrize(
    ("text", "value_of", "note"),
    [
        ("0", Fee("0"), ""),
        ("0 ", Fee("0"), ""),
        ("１００", Fee("100"), ""),
        ("300円", Fee("300"), ""),
        ("1,000円", Fee("1000"), ""),
        ("100～300", Fee("100", "300"), ""),
        ("無料", Fee("0"), "無料"),
        ("なし", Fee("0"), "なし"),
        ("カンパ", Fee(), "カンパ"),
    ],
)
def test_a_fee_however_written(text, value_of, note):
    draft = read(参加費_大人=text)
    assert value(draft, "fee.adult.visit") == (value_of, note)
    assert columns(draft) == (["参加費_大人"] if text == "カンパ" else [])


@pytest.mark.parametrize("text", ["", "-", "－"])
def test_a_blank_fee_is_unknown(text):
    assert "fee.adult.visit" not in read(参加費_大人=text).place


def test_words_about_the_fee():
    assert value(read(参加費特記事項="大人は応相談"), "fee.adult.visit") == (Fee(), "大人は応相談")
    assert value(read(参加費特記事項="兄弟は半額"), "fee.everyone.visit") == (Fee(), "兄弟は半額")
    assert "fee.adult.visit" not in read(参加費特記事項="大人不明").place
    both = read(参加費_大人="300", 参加費特記事項="大人はカンパも")
    assert value(both, "fee.adult.visit") == (Fee("300"), "")


@pytest.mark.parametrize(
    ("way", "words", "booking", "ways", "note"),
    [
        ("電話", "", "ask", "phone", "予約方法: 電話"),
        ("HP", "", "ask", "web", "予約方法: ホームページ"),
        ("LINE", "前日まで", "ask", "line", "予約方法: LINE。前日まで"),
        ("電話・メール", "要予約", "required", "phone;mail", "予約方法: 電話・メール。要予約"),
        ("不要", "", "none", None, "予約方法: 不要"),
        ("", "予約は不要です", "none", None, "予約は不要です"),
        ("", "事前予約制", "required", None, "事前予約制"),
    ],
)
def test_booking(way, words, booking, ways, note):
    draft = read(予約方法=way, 予約特記事項=words)
    assert value(draft, "booking") == (booking, note)
    found = value(draft, "booking_way")
    assert (found[0] if found else None) == ways


def test_nothing_about_booking_is_unknown_and_not_no():
    assert "booking" not in read().place


@pytest.mark.parametrize(
    ("text", "answer"),
    [("1", "yes"), ("1 ", "yes"), ("有", "yes"), ("0", "no"), ("×", "no"), ("", None)],
)
def test_takeout_is_yes_no_or_unknown(text, answer):
    draft = read(テイクアウト実施=text)
    assert value(draft, "fact.takeout") == ((answer, "") if answer else None)


def test_a_takeout_that_is_neither_is_a_bad_cell():
    draft = read(テイクアウト実施="ときどき")
    assert "fact.takeout" not in draft.place
    assert columns(draft) == ["テイクアウト実施"]


def test_support_that_the_file_names():
    draft = read(実施支援の主な区分="学習支援;フードパントリー")
    assert value(draft, "fact.learning") == ("yes", "学習支援")
    assert value(draft, "fact.pantry") == ("yes", "フードパントリー")
    assert not any(name.startswith("fact.") for name in read(実施支援の主な区分="該当なし").place)


def test_half_width_katakana_become_whole_and_the_rest_of_a_name_stays():
    draft = read(name="ﾏﾑｱｲﾅ　Ｋｉｄｓ", 名称_カナ="マムアイナ")
    assert value(draft, "name") == ("マムアイナ　Ｋｉｄｓ", "")


def test_a_kana_with_a_lone_voicing_mark_is_mended():
    assert value(read(名称_カナ="ラウ゛ィーレ"), "kana") == ("ラヴィーレ", "")
    assert columns(read(名称_カナ="漢字")) == ["名称_カナ"]


@pytest.mark.parametrize(
    ("cells", "address"),
    [
        ({"住所": "東京都国立市東 1-15-18 "}, "東京都国立市東 1-15-18"),
        ({"住所": "東京都国立市泉２－３－２　1号棟" + "\t" * 40}, "東京都国立市泉2-3-2 1号棟"),
        ({"住所": "東1-1", "都道府県": "東京都", "市区町村名": "国立市"}, "東京都国立市東1-1"),
        ({"住所": "国立市東1-1", "都道府県": "東京都", "市区町村名": "国立市"}, "国立市東1-1"),
    ],
)
def test_an_address_is_made_plain(cells, address):
    cells = {name: text.strip() for name, text in cells.items()}
    assert read(**cells).site["address"].value == address


@pytest.mark.parametrize(
    "address",
    [
        "東京都立川市錦町1-1",
        "立川市錦町1-1",
        "埼玉県ふじみ野市1-1",
        "東京都練馬区富士見台1-1",
        "練馬区富士見台1-1",
        "東京都西多摩郡瑞穂町1-1",
    ],
)
def test_an_address_in_another_city_than_its_column_is_kept_and_told(address):
    draft = read(住所=address, 都道府県="東京都", 市区町村名="国立市")
    assert draft.site["address"].value == address
    assert [doubt.column for doubt in draft.doubts] == ["住所"]
    assert not draft.problems


@pytest.mark.parametrize(
    ("address", "city", "whole"),
    [
        ("中央区北1条西2", "札幌市", "北海道札幌市中央区北1条西2"),
        ("北海道中央区北1条西2", "札幌市", "北海道札幌市中央区北1条西2"),
        ("四日市町1-1", "札幌市", "北海道札幌市四日市町1-1"),
        ("古市1-1", "札幌市", "北海道札幌市古市1-1"),
        ("市場通り1", "札幌市", "北海道札幌市市場通り1"),
        ("北海道札幌市中央区", "札幌市", "北海道札幌市中央区"),
        ("", "札幌市", None),
        ("立川市錦町1-1", "", "立川市錦町1-1"),
    ],
)
def test_wards_and_towns_are_no_other_city(address, city, whole):
    draft = read(住所=address, 都道府県="北海道", 市区町村名=city)
    assert (draft.site["address"].value if address else None) == whole
    assert not draft.doubts


def test_a_prefecture_in_the_address_alone_stays_before_the_city():
    draft = read(住所="東京都東1-1", 都道府県="", 市区町村名="国立市")
    assert draft.site["address"].value == "東京都国立市東1-1"


def test_a_published_point_is_that_of_the_building():
    draft = read(緯度="35.69808084", 経度="139.4474999")
    assert draft.site["location"].value == Location("35.69808084", "139.4474999", "building")


@pytest.mark.parametrize(
    "point", [("139.44", "35.69"), ("0", "0"), ("35.69", ""), ("北緯35", "139")]
)
def test_a_point_that_is_not_in_japan_is_a_bad_cell(point):
    draft = read(緯度=point[0], 経度=point[1])
    assert "location" not in draft.site
    assert len(draft.problems) == 1


def test_a_number_that_the_public_may_see_comes_before_one_that_it_may_not():
    draft = read(電話番号1=MOBILE, 電話番号2="042-000-0001", 電話番号2_連絡先備考="平日のみ")
    assert value(draft, "phone") == ("042-000-0001", "平日のみ")
    assert draft.place["phone"].visibility == "public"
    assert read(電話番号1=MOBILE).place["phone"].visibility == "staff"


def test_a_mail_address_in_any_words_is_for_the_staff():
    draft = read(予約特記事項=f"{MAIL} まで", 参加条件=f"{MAIL} に連絡できる人")
    assert draft.place["who"].visibility == "staff"
    public = [one for one in draft.place.values() if one.visibility == "public"]
    assert not any(MAIL in f"{one.value} {one.note}" for one in public)
    assert [word.column for word in draft.withheld] == ["予約特記事項"]


def test_words_that_are_all_a_value_says_take_it_along():
    draft = read(参加費特記事項=f"おとなは {MAIL} にきく")
    assert draft.place["fee.everyone.visit"].visibility == "staff"


def test_mail_addresses_of_their_own_columns_are_no_statement():
    draft = read(メールアドレス1=MAIL)
    assert not any(MAIL in str(one.value) + one.note for one in draft.place.values())


@pytest.mark.parametrize("text", ["特になし", "なし"])
def test_no_condition_is_for_everyone(text):
    assert value(read(参加条件=text), "who") == ("だれでも", f"参加条件: {text}")


def test_a_corporate_number_must_check():
    assert read(法人番号="5012805002990 ").group["identifier.houjin_bangou"].value
    draft = read(法人番号="1353400342")
    assert "identifier.houjin_bangou" not in draft.group
    assert columns(draft) == ["法人番号"]


def test_a_further_venue_says_nothing_of_its_name_or_its_group():
    row = dict.fromkeys(FURTHER_COLUMNS, "") | venue("7", 参加費_大人="100")
    draft = FURTHER.read(row, "132152", EDITION)
    assert not draft.group
    assert not {"name", "kana", "phone", "url"} & draft.place.keys()
    assert value(draft, "fee.adult.visit") == (Fee("100"), "")


def test_of_a_row_with_too_many_cells_only_whose_it_is_is_taken():
    names = list(COLUMNS)
    cells = dict.fromkeys(COLUMNS, "") | shokudo(電話番号1="042-000-0000")
    row = [*cells.values(), "はみだし"]
    found, problems = read_cells(MAIN, names, tuple(row))
    assert (found["名称"], found["ID"], found["電話番号1"], found["住所"]) == (
        "テスト食堂",
        "1",
        "",
        "",
    )
    assert [problem.column for problem in problems] == ["列の数"]


def test_a_short_row_is_blank_where_it_ends():
    found, problems = read_cells(MAIN, list(COLUMNS), ("132152", "1", "", "", "テスト食堂"))
    assert (found["名称"], found["住所"]) == ("テスト食堂", "")
    assert len(problems) == 1


def test_half_an_address_is_no_address():
    cells = list((dict.fromkeys(COLUMNS, "") | shokudo(住所="国立市\udcff1-1")).values())
    found, problems = read_cells(MAIN, list(COLUMNS), tuple(cells))
    assert found["住所"] == ""
    assert [problem.found for problem in problems] == ["国立市〓1-1"]
