"""The tables of the lists come back exactly, also when words have sources of their own."""

import pytest

from tests.made_up import DATA, HOSTILE, make_place, say
from tests.made_up_lists import make_line, make_programme, make_reading
from webmap.formats.table_shapes import LIST_TABLES
from webmap.formats.tables import read_tables, render_tables, write_tables
from webmap.places.list_records import ListRecord
from webmap.places.schedule import Rule

STAFF = say("ひみつ", source="だれか", day="2026-11", visibility="staff")
MONDAY = Rule(weekdays="MO", opens="09:00", closes="17:00")


def back(tmp_path, *records):
    write_tables(records, tmp_path)
    reading = read_tables(tmp_path)
    assert reading.problems == []
    return {(one.of, one.key): one for one in reading.records.values()}


def test_our_own_lists_come_out_in_the_same_bytes():
    written = render_tables(read_tables(DATA).records.values())
    for name in LIST_TABLES:
        if name in written:
            assert (DATA / f"{name}.csv").read_bytes() == written[name].encode()
    assert "list_details" not in written


@pytest.mark.parametrize(
    "record",
    [
        make_line(),
        make_line(hours=STAFF, note="みほん", persons="child;guardian", topics="home", area="city"),
        make_line(name=say("みほん", "そえる", visibility="staff", confirmed="2026-08")),
        make_line(standing=say("ended", source="電話", day="2026-12-01")),
        make_line(schedule__1=say(MONDAY, "月曜", source="みほん新聞"), schedule__10=MONDAY),
        make_line(schedule__2=say(MONDAY, source="ほかの人", day="2026-11", confirmed="2026-11")),
        make_line(schedule__1=say(Rule(), "ことばだけ", source="", day="", visibility="staff")),
        make_line(schedule__1=say(Rule(weekdays="SU", nth="1", audience="parent"), source="")),
        make_programme(topics="developmental;medical_care", what=STAFF),
        make_programme(for_whom=say("だれか", "ことば")),
        make_reading("学び", "まなび"),
        make_reading("学び", "まなび", standing=say("ended")),
        make_reading("学び", "まなび", reading=say("まなび", "辞書", source="みほん辞典")),
        *(make_line(note=text, name=f"み{text}") for text in HOSTILE),
    ],
)
def test_a_record_comes_back_as_it_was(tmp_path, record):
    assert back(tmp_path, record)[record.of, record.key] == record


def test_columns_that_nothing_needs_are_not_written(tmp_path):
    write_tables([make_line(), make_reading("学び", "まなび")], tmp_path)
    header = (tmp_path / "helplines.csv").read_text("utf-8").splitlines()[0]
    assert header == (DATA / "helplines.csv").read_text("utf-8").splitlines()[0]
    assert (tmp_path / "readings.csv").read_text("utf-8") == (
        "word,reading,basis\n学び,まなび,dictionary\n"
    )


def test_a_folder_of_places_only_has_no_lists_and_no_problem(tmp_path):
    assert [*back(tmp_path, make_place())] == [("place", "test")]
    assert not (tmp_path / "helplines.csv").exists()


def test_hours_of_a_line_that_is_not_there_are_told(tmp_path):
    write_tables([make_line(schedule__1=MONDAY)], tmp_path)
    path = tmp_path / "helpline_hours.csv"
    path.write_text(path.read_text("utf-8").replace("mihon", "nowhere"), encoding="utf-8")
    (problem,) = read_tables(tmp_path).problems
    assert (problem.file, problem.line, problem.found) == ("helpline_hours.csv", 2, "nowhere")
    assert problem.lost


def test_every_row_of_our_own_lists_is_a_record():
    records = [one for one in read_tables(DATA).records.values() if isinstance(one, ListRecord)]
    assert [
        sum(one.of == of for one in records) for of in ("helpline", "programme", "reading")
    ] == [
        12,
        17,
        291,
    ]
