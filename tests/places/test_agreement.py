"""Values that say the same, however they are written."""

import pytest
from hypothesis import given

from tests.made_up import texts
from webmap.places.agreement import agrees, covers, fold_address, is_coarser, same_rules
from webmap.places.location import Location
from webmap.places.schedule import Rule


@pytest.mark.parametrize(
    "written",
    [
        "国立市富士見台2-47-1",
        "東京都国立市富士見台二丁目47番地の1",
        "東京都国立市富士見台２－４７－１",
        "国立市富士見台2\u221247\u22121",
        "国立市富士見台２‐４７—１",
        "国立市富士見台 2丁目47番1号",
        "国立市富士見台2ー47ー1",
        "国立市富士見台2の47の1",
    ],
)
def test_an_address_however_written(written):
    assert agrees("address", "東京都国立市富士見台2-47-1", written)
    assert not is_coarser("address", "東京都国立市富士見台2-47-1", written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国立市泉2-31", "国立市泉2-3"),
        ("国立市東1-1", "国分寺市東1-1"),
        ("国立市東1-1", "国立市西1-1"),
        ("国立市中1-1", "国立市中1-1-2"),
    ],
)
def test_two_addresses(one, other):
    assert not agrees("address", one, other)


def test_the_twelfth_block():
    assert fold_address("立川市十二丁目3") == fold_address("立川市12-3")
    assert fold_address("立川市二十丁目3") == fold_address("立川市20-3")


def test_an_address_without_its_number_is_coarser():
    whole, part = "東京都国立市富士見台2-47-1", "国立市富士見台"
    assert agrees("address", whole, part)
    assert is_coarser("address", whole, part)
    assert not agrees("address", part, whole)


@pytest.mark.parametrize(
    "written", ["(042)576-9910", "0425769910", "０４２－５７６－９９１０", "042 576 9910"]
)
def test_a_telephone_number_however_written(written):
    assert agrees("phone", "042-576-9910", written)
    assert not agrees("phone", "042-576-9911", written)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("name", "こども食堂ﾋﾛ", "こども食堂ヒロ"),
        ("name", "ＴＡＳＵＣ　教室", "TASUC教室"),
        ("kana", "タマゴショクドウ", "たまごしょくどう"),
        ("url", "https://example.jp/", "https://EXAMPLE.jp"),
        ("who", "だれでも。", "だれでも"),
    ],
)
def test_texts_are_compared_folded(field, one, other):
    assert agrees(field, one, other)


def test_points_differ_by_more_than_their_rounding():
    point = Location("35.69808084", "139.4474999", "building")
    assert agrees("location", point, Location("35.6980808", "139.4475", "building"))
    assert not agrees("location", point, Location("35.6981", "139.4476", "building"))


FINER = Rule("open", "twice_monthly", "SU", "1;3", opens="11:30", closes="14:00")


@pytest.mark.parametrize(
    "coarser",
    [
        Rule("open", "twice_monthly", "SU"),
        Rule("open", "twice_monthly", "SU", opens="11:30", closes="14:00"),
        Rule("open", "twice_monthly"),
        Rule("open", "", "SU"),
    ],
)
def test_a_rule_that_says_less(coarser):
    assert covers([FINER], [coarser])


@pytest.mark.parametrize(
    "other",
    [
        Rule("open", "monthly", "SU"),
        Rule("open", "twice_monthly", "SA"),
        Rule("open", "twice_monthly", "SU", opens="12:00", closes="14:00"),
        Rule("closed", "", "SU"),
    ],
)
def test_a_rule_that_says_something_else(other):
    assert not covers([FINER], [other])


def test_how_often_is_known_from_the_nths():
    assert covers([Rule(weekdays="SU", nth="1;3")], [Rule("open", "twice_monthly", "SU")])
    assert not covers([Rule(weekdays="SU", nth="1")], [Rule("open", "twice_monthly", "SU")])


def test_every_second_week_is_what_files_call_twice_a_month():
    finer = Rule(frequency="biweekly", weekdays="SU", starts="2026-12-06")
    assert covers([finer], [Rule("open", "twice_monthly", "SU")])
    assert not covers([finer], [Rule("open", "monthly", "SU")])
    assert not covers([finer], [Rule("open", "biweekly", "SU", starts="2026-12-13")])


def test_rules_of_another_number_are_another_schedule():
    assert not covers([FINER, Rule("closed", season="obon")], [FINER])
    assert same_rules([FINER, Rule()], [Rule(), FINER])


@given(texts, texts)
def test_any_two_texts_can_be_compared(one, other):
    for field in ("name", "address", "phone", "url"):
        assert agrees(field, one, one)
        agrees(field, one, other)
