"""Readings: the official kana, then checked words, never a guess."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_up import DATA, HOSTILE, ROOT
from webmap.words.readings import Readings, read_readings

WORDS = Readings(
    {
        "矢川": "やがわ",
        "国立": "くにたち",
        "国立市": "くにたちし",
        "市": "し",
        "泉": "いずみ",
        "食堂": "しょくどう",
        "学び": "まなび",
        "子ども": "こども",
        "中": "なか",
        "中中": "なかなか",
    }
)


def spoken(text, kana=""):
    return WORDS.segments(text, kana)


def test_a_checked_word_is_read():
    assert spoken("矢川プラス") == (("矢川", "やがわ"), ("プラス", ""))


def test_the_longest_word_wins():
    assert spoken("国立市の") == (("国立市", "くにたちし"), ("の", ""))


def test_a_run_that_is_not_wholly_known_is_printed_bare():
    assert spoken("温泉") == (("温泉", ""),)
    assert spoken("矢川泉谷") == (("矢川泉谷", ""),)


def test_a_word_with_kana_at_its_end_is_read_over_the_kanji_alone():
    assert spoken("学びの場") == (("学", "まな"), ("び", ""), ("の場", ""))


def test_a_word_with_kana_inside_is_found():
    assert "こ" in dict(spoken("子ども食堂")).values()


def test_the_official_kana_comes_first():
    official = spoken("つり舟の食堂", "ツリブネノショクドウ")
    assert official == (("つり", ""), ("舟", "ぶね"), ("の", ""), ("食堂", "しょくどう"))


def test_half_width_official_kana_is_understood():
    assert spoken("市の泉", "ｼﾉｲｽﾞﾐ") == (("市", "し"), ("の", ""), ("泉", "いずみ"))


def test_official_kana_that_skips_parts_is_not_forced_onto_the_name():
    segments = spoken("たまご（多孫・他孫）食堂", "タマゴショクドウ")
    assert dict(segments).get("食堂") == "しょくどう"
    assert not dict(segments).get("多孫")
    assert not dict(segments).get("他孫")


def test_official_kana_that_fits_in_two_ways_is_not_used():
    assert not any(reading for _, reading in spoken("舟の屋", "フノノヤ"))


def test_official_kana_of_another_name_is_not_used():
    assert spoken("矢川の食堂", "ゼンゼンチガウ") == (
        ("矢川", "やがわ"),
        ("の", ""),
        ("食堂", "しょくどう"),
    )


def test_the_reading_is_what_one_says():
    assert WORDS.reading("矢川の食堂") == "やがわのしょくどう"


def test_what_nobody_has_read_is_listed():
    assert WORDS.unread("矢川の温泉と山") == ["温泉", "山"]
    assert WORDS.unread("矢川") == []
    assert WORDS.unread("温泉", "オンセン") == []


names = st.text(
    alphabet="国立市矢川泉食堂中一々ヶ子ども学びの・（）「」 　ァーＡa1１👪\u202e", max_size=25
)
kana = st.text(alphabet="クニタチヤガワイズミノナカ・ー（） ｱﾞ", max_size=25)


@given(names | st.text(max_size=25), kana)
def test_the_segments_joined_are_the_text(text, official):
    assert "".join(piece for piece, _ in spoken(text, official)) == text


@given(names, kana)
def test_every_reading_is_hiragana_over_something(text, official):
    for piece, reading in spoken(text, official):
        assert piece
        assert all("ぁ" <= letter <= "ゖ" or letter == "ー" for letter in reading)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_stays_as_typed(text):
    assert "".join(piece for piece, _ in spoken(text)) == text


SECONDS = 10

LONG = {
    "one word many times": ("'中' * 10_000", "''"),
    "no way out": ("'中' * 60 + '谷'", "''"),
    "words and kana": ("'中ア' * 5_000", "''"),
    "kana that fits in many ways": ("'中ア' * 12", "'ア' * 48"),
    "kana for many pieces": ("'中ア' * 2_000", "'ナカア' * 2_000"),
    "kana for many dots": ("'中・' * 2_000", "'ナカ' * 2_000"),
    "kana for a very long run": ("'中' * 5_000 + 'ア'", "'ナカ' * 5_000 + 'ア'"),
}


@pytest.mark.parametrize(("text", "official"), LONG.values(), ids=LONG)
def test_a_name_of_ill_will_does_not_stop_the_house(text, official):
    """In a process of its own, since what never ends could not be stopped here."""
    program = f"""
from webmap.words.readings import Readings
text = {text}
words = Readings({{"中": "なか", "中中": "なかなか"}})
assert "".join(piece for piece, _ in words.segments(text, {official})) == text
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, timeout=SECONDS, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-300:]


def test_a_long_official_reading_is_cut_at_the_words_it_is_made_of():
    words = Readings({"相談": "そうだん", "支援": "しえん"})
    assert words.segments("相談支援テスト", "ソウダンシエンテスト") == (
        ("相談", "そうだん"),
        ("支援", "しえん"),
        ("テスト", ""),
    )
    assert words.segments("ＡＢ相談", "アビソウダン") == (("ＡＢ", "あび"), ("相談", "そうだん"))
    assert words.segments("相談支援", "ベツノヨミ") == (("相談支援", "べつのよみ"),)


def test_a_word_of_kanji_and_kana_is_not_torn_apart():
    words = Readings({"子ども": "こども", "食堂": "しょくどう"})
    assert words.segments("ＡＢ流子ども食堂", "エービリュウコドモショクドウ") == (
        ("ＡＢ流", "えーびりゅう"),
        ("子", "こ"),
        ("ども", ""),
        ("食堂", "しょくどう"),
    )


# -- the readings of the area


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("国立", "くにたち"),
        ("国立市", "くにたちし"),
        ("富士見台", "ふじみだい"),
        ("谷保", "やほ"),
        ("青柳", "あおやぎ"),
        ("石田", "いしだ"),
        ("矢川", "やがわ"),
        ("泉", "いずみ"),
    ],
)
def test_the_names_of_the_area_are_read_as_people_say_them(word, reading):
    assert read_readings(DATA / "readings.csv").reading(word) == reading


def test_every_reading_of_the_file_is_hiragana():
    words = read_readings(DATA / "readings.csv").words
    assert len(words) > 200
    for word, reading in words.items():
        assert reading, word
        assert all("ぁ" <= letter <= "ゖ" or letter == "ー" for letter in reading), word
