"""The city of a file; another city writes its own."""

import pytest

from tests.made_up import DATA
from webmap.formats.city_file import read_city
from webmap.places.errors import ForPeople

GOOD = """
[city]
code = "132152"
name = "テスト市"
[map]
center = [35.69, 139.44]
zoom = 14
"""


def test_our_city():
    city = read_city(DATA / "city.toml")
    assert (city.code, city.name) == ("132152", "国立市")
    assert 35.6 < city.center[0] < 35.8
    assert 139.3 < city.center[1] < 139.6
    assert city.plan.counts == {"kodomo_shokudo": 9, "ibasho": 11}


def test_a_city_without_a_plan(tmp_path):
    path = tmp_path / "city.toml"
    path.write_text(GOOD, encoding="utf-8")
    city = read_city(path)
    assert city.name == "テスト市"
    assert city.plan.counts == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        "city = 3",
        GOOD.replace('code = "132152"', ""),
        GOOD.replace("[35.69, 139.44]", "[35.69]"),
        GOOD.replace("[35.69, 139.44]", '"ここ"'),
        GOOD.replace("zoom = 14", 'zoom = "近い"'),
        "plan = 3" + GOOD,
        GOOD + "[plan]\ngroups = 9",
        GOOD + '[plan.groups]\nibasho = "たくさん"',
    ],
)
def test_a_file_that_is_no_city_is_said_for_people(tmp_path, text):
    path = tmp_path / "city.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ForPeople) as said:
        read_city(path)
    assert "city.toml" in str(said.value)


def test_a_missing_file_is_said_for_people(tmp_path):
    with pytest.raises(ForPeople, match=r"city\.toml"):
        read_city(tmp_path / "city.toml")


def test_a_file_in_another_encoding_is_said_for_people(tmp_path):
    path = tmp_path / "city.toml"
    path.write_bytes(GOOD.encode("cp932"))
    with pytest.raises(ForPeople):
        read_city(path)
