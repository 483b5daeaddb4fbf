"""What went in comes out, byte for byte; what is for staff stays in when the public asks."""

from typing import Any

import pytest

from tests.made_up import (
    DATA,
    HOSTILE,
    MAIL,
    MOBILE,
    NOON,
    filled,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
)
from webmap.formats.table_shapes import TABLES
from webmap.formats.tables import read_tables, write_tables
from webmap.places.changes import diff
from webmap.places.list_records import ListRecord
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database


def the_tables(folder):
    return {name: (folder / f"{name}.csv").read_bytes() for name in TABLES}


def all_text(folder):
    return "\n".join(text.decode("utf-8") for text in the_tables(folder).values())


def test_our_own_tables_come_out_in_the_same_bytes(tmp_path):
    db = open_database(tmp_path / "test.sqlite")
    fill_database(db, DATA, NOON)
    export_data(db, tmp_path / "out")
    assert the_tables(tmp_path / "out") == the_tables(DATA)


def test_exactly_the_ten_tables_are_written(tmp_path):
    db = filled(tmp_path, make_place())
    export_data(db, tmp_path / "out")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == sorted(
        f"{name}.csv"
        for name in (
            *("places", "groups", "sites", "sources", "schedules"),
            *("exceptions", "facts", "details", "fees", "identifiers"),
        )
    )


def test_hostile_texts_come_out_in_the_same_bytes(tmp_path):
    said: dict[str, Any] = {
        f"activity.{number}": f"あ{text}" for number, text in enumerate(HOSTILE, start=1)
    }
    said |= {f"remark.{n}": say(f"あ{text}", text) for n, text in enumerate(HOSTILE, start=1)}
    records = [
        make_place(**said),
        *(make_site(f"s{n}", address=f"東{t}") for n, t in enumerate(HOSTILE)),
    ]
    db = filled(tmp_path, *records)
    export_data(db, tmp_path / "out")
    assert the_tables(tmp_path / "out") == the_tables(tmp_path / "tables")


def test_an_edit_comes_out_and_nothing_else_changes(tmp_path):
    old, new = make_place("a"), make_place("a", phone="042-000-0000")
    db = filled(tmp_path, old, make_place("b"))
    keep_changes(db, diff(old, new, kept=NOON, who="test"))
    export_data(db, tmp_path / "out")
    before, after = the_tables(tmp_path / "tables"), the_tables(tmp_path / "out")
    assert [name for name in TABLES if before[name] != after[name]] == ["details"]


# -- for the public


def public(tmp_path, *records):
    db = filled(tmp_path, *records)
    export_data(db, tmp_path / "public", public=True)
    reading = read_tables(tmp_path / "public")
    assert reading.problems == []
    return all_text(tmp_path / "public")


def test_what_is_public_is_there(tmp_path):
    text = public(
        tmp_path,
        make_place(group="test-group", site="test-site", phone="042-000-0000"),
        make_group(),
        make_site(location=Location("35.68", "139.44", "building")),
        make_source(licence="CC BY 4.0"),
    )
    for word in ("テスト食堂", "テストの会", "0-0-0", "042-000-0000", "139.44", "CC BY 4.0"):
        assert word in text


@pytest.mark.parametrize("canary", ["ひみつ", MOBILE, MAIL])
def test_what_is_for_staff_is_not_there(tmp_path, canary):
    staff = say(canary, visibility="staff")
    text = public(
        tmp_path,
        make_place(
            name=say("テスト食堂", canary),
            group="test-group",
            site="test-site",
            who=staff,
            remark__1=staff,
            venue=say(canary, visibility="print"),
            fact__alone=say("yes", canary, visibility="staff"),
            **{
                "phone.2": say("042-000-0000", canary, visibility="staff"),
                "exception.2026-12-06": say(
                    ExceptionDay("closed", reason=canary), visibility="staff"
                ),
            },
        ),
        make_group(name=say("テストの会", canary)),
        make_site(address=say("東京都国立市東0-0-0", canary)),
        make_source(),
    )
    assert canary not in text


def test_a_group_or_site_for_staff_is_not_there(tmp_path):
    text = public(
        tmp_path,
        make_place(group="test-group", site="test-site"),
        make_group(name=say("ひみつの会", visibility="staff")),
        make_site(
            address=say("ひみつの町", visibility="staff"),
            location=say(Location("35.999", "139.999", "building"), visibility="staff"),
        ),
        make_source(),
    )
    assert "ひみつ" not in text
    assert "139.999" not in text


def test_a_place_that_awaits_checking_is_not_there_nor_what_only_it_uses(tmp_path):
    text = public(
        tmp_path,
        make_place("seen"),
        make_place(
            "unseen",
            name=say("ひみつ食堂", source="himitsu-source"),
            standing="check",
            group="himitsu-group",
            site="himitsu-site",
        ),
        make_group("himitsu-group"),
        make_site("himitsu-site"),
        make_source(),
        make_source("himitsu-source"),
    )
    assert "seen" in text
    assert "unseen" not in text
    assert "himitsu" not in text
    assert "ひみつ" not in text


def test_a_hidden_place_is_there_without_a_word_of_where(tmp_path):
    text = public(
        tmp_path,
        make_place(
            hidden="yes",
            site="himitsu-site",
            address_note="ひみつビル",
            access__1="ひみつ駅から5分",
            venue="ひみつ会館",
        ),
        make_site(
            "himitsu-site",
            address="東京都ひみつ市0-0-0",
            location=Location("35.999", "139.999", "building"),
        ),
        make_source(),
    )
    assert "テスト食堂" in text
    for canary in ("ひみつ", "himitsu", "999"):
        assert canary not in text


def test_an_ended_place_is_there_and_says_since_when(tmp_path):
    assert "2026-03" in public(
        tmp_path, make_place(standing="ended", since="2026-03"), make_source()
    )


def test_every_reference_of_the_public_tables_is_in_them(tmp_path):
    db = open_database(tmp_path / "test.sqlite")
    fill_database(db, DATA, NOON)
    export_data(db, tmp_path / "public", public=True)
    records = read_tables(tmp_path / "public").records
    for record in records.values():
        if isinstance(record, ListRecord):  # it names its sources in words
            continue
        for name, said in record.said.items():
            for key in filter(None, said.source.split(";")):
                assert ("source", key) in records
            if name in ("group", "site"):
                assert (name, said.text) in records


def test_the_same_tables_may_be_written_over(tmp_path):
    db = filled(tmp_path, make_place())
    export_data(db, tmp_path / "tables")
    export_data(db, tmp_path / "tables")
    assert len(read_tables(tmp_path / "tables").records) == 1


def test_only_what_the_public_tables_say_is_written_when_they_are_read_again(tmp_path):
    """Open data that a second city fills from comes out again in the same bytes."""
    db = open_database(tmp_path / "one.sqlite")
    fill_database(db, DATA, NOON)
    export_data(db, tmp_path / "one", public=True)
    write_tables(read_tables(tmp_path / "one").records.values(), tmp_path / "two")
    assert the_tables(tmp_path / "one") == the_tables(tmp_path / "two")
