"""A place answers for itself; what nobody said stays unknown."""

from tests.made_up import make_place, make_site, say
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import Rule


def test_categories_keep_their_order_the_main_one_first():
    assert make_place(categories="yagawa_plus;ibasho").categories == ("yagawa_plus", "ibasho")


def test_only_a_stated_no_means_not_for_dropping_in():
    assert make_place().drops_in
    assert make_place(drop_in="yes").drops_in
    assert not make_place(drop_in="no").drops_in


def test_a_fact_nobody_stated_is_unknown_not_no():
    place = make_place(fact__elevator="no")
    assert place.fact("parking") is None
    assert [fact for fact, _ in place.facts()] == ["elevator"]


def test_another_voice_is_not_the_answer_that_stands():
    place = make_place(fact__parking__2=say("yes", visibility="staff"))
    assert place.fact("parking") is None
    assert list(place.facts()) == []


def test_another_voice_on_a_fee_is_not_the_fee():
    place = make_place(fee__adult__visit__2=Fee("500"), fee__adult__visit=Fee("300"))
    assert [fee.yen for _, _, fee, _ in place.fees()] == ["300"]


def test_fees_come_from_the_youngest_to_the_oldest():
    place = make_place(fee__adult__visit=Fee("300"), fee__preschool__visit=Fee("0"))
    assert [person for person, *_ in place.fees()] == ["preschool", "adult"]


def test_rules_come_in_their_order():
    place = make_place(schedule__2=Rule(weekdays="SA"), schedule__1=Rule(weekdays="MO"))
    assert [rule.weekdays for rule, _ in place.rules()] == ["MO", "SA"]


def test_the_day_of_the_information_is_that_of_the_name():
    assert (
        make_place(name=say("テスト食堂", day="2024-08"), phone="042-000-0000").day.text
        == "2024-08"
    )


def test_since_when_is_unknown_when_nobody_said():
    assert not make_place(standing="ended").since.known
    assert make_place(standing="ended", since="2026-03").since.text == "2026-03"


def test_a_site_has_a_point_only_when_someone_gave_one():
    assert make_site().location is None
    assert make_site(location=Location("35.68", "139.44", "town")).location is not None
