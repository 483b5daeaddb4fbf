"""The parts of a Japanese address, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import texts
from webmap.geocoding.address import Numbers, read_numbers, take_prefecture
from webmap.geocoding.spelling import plain


def numbers(text):
    """Of what follows the name of a town."""
    return read_numbers(plain(f"町{text}").removeprefix("町"))


@pytest.mark.parametrize(
    "written",
    [
        "2-47-1",
        "２－４７－１",
        "二丁目47番1号",
        "2丁目47番地の1",
        "二丁目四十七番地の一",
        "二ノ四七ノ一",
        "二之四七之一",
        "2の47の1",
        "2丁目の47の1",
        "2丁47番1",
        " 2 - 47 - 1",
        "-2-47-1",
        "02-047-01",
        "2-47番地1",
        "2-47-1ルヴェール国立2階",
        "2-47-1 3F",
        "2-47-1 101号室",
        "2丁目47番地1 101号室",
        "2-47-1（市役所）",
        "2-47-1、市役所",
        "二丁目四七番一 ルヴェール",
    ]
    + [f"2{hyphen}47{hyphen}1" for hyphen in "-‐‑‒–—―−〜～ー－ｰ~─"],
)
def test_the_same_three_numbers(written):
    found = numbers(written)
    assert found
    assert found.parts == ("2", "47", "1")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("百二十三番地", ("123",)),
        ("一〇一", ("101",)),
        ("千二百番地三", ("1200", "3")),
        ("六千二十六", ("6026",)),
        ("十丁目二十", ("10", "20")),
        ("二〇-十", ("20", "10")),
        ("1-7-1-1-114", ("1", "7", "1", "1", "114")),
        ("3丁目40番3号", ("3", "40", "3")),
        ("2丁目37-10WEST棟", ("2", "37", "10")),
        ("3-1-1 9号棟", ("3", "1", "1")),
        ("2-47-101号室", ("2", "47")),
        ("2-47 1階", ("2", "47")),
        ("2-47-1-1F", ("2", "47", "1")),
        ("2-47番地 205", ("2", "47")),
        ("1-六本木ビル", ("1",)),
        ("2-47-1号館", ("2", "47")),
        ("①-②", ("1", "2")),
        ("6026", ("6026",)),
        ("", ()),
        (" エスポワール国立", ()),
        (" 2階", ()),
    ],
)
def test_which_numbers_are_of_the_address(written, parts):
    found = numbers(written)
    assert found
    assert found.parts == parts


@pytest.mark.parametrize(
    "written",
    [
        "央1-1",
        "京1-1",
        "1条西2丁目",
        "一条2",
        "1西2",
        "4線北2号",
        "一番町1",
        "一番館",
        "三田ビル",
        "三ケ尾484",
        "一之江2-15",
        "八番丁183",
        "3号北26",
        "区1-1",
        "市1-1",
        "団地1-7",
        "1-2丁目",
        "2階",
        "12345678",
    ],
)
def test_the_name_of_the_town_does_not_end_there(written):
    assert numbers(written) is None


def test_what_a_number_is_called():
    assert numbers("二丁目47番1") == Numbers(("2", "47", "1"), chome=True, ban=1)
    assert numbers("7番地10") == Numbers(("7", "10"), ban=0)
    assert numbers("7-10") == Numbers(("7", "10"))


@pytest.mark.parametrize(
    ("written", "prefecture"),
    [
        ("東京都国立市中1", "東京都"),
        ("〒186-0003 東京都国立市中1", "東京都"),
        ("〒１８６－０００３　東京都国立市中1", "東京都"),
        ("〒1860003東京都国立市中1", "東京都"),
        ("186-0003 国立市中1", ""),
        ("（〒186-0003）東京都国立市中1", "東京都"),
        ("日本、東京都 国立市中1", "東京都"),
        ("\u3000東京都　国立市中1", "東京都"),
        ("神奈川県国立市中1", "神奈川県"),
        ("北海道国立市中1", "北海道"),
        ("国立市中1", ""),
    ],
)
def test_the_prefecture_and_what_stands_before_it(written, prefecture):
    assert take_prefecture(plain(written)) == (prefecture, "国立市中1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("國立市冨士見臺", "国立市富士見台"),
        ("旭ヶ丘", "旭が丘"),
        ("旭ケ丘", "旭ガ丘"),
        ("三ッ木", "三つ木"),
        ("三ツ木", "三っ木"),
        ("ﾂﾂｼﾞｶﾞ丘", "つつじが丘"),
        ("三澤", "三沢"),
        ("國分寺市東恋ヶ窪", "国分寺市東恋ケ窪"),
        ("東ノ原", "東之原"),
        ("出井﨑", "出井崎"),
    ],
)
def test_old_and_other_spellings(one, other):
    assert plain(one) == plain(other)


@given(texts | st.text(alphabet="0123456789〇一二三十百千丁目番地号の-ー 階F棟条", max_size=30))
def test_nothing_is_raised(text):
    take_prefecture(plain(text))
    found = numbers(text)
    if found:
        assert all(part.isdecimal() and part.isascii() for part in found.parts)
