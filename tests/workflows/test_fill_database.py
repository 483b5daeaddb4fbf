"""A new database begins with the tables; one that is not empty is left alone."""

import pytest

from tests.made_up import DATA, NOON, keep, make_group, make_place, make_site, make_source
from webmap.formats.tables import read_tables, write_tables
from webmap.places.errors import ForPeople, Refused
from webmap.storage.changes import history
from webmap.storage.database import is_empty, open_database
from webmap.storage.places import all_records, place
from webmap.workflows.fill_database import fill_database


@pytest.fixture
def db(tmp_path):
    return open_database(tmp_path / "test.sqlite")


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "tables"
    write_tables([make_place(), make_group(), make_site(), make_source()], folder)
    return folder


def test_every_record_of_the_tables_is_in_the_database(db, tables):
    count, problems = fill_database(db, tables, NOON)
    assert (count, problems) == (4, [])
    assert list(all_records(db)) == list(read_tables(tables).records.values())


def test_every_record_begins_its_history_at_the_moment_handed_in(db, tables):
    fill_database(db, tables, NOON)
    (change,) = history(db, "place", "test")
    assert (change.field, change.old, change.kept) == ("", None, NOON)


def test_a_database_that_is_not_empty_is_refused_and_left_as_it_was(db, tables):
    keep(db, make_place("mine"))
    with pytest.raises(ForPeople):
        fill_database(db, tables, NOON)
    assert [record.key for record in all_records(db)] == ["mine"]


def test_filling_twice_is_refused(db, tables):
    fill_database(db, tables, NOON)
    with pytest.raises(ForPeople):
        fill_database(db, tables, NOON)


def test_an_empty_folder_is_said_for_people(db, tmp_path):
    with pytest.raises(ForPeople):
        fill_database(db, tmp_path / "nothing here", NOON)
    assert is_empty(db)


def test_a_bad_cell_is_told_and_costs_only_its_field(db, tables):
    path = tables / "details.csv"
    path.write_text(path.read_text("utf-8") + "test,phone,,なし,,,,,public\n", encoding="utf-8")
    count, problems = fill_database(db, tables, NOON)
    assert count == 4
    assert [(problem.file, problem.line, problem.found) for problem in problems] == [
        ("details.csv", 2, "なし")
    ]
    kept = place(db, "test")
    assert kept is not None
    assert "phone" not in kept.said


def test_our_own_tables_fill_a_database(db):
    _, problems = fill_database(db, DATA, NOON)
    assert problems == []
    assert sum(record.of == "place" for record in all_records(db)) == 100


def test_a_row_that_cannot_be_read_is_told_and_nothing_is_filled(db, tables):
    path = tables / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "test,elevator\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        fill_database(db, tables, NOON)
    assert [(problem.file, problem.lost) for problem in refused.value.problems] == [
        ("facts.csv", True)
    ]
    assert is_empty(db)


def test_a_table_that_is_missing_is_told_and_nothing_is_filled(db, tables):
    (tables / "sites.csv").unlink()
    with pytest.raises(Refused):
        fill_database(db, tables, NOON)
    assert is_empty(db)
