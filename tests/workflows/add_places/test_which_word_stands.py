"""Whose word stands, when a file says something else than what is stored."""

from dataclasses import astuple

import pytest

from tests.made_up import (
    filled,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
)
from tests.workflows.add_places.made_files import (
    MAIN,
    WAMNET,
    Clerk,
    office,
    shokudo,
    write,
)
from webmap.formats import kodomo_shokudo
from webmap.formats.tables import write_tables
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import Rule
from webmap.storage.changes import history, read_record
from webmap.storage.places import all_views
from webmap.workflows.check_data import check_stored


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
    clerk.edit(place, type(place)(place.key, said))
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


def test_a_persons_pin_stays_where_it_is(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(緯度="35.69", 経度="139.44")))
    site = clerk.site("ks-132152-1")
    pin = say(Location("35.6950", "139.4450", "building"), day="2026-08-01")
    clerk.edit(site, type(site)(site.key, {**site.said, "location": pin}))
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


@pytest.mark.parametrize("mover_first", [True, False])
def test_a_tenant_that_moves_out_of_a_shared_site_gets_its_own(clerk, tmp_path, mover_first):
    stays, moves = shokudo("1"), shokudo("2", "うつる食堂")
    clerk.add(write(tmp_path / MAIN, stays, moves), day="2025-07-29")
    moves["住所"] = "東京都国立市西9-9-9"
    rows = (moves, stays) if mover_first else (stays, moves)
    assert clerk.add(write(tmp_path / MAIN, *rows), day="2026-08-01").changed == 1
    assert clerk.site("ks-132152-1").text("address") == "東京都国立市東0-0-0"
    assert clerk.site("ks-132152-2").text("address") == "東京都国立市西9-9-9"


def test_tenants_that_move_together_share_a_site_again(clerk, tmp_path):
    rows = shokudo("1"), shokudo("2", "うつる食堂")
    clerk.add(write(tmp_path / MAIN, *rows), day="2025-07-29")
    moved = [row | {"住所": "東京都国立市西9-9-9"} for row in rows]
    clerk.add(write(tmp_path / MAIN, *moved), day="2026-08-01")
    assert clerk.site("ks-132152-1") == clerk.site("ks-132152-2")
    assert clerk.site("ks-132152-1").text("address") == "東京都国立市西9-9-9"


def test_corrections_of_one_day_may_go_back_and_forth(clerk, tmp_path):
    a = write(tmp_path / "132152_a.csv", shokudo(参加費_大人="100"))
    b = write(tmp_path / "132152_b.csv", shokudo(参加費_大人="200"))
    for path, fee in ((a, "100"), (b, "200"), (a, "100"), (b, "200"), (b, "200")):
        clerk.add(path)
        assert clerk.place("ks-132152-1").said["fee.adult.visit"].value == Fee(fee)


def test_a_mended_heading_makes_its_column_known(clerk, tmp_path):
    names = tuple("ていいん" if name == "定員" else name for name in kodomo_shokudo.COLUMNS)
    row = shokudo()
    clerk.add(write(tmp_path / MAIN, row | {"ていいん": "20"}, columns=names))
    assert "capacity" not in clerk.place("ks-132152-1").said
    assert clerk.add(write(tmp_path / MAIN, row | {"定員": "20"})).changed == 1


def test_a_newer_schedule_stands_though_its_remark_is_for_the_staff(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(開催日="第1日曜日", 開催開始時間="10:00")))
    newer = shokudo(開催日="第2土曜日", 開催日時特記事項="雨の日は 090-0000-0000 へ")
    assert clerk.add(write(tmp_path / MAIN, newer), day="2026-08").changed == 1
    view = next(all_views(clerk.db))
    assert [rule.weekdays for rule, _ in view.place.rules()] == ["SA"]
    assert "090" not in str(view)
    assert any("090" in problem.found for problem in clerk.heard.notes)


def test_a_frequency_in_words_does_not_replace_the_days_it_agrees_with(clerk, tmp_path):
    finer = shokudo(開催曜日="月火水木金", 開催開始時間="10:00", 開催終了時間="12:00")
    clerk.add(write(tmp_path / MAIN, finer))
    assert clerk.add(write(tmp_path / MAIN, shokudo(開催頻度="1")), day="2026-08").unchanged == 1
    assert clerk.place("ks-132152-1").said["schedule.1"].value.opens == "10:00"


def test_an_older_table_fills_nothing(tmp_path):
    newer = make_place(name=say("テスト食堂", day="2026-08-09"))
    older = make_place(
        name=say("テスト食堂", day="2024-07-29"), phone=say("042-000-0000", day="2024-07-29")
    )
    clerk = Clerk(filled(tmp_path, newer, make_source()))
    write_tables([older, make_source()], tmp_path / "older")
    assert astuple(clerk.add(tmp_path / "older", day="", source="")) == (0, 0, 1, 0, 0)
    assert "phone" not in clerk.place(newer.key).said


def test_a_group_of_two_names_on_overlapping_days_keeps_the_first(clerk, tmp_path):
    number = {"法人番号": "8010105001686"}
    clerk.add(write(tmp_path / MAIN, shokudo(運営団体名="旧の会", **number)), day="2026")
    again = write(tmp_path / MAIN, shokudo(運営団体名="新の会", **number))
    assert clerk.add(again).rejected == 0
    assert clerk.group("ks-132152-1") == "旧の会"


def test_a_group_that_is_named_again_moves_its_day(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo()), day="2026-01")
    clerk.add(write(tmp_path / MAIN, shokudo()), day="2026-07")
    assert clerk.place("ks-132152-1").said["group"].day.text == "2026-07"


@pytest.mark.parametrize("tenants", [1, 2])
def test_a_finer_address_takes_no_point(clerk, tmp_path, tenants):
    point = {"緯度": "35.69", "経度": "139.44"}
    rows = [shokudo(str(number), f"食堂{number}", **point) for number in range(1, tenants + 1)]
    clerk.add(write(tmp_path / MAIN, *rows))
    for row in rows:
        row |= {"緯度": "", "経度": ""}
    rows[0]["住所"] += " テストビル2階"
    clerk.add(write(tmp_path / MAIN, *rows), day="2026-08")
    assert clerk.site("ks-132152-1").location is not None
    assert "テストビル" in clerk.site("ks-132152-1").text("address")
    if tenants > 1:
        assert clerk.site("ks-132152-2").text("address") == "東京都国立市東0-0-0"


def test_a_tenant_with_a_point_of_its_own_keeps_its_site(clerk, tmp_path):
    rows = [shokudo(str(number), f"食堂{number}", 経度="139.44") for number in (1, 2)]
    for month, north in (("2026-05", "35.6"), ("2026-06", "35.7"), ("2026-07", "35.8")):
        rows[0]["緯度"], rows[1]["緯度"] = north, f"{north}5"
        clerk.add(write(tmp_path / MAIN, *rows), day=month)
    assert len(clerk.records("site")) == 2


def test_a_rule_that_stands_twice_is_one(clerk, tmp_path):
    clerk.add(write(tmp_path / WAMNET, office(定休日="第1土曜日、第2土曜日")))
    path = write(tmp_path / WAMNET, office(定休日="第1土曜日、第1土曜日"))
    assert clerk.add(path, day="2026-08").changed == 1


def test_another_value_of_the_same_edition_as_the_tables_is_kept_beside(tmp_path):
    known = make_place(
        capacity=say("90", day="2026-07-29"),
        identifier__kodomo_shokudo="132152:1",
    )
    source = make_source(layout="kodomo_shokudo:132152")
    clerk = Clerk(filled(tmp_path, known, source))
    clerk.add(write(tmp_path / MAIN, shokudo(定員="80")), source="")
    place = clerk.place(known.key)
    assert (place.text("capacity"), place.text("capacity.2")) == ("90", "80")
    assert any("capacity" in problem.found for problem in check_stored(clerk.db))


def test_a_mistyped_price_leaves_the_known_one(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo(参加費_小学生="100")))
    clerk.add(write(tmp_path / MAIN, shokudo(参加費_小学生="1OO")), day="2026-08")
    assert clerk.place("ks-132152-1").said["fee.elementary.visit"].value == Fee("100")
    assert clerk.heard.columns() == {"参加費_小学生"}


@pytest.mark.parametrize("number", ["425770000", "042-57-1", "042-000-00000000"])
def test_a_number_that_cannot_be_dialled_leaves_the_known_one(clerk, tmp_path, number):
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1="042-000-0000")))
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1=number)), day="2026-08")
    assert clerk.place("ks-132152-1").text("phone") == "042-000-0000"
    assert clerk.heard.columns() == {"電話番号1"}


@pytest.mark.parametrize("mover_first", [True, False])
def test_who_moves_in_does_not_follow_who_moved_out(clerk, tmp_path, mover_first):
    clerk.add(write(tmp_path / MAIN, shokudo("1")))
    mover = shokudo("1", 住所="東京都国立市西9-9-9", 備考="住所は非公開")
    rows = [mover, shokudo("2", "あたらしい食堂")]
    clerk.add(write(tmp_path / MAIN, *(rows if mover_first else rows[::-1])), day="2026-08")
    assert clerk.site("ks-132152-1").text("address") == "東京都国立市西9-9-9"
    assert clerk.site("ks-132152-2").text("address") == "東京都国立市東0-0-0"


def test_the_point_of_a_town_is_not_that_of_a_house_in_it(clerk, tmp_path):
    town = shokudo(住所="東京都国立市東", 緯度="35.69", 経度="139.44")
    clerk.add(write(tmp_path / MAIN, town))
    clerk.add(write(tmp_path / MAIN, shokudo(住所="東京都国立市東1-2-3")), day="2026-08")
    location = clerk.site("ks-132152-1").said["location"]
    assert location.value.point != (35.69, 139.44)
    assert (location.value.level, location.sources[0]) == ("town", "gazetteer")


@pytest.mark.parametrize("field", ["group", "site"])
def test_what_a_person_took_off_is_not_made_again(clerk, tmp_path, field):
    clerk.add(write(tmp_path / MAIN, shokudo()))
    place = clerk.place("ks-132152-1")
    said = {name: one for name, one in place.said.items() if name != field}
    clerk.edit(place, type(place)(place.key, said))
    for month in ("2026-08", "2026-09"):
        clerk.add(write(tmp_path / MAIN, shokudo()), day=month)
    assert len(clerk.records(field)) == 1
    assert field not in clerk.place("ks-132152-1").said


def test_another_group_is_kept_beside_once(tmp_path):
    known = make_place(
        "houday-old",
        name="テスト教室",
        group=say("test-group", day="2026"),
        identifier__wamnet="0000000001",
    )
    clerk = Clerk(filled(tmp_path, known, make_group(), make_source()))
    for month in ("2026-04", "2026-05", "2026-06"):
        path = write(tmp_path / WAMNET, office(法人の名称="ほかの会社"))
        clerk.add(path, day=month, source="WAM NET")
    voices = [name for name in clerk.place("houday-old").said if name.startswith("group")]
    assert voices == ["group", "group.2"]
    assert len(clerk.records("group")) == 2


@pytest.mark.parametrize("by", ["person", "finer"])
def test_who_moves_in_does_not_get_an_address_that_only_the_neighbour_has(clerk, tmp_path, by):
    finer = "東京都国立市東0-0-0 テストビル2階"
    clerk.add(
        write(tmp_path / MAIN, shokudo("1", 住所=finer if by == "finer" else "国立市東0-0-0"))
    )
    if by == "person":
        site = clerk.site("ks-132152-1")
        mended = say("東京都国立市西9-9-9", day="2026-08-01")
        clerk.edit(site, type(site)(site.key, {**site.said, "address": mended}))
    rows = shokudo("1", 定員="20"), shokudo("2", "あたらしい食堂")
    clerk.add(write(tmp_path / MAIN, *rows), day="2026-09")
    assert clerk.site("ks-132152-1").text("address") == (
        finer if by == "finer" else "東京都国立市西9-9-9"
    )
    assert clerk.site("ks-132152-2").text("address") == "東京都国立市東0-0-0"
