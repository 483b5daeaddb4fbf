"""A clerk brings a file: what comes in, what is said, and what is refused."""

import shutil
from dataclasses import astuple

import pytest

from tests.made_up import (
    DATA,
    filled,
    make_group,
    make_place,
    make_source,
)
from tests.workflows.add_places.made_files import (
    FURTHER,
    MAIN,
    PAIR,
    WAMNET,
    Clerk,
    office,
    shokudo,
    venue,
    write,
)
from webmap.formats import kodomo_shokudo, wamnet
from webmap.places.errors import NotUnderstood
from webmap.places.fees import Fee
from webmap.places.schedule import Rule
from webmap.storage.changes import read_record
from webmap.storage.places import all_views

# -- the city's own files


def test_the_pair_of_2024_changes_nothing_of_what_is_known(city_clerk):
    counts = city_clerk.add(*PAIR, day="2024-08-27", source="")
    assert astuple(counts) == (0, 0, 14, 0, 0)


def test_what_the_older_pair_left_is_untouched_word_for_word(city_clerk):
    before = {view.place.key: view for view in all_views(city_clerk.db)}
    city_clerk.add(*PAIR, day="2024-08-27", source="")
    assert {view.place.key: view for view in all_views(city_clerk.db)} == before


def test_into_an_empty_database_come_twelve_and_then_two_more_venues(clerk):
    assert clerk.add(PAIR[0], day="2024-08-27").added == 12
    assert clerk.add(PAIR[1], day="2024-08-27").added == 2
    assert {"ks-132152-7", "ks-132152-7-2", "ks-132152-10-2"} <= set(clerk.records())
    assert clerk.place("ks-132152-7-2").name == "OSUSOWAKE食堂"
    assert clerk.group("ks-132152-7-2") == "一般社団法人OSUSOWAKE"
    assert "schedule.1" in clerk.place("ks-132152-7-2").said
    rule = clerk.place("ks-132152-7-2").said["schedule.1"].value
    assert rule == Rule(opens="11:00", closes="13:00")


def test_the_pair_may_be_given_in_any_order(clerk):
    assert clerk.add(PAIR[1], PAIR[0], day="2024-08-27").added == 14


def test_the_same_file_twice_changes_nothing(clerk):
    clerk.add(*PAIR, day="2024-08-27")
    before = clerk.changes()
    assert astuple(clerk.add(*PAIR, day="2024-08-27")) == (0, 0, 14, 0, 0)
    assert clerk.changes() == before
    assert not clerk.heard.problems


def test_old_news_awaits_checking_and_fresh_news_is_listed(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo()), day="2024-08-27")
    assert clerk.place("ks-132152-1").standing == "check"
    clerk.add(write(tmp_path / MAIN, shokudo(), shokudo("2", "あたらしい食堂")), day="2026-07")
    assert clerk.place("ks-132152-2").standing == "listed"
    assert clerk.place("ks-132152-1").standing == "check"
    assert any("のせる" in note.expected for note in clerk.heard.notes)


# -- what is said, and what is refused


def test_a_bad_cell_costs_only_itself(clerk, tmp_path):
    row = shokudo(**{"緯度": "139.44", "経度": "35.69", "定員": "おおぜい", "開催開始時間": "あさ"})
    counts = clerk.add(write(tmp_path / MAIN, row))
    assert counts.added == 1
    assert {"緯度", "定員", "開催開始時間"} <= clerk.heard.columns()
    problem = next(one for one in clerk.heard.errors if one.column == "定員")
    assert (problem.file, problem.line, problem.found) == (MAIN, 2, "おおぜい")
    assert "人数" in problem.expected
    assert "capacity" not in clerk.place("ks-132152-1").said
    assert clerk.site("ks-132152-1").location is None


def test_a_row_without_a_name_is_rejected_and_takes_the_file_with_it(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(), shokudo("2", ""), {})
    assert astuple(clerk.add(path)) == (0, 0, 0, 1, 1)
    assert clerk.records() == []
    assert astuple(clerk.add(path, keep_good=True)) == (1, 0, 0, 1, 1)


def test_an_identifier_that_stands_twice_is_rejected_whichever_way_it_is_written(clerk, tmp_path):
    path = write(
        tmp_path / MAIN,
        shokudo("7"),
        shokudo("000000000007", "べつの食堂"),
        shokudo("8", "もう一つ"),
    )
    assert astuple(clerk.add(path, keep_good=True)) == (1, 0, 0, 2, 0)
    assert clerk.records() == ["ks-132152-8"]


def test_an_unknown_id_does_not_stand_twice(clerk, tmp_path):
    rows = [shokudo(number, f"食堂{number}") for number in ("1.32E+11", "1.32152E+11", "", "")]
    rows[3]["名称"] = "食堂四"
    assert clerk.add(write(tmp_path / MAIN, *rows)).added == 4
    assert all(len(key.removeprefix("ks-132152-")) == 8 for key in clerk.records())
    assert clerk.add(tmp_path / MAIN).unchanged == 4


def test_a_dry_run_says_all_and_keeps_nothing(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(電話番号1="(042)000-0000"))
    assert clerk.add(path, dry_run=True).added == 1
    fields = {outcome.field for outcome in clerk.heard.rows[0].outcomes}
    assert {"name", "address", "phone", "group", "standing"} <= fields
    assert clerk.records() == clerk.records("source") == clerk.records("group") == []
    assert clerk.changes() == 0


@pytest.mark.parametrize("day", ["", "27日", "2026-13", "2027-01-01"])
def test_a_file_without_its_day_is_refused(clerk, tmp_path, day):
    with pytest.raises(NotUnderstood, match="--day"):
        clerk.add(write(tmp_path / MAIN, shokudo()), day=day)
    assert clerk.changes() == 0


def test_a_new_source_wants_a_name_and_then_is_known_by_layout_and_city(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo())
    with pytest.raises(NotUnderstood, match="--source"):
        clerk.add(path, source="")
    clerk.add(path)
    newer = shutil.copy(path, tmp_path / "あたらしい一覧.csv")
    assert clerk.add(newer, source="", day="2026-08").unchanged == 1
    assert len(clerk.records("source")) == 1


def test_all_that_is_wrong_with_the_files_is_said_at_once(clerk, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(NotUnderstood) as refused:
        clerk.add(tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv")
    assert all(name in str(refused.value) for name in ("a.csv", "b.csv", "c.csv"))


def test_rows_of_other_cities_stay_outside(clerk, tmp_path):
    path = write(
        tmp_path / "zenkoku.csv",
        shokudo(),
        shokudo("2", "となりの食堂", **{"全国地方公共団体コード": "132063"}),
    )
    assert clerk.add(path, city="132152").added == 1
    assert clerk.records() == ["ks-132152-1"]


@pytest.mark.parametrize("city", ["132153", "13215", "国立市", "132152,999999"])
def test_an_unknown_code_is_refused(clerk, tmp_path, city):
    with pytest.raises(NotUnderstood, match="--city"):
        clerk.add(write(tmp_path / MAIN, shokudo()), city=city)


def test_of_wam_net_only_the_cities_of_the_map_can_be_asked_for(clerk, tmp_path):
    far = {"事業所住所（市区町村）": "広島県府中市", wamnet.COLUMNS[0]: "132152"}
    path = write(tmp_path / WAMNET, office(), office("0000000002", "A2", "とおくの教室", **far))
    assert clerk.add(path, city="132152").added == 1
    assert clerk.place("houday-0000000001").text("city") == "132152"
    with pytest.raises(NotUnderstood, match="011002"):
        clerk.add(path, city="011002")


# -- our own tables


def test_our_own_tables_fill_an_empty_database_and_change_nothing_twice(clerk):
    counts = clerk.add(DATA, day="", source="")
    assert (counts.added, counts.rejected) == (100, 0)
    assert astuple(clerk.add(DATA, day="", source="")) == (0, 0, 100, 0, 0)


def test_a_row_mended_in_an_exported_table_is_taken(city_clerk, tmp_path):
    folder = tmp_path / "tables"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("basemap", "phrases"))
    details = (folder / "details.csv").read_text("utf-8")
    assert "kasamushika,capacity,,35," in details
    mended = details.replace("kasamushika,capacity,,35,", "kasamushika,capacity,,36,")
    (folder / "details.csv").write_text(mended, "utf-8", newline="\n")
    assert astuple(city_clerk.add(folder, day="", source="")) == (0, 1, 99, 0, 0)
    assert city_clerk.place("kasamushika").text("capacity") == "36"


def test_a_place_whose_group_is_renamed_is_a_changed_place(tmp_path):
    records = [make_place(group="test-group"), make_place("other"), make_group(), make_source()]
    clerk = Clerk(filled(tmp_path, *records))
    table = tmp_path / "tables" / "groups.csv"
    table.write_text(table.read_text("utf-8").replace("テストの会", "あたらしい会"), "utf-8")
    assert astuple(clerk.add(tmp_path / "tables", day="", source="")) == (0, 1, 1, 0, 0)


def test_a_folder_without_our_tables_is_refused(clerk, tmp_path):
    with pytest.raises(NotUnderstood, match=r"places\.csv"):
        clerk.add(tmp_path)


# -- municipalities


def test_an_unreadable_code_is_not_the_one_that_was_asked_for(clerk, tmp_path):
    broken = shokudo("9", "どこかの食堂", 住所="東京都大田区東0-0-0") | {
        "全国地方公共団体コード": "13111X"
    }
    other = shokudo("2", "大田の食堂", **{"全国地方公共団体コード": "131113"})
    path = write(tmp_path / "zenkoku.csv", shokudo(), other, broken)
    assert clerk.add(path, city="132152").added == 1
    assert clerk.records() == ["ks-132152-1"]
    assert [(note.line, note.found) for note in clerk.heard.notes] == [(4, "どこかの食堂")]


@pytest.mark.parametrize("name", [MAIN, "zenkoku.csv"])
def test_a_city_that_no_row_names_is_refused(clerk, tmp_path, name):
    path = write(tmp_path / name, shokudo(), shokudo("2") | {"全国地方公共団体コード": ""})
    with pytest.raises(NotUnderstood, match="011002"):
        clerk.add(path, city="011002")


def test_blank_codes_leave_a_file_an_edition_of_its_citys_source(clerk, tmp_path):
    rows = [shokudo(str(number), f"食堂{number}") for number in range(1, 6)]
    clerk.add(write(tmp_path / MAIN, *rows))
    for row in rows[:3]:
        row["全国地方公共団体コード"] = ""
    rows[3]["全国地方公共団体コード"] = "13215"
    path = write(tmp_path / "list.csv", *rows)
    assert clerk.add(path, source="", day="2026-08").unchanged == 5
    assert len(clerk.records("source")) == 1


@pytest.mark.parametrize("name", ["kodomo_tsuika_202401.csv", "kodomo_tsuika_R60801.csv"])
def test_a_date_in_a_name_is_no_municipality(clerk, tmp_path, name):
    clerk.add(write(tmp_path / MAIN, shokudo("7")))
    path = write(tmp_path / FURTHER, venue("7")).rename(tmp_path / name)
    assert clerk.add(path, city="132152").added == 1


def test_of_our_tables_only_the_cities_asked_for_come(clerk, city_clerk):
    own = sum(city_clerk.place(key).text("city") == "132152" for key in city_clerk.records())
    assert 0 < own < 100
    assert clerk.add(DATA, day="", source="", city="132152").added == own
    assert {clerk.place(key).text("city") for key in clerk.records()} == {"132152"}
    used = {clerk.place(key).text("site") for key in clerk.records()} - {""}
    assert set(clerk.records("site")) == used
    with pytest.raises(NotUnderstood, match="011002"):
        clerk.add(DATA, day="", source="", city="011002")


@pytest.mark.parametrize("city", ["国立市", "東京都 国立市", "東京都　国立市"])
def test_a_municipality_is_known_however_it_is_spaced(clerk, tmp_path, city):
    path = write(tmp_path / WAMNET, office() | {"事業所住所（市区町村）": city})
    assert clerk.add(path, city="132152").added == 1


# -- headings


@pytest.mark.parametrize("heading", ["NO.", "no", "id", "№", "Ｎｏ", "ＩＤ"])
def test_a_heading_may_be_written_otherwise(clerk, tmp_path, heading):
    names = tuple(heading if name == "ID" else name for name in kodomo_shokudo.COLUMNS)
    row = {heading if name == "ID" else name: text for name, text in shokudo("7").items()}
    clerk.add(write(tmp_path / MAIN, row, columns=names))
    assert clerk.records() == ["ks-132152-7"]


def test_headings_of_another_hand_are_understood_or_told(clerk, tmp_path):
    other = {"参加費_小学生": "参加費（小学生）", "定員": "定員（人）", "電話番号1": "ＴＥＬ"}
    names = (*(other.get(name, name) for name in kodomo_shokudo.COLUMNS), "ひとこと")
    row = shokudo() | {"参加費（小学生）": "50", "定員（人）": "20", "ＴＥＬ": "042-000-0000"}
    clerk.add(write(tmp_path / MAIN, row, columns=names))
    place = clerk.place("ks-132152-1")
    assert place.said["fee.elementary.visit"].value == Fee("50")
    assert (place.text("capacity"), place.text("phone")) == ("20", "042-000-0000")
    assert [note.found for note in clerk.heard.notes if note.line == 1] == ["ひとこと"]


# -- all or nothing


def test_a_rejected_file_leaves_not_even_its_source(clerk, tmp_path):
    counts = clerk.add(write(tmp_path / MAIN, shokudo(), shokudo()))
    assert counts.rejected == 2
    assert clerk.records("source") == []
    assert clerk.changes() == 0


def test_a_rejected_file_still_tells_what_is_wrong_in_its_cells(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(), shokudo("2", ""), shokudo("3", "三", 定員="おおぜい"))
    assert astuple(clerk.add(path)) == (0, 0, 0, 1, 0)
    assert [(one.line, one.column) for one in clerk.heard.errors] == [(3, "行"), (4, "定員")]
    assert any("--keep-good" in note.expected for note in clerk.heard.notes)


def test_a_row_that_slipped_to_the_right_changes_nothing(clerk, tmp_path):
    full = shokudo(開催曜日="土", 開催開始時間="10:00", 参加費_大人="300", 定員="20")
    path = write(tmp_path / MAIN, full)
    clerk.add(path)
    before = clerk.place("ks-132152-1")
    slipped = path.read_bytes().replace("テスト食堂,".encode(), "テスト食堂,はみだし,".encode())
    path.write_bytes(slipped)
    assert clerk.add(path, day="2026-08").changed == 0
    after = clerk.place("ks-132152-1")
    assert {name: one.value for name, one in after.said.items()} == {
        name: one.value for name, one in before.said.items()
    }


def test_a_number_beside_the_id_is_not_the_id(clerk, tmp_path):
    names = ("NO", *kodomo_shokudo.COLUMNS)
    clerk.add(write(tmp_path / MAIN, shokudo("71") | {"NO": "1"}, columns=names))
    assert clerk.records() == ["ks-132152-71"]


def test_a_column_that_lacks_is_told_and_without_the_name_nothing_goes(clerk, tmp_path):
    names = tuple(name for name in kodomo_shokudo.COLUMNS if name != "電話番号1")
    clerk.add(write(tmp_path / MAIN, shokudo(), columns=names))
    assert [note.found for note in clerk.heard.notes if note.line == 1] == ["電話番号1"]
    names = tuple("名まえ" if name == "名称" else name for name in kodomo_shokudo.COLUMNS)
    row = {"名まえ" if name == "名称" else name: text for name, text in shokudo().items()}
    with pytest.raises(NotUnderstood, match="名称"):
        clerk.add(write(tmp_path / MAIN, row, columns=names))


@pytest.mark.parametrize("day", ["2026/7/29", "2026-7-29", "２０２６／７／２９"])
def test_a_day_may_be_written_as_people_do(clerk, tmp_path, day):
    clerk.add(write(tmp_path / MAIN, shokudo()), day=day)
    assert clerk.place("ks-132152-1").day.text == "2026-07-29"


def test_places_outside_the_map_are_told(clerk, tmp_path):
    row = shokudo(**{"全国地方公共団体コード": "131113"})
    clerk.add(write(tmp_path / "131113_list.csv", row))
    assert any("131113" in note.found and "--city" in note.expected for note in clerk.heard.notes)


def test_each_source_has_a_name_of_its_own(clerk, tmp_path):
    files = [write(tmp_path / MAIN, shokudo("7")), write(tmp_path / WAMNET, office())]
    clerk.add(*files, source="市の一覧")
    clerk.add(write(tmp_path / FURTHER, venue("7")), source="市の一覧")
    found = (read_record(clerk.db, "source", key) for key in clerk.records("source"))
    names = [source.text("name") for source in found if source]
    assert len(set(names)) == 3
    assert all("市の一覧" in name for name in names)


def test_a_comma_too_many_costs_nothing(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(定員="多数", 開催曜日="土"))
    path.write_bytes(path.read_bytes().rstrip() + b",\r\n")
    clerk.add(path)
    assert clerk.heard.columns() == {"列の数", "定員"}
    assert "schedule.1" in clerk.place("ks-132152-1").said


def test_a_slipped_row_that_hides_its_address_hides_it(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(開催曜日="土", 参加費_大人="3", 定員="20", URL="x"))
    slipped = path.read_bytes().replace("テスト食堂,".encode(), "テスト食堂,山田様方,".encode())
    path.write_bytes(slipped.replace("東0-0-0".encode(), "東0-0-0 山田様方".encode()))
    clerk.add(path)
    assert clerk.place("ks-132152-1").text("hidden") == "yes"


@pytest.mark.parametrize("extra", [{"全国地方公共団体コード": "132152"}, {"電話番号1": ""}])
def test_a_further_venue_may_have_columns_of_the_main_file(clerk, tmp_path, extra):
    clerk.add(write(tmp_path / MAIN, shokudo("7")))
    names = (*kodomo_shokudo.FURTHER_COLUMNS, *extra)
    path = write(tmp_path / FURTHER, venue("7") | extra, columns=names)
    assert clerk.add(path).added == 1


@pytest.mark.parametrize("heading", ["施設名", "団体名", "名前"])
def test_a_main_list_is_no_list_of_further_venues(clerk, tmp_path, heading):
    clerk.add(write(tmp_path / MAIN, shokudo("1")))
    names = ("ID", heading, "住所", "開催曜日", "参加費_小学生")
    row = {"ID": "1", heading: "べつの食堂", "住所": "国立市西9-9-9"}
    with pytest.raises(NotUnderstood):
        clerk.add(write(tmp_path / MAIN, row, columns=names))
