"""Which stored place a row speaks of."""

import pytest

from tests.made_up import (
    filled,
    make_place,
    make_source,
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
