"""What looks like a person in a text, and what does not."""

import csv
from pathlib import Path

import pytest

from tests.made_up import DATA
from webmap.places.persons import persons_in

SOMEBODY = {
    "grade": (
        "小3のたろうくんが来ている",
        "中1の女の子が ひとりで来る",
        "3年生の〇〇さんは こえが大きい",
        "小学3年生のはなこちゃん",
        "小３のたろうくん",
        "太郎くん（小4）",
        "花子ちゃんは5年生",
        "高校2年の山田さんが手伝う",
        "中2 佐藤くん",
        "小5男児1名",
    ),
    "age": (
        "たろうくん（8才）",
        "はなちゃん、8歳",
        "8歳のたろうくん",
        "10歳の男の子が 火曜日に来る",
        "ゆうきくんは9歳になった",
    ),
    "birth": (
        "平成28年5月3日生まれ",
        "2016.5.3生",
        "H28.5.3",
        "令和元年5月3日生まれの子",
        "生年月日：2016年5月3日",
        "誕生日は5月3日",
        "２０１６年５月３日生まれ",
    ),
    "diagnosis": (
        "〇〇さんは自閉症",
        "山田さんはADHDの診断がある",
        "たろうくんに発達しょうがいがある",
        "発達障害のたろうくん",
        "鈴木くんは不登校で 週2回 来ている",
        "はなちゃんは たまごアレルギー",
        "自閉症のA君",
    ),
    "initial": ("A君が よく来る", "Tくんの とき", "Ｋさんの おうちの人から 電話"),
    "family": ("山田さんの息子が 行っている", "佐藤さんちの娘"),
}
NOBODY = (
    "小学1年生から6年生まで",
    "小1〜小6の子ども",
    "小3から中3の女の子も男の子も",
    "6歳〜18歳の男女",
    "お母さんと3歳の子どもが いっしょに",
    "駄菓子や「くにちゃん」",
    "くにちゃん食堂とは別の団体",
    "みなさんで 食べます。小学3年生までは保護者と",
    "発達しょうがいの お子さんも どうぞ",
    "お子さんは 6歳から",
    "お父さん、お母さんの 不登校の相談",
    "自閉症の お子さんの親の会",
    "赤ちゃん（0歳）から",
    "近所の農家さんの野菜。アレルギーは 相談",
    "たくさんの子ども",
    "小6まで ちゃんと職員が います",
    "中学生3年間の学習",
    "R8.12.4 電話で確認",
    "H28.4.1開設",
    "2016年5月3日に はじまった",
    "平成28年5月3日 開所",
    "年長さんから 3年生まで",
    "女子トイレ2つ、男子1つ",
    "中1の女子のみ",
    "さんすうを 3年生と いっしょに",
    "君津市から 小3で 引っこし",
    "学生さんの ボランティア（大学2年生など）が 学習障害の子を 見ます",
    "NPOさん、PTAさんの 協力",
    "地域の皆さんは 医療的ケアを 学んでいます",
    "5歳児健診",
    "生徒さんの 自閉症の 相談",
    "1年生のさんぽ",
)


@pytest.mark.parametrize("why", SOMEBODY)
def test_a_person_is_seen(why):
    missed = [text for text in SOMEBODY[why] if why not in {one.why for one in persons_in(text)}]
    assert missed == []


def test_the_piece_itself_is_named():
    [found] = persons_in("火曜日は 小3のたろうくんが来ている")
    assert found.text == "小3のたろうくん"


@pytest.mark.parametrize("text", NOBODY)
def test_what_speaks_of_all_is_nobody(text):
    assert [*persons_in(text)] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_nobody_is_seen_in_our_own_tables(path: Path):
    with path.open(encoding="utf-8", newline="") as file:
        found = [one for row in csv.reader(file) for cell in row for one in persons_in(cell)]
    assert found == []


@pytest.mark.parametrize(
    "text", ("さん" * 20_000, "小3の" * 20_000, "あ" * 100_000, "8歳" * 20_000)
)
def test_a_long_text_takes_no_time(text):
    list(persons_in(text))
