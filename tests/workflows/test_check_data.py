"""``check`` says everything at once, with file, line and column, and counts in groups."""

import shutil

import pytest

from tests.made_up import (
    DATA,
    MAIL,
    MOBILE,
    filled,
    keep,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
)
from webmap.formats.table_shapes import TABLES
from webmap.formats.tables import write_tables
from webmap.places.city import City, Plan
from webmap.places.errors import ForPeople
from webmap.places.schedule import Rule
from webmap.workflows.check_data import (
    check_data,
    check_stored,
    reconcile,
    tidy_data,
)


@pytest.fixture
def data(tmp_path):
    """A data folder without a fault: our lists, and the tables of one made-up place."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("basemap"))
    place = make_place(
        group="test-group", site="test-site", city="132152", schedule__1=Rule(weekdays="MO;SA")
    )
    write_tables([place, make_group(), make_site(), make_source()], folder)
    return folder


def add(data, table, line):
    with (data / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(line + "\n")


def told(data, severity="error"):
    return [(p.file, p.line, p.column) for p in check_data(data).problems if p.severity == severity]


def test_data_without_a_fault_is_fine(data):
    report = check_data(data)
    assert report.problems == []
    assert not report.failed
    assert report.places == 1


@pytest.mark.parametrize(
    ("table", "line", "column"),
    [
        ("details", "test,who,,だれでも,,nowhere,,,public", "source"),
        ("details", "test,who,,だれでも,,test;nowhere,,,public", "source"),
        ("details", f"test,who,,れんらく {MOBILE},,test,,,public", "visibility"),
        ("details", f"test,who,,だれでも,{MAIL},test,,,public", "visibility"),
        ("facts", f"test,alone,,yes,{MOBILE},test,,,public", "visibility"),
        ("exceptions", f"test,2026-12-06,closed,,,,{MOBILE},,test,,,public", "visibility"),
        ("facts", "test,alone,,maybe,,test,,,public", "answer"),
        ("fees", "test,adult,visit,,無料,,,test,,,public", "yen"),
    ],
)
def test_an_error_is_told_where_it_is(data, table, line, column):
    number = len((data / f"{table}.csv").read_text("utf-8").splitlines()) + 1
    add(data, table, line)
    assert told(data) == [(f"{table}.csv", number, column)]
    assert check_data(data).failed


@pytest.mark.parametrize(("field", "table"), [("group", "groups"), ("site", "sites")])
def test_a_group_or_site_that_is_not_there_is_an_error(data, field, table):
    place = make_place(**{field: "nowhere"})
    write_tables([place, make_group(), make_site(), make_source()], data)
    (problem,) = check_data(data).problems
    assert (problem.severity, problem.column, problem.found) == ("error", field, "nowhere")
    assert f"{table}.csv" in problem.expected


def test_a_private_text_for_staff_is_no_error(data):
    add(data, "details", f"test,remark,1,れんらく {MOBILE},,test,,,staff")
    assert told(data) == []


def test_contradicting_hours_are_a_note_not_an_error(data):
    add(data, "schedules", "test,2,closed,,SA,,,,,,,,,test,2026-07-01,,public")
    report = check_data(data)
    assert [(p.severity, p.file) for p in report.problems] == [("note", "schedules.csv")]
    assert "土" in report.problems[0].found
    assert not report.failed


def test_a_word_to_be_confirmed_in_public_is_a_note(data):
    add(data, "details", "test,who,,だれでも（要確認）,,test,,,public")
    assert told(data, "note") == [("details.csv", 2, "visibility")]


def test_several_faults_in_several_files_are_all_told(data):
    add(data, "facts", "test,alone,,maybe,,test,,,public")
    add(data, "details", "test,phone,,なし,,test,,,public")
    add(data, "helpline_hours", "test,1,MO,,17:00,9:00,,open,月曜")
    add(data, "details", "test,who,,だれでも,,nowhere,,,public")
    assert {one[0] for one in told(data)} == {"facts.csv", "details.csv", "helpline_hours.csv"}
    assert len(told(data)) == 4


# -- another source says otherwise


def conflict(tmp_path, **fields):
    """What is told of a place of which another source says something else."""
    write_tables([make_place(**fields), make_source()], tmp_path)
    problems = check_data(tmp_path).problems
    (problem,) = (one for one in problems if one.column == "number")
    return problem


def test_a_conflict_shows_both_texts(tmp_path):
    other = say("042-000-0002", visibility="staff")
    problem = conflict(tmp_path, phone="042-000-0001", phone__2=other)
    assert (problem.file, problem.line) == ("details.csv", 3)
    assert "phone" in problem.found
    assert "042-000-0001 ／ 042-000-0002（test）" in problem.found


def test_long_texts_are_shortened_to_where_they_differ(tmp_path):
    same = "https://example.jp/" + "a" * 100
    other = say(f"{same}/two", visibility="staff")
    found = conflict(tmp_path, url=f"{same}/one/{'b' * 100}", url__2=other).found
    assert "/one" in found
    assert "/two" in found
    assert len(found) < 150


def test_a_conflict_of_hours_is_told_without_texts(tmp_path):
    other = say(Rule(weekdays="SU"), visibility="staff")
    found = conflict(tmp_path, schedule__1=Rule(weekdays="MO"), schedule__2=other).found
    assert "schedule" in found
    assert "／" not in found


def test_of_the_database_only_what_the_tables_do_not_say_is_told(tmp_path):
    other = say("042-000-0002", visibility="staff")
    place = make_place("a", phone="042-000-0001", phone__2=other)
    db = filled(tmp_path, place, make_source())
    keep(db, make_place("b", phone="042-000-0003", phone__2=other))
    told = {problem.found for problem in check_data(tmp_path / "tables").problems}
    assert len(list(check_stored(db))) == 2
    (problem,) = check_stored(db, told)
    assert problem.found.startswith("b: phone")


@pytest.mark.parametrize("name", ["facts", "readings", "schools"])
def test_a_missing_file_is_told_like_any_other_problem(data, name):
    (data / f"{name}.csv").unlink()
    assert f"{name}.csv" in {one[0] for one in told(data)}


def test_a_list_with_other_columns_is_told(data):
    (data / "readings.csv").write_text("ことば,よみ\n国,くに\n", encoding="utf-8")
    assert ("readings.csv", 1) in {one[:2] for one in told(data)}


def test_a_missing_city_does_not_hide_the_other_problems(data):
    (data / "city.toml").unlink()
    add(data, "facts", "test,alone,,maybe,,test,,,public")
    assert {"facts.csv", "city.toml"} <= {one[0] for one in told(data)}


def test_an_empty_folder_is_told(tmp_path):
    try:
        assert check_data(tmp_path).failed
    except ForPeople as said:
        assert str(tmp_path) in str(said)


# -- tidy


def test_tables_out_of_order_are_a_note_and_can_be_tidied(data):
    add(data, "facts", "test,parking,,no,,test,,,public")
    add(data, "facts", "test,alone,,yes,,test,,,public")
    assert told(data, "note") == [("facts.csv", 0, "")]
    assert tidy_data(data) == []
    assert check_data(data).problems == []
    assert (data / "facts.csv").read_text("utf-8").splitlines()[1].startswith("test,alone")


def test_tidying_our_own_tables_changes_no_byte(tmp_path):
    for name in TABLES:
        shutil.copy(DATA / f"{name}.csv", tmp_path)
    assert tidy_data(tmp_path) == []
    for name in TABLES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (DATA / f"{name}.csv").read_bytes()


def test_what_cannot_be_read_is_never_written_over(data):
    add(data, "facts", "test,parking,,maybe,,test,,,public")
    before = (data / "facts.csv").read_bytes()
    assert tidy_data(data)
    assert (data / "facts.csv").read_bytes() == before


# -- readings


def test_what_has_no_reading_is_listed(data):
    place = make_place(name="鬱蒼食堂")
    write_tables([place, make_group(), make_site(), make_source()], data)
    assert any("鬱蒼" in run for run in check_data(data).unread)


# -- the plan's numbers

TOWN = City("132152", "テスト市", (35.69, 139.44), 14, Plan(2024, "計画", {"ibasho": 3}))


def rows(*places):
    return {row.category: row for row in reconcile(places, TOWN)}


def test_two_venues_of_one_group_count_once():
    said = {"city": "132152", "categories": "ibasho", "group": "one"}
    row = rows(make_place("a", **said), make_place("b", **said))["ibasho"]
    assert (row.planned, row.listed, row.awaiting) == (3, 1, 0)


def test_a_place_without_a_group_counts_by_itself():
    said = {"city": "132152", "categories": "ibasho"}
    assert rows(make_place("a", **said), make_place("b", **said))["ibasho"].listed == 2


def test_another_city_does_not_count():
    row = rows(make_place("a", city="132063", categories="ibasho"))["ibasho"]
    assert (row.listed, row.awaiting) == (0, 0)


def test_a_group_that_is_listed_does_not_await_checking():
    said = {"city": "132152", "categories": "ibasho", "group": "one"}
    row = rows(make_place("a", **said), make_place("b", standing="check", **said))["ibasho"]
    assert (row.listed, row.awaiting) == (1, 0)


def test_only_the_main_category_counts():
    found = rows(make_place("a", city="132152", categories="kodomo_shokudo;ibasho"))
    assert found["ibasho"].listed == 0
    assert found["kodomo_shokudo"].listed == 1


def test_a_paused_place_is_neither_listed_nor_awaiting():
    row = rows(make_place("a", city="132152", categories="ibasho", standing="paused"))["ibasho"]
    assert (row.listed, row.awaiting) == (0, 0)


def test_a_planned_category_with_no_place_is_shown_all_the_same():
    assert rows()["ibasho"].planned == 3


def test_a_note_of_the_places_row_may_say_to_be_confirmed(data):
    """It is for staff, by what the columns mean."""
    place = make_place(name=say("テスト食堂", "要確認"))
    write_tables([place, make_group(), make_site(), make_source()], data)
    assert told(data) == []
