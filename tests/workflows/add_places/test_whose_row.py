"""Which stored place a row speaks of."""

from dataclasses import astuple

import pytest

from tests.made_up import (
    filled,
    make_place,
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
from webmap.places.errors import NotUnderstood
from webmap.places.fees import Fee


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


@pytest.mark.parametrize("number", ["", "1.32E+11", "1.E+11", "1,32E+11", "#REF!", "#N/A", "####"])
@pytest.mark.parametrize("address", ["", "非公開"])
def test_without_id_and_address_the_name_tells(clerk, tmp_path, number, address):
    path = write(tmp_path / MAIN, shokudo(number, 住所=address))
    clerk.add(path)
    assert astuple(clerk.add(path)) == (0, 0, 1, 0, 0)
    changed = write(tmp_path / MAIN, shokudo(number, 住所=address, 定員="20"))
    assert astuple(clerk.add(changed, day="2026-08")) == (0, 1, 0, 0, 0)
    assert len(clerk.records()) == 1


def test_an_office_without_number_and_address_is_known_by_its_name(clerk, tmp_path):
    nothing = {"事業所住所（市区町村）": "", "事業所住所（番地以降）": ""}
    path = write(tmp_path / WAMNET, office("", "", **nothing))
    clerk.add(path)
    assert clerk.add(path).unchanged == 1


def test_a_name_and_address_of_another_city_is_another_place(clerk, tmp_path):
    far = {"全国地方公共団体コード": "131113"}
    bare = {"住所": "東0-0-0"}
    path = write(tmp_path / "list.csv", shokudo("", **bare), shokudo("", **bare, **far))
    assert clerk.add(path).added == 2


@pytest.mark.parametrize("day", ["2026-07-29", "2026-09"])
@pytest.mark.parametrize("edited", ["name", "address"])
def test_a_place_that_a_person_corrected_is_known_by_what_its_source_called_it(
    clerk, tmp_path, edited, day
):
    clerk.add(write(tmp_path / MAIN, shokudo("")))
    (key,) = clerk.records()
    record = clerk.place(key) if edited == "name" else clerk.site(key)
    mended = say("ただしい食堂" if edited == "name" else "東京都国立市西9-9-9", day="2026-08-01")
    clerk.edit(record, type(record)(record.key, {**record.said, edited: mended}))
    row = shokudo("", 定員="20")
    assert astuple(clerk.add(write(tmp_path / MAIN, row), day=day)) == (0, 1, 0, 0, 0)
    assert clerk.records() == [key]


def test_a_further_venue_whose_address_was_corrected_keeps_its_suffix(clerk, tmp_path):
    main, further = write(tmp_path / MAIN, shokudo("7")), write(tmp_path / FURTHER, venue("7"))
    clerk.add(main, further)
    site = clerk.site("ks-132152-7-2")
    mended = say("東京都国立市西9-9-9", day="2026-08-01")
    clerk.edit(site, type(site)(site.key, {**site.said, "address": mended}))
    assert clerk.add(further, day="2026-09").unchanged == 1
    assert "ks-132152-7-3" not in clerk.records()


def test_an_id_with_a_hyphen_is_no_further_venue(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("K"), shokudo("K-1", "い食堂", 定員="5")))
    assert clerk.records() == ["ks-132152-k", "ks-132152-k-1"]
    clerk.add(write(tmp_path / FURTHER, venue("K", 定員="77")), day="2026-08")
    assert clerk.place("ks-132152-k-1").name == "い食堂"
    assert clerk.place("ks-132152-k-1").text("capacity") == "5"
    clerk.add(write(tmp_path / MAIN, shokudo("K")), day="2026-09")
    assert any("ks-132152-k-1" in note.expected for note in clerk.heard.notes)


def test_a_main_row_never_becomes_a_further_venue(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("7")), write(tmp_path / FURTHER, venue("7")))
    venue_before = clerk.place("ks-132152-7-2")
    clerk.add(write(tmp_path / MAIN, shokudo("7"), shokudo("7-2", "べつの食堂")), day="2026-08")
    assert clerk.place("ks-132152-7-2") == venue_before
    assert "べつの食堂" in {clerk.place(key).name for key in clerk.records()}


def test_two_rows_of_one_place_are_told_and_counted_once(clerk, tmp_path):
    rows = shokudo("", 参加費_大人="100"), shokudo("", 参加費_大人="200", 電話番号1="042-000-0000")
    path = write(tmp_path / MAIN, *rows)
    assert astuple(clerk.add(path)) == (1, 0, 0, 0, 0)
    (key,) = clerk.records()
    assert clerk.place(key).said["fee.adult.visit"].value == Fee("100")
    assert clerk.place(key).text("phone") == "042-000-0000"
    (note,) = clerk.heard.notes
    assert (note.line, key in note.expected) == (3, True)
    assert astuple(clerk.add(path)) == (0, 0, 1, 0, 0)


def test_a_place_in_two_files_is_counted_once(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo())
    assert astuple(clerk.add(path, path)) == (1, 0, 0, 0, 0)


def test_a_number_is_alone_only_when_no_row_of_the_whole_file_has_it(clerk, tmp_path):
    far = {"事業所住所（市区町村）": "東京都府中市"}
    rows = office("0000000001", "A1"), office("0000000001", "A2", "西の教室", **far)
    clerk.add(write(tmp_path / WAMNET, *rows), city="132152")
    assert clerk.records() == ["houday-0000000001-a1"]


def test_a_rejected_row_is_not_gone(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo()))
    path = write(tmp_path / MAIN, shokudo(), shokudo(), shokudo("2", "もう一つ"))
    assert clerk.add(path, day="2026-08", keep_good=True).rejected == 2
    assert not clerk.heard.notes


@pytest.mark.parametrize(("before", "after"), [("1", "1.32E+11"), ("", "5")])
def test_an_id_may_come_or_go_though_a_person_renamed_the_place(clerk, tmp_path, before, after):
    clerk.add(write(tmp_path / MAIN, shokudo(before)))
    (key,) = clerk.records()
    place = clerk.place(key)
    mended = {**place.said, "name": say("ただしい食堂", day="2026-08-01")}
    clerk.edit(place, type(place)(key, mended))
    clerk.add(write(tmp_path / MAIN, shokudo(after)), day="2026-09")
    assert clerk.records() == [key]


def test_a_source_may_go_back_to_a_name_it_used_before(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("")))
    (key,) = clerk.records()
    place = clerk.place(key)
    clerk.edit(place, type(place)(key, {**place.said, "name": say("ただしい食堂")}))
    for month, name in (("2026-08", "ただしい食堂"), ("2026-09", "テスト食堂")):
        clerk.add(write(tmp_path / MAIN, shokudo("", name)), day=month)
    assert clerk.records() == [key]


def test_two_ids_never_become_one_place(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("")))
    twins = write(tmp_path / MAIN, shokudo("1"), shokudo("2"))
    assert clerk.add(twins, day="2026-08").added == 1
    assert astuple(clerk.add(twins, day="2026-08")) == (0, 0, 2, 0, 0)


def test_twins_that_lose_their_ids_do_not_multiply(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("1"), shokudo("2")))
    lost = write(tmp_path / MAIN, shokudo("1.32E+11"), shokudo("1.32E+11"))
    clerk.add(lost, day="2026-08")
    before = clerk.records()
    assert clerk.add(lost, day="2026-08").added == 0
    assert clerk.records() == before


@pytest.mark.parametrize("renamed", [True, False])
def test_a_place_that_is_gone_is_told_whatever_it_is_called_now(clerk, tmp_path, renamed):
    clerk.add(write(tmp_path / MAIN, shokudo(""), shokudo("2", "もう一つ")))
    key = next(key for key in clerk.records() if key != "ks-132152-2")
    place = clerk.place(key)
    if renamed:
        clerk.edit(place, type(place)(key, {**place.said, "name": say("ただしい食堂")}))
    clerk.add(write(tmp_path / MAIN, shokudo("2", "もう一つ")), day="2026-08")
    assert [key in note.expected for note in clerk.heard.notes] == [True]


def test_a_rejected_venue_that_is_taken_later_is_known_from_then_on(clerk, tmp_path):
    further, main = write(tmp_path / FURTHER, venue("7")), write(tmp_path / MAIN, shokudo("7"))
    clerk.add(further, keep_good=True)
    clerk.add(main)
    clerk.add(further)
    site = clerk.site("ks-132152-7-2")
    mended = say("東京都国立市西9-9-9", day="2026-08-01")
    clerk.edit(site, type(site)(site.key, {**site.said, "address": mended}))
    assert clerk.add(further).unchanged == 1


@pytest.mark.parametrize(
    "private", ["090-0000-0000", "０９０００００００００", "代表 taro@example.jp"]
)
def test_a_private_number_is_no_identifier(clerk, tmp_path, private):
    clerk.add(write(tmp_path / MAIN, shokudo(private)))
    clerk.add(write(tmp_path / WAMNET, office(private, "A1")), source="WAM NET")
    clerk.add(write(tmp_path / WAMNET, office("0000000002", private)), source="WAM NET")
    for key in clerk.records():
        assert "0000-0000" not in key
        assert "000000000" not in key.replace("0000000002", "")
        identifiers = [one for name, one in clerk.place(key).said.items() if "identifier" in name]
        assert not any("example" in one.text or "090" in one.text for one in identifiers)
    assert clerk.heard.errors


def test_a_place_whose_number_changed_is_told_beside_the_new_one(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("3"), shokudo("4", "もう一つ")))
    clerk.add(write(tmp_path / MAIN, shokudo("30"), shokudo("4", "もう一つ")), day="2026-08")
    assert [note.line for note in clerk.heard.notes if "ks-132152-3 " in note.expected] == [2, 0]


def test_a_row_is_again_the_place_that_it_was(clerk, tmp_path):
    path = write(tmp_path / MAIN, shokudo(""), shokudo("5"), shokudo("6"))
    clerk.add(path)
    before = clerk.records()
    assert clerk.add(path).added == 0
    assert clerk.records() == before


def test_the_id_that_stands_is_not_the_one_that_was_lost(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("5"), shokudo("6")))
    lost = write(tmp_path / MAIN, shokudo("5"), shokudo("", 定員="20"))
    assert clerk.add(lost, day="2026-08").added == 0
    assert clerk.place("ks-132152-6").text("capacity") == "20"


def test_twins_that_both_lost_their_ids_are_told(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("5"), shokudo("6")))
    lost = write(tmp_path / MAIN, shokudo(""), shokudo(""))
    assert clerk.add(lost, day="2026-08").added == 0
    assert any("ks-132152-6" in note.expected for note in clerk.heard.notes)


def test_two_of_one_name_without_id_are_known_again_in_any_order(clerk, tmp_path):
    """Their keys tell nothing of their addresses, so they must be told apart by more than keys."""
    rows = [shokudo("", 住所=f"東京都国立市東{number}-1-1") for number in (1, 2)]
    clerk.add(write(tmp_path / MAIN, *rows))
    before = {key: clerk.site(key).text("address") for key in clerk.records()}
    assert len(before) == 2
    counts = clerk.add(write(tmp_path / MAIN, *reversed(rows)), day="2026-09")
    assert counts.added == 0
    assert {key: clerk.site(key).text("address") for key in clerk.records()} == before
