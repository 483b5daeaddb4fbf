"""A child that is described is noticed; a place that is described is not."""

import csv

import pytest

from tests.made_up import DATA
from webmap.places.persons import AGE, BIRTH, DIAGNOSIS, GRADE, INITIAL, persons_in

CHILDREN = {
    "小3のたろうくんが きています": GRADE,
    "中1の女の子で、毎週 来る": GRADE,
    "3年生の〇〇さん": GRADE,
    "小学4年生の はなこちゃん": GRADE,
    "高2の山田さんから電話": GRADE,
    "小３の たろう君": GRADE,
    "たろうくん（8才）": AGE,
    "はなちゃんは8歳": AGE,
    "8歳のたろうくん": AGE,
    "平成28年5月3日生まれ": BIRTH,
    "2016.5.3生": BIRTH,
    "H28.5.3生まれの子": BIRTH,
    "生年月日 2016年5月3日": BIRTH,
    "誕生日は2016/5/3": BIRTH,
    "〇〇さんは自閉症": DIAGNOSIS,
    "山田さんの子は ADHDと診断": DIAGNOSIS,
    "発達障害の たろうくん": DIAGNOSIS,
    "たろう君は不登校": DIAGNOSIS,
    "A君が 月曜に 来る": INITIAL,
    "Ｋさん": INITIAL,
    "K.T.くん": INITIAL,
}
PLACES = (
    "小1から小6まで",
    "小学生の みなさん",
    "中学1年生のお子さん",
    "5歳のお子さんから",
    "赤ちゃん（0歳）も どうぞ",
    "3歳以上の たくさんの子ども",
    "発達障害のあるお子さんと 保護者さん",
    "不登校の子どもさんを うけいれています",
    "医療的ケアの必要な お子さん",
    "ちゃんと 2年生の教室で",
    "小3・小4対象。くんれん室あり",
    "平成28年5月3日 開設",
    "2016.5.3 生活介護を開始",
    "Bコース 5年生 さんすう",
    "農家さん・八百屋さん",
    "スタッフさんが 2人",
    "学習障害の生徒さん",
    "君津市",
    "おばあちゃん 80歳の 手づくり",
    "A棟 3階、B1",
)


@pytest.mark.parametrize(("text", "why"), CHILDREN.items())
def test_a_child_is_noticed(text, why):
    assert why in {one.why for one in persons_in(text)}


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_not(text):
    assert list(persons_in(text)) == []


def test_what_is_noticed_is_quoted():
    (one,) = persons_in("電話で話した。小3のたろうくんが 来たいとのこと。")
    assert one.text == "小3のたろうくん"


def test_nothing_that_is_stored_looks_like_a_person():
    found = {
        (path.name, one.text)
        for path in DATA.glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
        for one in persons_in(cell)
    }
    assert found == set()


@pytest.mark.parametrize(
    "text", ("さん" * 20_000, "小3の" * 20_000, "あ" * 100_000, "8歳" * 20_000)
)
def test_a_long_text_takes_no_time(text):
    list(persons_in(text))
