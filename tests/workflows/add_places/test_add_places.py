"""A clerk brings a file: what comes in, what stays, and what is said."""

import shutil
from dataclasses import astuple

import pytest

from tests.made_up import (
    DATA,
    MAIL,
    NOON,
    filled,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
)
from tests.workflows.add_places.made_files import (
    FURTHER,
    MAIN,
    WAMNET,
    Clerk,
    office,
    shokudo,
    venue,
    write,
)
from webmap.formats import wamnet
from webmap.places.changes import diff
from webmap.places.errors import NotUnderstood
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import Rule
from webmap.storage.changes import history, keep_changes, read_record
from webmap.storage.database import open_database
from webmap.storage.places import all_views
from webmap.workflows.check_data import check_stored
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database

CASES = DATA.parent / "tests" / "data" / "kodomo_shokudo"
PAIR = (
    CASES / "132152_kunitachishi_kodomosyokudo.csv",
    CASES / "132152_kunitachishi_kodomosyokudo_tsuika.csv",
)


@pytest.fixture
def clerk(tmp_path):
    return Clerk(open_database(tmp_path / "test.sqlite"))


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "filled.sqlite"
    db = open_database(path)
    fill_database(db, DATA, NOON)
    db.close()
    return path


@pytest.fixture
def city_clerk(filled_once, tmp_path):
    """A clerk whose database is filled with the city's own places."""
    shutil.copy(filled_once, tmp_path / "city.sqlite")
    return Clerk(open_database(tmp_path / "city.sqlite"))


def edit(clerk, record, new, who="くにサポ 花子"):
    """A person changes a record."""
    keep_changes(clerk.db, diff(record, new, kept=NOON, who=who))


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


# -- who is who


@pytest.mark.parametrize("number", ["7", "07", "000000000007", "７", "7.0", " 7 "])
def test_digits_are_a_number(clerk, tmp_path, number):
    clerk.add(write(tmp_path / MAIN, shokudo("7")))
    assert clerk.add(write(tmp_path / MAIN, shokudo(number)), day="2026-08").unchanged == 1


def test_a_place_without_its_id_is_known_by_name_and_address(clerk, tmp_path):
    clerk.add(
        write(tmp_path / MAIN, shokudo("7", "ﾃｽﾄ食堂", 住所="東京都国立市東二丁目３番地の４"))
    )
    again = shokudo("", "テスト食堂", 住所="国立市東2-3-4")
    assert clerk.add(write(tmp_path / MAIN, again), day="2026-08").unchanged == 1
    other = shokudo("", "テスト食堂", 住所="国立市東2-3-5")
    assert clerk.add(write(tmp_path / MAIN, other), day="2026-08").added == 1


def test_a_corporate_number_never_makes_two_places_one(clerk, tmp_path):
    number = {"法人番号": "8010105001686"}
    rows = (shokudo("1", "東の食堂", **number), shokudo("2", "西の食堂", **number))
    assert clerk.add(write(tmp_path / MAIN, *rows)).added == 2
    assert clerk.place("ks-132152-1").text("group") == "8010105001686"
    assert clerk.records("group") == ["8010105001686"]


def test_a_further_venue_needs_its_main_place(clerk, tmp_path):
    further = write(tmp_path / FURTHER, venue("7"), venue("8"))
    write(tmp_path / MAIN, shokudo("7"))
    counts = clerk.add(tmp_path / MAIN, further, keep_good=True)
    assert (counts.added, counts.rejected) == (2, 1)


def test_a_venue_keeps_its_suffix_and_a_new_one_gets_the_next(clerk, tmp_path):
    main = write(tmp_path / MAIN, shokudo("7"))
    clerk.add(main, write(tmp_path / FURTHER, venue("7", "東京都国立市北1-1-1")))
    clerk.add(
        write(
            tmp_path / FURTHER,
            venue("000007", "東京都国立市西9-9-9"),
            venue("7", "国立市北一丁目１番１号"),
        ),
        day="2026-08",
    )
    assert clerk.site("ks-132152-7-2").text("address") == "東京都国立市北1-1-1"
    assert clerk.site("ks-132152-7-3").text("address") == "東京都国立市西9-9-9"
    clerk.add(write(tmp_path / FURTHER, venue("7", "東京都国立市西9-9-9")), day="2026-09")
    assert "ks-132152-7-4" not in clerk.records()
    assert any("ks-132152-7-2" in note.expected for note in clerk.heard.notes)


def test_a_further_venue_never_touches_the_main_one(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("7", 開催曜日="土", 参加費_大人="300")))
    before = clerk.place("ks-132152-7")
    clerk.add(
        write(tmp_path / FURTHER, venue("7", 開催曜日="日", 参加費_大人="500")), day="2026-08"
    )
    assert clerk.place("ks-132152-7") == before
    assert "booking" not in clerk.place("ks-132152-7-2").said


def test_the_city_of_further_venues_is_in_the_files_name_or_asked_for(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("7")))
    write(tmp_path / FURTHER, venue("7"))
    nameless = (tmp_path / FURTHER).rename(tmp_path / "tsuika.csv")
    with pytest.raises(NotUnderstood, match="市区町村"):
        clerk.add(nameless)
    assert clerk.add(nameless, city="132152").added == 1


def test_offices_of_one_number_are_told_apart_by_their_own(clerk, tmp_path):
    path = write(
        tmp_path / WAMNET,
        office("0000000001", "A1", "東の教室"),
        office("0000000001", "A2", "西の教室"),
        office("0000000002", "A3"),
    )
    assert clerk.add(path).added == 3
    assert clerk.records() == ["houday-0000000001-a1", "houday-0000000001-a2", "houday-0000000002"]
    assert clerk.add(path).unchanged == 3


def test_a_place_that_knows_its_office_number_alone(tmp_path):
    known = make_place("houday-old", name="西の教室", identifier__wamnet="0000000001")
    clerk = Clerk(filled(tmp_path, known, make_source()))
    rows = [office("0000000001", "A1", "東の教室"), office("0000000001", "A2", "西の 教室")]
    counts = clerk.add(write(tmp_path / WAMNET, *rows))
    assert (counts.added, counts.unchanged + counts.changed) == (1, 1)
    assert clerk.records() == ["houday-0000000001-a1", "houday-old"]


def test_an_office_number_that_could_be_anyones_is_reported(tmp_path):
    known = make_place("houday-old", name="きえた教室", identifier__wamnet="0000000001")
    clerk = Clerk(filled(tmp_path, known, make_source()))
    rows = [office("0000000001", "A1", "東の教室"), office("0000000001", "A2", "西の教室")]
    assert clerk.add(write(tmp_path / WAMNET, *rows)).added == 2
    assert [note for note in clerk.heard.notes if "houday-old" in note.expected]


def test_a_number_that_was_given_to_another_is_told(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("7")))
    clerk.add(write(tmp_path / MAIN, shokudo("7", "ほかの食堂")), day="2026-08")
    assert not clerk.heard.notes
    other = shokudo("7", "まったくべつ", 住所="東京都国立市西9-9-9")
    clerk.add(write(tmp_path / MAIN, other), day="2026-09")
    (note,) = clerk.heard.notes
    assert "ks-132152-7" in note.expected
    assert "まったくべつ" in note.found


# -- who wins


def test_a_later_edition_wins_and_a_blank_takes_nothing(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1="(042)000-0001", 定員="20")))
    counts = clerk.add(write(tmp_path / MAIN, shokudo(電話番号1="042-000-0002")), day="2026-08")
    assert counts.changed == 1
    place = clerk.place("ks-132152-1")
    assert place.text("phone") == "042-000-0002"
    assert place.text("capacity") == "20"
    assert place.said["capacity"].day.text == "2026-07-29"
    assert [change.field for change in history(clerk.db, "place", "ks-132152-1")].count(
        "phone"
    ) == 1


def test_an_older_edition_fills_nothing(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo()))
    counts = clerk.add(write(tmp_path / MAIN, shokudo(定員="20", 参加費_大人="300")), day="2025-01")
    assert astuple(counts) == (0, 0, 1, 0, 0)
    assert "capacity" not in clerk.place("ks-132152-1").said


def test_a_correction_of_the_same_day_is_taken(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(定員="20")))
    assert clerk.add(write(tmp_path / MAIN, shokudo(定員="30"))).changed == 1
    assert clerk.place("ks-132152-1").text("capacity") == "30"


def test_what_a_person_wrote_stays(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1="042-000-0001", 定員="20")))
    place = clerk.place("ks-132152-1")
    said = {**place.said, "phone": say("042-000-0009", day="2026-08-01")}
    del said["capacity"]
    edit(clerk, place, type(place)(place.key, said))
    row = shokudo(電話番号1="042-000-0002", 定員="30", 参加費_大人="300")
    assert clerk.add(write(tmp_path / MAIN, row), day="2026-10").changed == 1
    place = clerk.place("ks-132152-1")
    assert place.text("phone") == "042-000-0009"
    assert "capacity" not in place.said
    assert place.said["fee.adult.visit"].value == Fee("300")


def test_days_that_overlap_keep_both_and_check_says_so(tmp_path):
    known = make_place(
        "houday-old",
        name="テスト教室",
        phone=say("042-000-0001", day="2026"),
        identifier__wamnet="0000000001",
    )
    clerk = Clerk(filled(tmp_path, known, make_source()))
    path = write(tmp_path / WAMNET, office(事業所電話番号="042-000-0002"))
    clerk.add(path)
    place = clerk.place("houday-old")
    assert place.text("phone") == "042-000-0001"
    assert place.text("phone.2") == "042-000-0002"
    assert place.said["phone.2"].visibility == "staff"
    clerk.add(path)
    assert "phone.3" not in clerk.place("houday-old").said


def test_a_coarser_rule_moves_the_day_of_a_finer_one(clerk, tmp_path):
    finer = shokudo(開催頻度="4", 開催曜日="日", 開催日="第1・第3日曜日")
    clerk.add(write(tmp_path / MAIN, finer))
    coarser = shokudo(開催頻度="4", 開催曜日="日")
    assert clerk.add(write(tmp_path / MAIN, coarser), day="2026-08").unchanged == 1
    statement = clerk.place("ks-132152-1").said["schedule.1"]
    assert statement.value == Rule("open", "twice_monthly", "SU", "1;3")
    assert statement.day.text == "2026-08"


def test_rows_gone_from_a_file_are_reported_and_never_ended(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(), shokudo("2", "もう一つ")))
    clerk.add(write(tmp_path / MAIN, shokudo()), day="2026-08")
    assert [note.found for note in clerk.heard.notes] == ["もう一つ"]
    assert clerk.place("ks-132152-2").standing == "listed"


def test_a_shared_site_never_moves(tmp_path):
    rooms = [
        make_place("a", site="test-site", identifier__kodomo_shokudo="132152:1"),
        make_place("b", name="となりの部屋", site="test-site"),
    ]
    clerk = Clerk(filled(tmp_path, *rooms, make_site(), make_source()))
    clerk.add(write(tmp_path / MAIN, shokudo(住所="東京都国立市西9-9-9")))
    assert clerk.site("b").text("address") == "東京都国立市東0-0-0"
    assert clerk.site("a").text("address") == "東京都国立市西9-9-9"


def test_a_place_that_moves_alone_leaves_its_old_point_behind(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(緯度="35.69", 経度="139.44")))
    clerk.add(write(tmp_path / MAIN, shokudo(住所="東京都国立市西9-9-9")), day="2026-08")
    assert clerk.site("ks-132152-1").text("address") == "東京都国立市西9-9-9"
    assert clerk.site("ks-132152-1").location is None
    assert len(clerk.records("site")) == 1


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


# -- what is private


@pytest.mark.parametrize(
    "number",
    [
        "090-0000-0000",
        "(090)0000-0000",
        "09000000000",
        "０９０－００００－００００",
        "090-000",
        "070000000000",
    ],
)
def test_a_mobile_number_is_for_the_staff(clerk, tmp_path, number):
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1=number)))
    phone = clerk.place("ks-132152-1").said.get("phone")
    assert phone is None or phone.visibility == "staff"
    for view in all_views(clerk.db):
        assert "phone" not in view.place.said


@pytest.mark.parametrize(
    "cells",
    [
        {"備考": "住所は非公開"},
        {"電話番号1_連絡先備考": "未公開"},
        {"住所": "国立市東0-0-0 テスト様方"},
    ],
)
def test_an_address_that_must_not_be_shown(clerk, tmp_path, cells):
    clerk.add(write(tmp_path / MAIN, shokudo(緯度="35.69", 経度="139.44") | cells))
    view = next(all_views(clerk.db))
    assert view.hidden
    assert view.address is None
    assert view.location is None


# -- what is kept


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.csv")))
def test_every_file_is_kept_byte_for_byte(clerk, name):
    if "otaku" in name and "tsuika" in name:
        clerk.add(CASES / name.replace("_tsuika", ""))
    elif "tsuika" in name:
        clerk.add(PAIR[0])
    clerk.add(CASES / name)
    number, boms = clerk.db.execute(
        "SELECT number, boms FROM file WHERE name = ?", [name]
    ).fetchone()
    rows = clerk.db.execute("SELECT raw FROM file_row WHERE file = ? ORDER BY line", [number])
    kept = b"\xef\xbb\xbf" * boms + b"".join(raw for (raw,) in rows)
    assert kept == (CASES / name).read_bytes()


def test_blank_and_rejected_rows_are_kept_too(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(), {}, shokudo("2", ""))
    clerk.add(path, keep_good=True)
    rows = clerk.db.execute("SELECT outcome, place FROM file_row ORDER BY line").fetchall()
    assert rows == [("head", ""), ("taken", "ks-132152-1"), ("blank", ""), ("rejected", "")]


def test_a_long_file_tells_how_far_it_is(clerk, tmp_path):
    rows = [office(f"{number:010}", f"A{number}", f"教室{number}") for number in range(1, 1201)]
    clerk.add(write(tmp_path / WAMNET, *rows))
    assert clerk.heard.steps == [500, 1000, 1200]


def test_the_kept_cells_reach_no_public_byte(clerk, tmp_path):
    row = shokudo(メールアドレス1=MAIL, FAX番号="042-000-9999", 備考="職員むけの備考")
    clerk.add(write(tmp_path / MAIN, row))
    export_data(clerk.db, tmp_path / "out", public=True)
    tables = "".join(path.read_text("utf-8") for path in (tmp_path / "out").glob("*.csv"))
    said = "\n".join(str(view) for view in all_views(clerk.db))
    for text in (MAIL, "042-000-9999", "職員むけ"):
        assert text not in tables + said


def test_a_person_may_publish_what_was_hidden(clerk, tmp_path):
    row = shokudo(備考="非公開")
    clerk.add(write(tmp_path / MAIN, row))
    place = clerk.place("ks-132152-1")
    said = {name: one for name, one in place.said.items() if name != "hidden"}
    edit(clerk, place, type(place)(place.key, said))
    clerk.add(write(tmp_path / MAIN, row), day="2026-09")
    assert not next(all_views(clerk.db)).hidden


def test_a_persons_pin_stays_where_it_is(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(緯度="35.69", 経度="139.44")))
    site = clerk.site("ks-132152-1")
    pin = say(Location("35.6950", "139.4450", "building"), day="2026-08-01")
    edit(clerk, site, type(site)(site.key, {**site.said, "location": pin}))
    clerk.add(write(tmp_path / MAIN, shokudo(緯度="35.70", 経度="139.45")), day="2026-10")
    assert clerk.site("ks-132152-1").said["location"] == pin


def test_another_address_of_an_overlapping_day_is_kept_beside(tmp_path):
    known = make_place("a", site="test-site", identifier__kodomo_shokudo="132152:1")
    site = make_site(address=say("東京都国立市東0-0-0", day="2026"))
    clerk = Clerk(filled(tmp_path, known, site, make_source()))
    path = write(tmp_path / MAIN, shokudo(住所="東京都国立市西9-9-9"))
    clerk.add(path)
    assert clerk.site("a").text("address") == "東京都国立市東0-0-0"
    other = read_record(clerk.db, "site", clerk.place("a").text("site.2"))
    assert other is not None
    assert other.text("address") == "東京都国立市西9-9-9"
    clerk.add(write(tmp_path / MAIN, shokudo(住所="国立市西9-9-9")), day="2026-08")
    assert "site.3" not in clerk.place("a").said


def test_check_tells_what_in_the_database_awaits_a_person(tmp_path):
    known = make_place(
        "a", phone=say("042-000-0001", day="2026"), identifier__kodomo_shokudo="132152:1"
    )
    clerk = Clerk(filled(tmp_path, known, make_source()))
    assert list(check_stored(clerk.db)) == []
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1="042-000-0002")))
    (problem,) = check_stored(clerk.db)
    assert (problem.severity, "phone" in problem.found) == ("note", True)
