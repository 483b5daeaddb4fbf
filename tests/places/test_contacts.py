"""Mobile numbers and mail addresses are found however they are written, and nothing else is."""

import re
import unicodedata
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.made_up import MAIL, MOBILE
from webmap.places.contacts import is_private, without_private

HYPHENS = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) == "Pd"]
SEPARATORS = [
    *HYPHENS,
    *"−ー－ｰ─━‐˗⁃~〜～",
    *".．・･·",
    *" \t\n\u3000\u00a0\u2009\u200b\u00ad",
    *"/／",
    " - ",
    " ー ",
    " -- ",
    "----",
    "の",
    "（呼）",
    "(携帯)",
]


@pytest.mark.parametrize("separator", SEPARATORS, ids=lambda text: f"U+{ord(text[0]):04X}")
def test_a_mobile_number_is_found_whatever_stands_between(separator):
    assert is_private(separator.join(("090", "0000", "0000")))


@pytest.mark.parametrize(
    "text",
    [
        "06000000000",
        "07000000000",
        "08000000000",
        "09000000000",
        "０９０００００００００",
        "０９０－００００－００００",
        "(090)0000-0000",
        "（０９０）００００-００００",
        "090(0000)0000",
        "[090]0000-0000",
        "【090】0000-0000",
        "〔090〕0000-0000",
        "090-000-00000",
        "0900-000-0000",
        "0 9 0 0 0 0 0 0 0 0 0",
        "TEL090-0000-0000",
        "tel:09000000000",
        "携帯090-0000-0000まで",
        "090-0000-0000(テスト)",
        "090-0000-000010時から",
        "042-000-0000、090-0000-0000",
        "042-000-0000 090-0000-0000",
        "042-000-0120、090-0000-0000",
        "0120-000-000、090-0000-0000",
        "+81-90-0000-0000",
        "+819000000000",
        "+81 (0)90 0000 0000",
        "0081-90-0000-0000",
        "010-81-90-0000-0000",
        "⓪⑨⓪-0000-0000",
        "𝟎𝟗𝟎-0000-0000",
        "〇九〇-〇〇〇〇-〇〇〇〇",
        "零九零〇〇〇〇〇〇〇〇",
        "〇九〇-0000-0000",
        "〇090-0000-0000",
    ],
)
def test_a_mobile_number_is_found_however_written(text):
    assert is_private(text)
    assert not re.search(r"[0〇]{4}\W{0,3}[0〇]{4}$", without_private(text))


@pytest.mark.parametrize("number", ["090-0000-0000", "090 0000 0000", "(090)0000-0000"])
@pytest.mark.parametrize(
    "before",
    [
        "①",
        "⑴",
        "⒈",
        "²",
        "連絡先1.",
        "連絡先12.",
        "担当1-",
        "1)",
        "1,",
        "042-000-0000-",
        "042-000-0000/",
        "0120 ",
        "0120-000-000 ",
        "TEL",
        "〇",
    ],
)
def test_a_mobile_number_is_found_whatever_stands_before_it(before, number):
    text = before + number
    assert is_private(text)
    assert "0000-0000" not in without_private(text)
    assert "0000 0000" not in without_private(text)


@pytest.mark.parametrize("before", ["①", "担当1-", "連絡先1.", "042-000-0000-", "0120 ", "TEL"])
def test_a_mobile_number_in_one_piece_is_found_whatever_stands_before_it(before):
    text = f"{before}09000000000"
    assert is_private(text)
    assert "090" not in without_private(text)


@pytest.mark.parametrize(
    "text",
    [
        "090-0000-0",
        "090-0000-00",
        "090-000-00",
        "090-00-00",
        "090(0000)0",
        "090 0000 0",
        "09000000",
        "夜は090-0000-0まで",
    ],
)
def test_a_mobile_number_that_is_too_short_is_found(text):
    assert is_private(text)
    assert not re.search(r"0", without_private(text))


@pytest.mark.parametrize(
    "text",
    [
        "taro@example.jp",
        "taro.test+a@sub.example.co.jp",
        "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        "taro＠example.jp",
        "メール:taro@example.jp（テスト）",
        "<taro@example.jp>",
        "mailto:taro@example.jp",
        "taro @ example.jp",
        "taro@example.co.jpまで",
        "太郎@example.jp",
        "taro@example.みんな",
        "taro@例.みんな",
        "taro﹫example.jp",
        "https://example.jp/?m=taro%40example.jp",
        "taro[at]example.jp",
        "taro(at)example.jp",
        "taro (AT) example.jp",
        "taro（ａｔ）example.jp",
        "taro【アットマーク】example.jp",
    ],
)
def test_a_mail_address_is_found_however_written(text):
    assert is_private(text)
    assert "taro" not in without_private(text)


@pytest.mark.parametrize(
    "text",
    [
        "042-576-2105",
        "(042)576-2105",
        "0425762105",
        "０４２－５７６－２１０５",
        "0120-007-110",
        "0120-99-7777",
        "0120-279-889",
        "0120-080-000 10:00〜16:00",
        "0570-000-000",
        "#8008",
        "189",
        "法人番号 9012805003226",
        "8090123456789",
        "1353400110",
        "132152:7-2",
        "2026-07-29",
        "2026-08-09/2026-09-08",
        "2026年 08月 09日 10:00〜16:00",
        "10:00-16:00 08:00-19:00",
        "1,080円、2,090円",
        "参加費 100円、定員 80人、90分",
        "東京都国立市富士見台1-17-8",
        "186-0004",
        "35.68090123 139.44070123",
        "https://www.example.org/000000090.000012345.html",
        "https://www.example.org/maps/@35.68,139.44,17z",
        "https://www.example.org/@kunitachi.test",
        "年3〜4回（8・9月）",
        "@kunitachi_test",
        "2026-07-29 090",
        "10:00-16:00 080",
        "06-6000-0000",
        "〒090-0000 北海道北見市0-0-0",
        "090-0000 北海道北見市0-0-0",
        "〒0900000",
        "〒186-0003 国立市富士見台2-47-1",
        "042-576-9910",
        "042(576)9910",
        "0425769910",
        "(0424)80-9012",
        "03-5822-5371",
        "03-5822-5371、042-576-9910",
        "042-576-9910-2105",
        "0120-090-123",
        "0120 070 123",
        "0120 070 123 10:00〜16:00",
        "0120 070123 10:00〜16:00",
        "0120 07-0123 10:00〜16:00",
        "(0120)070-123 10:00〜16:00",
        "フリーダイヤル（0120） 070-123 10:00〜16:00",
        "0570-070-810",
        "050-0000-0000",
        "10:00〜17:00",
        "09:00〜12:00",
        "09:00-12:00 13:00-17:00",
        "09:00〜12:00、13:00〜17:00",
        "〇9:00〜12:00、13:00〜17:00",
        "0900-1700",
        "0701-0831",
        "〒060-0000 1丁目",
        "07/01〜08/31 10:00〜16:00",
        "07/01(水)〜08/31(月) 10:00〜16:00",
        "2026/08/09 10:00〜12:00",
        "大人300円 子ども100円",
        "1,090円",
        "定員90名",
        "1080名",
        "1350900045",
        "1390800012",
        "5012805002990",
        "35.69080000",
        "139.4470900001",
        "35.08000000",
        "35.09000000000",
        "139.09000000000",
        "毎週土曜 9:00-12:00、第2・4日曜",
        "二〇六〇年、一〇八〇円",
        "@kunitachi",
        "公式X @kunitachi みてください",
        "https://www.example.org/%40kunitachi.test",
        "https://www.example.org/?u=https%3A%2F%2Fexample.org%2F%40kunitachi.test",
        "集合＠国立駅．雨天中止",
        "喫茶(at)国立",
        "",
    ],
)
def test_what_everyone_may_know_stays(text):
    assert not is_private(text)
    assert without_private(text) == text


_digits = st.text(alphabet="0123456789", min_size=8, max_size=8)
_between = st.sampled_from(["", "-", " ", ".", "−", "ー", "－", "‐", ") ", "・", "\u3000", "―"])
_words = st.text(alphabet="あいうテスト食堂、。「」", max_size=8)


@given(st.sampled_from("6789"), _digits, _between, _between, _words, _words, st.booleans())
def test_no_mobile_number_comes_through(kind, rest, one, two, before, after, wide):
    number = f"0{kind}0{one}{rest[:4]}{two}{rest[4:]}"
    if wide:
        number = number.translate({ord(d): ord(d) - 0x30 + 0xFF10 for d in "0123456789"})
    text = before + number + after
    assert is_private(text)
    left = unicodedata.normalize("NFKC", without_private(text))
    assert rest not in re.sub(r"\D", "", left)


PIECES = [
    *(MOBILE, MAIL, "0", "9", "90", "-0000", "a@b.jp", "@", " ", "テ", "(", ")", ":", "/"),
    *("①", "⑩", "+81", "の", "（呼）", "〇", "九", "0120", "1-", "1."),
    *("(at)", "%40", "b.みんな"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@example("090 a@b.jp 0000-0000")
@example("0(090-0000-0000)90-0000-0000")
@example("090-00taro@example.jp 00-0000")
@example("taro(a090-0000-0000t)example.jp")
@example("①①①090-0000-0000")
def test_what_is_left_holds_nothing_private(text):
    assert not is_private(without_private(text))


@given(st.text(alphabet="123456789-あ ", max_size=30))
def test_numbers_without_a_zero_are_never_mobile(text):
    assert not is_private(text)


LONG = {
    name: (piece * 100_000)[:100_000]
    for name, piece in {
        "kanji": "長",
        "letters": "a",
        "zeros": "0",
        "numbers": "090-",
        "short numbers": "090-000x",
        "numbers in brackets": "0(一)9(二)0(三)",
        "kanji digits": "〇九",
        "circled": "①",
        "mails": "a@",
        "at words": "a(at)",
        "at signs": "%40",
        "abroad": "+81",
    }.items()
} | {
    "points": "a@" + "a." * 50_000,
    "one name": "a" * 100_000 + "@",
    "one wide name": "a" * 100_000 + "@国",
    "hyphens": "0" + "-" * 100_000 + "11111",
    "blanks": "00000a" + " " * 100_000 + "(at)",
    "mails in a row": ("a" * 64 + "@" + "a" * 255) * 312,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_judged_in_no_time(text):
    begin = perf_counter()
    is_private(text)
    without_private(text)
    assert perf_counter() - begin < 1
