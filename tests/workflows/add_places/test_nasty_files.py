"""Files as other cities really send them, and worse: no crash, no row lost, every bad cell named."""

import csv
import io
import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.made_up import HOSTILE, texts
from tests.workflows.add_places.made_files import MAIN, WAMNET, Clerk, office, shokudo, write
from webmap.formats import kodomo_shokudo, wamnet
from webmap.formats.sheet import Shape, write_sheet
from webmap.places.errors import NotUnderstood
from webmap.storage.database import open_database
from webmap.storage.places import all_views

MAKES = {
    "開催頻度": ["1", "２", "4 ", "月1回", "週に2〜3回", "9", "ほぼ毎日"],
    "開催曜日": ["水", "水曜日", "月火水", "土・日", "月〜金", "未定", "第2土"],
    "開催日": [
        "毎月第３",
        "第二火曜日、第四木曜日",
        "毎月15日",
        "2026/12/6",
        "非公開",
        "原則第2・4金曜日",
    ],
    "開催開始時間": ["17:00", "１７時", "0.7083333", "午後5時", "17:00～19:00", "夕方", "25:00"],
    "開催終了時間": ["18:00", "16:00", "19時半", "24:00", "なくなりしだい"],
    "参加費_小学生": ["0 ", "無料", "100円", "100～200", "ひとり\n100円", "-"],
    "参加費_大人": ["３００", "カンパ", "300円（飲み物つき）", "1,000"],
    "電話番号1": [
        "(042)000-0000",
        "0420000000",
        "042-000-0000(代)",
        "090-0000-0000",
        "なし",
        "042\t000",
    ],
    "緯度": ["35.69", "139.44", "北緯35度", "0", "35.69808084123456"],
    "経度": ["139.44", "35.69", "", "139"],
    "定員": ["10", "１０名", "20人程度", "なし", "親子10組", "30食"],
    "URL": [
        "https://example.jp",
        "example.jp",
        "なし",
        "https://a.jp https://b.jp",
        "javascript:x",
    ],
    "住所": ["国立市東1-1", "東１丁目" + "\t" * 40, "非公開", "国立市 東 1－1 山田様方", "\u3000"],
    "予約方法": ["電話", "要予約（LINE）", "不要", "インスタのDM", "QRコード"],
    "名称_カナ": ["ショクドウ", "しょくどう", "ｼｮｸﾄﾞｳ", "食堂", "ショクドウ（ヒガシ）"],
    "法人番号": ["5012805002990 ", "1234567890123", "1.32E+12", "なし"],
    "テイクアウト実施": ["1", "0", "○", "有", "たまに", "TRUE"],
    "備考": ["", "住所は非公開", "=1+1", "改行\n二行め"],
}


def city_rows(seed, count=40):
    """The rows of a city that nobody checked."""
    dice = random.Random(seed)
    for number in range(1, count + 1):
        if dice.random() < 0.1:
            yield {}
        row = shokudo(str(number), f"食堂{seed}の{number}")
        row |= {column: dice.choice(["", *words]) for column, words in MAKES.items()}
        yield row


@pytest.mark.parametrize("seed", range(30))
def test_the_files_of_thirty_cities(tmp_path, seed):
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    rows = list(city_rows(seed))
    shape = [
        Shape(),
        Shape("cp932"),
        Shape("utf-16-le", 1, "\t"),
        Shape("utf-8", 2, ",", "\r\n", False),
    ][seed % 4]
    table = [kodomo_shokudo.COLUMNS]
    table += [tuple(row.get(column, "") for column in kodomo_shokudo.COLUMNS) for row in rows]
    path = tmp_path / MAIN
    path.write_bytes(write_sheet(shape, table))
    full = [row for row in rows if row]
    counts = clerk.add(path)
    assert (counts.added, counts.rejected, counts.blank) == (len(full), 0, len(rows) - len(full))
    for number, row in enumerate(full, 1):
        if row["定員"] in ("親子10組", "30食"):
            assert any(one.found == row["定員"] for one in clerk.heard.errors)
        place = clerk.place(f"ks-132152-{number}")
        assert place.name == row["名称"]
        if "様方" in row["住所"] or "非公開" in f"{row['住所']}{row['備考']}{row['開催日']}":
            assert place.text("hidden") == "yes"
    assert all(problem.line > 1 and problem.column for problem in clerk.heard.errors)
    public = "\n".join(
        f"{one.value} {one.note}"
        for view in all_views(clerk.db)
        for one in view.place.said.values()
    )
    assert "090-0000" not in public
    again = clerk.add(path)
    assert (again.added, again.changed, again.unchanged) == (0, 0, len(full))


columns = st.sampled_from([column for column in kodomo_shokudo.COLUMNS if column != "名称"])
offices = st.sampled_from([column for column in wamnet.COLUMNS if column != "事業所の名称"])


@given(st.lists(st.dictionaries(columns, texts | st.sampled_from(HOSTILE), max_size=6), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_cell_costs_its_row(tmp_path, cells):
    clerk = Clerk(open_database(tmp_path / "fuzz.sqlite"))
    rows = [shokudo("", f"食堂{number}") | more for number, more in enumerate(cells)]
    rows = [row | {"全国地方公共団体コード": "132152", "ID": ""} for row in rows]
    counts = clerk.add(write(tmp_path / MAIN, *rows), dry_run=True)
    assert counts.added + counts.unchanged == len(rows)
    assert counts.rejected == 0


@given(st.dictionaries(offices, texts | st.sampled_from(HOSTILE), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_cell_of_wam_net_costs_its_row(tmp_path, cells):
    clerk = Clerk(open_database(tmp_path / "fuzz.sqlite"))
    row = office() | cells | {"事業所番号": "0000000001"}
    assert clerk.add(write(tmp_path / WAMNET, row), dry_run=True).added == 1


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_a_file_with_some_bytes_changed_is_taken_or_refused(tmp_path, data):
    good = write(
        tmp_path / MAIN, shokudo(), shokudo("2", "もう一つ", 備考='"ひく"\n二行')
    ).read_bytes()
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(broken) - 1))
        broken[place] = data.draw(st.integers(0, 255))
    path = tmp_path / MAIN
    path.write_bytes(bytes(broken))
    clerk = Clerk(open_database(tmp_path / "fuzz.sqlite"))
    try:
        counts = clerk.add(path, dry_run=True)
    except NotUnderstood:
        return
    assert counts.added + counts.rejected + counts.blank >= 1


@pytest.mark.parametrize(
    "names",
    [
        ("名称", "住所", "開催曜日", "参加費_小学生"),
        tuple(reversed(kodomo_shokudo.COLUMNS)),
        (*kodomo_shokudo.COLUMNS, "ホームページの写真", ""),
    ],
)
def test_columns_may_be_fewer_more_or_in_another_order(tmp_path, names):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    row = shokudo(開催曜日="土", 参加費_小学生="0")
    writer.writerow([row.get(name, "") for name in names])
    path = tmp_path / MAIN
    path.write_text(out.getvalue(), "utf-8")
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    assert clerk.add(path).added == 1
    (key,) = clerk.records()
    assert clerk.place(key).said["schedule.1"]


def test_a_wish_in_a_column_of_the_citys_own_hides_the_address(tmp_path):
    names = (*kodomo_shokudo.COLUMNS, "市のメモ")
    path = write(tmp_path / MAIN, shokudo() | {"市のメモ": "場所は未公開"}, columns=names)
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    clerk.add(path)
    assert clerk.place("ks-132152-1").text("hidden") == "yes"


@pytest.mark.parametrize(
    "column", ["ID", "定員", "参加費_大人", "開催頻度", "開催開始時間", "緯度"]
)
def test_a_cell_of_thousands_of_digits_costs_only_itself(tmp_path, column):
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    path = write(tmp_path / MAIN, shokudo() | {column: "1" * 5000})
    assert clerk.add(path).added == 1


def test_a_mark_of_the_end_is_a_blank_row(tmp_path):
    path = write(tmp_path / MAIN, shokudo())
    path.write_bytes(path.read_bytes() + b"\x1a")
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    counts = clerk.add(path)
    assert (counts.added, counts.rejected, counts.blank) == (1, 0, 1)


def test_what_is_no_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "tables" / "places.csv").mkdir(parents=True)
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    long = tmp_path / ("な" * 300)
    with pytest.raises(NotUnderstood) as refused:
        clerk.add(tmp_path / "pipe.csv", long, tmp_path / "tables")
    assert len(str(refused.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("rest", "word"),
    [(b",".join([b"1"] * 100_000) + b"\r\n", "列"), (b"\n" * 2_000_000, "空")],
    ids=["wide", "blank"],
)
def test_a_file_without_sense_is_refused(tmp_path, rest, word):
    path = write(tmp_path / MAIN, shokudo())
    path.write_bytes(path.read_bytes() + rest)
    clerk = Clerk(open_database(tmp_path / "test.sqlite"))
    with pytest.raises(NotUnderstood, match=word):
        clerk.add(path)


def test_an_address_in_another_city_than_its_row_says_is_told(clerk, tmp_path):
    row = shokudo(住所="東京都立川市錦町1-1", 都道府県="東京都", 市区町村名="国立市")
    counts = clerk.add(write(tmp_path / MAIN, row))
    assert counts.added == 1
    assert clerk.site("ks-132152-1").text("address") == "東京都立川市錦町1-1"
    assert [(one.column, one.found) for one in clerk.heard.notes] == [
        ("住所", "東京都立川市錦町1-1")
    ]
