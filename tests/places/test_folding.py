"""What a person types finds what is written, however either is written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webmap.places.folding import fold, to_hiragana


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ヤガワ", "やがわ"),
        ("ﾔｶﾞﾜ", "ヤガワ"),
        ("ＮＨＫ", "nhk"),
        ("1-15-18", "１－１５－１８"),
        ("1-15-18", "1−15−18"),
        ("1-15-18", "1ー15ー18"),
        ("のびの~び", "のびの〜び"),
        ("コーヒーハウス", "ｺｰﾋｰﾊｳｽ"),
        ("おいでよごはんや", "おいでよ。ごはんや"),
        ("社会福祉法人かいゆう", "社会福祉法人　かいゆう"),
        ("くにちゃん", "「くにちゃん」"),
        ("か゛くしゅう", "がくしゅう"),
    ],
)
def test_equal_however_written(typed, written):
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(("one", "other"), [("矢川", "谷川"), ("ひがし", "にし"), ("かき", "がき")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
@example("あ- -い")
@example("コー・ー")
@example("カ゛")
@example("ÅＡ㈱ﾊﾟ")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x30A1, max_codepoint=0x30F6)))
def test_katakana_becomes_hiragana_letter_by_letter(text):
    read = to_hiragana(text)
    assert len(read) == len(text)
    assert all("ぁ" <= letter <= "ゖ" for letter in read)


def test_kanji_and_latin_stay_as_they_are():
    assert to_hiragana("矢川 Jikka") == "矢川 Jikka"
