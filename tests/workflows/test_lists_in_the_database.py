"""The lists fill a database once, are then its own, and go out again in the same bytes."""

import pytest

from tests.made_up import DATA, MAIL, MOBILE, NOON, keep, make_place, say
from tests.made_up_lists import make_line, make_programme, make_reading
from webmap.formats.table_shapes import LIST_TABLES
from webmap.formats.tables import read_tables, write_tables
from webmap.places.changes import by_staff, diff
from webmap.places.errors import ForPeople, Refused
from webmap.places.schedule import Rule
from webmap.storage.changes import history, keep_changes, read_record
from webmap.storage.database import open_database
from webmap.storage.lists import list_records
from webmap.storage.places import all_records
from webmap.workflows.check_data import check_data, check_stored
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database, lacks_lists


@pytest.fixture
def db(tmp_path):
    return open_database(tmp_path / "test.sqlite")


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "tables"
    records = (make_place(), make_line(), make_programme(), make_reading("学び", "まなび"))
    write_tables(records, folder)
    return folder


def stored(db):
    return [(one.of, one.key) for one in all_records(db)]


# -- filling


def test_a_new_database_takes_the_lists_too(db, tables):
    count, problems = fill_database(db, tables, NOON)
    assert (count, problems) == (4, [])
    assert not lacks_lists(db)
    (change,) = history(db, "helpline", "mihon")
    assert (change.field, change.who) == ("", "data")


def test_one_that_was_filled_before_there_were_lists_takes_only_them(db, tables):
    keep(db, make_place("mine"))
    assert lacks_lists(db)
    assert fill_database(db, tables, NOON) == (3, [])
    assert ("place", "test") not in stored(db)
    assert ("place", "mine") in stored(db)
    with pytest.raises(ForPeople, match="何も 書きかえませんでした"):
        fill_database(db, tables, NOON)


def test_a_list_of_which_something_was_kept_is_never_filled_again(db, tables):
    keep(db, make_line("mine"))
    fill_database(db, tables, NOON)
    lines = [key for of, key in stored(db) if of == "helpline"]
    assert lines == ["mine"]


def test_a_row_that_would_be_lost_keeps_all_lists_out_and_places_as_they_were(db, tables):
    keep(db, make_place("mine"))
    path = tables / "helplines.csv"
    path.write_text(path.read_text("utf-8") + "half,row\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        fill_database(db, tables, NOON)
    assert {problem.file for problem in refused.value.problems} == {"helplines.csv"}
    assert stored(db) == [("place", "mine")]


def test_a_bad_table_of_places_does_not_keep_the_lists_out(db, tables):
    keep(db, make_place("mine"))
    (tables / "facts.csv").unlink()
    assert fill_database(db, tables, NOON)[0] == 3


# -- going out


def test_our_own_lists_come_out_in_the_same_bytes_also_for_the_public(db, tmp_path):
    fill_database(db, DATA, NOON)
    for public in (False, True):
        export_data(db, tmp_path / "out", public=public)
        for name in LIST_TABLES:
            if name != "list_details":
                there = (tmp_path / "out" / f"{name}.csv").read_bytes()
                assert there == (DATA / f"{name}.csv").read_bytes(), (name, public)
        assert not (tmp_path / "out" / "list_details.csv").exists()


@pytest.mark.parametrize("canary", ["ひみつ", MOBILE, MAIL])
def test_what_is_for_the_staff_stays_in_when_the_public_asks(db, tmp_path, canary):
    staff = say(canary, visibility="staff")
    keep(
        db,
        make_line(hours=staff, note=canary if canary != "ひみつ" else staff),
        make_line("unseen", name=say("ひみつの 番号", visibility="staff"), cost=canary),
        make_line("ruled", schedule__1=say(Rule(), canary, visibility="print")),
        make_programme(what=staff, office=say(canary, visibility="print")),
        make_place(),
    )
    export_data(db, tmp_path / "public", public=True)
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "public").iterdir())
    assert "みほんでんわ" in text
    assert canary not in text
    assert "unseen" not in text


def test_all_that_a_person_said_comes_back_from_the_tables(db, tmp_path):
    line = make_line(
        standing=say("ended", source="電話", day="2026-12-01"),
        number=say("042-000-0001", source="電話", day="2026-12-01"),
        schedule__1=say(Rule(weekdays="MO"), "月曜", source="電話", day="2026-12-01"),
    )
    keep(db, line, make_place())
    export_data(db, tmp_path / "out")
    assert read_tables(tmp_path / "out").records["helpline", "mihon"] == line


# -- checking


def test_a_source_in_words_is_no_mistake_and_a_private_number_is_one(tmp_path):
    write_tables([make_place(), make_line(cost=MOBILE)], tmp_path)
    told = [one for one in check_data(tmp_path).problems if one.file.startswith("helpline")]
    assert [one.column for one in told if one.found == MOBILE] == ["visibility"]
    assert not [one for one in told if one.column == "source"]


def test_a_record_that_cannot_be_read_costs_no_other_and_is_told(db):
    keep(db, make_line("a"), make_line("b"))
    db.execute(
        "UPDATE record SET said = ? WHERE key = 'a'",
        ['{"name":{"value":"みほん"},"area":{"value":"moon"}}'],
    )
    db.conn.commit()
    records, unreadable = list_records(db)
    assert [one.key for one in records] == ["b"]
    assert [one.key for one in unreadable] == ["a"]
    (problem,) = check_stored(db)
    assert "moon" in problem.found
    assert problem.severity == "error"


def test_one_key_may_be_a_line_and_a_programme(db):
    keep(db, make_line("same"), make_programme("same"))
    line, programme = (read_record(db, of, "same") for of in ("helpline", "programme"))
    assert line is not None
    changed = make_line("same", cost="無料")
    keep_changes(db, diff(line, changed, kept=NOON, who=by_staff("mihon")))
    assert read_record(db, "helpline", "same") == changed
    assert read_record(db, "programme", "same") == programme
