"""A record is valid by construction, and says all that is wrong at once."""

import pytest

from tests.made_up import make_group, make_place, make_site, say
from webmap.places.errors import Invalid
from webmap.places.place import Place
from webmap.places.record import Statement
from webmap.places.schedule import Rule


def test_a_place_needs_name_categories_and_standing():
    with pytest.raises(Invalid) as invalid:
        Place("test", {})
    assert {bad.column for bad in invalid.value.problems} == {"name", "categories", "standing"}


def test_every_problem_is_told_at_once():
    with pytest.raises(Invalid) as invalid:
        Place(
            "テスト",
            {
                "name": say(" "),
                "categories": say("cafe"),
                "standing": say("listed", visibility="everyone"),
                "color": say("red"),
            },
        )
    columns = [bad.column for bad in invalid.value.problems]
    assert sorted(columns) == ["categories", "color", "key", "name", "standing"]
    assert "cafe" in str(invalid.value)


def test_a_group_needs_a_name_and_a_site_needs_nothing():
    with pytest.raises(Invalid):
        make_group(name=say(""))
    assert make_site().text("address")


@pytest.mark.parametrize(("field", "value"), [("schedule.1", "毎週土曜"), ("name", Rule())])
def test_a_value_of_another_sort_is_refused(field, value):
    with pytest.raises((Invalid, TypeError)):
        make_place(**{field: value})


def test_what_is_not_said_is_empty():
    place = make_place()
    assert place.text("phone") == ""
    assert place.words("stages") == ()
    assert list(place.several("activity")) == []


def test_several_come_by_number_not_by_letter():
    place = make_place(activity__10="十", activity__2="二", activity__1="一")
    assert [said.text for _, said in place.several("activity")] == ["一", "二", "十"]


def test_a_rule_is_not_a_text():
    with pytest.raises(TypeError):
        Statement(Rule()).text  # noqa: B018
