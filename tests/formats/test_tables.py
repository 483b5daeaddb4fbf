"""Tables read back exactly, and say every mistake with its line and column."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import (
    HOSTILE,
    hostile_texts,
    make_group,
    make_place,
    make_site,
    make_source,
    say,
    texts,
)
from webmap.formats.rows import read_rows, write_rows
from webmap.formats.table_shapes import TABLES
from webmap.formats.tables import read_tables, render_tables, write_tables
from webmap.places.errors import Problem
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.place import Place
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.vocabulary import VISIBILITIES

# -- and back


def statements(values):
    return st.builds(
        say,
        values,
        hostile_texts,
        source=st.sampled_from(["", "test", "test;other"]),
        day=st.sampled_from(["", "2026-07-29", "2024-04/2025-03", "2025-07/.."]),
        confirmed=st.sampled_from(["", "2026-08"]),
        visibility=st.sampled_from(VISIBILITIES),
    )


PLACE: dict[str, st.SearchStrategy[Any]] = {
    "venue": texts,
    "kana": st.just("テストショクドウ"),
    "group": st.just("test-group"),
    "group.2": st.just("test-group"),
    "drop_in": st.just("no"),
    "who": texts,
    "who.2": texts,
    "phone": st.just("0425762105"),
    "activity.1": texts,
    "activity.10": texts,
    "activity.2": texts,
    "schedule.1": st.just(Rule(weekdays="SU", nth="1;3", opens="11:30", closes="25:00")),
    "schedule.2": st.just(Rule()),
    "exception.2026-12-06": st.builds(
        lambda why: ExceptionDay("closed", reason=why), hostile_texts
    ),
    "fact.alone": st.just("yes"),
    "fact.alone.2": st.just("no"),
    "fee.adult.visit": st.sampled_from([Fee(), Fee("0"), Fee("100", "300")]),
    "fee.adult.visit.2": st.just(Fee("500")),
    "identifier.wamnet": texts,
}
places = st.fixed_dictionaries(
    {"name": statements(texts)},
    optional={name: statements(values) for name, values in PLACE.items()},
).map(lambda said: make_place(**said))
groups = st.fixed_dictionaries(
    {"name": statements(texts)}, optional={"identifier.houjin_bangou": statements(texts)}
).map(lambda said: make_group(**said))
sites = st.fixed_dictionaries({"address": statements(texts)}).map(lambda said: make_site(**said))
sources = st.fixed_dictionaries({"name": texts}, optional={"note": texts, "credit": texts}).map(
    lambda said: make_source(**said)
)


@given(st.tuples(places, groups, sites, sources))
@settings(max_examples=150)
def test_records_written_and_read_are_the_same(tmp_path_factory, records):
    folder = tmp_path_factory.mktemp("tables")
    write_tables(records, folder)
    reading = read_tables(folder)
    assert reading.problems == []
    assert list(reading.records.values()) == list(records)


def test_a_rule_of_every_second_week_reads_back(tmp_path):
    rule = Rule(frequency="biweekly", weekdays="SU", starts="2026-12-06", opens="10:00")
    write_tables([make_place(schedule__1=rule)], tmp_path)
    assert "starts" in (tmp_path / "schedules.csv").read_text("utf-8").splitlines()[0]
    found = read_tables(tmp_path).records["place", "test"]
    assert isinstance(found, Place)
    assert dict(found.rules()).keys() == {rule}


def test_a_table_from_before_there_were_such_rules_is_read_all_the_same(tmp_path):
    place = make_place(
        schedule__1=Rule(weekdays="MO"), schedule__2=say(Rule(opens="10:00"), "ことば")
    )
    write_tables([place], tmp_path)
    path = tmp_path / "schedules.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    at = rows[0].index("starts")
    older = "".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows)
    path.write_text(older, encoding="utf-8")
    reading = read_tables(tmp_path)
    assert reading.problems == []
    assert reading.records["place", "test"] == place


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_comes_back_as_typed_and_in_the_same_bytes(tmp_path, text):
    place = make_place(name=say(text, text) if text.strip() else "テスト", activity__1=f"{text}。")
    write_tables([place], tmp_path / "one")
    reading = read_tables(tmp_path / "one")
    assert reading.records["place", "test"] == place
    write_tables(reading.records.values(), tmp_path / "two")
    for name in TABLES:
        one, two = (tmp_path / folder / f"{name}.csv" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_a_point_keeps_its_source_day_and_who_may_see_it(tmp_path):
    point = say(Location("35.680", "139.440", "town", "161"), source="other", day="2023")
    site = make_site(location=point)
    write_tables([site], tmp_path)
    assert read_tables(tmp_path).records["site", "test-site"] == site


@pytest.mark.parametrize("said", [{"visibility": "staff"}, {"confirmed": "2026-08"}])
def test_a_point_for_staff_or_confirmed_stays_so(tmp_path, said):
    site = make_site(location=say(Location("35.68", "139.44", "building"), **said))
    write_tables([site], tmp_path)
    assert read_tables(tmp_path).records["site", "test-site"] == site


def test_a_point_without_an_address_reads_back(tmp_path):
    site = make_site(location=say(Location("35.68", "139.44", "building")))
    bare = type(site)(site.key, {"location": site.said["location"]})
    write_tables([bare], tmp_path)
    assert read_tables(tmp_path).records["site", "test-site"] == bare


@given(st.lists(st.fixed_dictionaries({"a": hostile_texts, "b": hostile_texts}), max_size=4))
def test_rows_are_what_any_reader_of_csv_sees(rows):
    text = write_rows(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b"]
    assert read[1:] == [[row["a"], row["b"]] for row in rows]


def test_only_what_needs_quotes_has_them():
    written = write_rows(("a", "b"), [{"a": "矢川 プラス", "b": 'か"こ'}, {"a": " 東", "b": "1,2"}])
    assert written == 'a,b\n矢川 プラス,"か""こ"\n" 東","1,2"\n'


def test_numbered_rows_stand_in_the_order_of_their_numbers():
    place = make_place(**{f"activity.{number}": str(number) for number in (10, 2, 1, 11)})
    rows = render_tables([place])["details"].splitlines()[1:]
    assert [row.split(",")[2] for row in rows] == ["1", "2", "10", "11"]


def test_places_stand_in_the_order_of_their_keys():
    written = render_tables([make_place("b"), make_place("a"), make_place("c")])["places"]
    assert [row.split(",")[0] for row in written.splitlines()[1:]] == ["a", "b", "c"]


def test_a_cell_with_another_source_stands_in_the_details():
    place = make_place(kana=say("テスト", source="other"))
    tables = render_tables([place])
    assert "テスト,,other" in tables["details"]
    assert ",テスト,," not in tables["places"]


# -- and what is wrong


@pytest.fixture
def folder(tmp_path):
    """Tables without a fault, of one place with group, site and source."""
    place = make_place(group="test-group", site="test-site", schedule__1=Rule(weekdays="SA"))
    write_tables([place, make_group(), make_site(), make_source()], tmp_path)
    return tmp_path


def put(folder, table, *rows):
    """Adds rows (by column) to a table; what is not named is empty, the visibility public."""
    with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        for row in rows:
            cells = dict.fromkeys(TABLES[table], "") | {"visibility": "public"} | row
            csv.DictWriter(
                file, TABLES[table], lineterminator="\n", extrasaction="ignore"
            ).writerow(cells)


def problems(folder):
    return [(p.file, p.line, p.column, p.found) for p in read_tables(folder).problems]


def test_tables_without_a_fault_have_no_problem(folder):
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "found"),
    [
        ("details", {"field": "phone", "value": "なし"}, "value", "なし"),
        ("facts", {"fact": "alone", "answer": "maybe"}, "answer", "maybe"),
        ("fees", {"class": "adult", "per": "visit", "yen": "無料"}, "yen", "無料"),
        ("schedules", {"number": "2", "effect": "open", "weekdays": "月"}, "weekdays", "月"),
        ("schedules", {"number": "2", "effect": "open", "opens": "9時"}, "opens", "9時"),
        ("exceptions", {"date": "2026-02-30", "effect": "closed"}, "date", "2026-02-30"),
        ("exceptions", {"date": "2026-12-06", "effect": "away"}, "effect", "away"),
        ("facts", {"fact": "alone", "answer": "yes", "day": "令和8年"}, "day", "令和8年"),
        ("facts", {"fact": "alone", "answer": "yes", "confirmed": "7/1"}, "confirmed", "7/1"),
        ("facts", {"fact": "alone", "answer": "yes", "visibility": ""}, "visibility", ""),
        ("facts", {"fact": "alone", "answer": "yes", "visibility": "all"}, "visibility", "all"),
    ],
)
def test_a_bad_cell_is_told_with_file_line_column_and_what_was_found(
    folder, table, row, column, found
):
    line = len((folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()) + 1
    put(folder, table, {"place": "test"} | row)
    told = problems(folder)
    assert told == [(f"{table}.csv", line, column, found)]


@pytest.mark.parametrize(
    ("table", "row", "columns"),
    [
        ("details", {"field": "color", "value": "red"}, {"field"}),
        (
            "details",
            {"field": "phone", "number": "1", "value": "042-000-0000"},
            {"field", "number"},
        ),
        ("fees", {"class": "baby", "per": "visit", "yen": "0"}, {"class"}),
        ("facts", {"fact": "autism_friendly", "answer": "yes"}, {"fact"}),
        (
            "identifiers",
            {"of": "place", "key": "test", "scheme": "other", "value": "1"},
            {"scheme"},
        ),
    ],
)
def test_a_word_that_names_no_field_is_told_in_a_column_of_its_table(folder, table, row, columns):
    put(folder, table, {"place": "test"} | row)
    told = problems(folder)
    assert len(told) == 1
    assert told[0][2] in columns


def test_a_bad_cell_leaves_its_field_unknown_and_keeps_the_place(folder):
    put(folder, "details", {"place": "test", "field": "phone", "value": "なし"})
    place = read_tables(folder).records["place", "test"]
    assert "phone" not in place.said
    assert place.text("name") == "テスト食堂"


def test_a_bad_cell_of_a_places_row_costs_only_its_field(folder):
    row = {"key": "other", "name": "別の食堂", "categories": "ibasho", "standing": "listed"}
    put(folder, "places", row | {"city": "999999", "kana": "ひらがな"})
    reading = read_tables(folder)
    assert {problem.column for problem in reading.problems} == {"city", "kana"}
    assert reading.records["place", "other"].text("name") == "別の食堂"


def test_a_place_without_a_name_is_left_out_and_told(folder):
    put(folder, "places", {"key": "other", "categories": "ibasho", "standing": "listed"})
    reading = read_tables(folder)
    assert ("place", "other") not in reading.records
    assert [(p.file, p.line, p.column) for p in reading.problems] == [("places.csv", 3, "name")]


def test_every_mistake_of_a_place_is_told_at_once(folder):
    put(folder, "places", {"key": "other place", "categories": "cafe", "standing": "open"})
    columns = {problem.column for problem in read_tables(folder).problems}
    assert {"key", "name", "categories", "standing"} <= columns


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("details", {"place": "nowhere", "field": "who", "value": "だれでも"}),
        ("facts", {"place": "nowhere", "fact": "alone", "answer": "yes"}),
        ("identifiers", {"of": "group", "key": "nowhere", "scheme": "wamnet", "value": "1"}),
        ("identifiers", {"of": "house", "key": "test", "scheme": "wamnet", "value": "1"}),
    ],
)
def test_a_row_of_no_place_is_told(folder, table, row):
    put(folder, table, row)
    assert len(problems(folder)) == 1


def test_a_key_that_stands_twice_is_told_with_the_first_line(folder):
    put(
        folder,
        "places",
        {"key": "test", "name": "二つめ", "categories": "ibasho", "standing": "listed"},
    )
    told = read_tables(folder).problems
    assert told
    assert all("places.csv:2" in problem.expected for problem in told)
    assert read_tables(folder).records["place", "test"].text("name") == "テスト食堂"


def test_a_statement_that_stands_twice_is_told(folder):
    row = {"place": "test", "fact": "alone", "answer": "yes"}
    put(folder, "facts", row, row | {"answer": "no"})
    assert [(one[0], one[1]) for one in problems(folder)] == [("facts.csv", 3)]
    assert read_tables(folder).records["place", "test"].text("fact.alone") == "yes"


def test_the_line_is_right_after_a_cell_with_line_ends(folder):
    put(folder, "details", {"place": "test", "field": "who", "value": "一\n二\n三"})
    put(folder, "details", {"place": "test", "field": "phone", "value": "なし"})
    assert [(one[0], one[1]) for one in problems(folder)] == [("details.csv", 5)]


def test_a_missing_file_is_told_and_the_rest_is_read(folder):
    (folder / "facts.csv").unlink()
    assert [one[0] for one in problems(folder)] == ["facts.csv"]
    assert ("place", "test") in read_tables(folder).records


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda text: text.encode("cp932"), 0),
        (lambda text: text.encode("utf-16"), 0),
        (lambda text: text.encode("utf-8-sig"), 1),
        (lambda text: text.replace("place,", "場所,", 1).encode(), 1),
        (lambda text: b"", 1),
        (lambda text: (text + "test,alone\n").encode(), 2),
        (lambda text: (text + "\n").encode(), 2),
        (lambda text: (text + 'test,"alone').encode(), 2),
        (lambda text: (text + 'test,"alo"ne,,yes,,,,,public\n').encode(), 2),
    ],
    ids=["cp932", "utf-16", "mark", "header", "empty", "short", "blank", "open quote", "quote"],
)
def test_a_file_that_is_no_such_table_is_told_not_raised(folder, change, line):
    path = folder / "facts.csv"
    text = path.read_text(encoding="utf-8").replace("public", "公開")
    text = text if line else text + "あ,,,,,,,,\n"
    path.write_bytes(change(text))
    told = problems(folder)
    assert len(told) == 1
    assert told[0][0] == "facts.csv"
    assert told[0][1] == line


def test_a_table_that_is_no_small_file_is_told_and_not_read(folder):
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").mkdir()
    with (folder / "places.csv").open("wb") as large:
        large.truncate(1 << 30)
    problems = read_tables(folder).problems
    assert {problem.file for problem in problems if problem.lost} >= {"sources.csv", "places.csv"}


def test_a_note_or_source_without_its_value_is_told_not_lost(folder):
    """A site's row whose address is empty: its note would vanish when the table is written."""
    put(folder, "sites", {"key": "bare", "note": "大事な覚え書き", "source": "test"})
    reading = read_tables(folder)
    written = render_tables(reading.records.values())["sites"]
    assert reading.problems or "大事な覚え書き" in written


def test_a_points_source_without_a_point_is_told_not_lost(folder):
    put(
        folder,
        "sites",
        {"key": "bare", "address": "東0-0-0", "point_source": "test", "point_day": "2023"},
    )
    reading = read_tables(folder)
    written = render_tables(reading.records.values())["sites"]
    assert reading.problems or ",test,2023," in written


def test_rows_are_handed_out_with_their_lines(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('a,b\n1,"二\n行"\n3,4\n', encoding="utf-8")
    told: list[Problem] = []
    assert list(read_rows(path, ("a", "b"), told)) == [
        (2, {"a": "1", "b": "二\n行"}),
        (4, {"a": "3", "b": "4"}),
    ]
    assert told == []
