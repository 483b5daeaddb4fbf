"""The tables that are read from files only."""

import pytest

from tests.made_up import DATA
from webmap.formats.lists import LISTS, read_list
from webmap.formats.tables import read_tables


@pytest.mark.parametrize("name", LISTS)
def test_our_own_list_has_no_problem(name):
    rows, problems = read_list(DATA, name)
    assert problems == []
    assert rows


@pytest.mark.parametrize(
    ("name", "count"),
    [("schools", 11), ("stations", 33), ("towns", 649), ("helplines", 12), ("programmes", 17)],
)
def test_nothing_of_the_facts_was_lost(name, count):
    assert len(read_list(DATA, name)[0]) == count


def test_eight_elementary_and_three_junior_high_schools():
    stages = [row["stage"] for row in read_list(DATA, "schools")[0]]
    assert (stages.count("小学校"), stages.count("中学校")) == (8, 3)


def test_every_hour_belongs_to_a_helpline_and_keeps_the_words():
    lines = {row["key"] for row in read_list(DATA, "helplines")[0]}
    hours = read_list(DATA, "helpline_hours")[0]
    assert {row["helpline"] for row in hours} <= lines
    assert all(row["words"] for row in hours)


def test_hours_that_cannot_be_are_told_with_their_line(tmp_path):
    header = "helpline,number,weekdays,holidays,opens,closes,season,effect,words"
    row = "test,1,MO,,17:00,9:00,,open,月曜"
    (tmp_path / "helpline_hours.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    problems = read_tables(tmp_path).problems
    assert ("helpline_hours.csv", 2, "closes", "9:00") in [
        (p.file, p.line, p.column, p.found) for p in problems
    ]


def test_a_missing_list_is_told(tmp_path):
    rows, problems = read_list(tmp_path, "schools")
    assert rows == []
    assert [problem.file for problem in problems] == ["schools.csv"]
