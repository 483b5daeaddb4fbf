"""Telephone numbers as they stand in cells."""

import pytest

from webmap.formats.phone import read_phone
from webmap.places.days import Day
from webmap.places.draft import Draft, Edition


def read(text):
    draft = Draft(Edition("test", Day()))
    read_phone(draft, "電話番号1", text)
    phone = draft.place.get("phone")
    return (phone.text, phone.note) if phone else None, draft.problems


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("042-000-0000", "042-000-0000", ""),
        ("(042)000-0000", "042-000-0000", ""),
        ("0420000000", "0420000000", ""),
        ("０４２－０００－００００", "042-000-0000", ""),
        ("042.000.0000", "042.000.0000", ""),
        ("0120-000-000", "0120-000-000", ""),
        ("050-0000-0000", "050-0000-0000", ""),
        ("042-000-0000(代)", "042-000-0000", "(代)"),
        ("TEL:042-000-0000", "042-000-0000", ""),
        ("042-000-0000 内線12", "042-000-0000", "内線12"),
        ("042-000-0000 内線123", "042-000-0000", "内線123"),
        ("189", "189", ""),
        ("#7119", "#7119", ""),
    ],
)
def test_a_number_that_can_be_dialled(text, number, note):
    found, problems = read(text)
    assert found is not None
    assert (found[0].replace(".", "-"), found[1]) == (number.replace(".", "-"), note)
    assert not problems


@pytest.mark.parametrize("text", ["", "-", "なし", "無", "無し", "非公開"])
def test_a_cell_that_says_there_is_none(text):
    assert read(text) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "420000000",
        "042-00-0",
        "042-000-00000",
        "042-000-0000、042-000-0001",
        "市役所へ",
        "9" * 5000,
    ],
)
def test_what_cannot_be_dialled_is_a_bad_cell(text):
    found, (problem,) = read(text)
    assert found is None
    assert problem.column == "電話番号1"


def test_only_a_number_without_its_zero_is_asked_for_it():
    assert "先頭の 0" in read("420000000")[1][0].expected
    assert "先頭の 0" not in read("042-000-0000、042-000-0001")[1][0].expected
