"""The city's own table of programmes."""

import csv
import re

import pytest

from tests.lists import read_lists
from tests.made_up import DATA
from webmap.formats.tables import read_tables

WORDS = {
    "developmental": "発達|しょうがい|療育",
    "medical_care": "医療的ケア",
    "not_at_school": "学校に行っていない",
    "family_care": "ヤングケアラー",
    "foreign_roots": "外国",
    "learning": "学習",
    "food_allergy": "アレルギー",
}
"""What a row must say for a topic to be its own."""


def test_a_row_has_the_topics_that_it_names_and_no_others():
    with (DATA / "programmes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said = " ".join(row[column] for column in ("name", "for_whom", "what", "office"))
            named = [topic for topic, words in WORDS.items() if re.search(words, said)]
            assert set(row["topics"].split(";")) - {""} == set(named), row["key"]


def test_every_row_is_read():
    assert len(read_lists(DATA).programmes.several) == 17
    assert {one.key for one in read_lists(DATA).programmes.for_organisations} == {
        "ibasho-hojo",
        "ibasho-renraku",
    }


def test_a_city_without_programmes_has_none(tmp_path):
    assert read_lists(tmp_path).programmes.several == ()


@pytest.mark.parametrize(
    ("column", "old", "new", "left"),
    [
        ("topics", ",medical_care,", ",himitsu,", 17),
        ("persons", ",child,medical", ",dog,medical", 17),
        ("day", "施策5,2024", "施策5,いつか", 16),
    ],
)
def test_what_cannot_be_read_is_told_and_costs_no_other_row(data, column, old, new, left):
    path = data / "programmes.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert len(read_lists(data).programmes.several) == left
    told = read_tables(data).problems
    assert {(problem.file, problem.line) for problem in told} == {("programmes.csv", 7)}
    assert column in {problem.column for problem in told}
