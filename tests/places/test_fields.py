"""Every field has a path, and only what belongs there may stand in it."""

import pytest

from webmap.places.errors import BadCell
from webmap.places.fees import Fee
from webmap.places.fields import check_path, key_text, read_value, write_value
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule


@pytest.mark.parametrize(
    ("of", "field"),
    [
        ("place", "name"),
        ("place", "kana"),
        ("place", "phone"),
        ("place", "phone.2"),
        ("place", "activity.1"),
        ("place", "schedule.12"),
        ("place", "exception.2026-12-29"),
        ("place", "fact.elevator"),
        ("place", "fact.elevator.2"),
        ("place", "fee.adult.visit"),
        ("place", "fee.elementary.month.3"),
        ("place", "identifier.wamnet"),
        ("group", "identifier.houjin_bangou"),
        ("site", "location"),
        ("source", "licence"),
    ],
)
def test_a_path_that_is_ours(of, field):
    check_path(of, field)


@pytest.mark.parametrize(
    ("of", "field"),
    [
        ("place", ""),
        ("place", "color"),
        ("place", "phone.1"),
        ("place", "phone.0"),
        ("place", "phone.02"),
        ("place", "phone.２"),
        ("place", "phone."),
        ("place", "phone.2.2"),
        ("place", "activity"),
        ("place", "schedule"),
        ("place", "schedule.0"),
        ("place", "exception"),
        ("place", "fact"),
        ("place", "fact.autism_friendly"),
        ("place", "fee.adult"),
        ("place", "fee.adult.week"),
        ("place", "fee.visit.adult"),
        ("place", "identifier"),
        ("place", "identifier.other"),
        ("place", "location"),
        ("place", "address"),
        ("group", "phone"),
        ("site", "name"),
        ("source", "day"),
    ],
)
def test_a_path_that_is_not_ours_is_refused(of, field):
    with pytest.raises(BadCell):
        check_path(of, field)


@pytest.mark.parametrize("field", ["exception.2026-12", "exception.2026-02-30", "exception."])
def test_an_exception_is_for_one_existing_day(field):
    with pytest.raises(BadCell):
        check_path("place", field)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("phone", "042-576-2105"),
        ("phone", "0425762105"),
        ("phone", "#8008"),
        ("phone", "189"),
        ("url", "https://www.example.org/a?b=c#d"),
        ("kana", "タマゴショクドウ"),
        ("kana", "ティー・エスシー（TSC）"),
        ("capacity", "8組"),
        ("capacity", "40"),
        ("categories", "ibasho;yagawa_plus"),
        ("city", "132152"),
        ("fact.alone", "limited"),
        ("who", "だれでも"),
        ("since", "2026-03"),
    ],
)
def test_what_may_stand_in_a_field(field, text):
    assert read_value("place", field, {"value": text}) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", " 　\n"),
        ("phone", "なし"),
        ("phone", "042-576-2105 内線1"),
        ("url", "javascript:alert(1)"),
        ("url", "www.example.org"),
        ("url", " https://www.example.org"),
        ("url", "https://"),
        ("kana", "たまごしょくどう"),
        ("capacity", "0"),
        ("capacity", "１０"),
        ("capacity", "10人"),
        ("categories", ""),
        ("categories", "cafe"),
        ("categories", "ibasho;ibasho"),
        ("categories", "ibasho; soudan"),
        ("city", "132153"),
        ("city", "13215"),
        ("city", "１３２１５２"),
        ("standing", "open"),
        ("drop_in", "いいえ"),
        ("hidden", "no"),
        ("fact.alone", "unknown"),
        ("fact.alone", ""),
        ("booking", "yes"),
        ("booking_way", "fax"),
        ("stages", "小学生"),
        ("ages", ""),
        ("ages", "12-6"),
        ("since", ""),
        ("since", "きのう"),
    ],
)
def test_what_may_not_stand_in_a_field_is_a_bad_cell(field, text):
    with pytest.raises(BadCell) as bad:
        read_value("place", field, {"value": text})
    assert bad.value.found == text
    assert bad.value.expected


@pytest.mark.parametrize("text", ["guruguru", "houday-1353400110", "9012805003226", "a_b-c"])
def test_a_key_is_small_latin_letters_and_digits(text):
    key_text(text)


@pytest.mark.parametrize(
    "text",
    ["", "Guruguru", "ぐるぐる", "a b", "-a", "a-", "a--b", "a/b", "a.b", "a\n", "../a", "１"],
)
def test_a_key_that_would_not_stand_in_an_address_is_refused(text):
    with pytest.raises(BadCell):
        key_text(text)


@pytest.mark.parametrize(
    ("of", "field", "value"),
    [
        ("place", "name", "{{7*7}}"),
        ("place", "schedule.1", Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")),
        ("place", "exception.2026-12-06", ExceptionDay("extra", "10:00", "12:00", "", "もちつき")),
        ("place", "fee.adult.visit", Fee("300", "500")),
        ("place", "fee.adult.visit", Fee()),
        ("site", "location", Location("35.680", "139.440", "town", "161")),
    ],
)
def test_a_value_reads_back_from_its_cells(of, field, value):
    assert read_value(of, field, write_value(value)) == value
